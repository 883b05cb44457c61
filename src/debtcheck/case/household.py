"""The facts of a household: what comes in, what a person lives on, which debts there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.case.model import Case
from debtcheck.case.rate import Rate

STRATEGIES = ("avalanche", "snowball", "minimum_first", "pro_rata", "overdue_first")
OPTIMUM = "optimum"
FAMILY, CARD, OTHER = "family", "card", "other"


@dataclass(frozen=True, slots=True)
class IncomeChange:
    """From `on`, another monthly income."""

    on: date
    monthly: Decimal


@dataclass(frozen=True, slots=True)
class OnceIncome:
    """Money that comes once and need not be given back."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Income:
    """What is earned; borrowed money is not income."""

    monthly: Decimal
    payday: int | None = None
    changes: tuple[IncomeChange, ...] = ()
    once: tuple[OnceIncome, ...] = ()

    def monthly_on(self, day: date) -> Decimal:
        """The monthly income in force on a day."""
        found = self.monthly
        for change in sorted(self.changes, key=lambda c: c.on):
            if change.on <= day:
                found = change.monthly
        return found


@dataclass(frozen=True, slots=True)
class Essential:
    """What comes before any promise: food, rent, medicine, children."""

    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least that is due a month: an amount, or a share of the balance with a floor."""

    amount: Decimal = Decimal(0)  # the amount, or the floor
    rate: Decimal | None = None  # a fraction of the balance after the month's interest


@dataclass(frozen=True, slots=True)
class Owing:
    """One debt as it stands in the household file: a case, or the figures themselves.

    Of a debt with a case, `minimum`, `rate` and `prepay_saves` say what was agreed otherwise.
    """

    name: str
    case: Case | None = None
    case_file: str = ""  # as written in the file
    balance: Decimal | None = None
    rate: Rate | None = None
    minimum: Minimum | None = None
    kind: str = OTHER  # a LenderKind's value, card, family, other
    prepay_saves: bool | None = None  # None: not stated
    secured: bool = False
    auto_debit: bool = False
    overdue_since: date | None = None
    refinanced_from: str = ""


@dataclass(frozen=True, slots=True)
class Household:
    """Income, essentials, buffer and debts. `start` None: the day of the plan."""

    income: Income
    debts: tuple[Owing, ...]
    essentials: tuple[Essential, ...] = ()
    buffer: Decimal = Decimal(0)  # kept aside each month
    start: date | None = None
    strategy: str = "avalanche"
    dependants: int = 0
    file: str = ""

    @property
    def needs(self) -> Decimal:
        """What the essentials take each month."""
        return sum((e.amount for e in self.essentials), Decimal(0))

    def lowest_income(self, today: date) -> Decimal:
        """The lowest monthly income from `today` on: what a promise can rest on."""
        later = [c.monthly for c in self.income.changes if c.on > today]
        return min([self.income.monthly_on(today), *later])
