"""One question a file; `audit.audit.CHECKS` is the list that runs."""
