"""Payments in a row: their days, what they leave, how many or how large they have to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from debtcheck.engine.dates import add_months
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import FEN, ZERO
from debtcheck.engine.replay import replay
from debtcheck.engine.terms import Cap, Inputs, Paid
from debtcheck.planning.wishes import OfferRow

MOST_MONTHS = 120  # nobody can promise a longer time

Pay = tuple[date, Decimal]
Left = Callable[[tuple[Pay, ...], date], Decimal]


@dataclass(frozen=True, slots=True)
class Series:
    """Days and amounts of an offer, and what they leave."""

    left: Left
    first: date
    lump: Decimal

    def day(self, k: int) -> date:
        """The day of the k-th monthly payment, from 1; 0 is that of the lump."""
        return add_months(self.first, k if self.lump else k - 1)

    def pays(self, monthly: Decimal, months: int) -> tuple[Pay, ...]:
        """Every payment of the offer, as it was meant."""
        found = [(self.first, self.lump)] if self.lump else []
        return (*found, *((self.day(k), monthly) for k in range(1, months + 1) if monthly))

    def closes(self, monthly: Decimal, months: int) -> bool:
        """True if that many payments leave nothing."""
        pays = self.pays(monthly, months)
        return bool(pays) and self.left(pays, pays[-1][0]) <= ZERO

    def least(self, months: int) -> Decimal:
        """The smallest monthly amount that leaves nothing after that many payments."""
        low, high = 0, int(self.left((), self.day(months)) / FEN) + 1
        while low < high:
            middle = (low + high) // 2
            if self.closes(middle * FEN, months):
                high = middle
            else:
                low = middle + 1
        return low * FEN

    def fewest(self, monthly: Decimal) -> int | None:
        """How many payments of that amount it takes; None: more than MOST_MONTHS, or never."""
        low, high = 1, MOST_MONTHS
        if not self.closes(monthly, high):
            return None
        while low < high:
            middle = (low + high) // 2
            if self.closes(monthly, middle):
                high = middle
            else:
                low = middle + 1
        return low


def left_after(
    inputs: Inputs, *, caps: tuple[Cap, ...] = (), outside: tuple[Pay, ...] = ()
) -> Left:
    """What is owed on a day after the payments of an offer; under a ceiling with `caps`."""

    def left(pays: tuple[Pay, ...], on: date) -> Decimal:
        paid = tuple(Paid(day, amount) for day, amount in pays if day <= on)
        whole = replace(inputs, payments=(*inputs.payments, *paid))
        ledger: Ledger = replay(whole, on, caps=caps, outside=outside)
        return ledger.total

    return left


def rows_of(left: Left, pays: tuple[Pay, ...]) -> tuple[OfferRow, ...]:
    """The payments with what each leaves; the last one is what is left to pay."""
    rows: list[OfferRow] = []
    for k, (on, amount) in enumerate(pays):
        before = left(pays[:k], on)
        part = min(amount, before)
        rows.append(OfferRow(k + 1, on, part, before - part))
        if part == before:
            break
    return tuple(rows)
