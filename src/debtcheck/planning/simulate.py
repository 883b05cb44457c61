"""The plan month by month: interest on what is owed, then the minimums, then the rest.

What a closing payment leaves rolls on in the same month, and so does a minimum that has become
free. Where a later month would not fit, what is above the minimums is held back for it. Money is
conserved to the fen: income = essentials + payments + kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from debtcheck.engine.money import ZERO
from debtcheck.planning.budget import Budget
from debtcheck.planning.cases import LIMIT
from debtcheck.planning.debts import Debt
from debtcheck.planning.strategies import SPENDS, Running

MOST_TRIES = 60
Choose = Callable[[int, Sequence[Running], Decimal], Decimal]  # month, debts, money → money left


class Row(NamedTuple):
    """One debt in one month: opening + interest − payment = closing."""

    month: int
    on: date
    debt: str
    opening: Decimal
    interest: Decimal
    payment: Decimal
    closing: Decimal


class Month(NamedTuple):
    """The household's money in one month: income = essentials + paid + kept."""

    no: int
    on: date
    income: Decimal
    essentials: Decimal
    minimums: Decimal
    paid: Decimal
    kept: Decimal  # may be negative: taken from what was kept before
    cushion: Decimal  # what is kept in all, after the month


class Short(NamedTuple):
    """The first month whose minimums cannot be paid."""

    no: int
    on: date
    have: Decimal  # for debts, with everything kept before; negative: not even the essentials
    need: Decimal


@dataclass(frozen=True, slots=True)
class Run:
    """One plan, month by month."""

    strategy: str
    rows: tuple[Row, ...]
    months: tuple[Month, ...]
    interest: Decimal  # everything that is paid above what is owed on the start
    payoff: tuple[tuple[str, int], ...]  # debt, month, in the order in which they end
    short: Short | None = None
    endless: bool = False  # not paid off after LIMIT months
    held_until: int = 0  # the month up to which money was held back

    @property
    def fits(self) -> bool:
        """True if every debt is paid off."""
        return self.short is None and not self.endless

    @property
    def length(self) -> int:
        """How many months it takes."""
        return len(self.months)


def run(debts: Sequence[Debt], budget: Budget, strategy: str) -> Run:
    """Run a simple strategy; money is held back if a later month needs it."""
    spend = SPENDS[strategy]
    return hold_back(lambda hold: simulate(
        debts, budget, strategy, lambda month, running, money: spend(running, money), hold=hold
    ))  # fmt: skip


def hold_back(attempt: Callable[[int], Run]) -> Run:
    """Try again with money held back until the month that does not fit, as long as it helps."""
    first = found = attempt(0)
    for _ in range(MOST_TRIES):
        if found.short is None:
            return found
        if found.short.no <= found.held_until:
            return first if found.short.no <= (first.short or found.short).no else found
        found = attempt(found.short.no)
    return found


def simulate(
    debts: Sequence[Debt], budget: Budget, strategy: str, choose: Choose, *, hold: int = 0
) -> Run:
    """One plan.

    Args:
        debts: What is owed on the start.
        budget: The money of each month.
        strategy: The name it is given.
        choose: Spends what is left after the minimums, and returns what it leaves.
        hold: Up to this month nothing is paid above the minimums.
    """
    names = [debt.facts.name for debt in debts]
    running = [Running(k, debt.open(), debt.facts.overdue) for k, debt in enumerate(debts)]
    rows: list[Row] = []
    months: list[Month] = []
    payoff: list[tuple[str, int]] = []
    interest = sum((debt.facts.due_anyway for debt in debts), ZERO)
    held = reserve = ZERO
    short: Short | None = None
    for no in range(1, LIMIT + 1):
        if not running:
            break
        money = budget.month(no)
        for one in running:
            one.opening = one.account.balance
            one.charged = one.account.accrue(no)
            one.due = one.account.minimum(no)
            one.paid = ZERO
        need = sum((one.due for one in running), ZERO)
        free = money.surplus + held
        if need > free + reserve or free + reserve < ZERO:
            short = Short(no, money.on, free + reserve, need)
            break
        for one in running:
            if one.due:
                one.pay(one.due)
        left = free - need
        if left > ZERO and no > hold:
            left = choose(no, running, left)
        held, reserve = (left, reserve) if left >= ZERO else (ZERO, reserve + left)
        reserve += money.buffer
        paid = ZERO
        for one in running:
            one.account.settle(no)
            closing = one.account.balance
            paid += one.paid
            interest += one.charged
            rows.append(
                Row(no, money.on, names[one.place], one.opening, one.charged, one.paid, closing)
            )
            if not closing:
                payoff.append((names[one.place], no))
        kept = money.income - money.essentials - paid
        months.append(
            Month(no, money.on, money.income, money.essentials, need, paid, kept, held + reserve)
        )
        running = [one for one in running if one.account.balance]
    return Run(
        strategy, tuple(rows), tuple(months), interest, tuple(payoff), short,
        endless=short is None and bool(running), held_until=hold,
    )  # fmt: skip
