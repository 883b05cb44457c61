"""Which payment is which: the borrower's payments, the instalments, and the platform's bookings."""
