"""The command line: a lazy table of commands, one small module each."""
