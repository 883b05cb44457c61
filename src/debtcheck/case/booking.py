"""How far the day of a payment and the day it is booked lie apart."""

from __future__ import annotations

from datetime import date

#: days: a bank books a wallet's payment, and a lender a bank's, that much later as a rule
#: (a weekend, a payee in between)
BOOKED_WITHIN = 3


def booked_near(one: date, other: date) -> bool:
    """True if two papers of the same amount may show one payment on these days."""
    return abs((one - other).days) <= BOOKED_WITHIN
