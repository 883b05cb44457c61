"""Payments held against the payments that a statement lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from debtcheck.audit.matching import days
from debtcheck.audit.matching.groups import share
from debtcheck.audit.matching.model import Numbered, Side, State
from debtcheck.audit.matching.pairing import Fit, Pairs, pair
from debtcheck.case.model import BookedPayment, Payment
from debtcheck.words.text import Text, text

RECENT = "ledger.match.recent"


def on_the_list(
    payments: Numbered, bookings: Sequence[BookedPayment], listed_to: date | None
) -> tuple[dict[int, Side], tuple[int, ...]]:
    """What each payment meets in the list, by its place in the case; the bookings left over."""
    listed = _Bookings(bookings, listed_to)
    sides = listed.sides(payments)
    return sides, tuple(k for k in range(len(bookings)) if k not in listed.used)


class _Bookings:
    """The statement's list of payments."""

    def __init__(self, bookings: Sequence[BookedPayment], listed_to: date | None) -> None:
        self.bookings, self.listed_to = bookings, listed_to
        self.used: set[int] = set()
        self.by_amount: dict[Decimal, list[int]] = {}
        for k, booking in enumerate(bookings):
            self.by_amount.setdefault(booking.amount, []).append(k)

    def sides(self, payments: Numbered) -> dict[int, Side]:
        """What each payment meets in the list."""
        order = sorted(payments, key=lambda k: (payments[k].paid_on, k))
        fits = [self._fits(payments[k]) for k in order]
        pairs = pair(fits)
        found = {k: self._side(payments, order, pairs, i) for i, k in enumerate(order)}
        self.used |= {right for to in pairs.to for right in to}
        self._shared(payments, found)
        return found

    def _fits(self, payment: Payment) -> dict[int, Fit]:
        same = self.by_amount.get(payment.amount, ())
        fits = {k: days.booking_fit(payment, self.bookings[k]) for k in same}
        return {k: fit for k, fit in fits.items() if fit is not None}

    def _side(self, payments: Numbered, order: list[int], pairs: Pairs, i: int) -> Side:
        payment, to = payments[order[i]], pairs.to[i]
        if i in pairs.rivals:
            group = [payments[order[j]] for j in sorted(pairs.rivals[i])]
            listed = sum(1 for j in pairs.rivals[i] if pairs.to[j])
            why = text("ledger.match.one_of", n=len(group), amount=payment.amount, listed=listed)
            maybe = {r for j in pairs.rivals[i] for r in pairs.to[j]}
            return Side(State.AMBIGUOUS, why, tuple((r, payment.amount) for r in sorted(maybe)))
        if not to:
            return self._missing(payment)
        if i in pairs.options:
            options = tuple((r, payment.amount) for r in sorted(pairs.options[i]))
            return Side(State.AMBIGUOUS, text("ledger.match.bookings", n=len(options)), options)
        return Side(State.MATCHED, self._said(payment, to), ((to[0], payment.amount),))

    def _missing(self, payment: Payment) -> Side:
        recent = self.listed_to is not None and days.before(
            payment.paid_on, self.listed_to, days.USUAL
        )
        return Side(State.UNMATCHED, text(RECENT if recent else "ledger.match.not_listed"))

    def _said(self, payment: Payment, to: tuple[int, ...]) -> Text:
        on = self.bookings[to[-1]].on
        if on is None:
            return text("ledger.match.listed_undated")
        late = (on - payment.paid_on).days
        if late > 0:
            return text("ledger.match.listed_late", on=on, days=late)
        return text("ledger.match.listed", on=on)

    def _shared(self, payments: Numbered, found: dict[int, Side]) -> None:
        """Two payments in one booking, one payment in two."""

        def fits(lefts: tuple[int, ...], rights: tuple[int, ...]) -> bool:
            some = tuple(payments[k] for k in lefts)
            return days.shares_booking(some, tuple(self.bookings[k] for k in rights))

        def said(rights: tuple[int, ...]) -> Text:
            return text(f"ledger.match.{'split' if len(rights) > 1 else 'joined'}")

        free = {k: b.amount for k, b in enumerate(self.bookings) if k not in self.used}
        self.used |= share(payments, found, free, fits, said)
