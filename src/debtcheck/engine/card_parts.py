"""The parts of a card's account: spending, charges, statements, and the bases that bear interest.

Spending bears interest by itself until that is posted a first time; then it joins the pool of what
bears interest at its rate. Charges join a pool of their own, where compounding is agreed, with the
statement that shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import Ends, Head, Rounding
from debtcheck.case.rate import Rate
from debtcheck.engine.dates import share
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.terms import Conventions, RateStep
from debtcheck.engine.working import Simple, Working


@dataclass(slots=True, eq=False)
class Base:
    """What bears interest: `steps` is how much of it there is, each from a day on."""

    steps: list[tuple[date, Decimal]] = field(default_factory=list)
    counted_to: date | None = None  # its interest is posted up to here

    @property
    def amount(self) -> Decimal:
        """How much there is now, in yuan."""
        return self.steps[-1][1] if self.steps else ZERO

    def change(self, on: date, by: Decimal) -> None:
        """There is more from `on`, or less (`by` below zero)."""
        left = self.amount + by
        if self.steps and self.steps[-1][0] >= on:
            self.steps[-1] = (self.steps[-1][0], left)
        else:
            self.steps.append((on, left))

    def post(self, on: date) -> None:
        """Its interest is posted up to `on`: what was before it is done with."""
        self.counted_to = on
        if self.steps:
            self.steps = [(on, self.amount)]

    def stretches(self, until: date) -> Iterator[tuple[date, date, Decimal, bool]]:
        """What is not posted yet: from, to, amount, and whether it is the last stretch."""
        begin = self.counted_to
        for k, (day, amount) in enumerate(self.steps):
            last = k + 1 == len(self.steps)
            end = until if last else min(self.steps[k + 1][0], until)
            low = day if begin is None else max(day, begin)
            if low < end and amount:
                yield low, end, amount, last


@dataclass(slots=True, eq=False)
class Lot:
    """What was spent under one statement, purchases and cash apart.

    `pool` is the base that it bears interest in once its own interest was posted a first time.
    """

    statement: date  # the one it enters
    cash: bool
    bears: bool = False
    base: Base = field(default_factory=Base)
    spent: list[tuple[date, Decimal]] = field(default_factory=list)  # by the day interest runs from
    pool: Base | None = None
    unpaid: Decimal = ZERO

    def spend(self, interest_from: date, amount: Decimal) -> None:
        """One entry; interest on it runs from `interest_from`, maybe before that of the last."""
        paid = sum((a for _, a in self.spent), ZERO) - self.unpaid
        self.spent.append((interest_from, amount))
        self.unpaid += amount
        if not paid:
            self._rebuild(ZERO)
        else:
            self.base.change(interest_from, amount)

    def pay(self, on: date, amount: Decimal) -> None:
        """A part of it is paid."""
        self.unpaid -= amount
        (self.pool or self.base).change(on, -amount)

    def keep_unpaid(self) -> None:
        """Only what is unpaid now was ever owed: the oldest spending is what was paid."""
        self._rebuild(sum((a for _, a in self.spent), ZERO) - self.unpaid)

    def _rebuild(self, paid: Decimal) -> None:
        self.base.steps, whole = [], ZERO
        for day, amount in sorted(self.spent):
            whole += amount
            self.base.change(day, max(whole - paid, ZERO) - self.base.amount)


@dataclass(slots=True, eq=False)
class Posted:
    """A charge of the account; `statement` is the one that shows it."""

    head: Head
    no: int
    start: date
    end: date
    amount: Decimal
    working: Working
    statement: date
    on_charges: bool = False  # interest on charges
    paid: Decimal = ZERO
    pool: Base | None = None  # the base that it bears interest in

    @property
    def unpaid(self) -> Decimal:
        """What is owed of it, in yuan."""
        return self.amount - self.paid

    def pay(self, on: date, amount: Decimal) -> None:
        """A part of it is paid."""
        self.paid += amount
        if self.pool is not None:
            self.pool.change(on, -amount)


@dataclass(slots=True, eq=False)
class Bill:
    """A statement: its balance and minimum, what of its own part of the minimum is `short`, and
    what was paid since it."""

    statement: date
    due: date
    balance: Decimal
    minimum: Decimal
    short: Decimal
    paid: Decimal = ZERO


def simple_interest(
    base: Base, rates: Iterable[tuple[date, Rate]], conventions: Conventions, until: date
) -> list[Simple]:
    """The interest of a base that is not posted yet, stretch by stretch.

    `rates` are the rates, each from a day on. Every stretch is rounded to the fen, or (rounding by
    instalment) only their sum, which the last stretch then makes up.
    """
    exact: list[tuple[Decimal, Simple]] = []
    steps = list(rates)
    for start, end, amount, last in base.stretches(until):
        for low, high, rate in _by_rate(start, end, steps):
            final = last and high == end
            both = conventions.ends is Ends.BOTH
            more = both or (final and conventions.ends is Ends.LAST_INCLUSIVE)
            part = share(low, high, rate.unit, conventions.counted(rate), int(more))
            interest = part.of(amount, rate)
            exact.append((interest, Simple(amount, rate, part, round_money(interest), low, high)))
    found = [working for _, working in exact]
    if found and conventions.rounding is not Rounding.SEGMENT:
        whole = round_money(sum((interest for interest, _ in exact), ZERO))
        last_one = found[-1]
        rest = whole - sum((w.amount for w in found[:-1]), ZERO)
        found[-1] = Simple(
            last_one.base, last_one.rate, last_one.share, rest, last_one.start, last_one.end
        )
    return [working for working in found if working.amount]


def _by_rate(
    start: date, end: date, steps: list[tuple[date, Rate]]
) -> Iterator[tuple[date, date, Rate]]:
    """The stretches of one rate; before the first step its rate holds too."""
    for k, (day, rate) in enumerate(steps):
        low = start if k == 0 else max(start, day)
        high = end if k + 1 == len(steps) else min(end, steps[k + 1][0])
        if low < high:
            yield low, high, rate


def rate_steps(rates: tuple[RateStep, ...]) -> list[tuple[date, Rate]]:
    """The rates of a loan as pairs."""
    return [(step.on, step.rate) for step in rates]
