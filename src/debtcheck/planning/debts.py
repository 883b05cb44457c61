"""A debt as the plan runs it: what a month adds, what is due, where a payment goes.

`Debt` is what is known at the start, `Account` its running state in one simulation. The plain kind
is a balance with a rate; `planning.loans` has the kind that comes from a case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from debtcheck.case.household import Minimum
from debtcheck.case.rate import MONTHS_OF_YEAR, Rate
from debtcheck.engine.money import ZERO, round_money
from debtcheck.words.text import Text

Days = Callable[[int], date]  # the payment day of a month; 0 is the start
NO_MINIMUM = Minimum()


class Account(Protocol):
    """The running state of one debt."""

    @property
    def balance(self) -> Decimal:
        """Everything owed now."""

    @property
    def saves(self) -> Decimal:
        """What a yuan paid ahead saves in a year, as a fraction."""

    def accrue(self, month: int) -> Decimal:
        """Charge a month; returns what was charged."""

    def minimum(self, month: int) -> Decimal:
        """What is due in the month after the charge, at most the balance."""

    def pay(self, amount: Decimal) -> None:
        """Take a payment of at most the balance."""

    def settle(self, month: int) -> None:
        """End the month: what was due and is unpaid is overdue now."""


@dataclass(frozen=True, slots=True)
class Relief:
    """What a dispute or a request may save: shown apart, never planned with."""

    claimed_above: Decimal = ZERO  # the claim above the contract, on the claim's day
    on_request: Decimal = ZERO  # the contract above the most that can be supported, at the start


@dataclass(frozen=True, slots=True)
class Facts:
    """What every kind of debt has."""

    name: str
    balance: Decimal
    kind: str = "other"
    card: bool = False
    secured: bool = False
    auto_debit: bool = False
    overdue: bool = False
    overdue_since: date | None = None
    disputed: bool = False
    relief: Relief = Relief()
    due_anyway: Decimal = ZERO  # fees in the balance that early payment does not save
    called_in: bool = False  # everything is due; the other side may ask for it at once
    notes: tuple[Text, ...] = ()


class Debt(Protocol):
    """A debt at the start of the plan."""

    @property
    def facts(self) -> Facts:
        """What every kind has."""

    @property
    def plain(self) -> bool:
        """True for a balance with a rate."""

    def open(self) -> Account:
        """A fresh running state."""

    def with_rate(self, rate: Rate) -> Debt:
        """The same debt at another rate from the start on."""


class PlainAccount:
    """A balance with a rate: a month adds balance × rate / 12, rounded half up."""

    __slots__ = ("_least", "_rate", "balance", "saves")

    def __init__(self, balance: Decimal, rate: Decimal, least: Minimum) -> None:
        self.balance, self._rate, self._least, self.saves = balance, rate, least, rate

    def accrue(self, month: int) -> Decimal:
        """See `Account`."""
        if not self._rate:
            return ZERO
        charged = round_money(self.balance * self._rate / MONTHS_OF_YEAR)
        self.balance += charged
        return charged

    def minimum(self, month: int) -> Decimal:
        """See `Account`."""
        return least_of(self.balance, self._least)

    def pay(self, amount: Decimal) -> None:
        """See `Account`."""
        self.balance -= amount

    def settle(self, month: int) -> None:
        """Nothing: a plain balance does not change its rate."""


def least_of(balance: Decimal, least: Minimum) -> Decimal:
    """The stated minimum of a balance."""
    due = least.amount
    if least.rate:
        due = max(due, round_money(balance * least.rate))
    return min(due, balance)


@dataclass(frozen=True, slots=True)
class PlainDebt:
    """A balance, a yearly rate (a fraction), and the least that is due a month."""

    facts: Facts
    rate: Decimal = ZERO
    minimum: Minimum = NO_MINIMUM
    plain: bool = True

    def open(self) -> PlainAccount:
        """See `Debt`."""
        return PlainAccount(self.facts.balance, self.rate, self.minimum)

    def with_rate(self, rate: Rate) -> PlainDebt:
        """See `Debt`; fees that are due anyway stay."""
        return self if self.facts.due_anyway else replace(self, rate=rate.yearly())


def with_fees_due(debt: PlainDebt, limit: int) -> PlainDebt | None:
    """The same debt with all charges of its own schedule due whatever is paid ahead.

    Returns:
        A debt without interest whose balance holds the charges; None where the minimum never pays
        it off.
    """
    account, charges = debt.open(), ZERO
    for month in range(1, limit + 1):
        charges += account.accrue(month)
        due = account.minimum(month)
        account.pay(due)
        if not account.balance:
            facts = replace(debt.facts, balance=debt.facts.balance + charges, due_anyway=charges)
            return PlainDebt(facts, ZERO, debt.minimum)
        if not due:
            return None
    return None
