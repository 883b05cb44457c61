"""The least total cost: a linear program by HiGHS, then replayed to the fen like every other plan.

The program is easier than life (payments may be split at will, a minimum counts only in sum), so
its value is a bound: no plan that keeps the minimums can cost less. Its payments, taken down to
whole yuan, are replayed by `simulate`; the optimum is the best of that replay and of every simple
plan. The floats of the solver end in this file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from debtcheck.case.household import OPTIMUM
from debtcheck.case.rate import MONTHS_OF_YEAR
from debtcheck.engine.money import FEN, ZERO, round_money
from debtcheck.planning.budget import Budget
from debtcheck.planning.debts import Debt, PlainDebt
from debtcheck.planning.loans import Loan
from debtcheck.planning.simulate import Run, hold_back, simulate
from debtcheck.planning.strategies import SPENDS, Running

_SLACK = 1e-6  # what the solver calls equal
_SECONDS = 4.0
_ONE = Decimal(1)
_LONGER = 12  # months beyond the best simple plan: a cheaper plan is no longer


class NoSolver(ImportError):
    """The extra `solver` is not installed."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best plan, whose it is, and what no plan can undercut."""

    run: Run
    found_by: str  # "solver", or the name of a simple strategy
    bound: Decimal | None  # None: the solver gave none
    solver: Run | None  # the solver's own plan, if it holds in the replay


def optimum(debts: Sequence[Debt], budget: Budget, simple: Mapping[str, Run]) -> Optimum | None:
    """The best of the solver's plan and every simple plan; None if no plan fits.

    Raises:
        NoSolver: scipy is not there.
    """
    fitting = {name: run for name, run in simple.items() if run.fits}
    if not fitting:
        return None
    best = min(fitting, key=lambda name: (fitting[name].interest, fitting[name].length))
    months = fitting[best].length + _LONGER
    cushion = any(month.kept < ZERO for month in fitting[best].months)
    program = _Program(debts, budget, months, cushion=cushion)
    solved = program.solve()
    if solved is None:
        return Optimum(_named(fitting[best]), best, None, None)
    own = hold_back(lambda hold: simulate(debts, budget, OPTIMUM, solved.choose, hold=hold))
    bound = min(solved.bound, fitting[best].interest)
    if own.fits:
        bound = min(bound, own.interest)
    own_fits = own if own.fits else None
    wins = own_fits is not None and (own.interest, own.length) < (
        fitting[best].interest, fitting[best].length,
    )  # fmt: skip
    if wins:
        return Optimum(own, "solver", bound, own_fits)
    return Optimum(_named(fitting[best]), best, bound, own_fits)


def _named(run: Run) -> Run:
    return Run(OPTIMUM, run.rows, run.months, run.interest, run.payoff, held_until=run.held_until)


@dataclass(slots=True)
class _Solved:
    """What the program says: how much each debt gets each month, what is held, the bound."""

    amounts: list[list[Decimal]]  # by debt and month, whole yuan
    cash: list[Decimal]
    bound: Decimal

    def choose(self, month: int, running: Sequence[Running], money: Decimal) -> Decimal:
        """Pay as the program says; what it neither spends nor holds goes to the dearest debt."""
        if month > len(self.cash):
            return SPENDS["avalanche"](running, money)
        for one in running:
            part = min(self.amounts[one.place][month - 1] - one.paid, one.account.balance, money)
            if part > ZERO:
                one.pay(part)
                money -= part
        keep = min(self.cash[month - 1], money)
        return SPENDS["avalanche"](running, money - keep) + keep


@dataclass
class _Matrix:
    """A sparse matrix as it is written down, row by row, with the limits of each row."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, terms: Sequence[tuple[int, float]], low: float, high: float) -> None:
        """low ≤ Σ value × variable ≤ high."""
        for column, value in terms:
            self.rows.append(len(self.low))
            self.columns.append(column)
            self.values.append(value)
        self.low.append(low)
        self.high.append(high)


@dataclass(frozen=True, slots=True)
class _Stock:
    """A part of a debt: what it holds, and what a yuan of it costs a month (joins the first)."""

    start: float
    factors: Sequence[float]


class _Program:
    """min Σ interest; by debt, part and month a payment and what is left, and the cash held.

    Interest joins the first part of its debt.
    """

    def __init__(
        self, debts: Sequence[Debt], budget: Budget, months: int, *, cushion: bool
    ) -> None:
        self.debts, self.budget, self.months, self.cushion = debts, budget, months, cushion
        self.matrix = _Matrix()
        self.cost: list[float] = []
        self.fixed = 0.0
        self.payments: list[list[list[int]]] = []  # debt → part → month → column
        self.cash: list[int] = []

    def solve(self) -> _Solved | None:
        try:
            from scipy.optimize import Bounds, LinearConstraint, milp
            from scipy.sparse import csr_array
        except ImportError:
            raise NoSolver from None
        for debt in self.debts:
            self._debt(debt)
        self.cash = self._columns()
        self._money()
        m = self.matrix
        shape = (len(m.low), len(self.cost))
        matrix = csr_array((m.values, (m.rows, m.columns)), shape=shape)
        low = [0.0] * len(self.cost)
        if self.cushion:
            buffer = float(self.budget.household.buffer)
            for month, column in enumerate(self.cash):
                low[column] = -buffer * month
        found = milp(
            self.cost,
            constraints=LinearConstraint(matrix, m.low, m.high),
            bounds=Bounds(low, float("inf")),
            options={"time_limit": _SECONDS},
        )
        return self._read(found) if found.status == 0 else None

    def _columns(self) -> list[int]:
        """A new variable for each month."""
        start = len(self.cost)
        self.cost += [0.0] * self.months
        return list(range(start, start + self.months))

    def _debt(self, debt: Debt) -> None:
        stocks = _stocks(debt, self.months)
        share = _share(debt)
        paid = [self._columns() for _ in stocks]
        left = [self._columns() for _ in stocks]
        most = _minimum_path(debt, self.months)
        for t in range(self.months):
            for k, stock in enumerate(stocks):
                self._flow(stocks, k, paid, left, t)
                if share and t:
                    grown = 1.0 + stock.factors[t]
                    terms = [(paid[k][t], 1.0), (left[k][t - 1], -share * grown)]
                    self.matrix.add(terms, -_SLACK, float("inf"))
            end = _SLACK if t == self.months - 1 else most[t]
            self.matrix.add([(column[t], 1.0) for column in left], 0.0, end)
        self.payments.append(paid)
        self.fixed += float(debt.facts.due_anyway)

    def _flow(
        self,
        stocks: Sequence[_Stock],
        k: int,
        paid: Sequence[Sequence[int]],
        left: Sequence[Sequence[int]],
        t: int,
    ) -> None:
        """left = left before + what the month adds − payment."""
        terms, given = [(left[k][t], 1.0), (paid[k][t], 1.0)], 0.0
        for j, other in enumerate(stocks):
            times = 1.0 if j == k else 0.0
            if k == 0:
                times += other.factors[t]
            if j == k and t:
                self.cost[left[k][t - 1]] += other.factors[t]
            if not times:
                continue
            if t:
                terms.append((left[j][t - 1], -times))
            else:
                given += other.start * times
        if not t:
            self.fixed += stocks[k].start * stocks[k].factors[0]
        self.matrix.add(terms, given, given)

    def _money(self) -> None:
        """Payments and what is held are what there is."""
        for t in range(self.months):
            surplus = float(self.budget.month(t + 1).surplus)
            terms = [(self.cash[t], 1.0)]
            if t:
                terms.append((self.cash[t - 1], -1.0))
            terms += [(part[t], 1.0) for debt in self.payments for part in debt]
            self.matrix.add(terms, -float("inf"), surplus)

    def _read(self, found: Any) -> _Solved:
        x = found.x
        amounts = [
            [_whole(sum(x[part[t]] for part in debt)) for t in range(self.months)]
            for debt in self.payments
        ]
        cash = [max(_whole(x[column]), ZERO) for column in self.cash]
        rows = len(self.debts) * self.months
        value = round_money(Decimal(repr(float(found.fun) + self.fixed)), mode="down")
        return _Solved(amounts, cash, max(value - FEN * rows / 2, ZERO))


def _stocks(debt: Debt, months: int) -> list[_Stock]:
    """The parts of a debt: its balance; of a loan what is due, what is not, and fees due anyway.

    Charges bear nothing and are paid before the principal, so what is due costs rate × the lesser
    of principal and balance. The line from nothing to the most that can be due lies below that.
    """
    none = [0.0] * months
    if not isinstance(debt, Loan):
        rate = debt.rate if isinstance(debt, PlainDebt) else ZERO
        factors = [float(rate / MONTHS_OF_YEAR)] * months
        return [_Stock(float(debt.facts.balance), factors)]
    late, run = [], []
    account = debt.open()
    for month in range(1, months + 1):
        span = debt.span(month)
        most = account.charges + account.overdue
        base = account.overdue / most if most else ZERO
        late.append(float(sum((p.of(base, rate) for p, rate in span.late.parts), ZERO)))
        part = span.run[0].of(_ONE, span.run[1]) if span.run else ZERO
        if not debt.by_day and debt.saves:
            part = sum((due.charge / due.before for due in span.dues if due.before), ZERO)
        run.append(float(part))
        account.accrue(month)
        account.pay(account.minimum(month))
        account.settle(month)
    return [
        _Stock(float(debt.charges + debt.overdue), late),
        _Stock(float(debt.undue), run),
        _Stock(float(debt.fees), none),
    ]


def _whole(value: float) -> Decimal:
    """A solver's amount, down to the whole yuan."""
    return Decimal(int(value + _SLACK))


def _share(debt: Debt) -> float:
    rate = debt.minimum.rate if isinstance(debt, PlainDebt) else None
    return float(rate or 0)


def _minimum_path(debt: Debt, months: int) -> list[float]:
    """The balance after each month if only the minimums are paid: no plan may owe more."""
    account, found = debt.open(), list[float]()
    for month in range(1, months + 1):
        account.accrue(month)
        account.pay(account.minimum(month))
        account.settle(month)
        found.append(float(account.balance) + 0.01 * month)
    return found
