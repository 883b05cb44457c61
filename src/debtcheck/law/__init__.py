"""The dated law: rules as data, found by the date and the lender they turn on."""
