"""The facts of one debt, as frozen values that every other part reads."""
