"""A credit card's terms and postings, as frozen values. `None` means: not stated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.case.rate import Rate


@dataclass(frozen=True, slots=True)
class CardTransaction:
    """One posting of a credit card."""

    on: date
    amount: Decimal
    kind: str  # purchase cash fee interest refund payment
    posted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """The terms of a credit card."""

    statement_day: int | None = None
    due_day: int | None = None
    minimum_rate: Decimal | None = None
    minimum_floor: Decimal | None = None
    full_interest: bool | None = None
    damages_rate: Decimal | None = None
    damages_min: Decimal | None = None
    cash_rate: Rate | None = None
    grace_days: int | None = None
    tolerance: Decimal | None = None
    principal_first_after: int | None = None  # from this day of arrears payments meet principal
    transactions: tuple[CardTransaction, ...] = ()
