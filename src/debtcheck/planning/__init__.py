"""What can be paid from the income there is, and offers that hold. Pure."""
