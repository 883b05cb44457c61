"""Readers: files, tables and options become a Case. The only place that validates foreign input."""
