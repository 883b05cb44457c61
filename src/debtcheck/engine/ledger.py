"""Ledger: the replay of a loan up to a day, as frozen values. All amounts Decimal yuan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from debtcheck.case.kinds import Head
from debtcheck.engine.working import Working


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the contract's schedule."""

    no: int
    due_on: date
    principal: Decimal
    interest: Decimal
    fee: Decimal
    balance: Decimal  # principal after it
    start: date | None = None  # the span its interest is for begins here and ends on due_on
    working: Working | None = None

    @property
    def payment(self) -> Decimal:
        """What is due on due_on, in all."""
        return self.principal + self.interest + self.fee


class Charge(NamedTuple):
    """One charge over one stretch of days: what accrued, what of it was paid, how it came about."""

    head: Head
    no: int
    start: date
    end: date
    amount: Decimal
    paid: Decimal
    working: Working
    overdue: bool  # accrued on overdue money (penalty time), not in the term
    cut: Decimal = Decimal(0)  # taken off by a ceiling
    due: bool = True

    @property
    def unpaid(self) -> Decimal:
        """What is still owed of it."""
        return self.amount - self.paid - self.cut


@dataclass(frozen=True, slots=True)
class Line:
    """One event of the replay."""

    on: date
    event: str  # disbursement due payment acceleration rate fee end; of a
    # card also purchase cash refund statement damages credit
    no: int | None
    amount: Decimal  # of the event
    paid: tuple[tuple[Head, Decimal], ...]  # a payment's way into the heads
    balance: Decimal  # principal after it
    interest: Decimal  # unpaid after it
    penalty: Decimal  # unpaid penalty, compound and damages after it


@dataclass(frozen=True, slots=True)
class Heads:
    """What is outstanding by head, and the part of it that is due; each rounded to the fen."""

    owed: dict[Head, Decimal]
    due: dict[Head, Decimal]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The state of a loan on `as_of`, and how it came about."""

    as_of: date
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    charges: tuple[Charge, ...]
    owed: dict[Head, Decimal]  # everything outstanding, accrued to the day
    due: dict[Head, Decimal]  # the part of it that is due
    paid: dict[Head, Decimal]
    balances: tuple[tuple[date, Decimal], ...]  # outstanding principal from a day on
    credit: Decimal = Decimal(0)  # paid ahead, not yet used (already taken off `owed`)
    overpaid: Decimal = Decimal(0)
    overdue_since: date | None = None  # of a card: the due day of the oldest minimum not met
    minimum_left: Decimal | None = None  # of a card: what of the minimum payments is unpaid

    @property
    def total(self) -> Decimal:
        """Everything outstanding, in all."""
        return sum(self.owed.values(), Decimal(0))

    def workings(self, head: Head) -> tuple[Working, ...]:
        """How the charges of a head came about, oldest first."""
        return tuple(c.working for c in self.charges if c.head is head)
