"""Which days go together: a payment with its booking, a payment with its due date.

A booking follows its payment by up to three days as a rule (a weekend, a payee in between) and by
a week at most; a payment lies up to ten days before its due date, or any time after it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from debtcheck.audit.matching.model import Due
from debtcheck.audit.matching.pairing import Fit
from debtcheck.case.booking import BOOKED_WITHIN
from debtcheck.case.model import BookedPayment, Payment

USUAL = BOOKED_WITHIN
LONGEST = 7
_EARLY, _MONTH, _YEAR = 10, 31, 366
_SHARED = 45  # days before a booking that sums up two payments
_LATE_A_DAY = Decimal("0.002")  # of an instalment: more late charge than any clause met asks for
_REFERENCE = 6  # characters; a shorter one may stand in a line by chance


def booking_fit(payment: Payment, booking: BookedPayment) -> Fit | None:
    """How well a payment goes with a booking of the same amount; None: it does not."""
    if _named(payment, booking):
        return Fit(0)
    if payment.instalment and booking.no and payment.instalment != booking.no:
        return None
    if booking.on is None:
        return Fit(4)
    if payment.booked_on == booking.on:
        return Fit(1)
    days = (booking.on - payment.paid_on).days
    if 0 <= days <= USUAL:
        return Fit(2, days)
    if -1 <= days <= LONGEST:
        return Fit(3, days)
    return None


def _named(payment: Payment, booking: BookedPayment) -> bool:
    """True if the statement's line carries the payment's own reference."""
    reference, line = payment.reference.strip(), booking.evidence
    return len(reference) >= _REFERENCE and line is not None and reference in line.text


def shares_booking(payments: tuple[Payment, ...], bookings: tuple[BookedPayment, ...]) -> bool:
    """True if the days allow one booking of two payments, or two bookings of one payment."""
    if len(payments) == 1:
        numbers = [b.no for b in bookings]
        apart = None not in numbers and len(set(numbers)) == 1
        return not apart and all(booking_fit(payments[0], b) is not None for b in bookings)
    on = bookings[0].on
    if on is None:
        return True
    first, last = sorted(p.paid_on for p in payments)
    return (on - first).days <= _SHARED and -1 <= (on - last).days <= LONGEST


def due_fit(payment: Payment, due: Due) -> Fit | None:
    """How well a payment goes with an instalment: its amount, or late with the charges for it."""
    days = (payment.paid_on - due.on).days
    if not -_EARLY <= days <= _YEAR:
        return None
    if payment.amount != due.amount:
        over = payment.amount - due.amount
        return Fit(4, days) if 0 < over <= due.amount * _LATE_A_DAY * days else None
    if abs(days) <= USUAL:
        return Fit(1, days)
    return Fit(2 if days <= _MONTH else 3, days)


def due_near(payment: Payment, by_day: Sequence[Due]) -> Sequence[Due]:
    """The instalments, in the order of their days, whose day allows the payment."""
    first = payment.paid_on - timedelta(days=_YEAR)
    last = payment.paid_on + timedelta(days=_EARLY)
    low = bisect_left(by_day, first, key=lambda due: due.on)
    return by_day[low : bisect_right(by_day, last, lo=low, key=lambda due: due.on)]


def shares_dues(payments: tuple[Payment, ...], dues: tuple[Due, ...]) -> bool:
    """True if one payment may meet two instalments on end, or two payments one instalment."""
    if len(payments) == 1:
        first, last = sorted(dues, key=lambda d: d.on)
        days = (payments[0].paid_on - first.on).days
        return last.no - first.no == 1 and -_EARLY <= days <= _YEAR
    paid = sorted(p.paid_on for p in payments)
    return (dues[0].on - paid[0]).days <= _EARLY and (paid[1] - paid[0]).days <= _SHARED


def before(day: date, other: date, days: int) -> bool:
    """True if `other` is less than `days` days after `day`."""
    return (other - day).days < days
