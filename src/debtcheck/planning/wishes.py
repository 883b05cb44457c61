"""What a person wishes to offer, and the offer that comes of it, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.law.lawbook import Rule
from debtcheck.words.text import Text


class OfferRefused(ValueError):
    """An offer that cannot be made; `why` says what would be needed."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.key)
        self.why = why


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person offers: monthly amounts, a number of months, one larger sum, the first day."""

    monthly: Decimal | None = None
    months: int | None = None
    first_on: date | None = None  # None: a month from today
    lump: Decimal | None = None  # paid on first_on; monthly amounts then start a month later

    @property
    def empty(self) -> bool:
        """True if nothing says how much can be paid."""
        return self.monthly is None and self.months is None and self.lump is None


NOTHING = Wish()


@dataclass(frozen=True, slots=True)
class Means:
    """What a household file says is left a month, and how many debts share it."""

    income: Decimal
    spent: Decimal  # essentials and buffer
    debts: int = 1

    @property
    def surplus(self) -> Decimal:
        """Income less what is spent; may be negative."""
        return self.income - self.spent


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One payment of the offer, and what is owed by the contract after it."""

    no: int
    on: date
    amount: Decimal
    left: Decimal


@dataclass(frozen=True, slots=True)
class Limited:
    """The same payments under the legal limit: they end earlier, or the last one is smaller."""

    total: Decimal
    payments: int
    closes_on: date
    rules: tuple[Rule, ...]
    on_request: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer that pays the debt off."""

    start: date
    owed: Decimal  # by the contract, on `start`
    monthly: Decimal | None
    lump: Decimal | None
    rows: tuple[OfferRow, ...]
    total: Decimal
    cost: Decimal  # what is paid above what is owed on `start`
    closes_on: date
    limited: Limited | None  # None: the limit does not bind, or cannot be said
