"""The course of a loan day by day and instalment by instalment, as a ledger shows it."""
