"""The money of each month: income on its payday, essentials first, the buffer, what is left.

Borrowed money is no income. A month of the plan is one payment day: the payday, else the day of
the month on which the plan starts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from debtcheck.case.household import Household
from debtcheck.engine.dates import add_months
from debtcheck.engine.money import ZERO


@dataclass(frozen=True, slots=True)
class Money:
    """What one month has: `income` is all that came in since the payment day before."""

    no: int
    on: date
    income: Decimal
    essentials: Decimal
    buffer: Decimal

    @property
    def surplus(self) -> Decimal:
        """What is left for debts; may be negative."""
        return self.income - self.essentials - self.buffer


@dataclass(frozen=True, slots=True)
class More:
    """What is paid beyond the household's own figures: every month, or once."""

    monthly: Decimal = ZERO
    once: tuple[tuple[date, Decimal], ...] = ()


@dataclass
class Budget:
    """The months of a household from `start` on, worked out as they are asked for."""

    household: Household
    start: date
    more: Sequence[More] = ()
    _days: list[date] = field(default_factory=list, repr=False)
    _months: list[Money] = field(default_factory=list, repr=False)

    def on(self, no: int) -> date:
        """The payment day of a month, from 1; month 0 is the start."""
        if no == 0:
            return self.start
        while len(self._days) < no:
            self._days.append(self._day(len(self._days) + 1))
        return self._days[no - 1]

    def month(self, no: int) -> Money:
        """The money of a month, from 1."""
        while len(self._months) < no:
            self._months.append(self._money(len(self._months) + 1))
        return self._months[no - 1]

    def month_of(self, day: date) -> int:
        """The month in which money of a day can be paid on: the first payment day on or after."""
        no = max(1, (day.year - self.start.year) * 12 + day.month - self.start.month)
        while self.on(no) < day:
            no += 1
        while no > 1 and self.on(no - 1) >= day:
            no -= 1
        return no

    def past(self) -> tuple[tuple[date, Decimal], ...]:
        """What came once before the start: it is not counted."""
        return tuple((o.on, o.amount) for o in self.household.income.once if o.on < self.start)

    def _day(self, no: int) -> date:
        payday = self.household.income.payday
        if payday is None:
            return add_months(self.start, no - 1)
        first = add_months(self.start, 0, payday)
        return add_months(self.start, no if first < self.start else no - 1, payday)

    def _money(self, no: int) -> Money:
        on, house = self.on(no), self.household
        income = house.income.monthly_on(on)
        once = [(o.on, o.amount) for o in house.income.once]
        for more in self.more:
            income += more.monthly
            once += [(max(day, self.start), amount) for day, amount in more.once]
        low = self.on(no - 1) if no > 1 else None
        for day, amount in once:
            if self.start <= day <= on and (low is None or day > low):
                income += amount
        return Money(no, on, income, house.needs, house.buffer)
