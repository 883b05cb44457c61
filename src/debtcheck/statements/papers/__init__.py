"""Papers that a borrower holds: wallet exports, bank statements, plans, notices; one reader each."""
