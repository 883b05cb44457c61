"""Recomputation: terms, events and conventions in, a ledger with its workings out. Pure."""
