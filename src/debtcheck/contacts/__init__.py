"""The contact log: who called, wrote or came, and which rules of conduct that may not meet."""
