"""Single computations of `debtcheck calc`: each figure with its working and its law. Pure."""
