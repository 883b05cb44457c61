"""Papers that a borrower holds: exports, bank statements, plans, notices; one reader each."""
