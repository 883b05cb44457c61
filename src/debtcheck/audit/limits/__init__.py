"""The most that the law supports for a claim, by lender kind and date."""
