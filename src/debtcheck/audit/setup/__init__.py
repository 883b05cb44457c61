"""From the facts of a case to what the replay runs on."""
