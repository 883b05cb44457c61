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
    cushion = any(month.cushion < budget.household.buffer for month in fitting[best].months)
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


class _Program:
    """min Σ interest; by debt and month two payments and two stocks, and the cash held.

    `principal` bears interest; `charges` bear none. A plain balance takes its interest into
    itself, a loan into its charges.
    """

    def __init__(
        self, debts: Sequence[Debt], budget: Budget, months: int, *, cushion: bool
    ) -> None:
        self.debts, self.budget, self.months, self.cushion = debts, budget, months, cushion
        self.matrix = _Matrix()
        self.wide = len(debts) * months
        self.cost = [0.0] * (4 * self.wide + months)
        self.fixed = 0.0

    def solve(self) -> _Solved | None:
        try:
            from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore
            from scipy.sparse import csr_array  # type: ignore
        except ImportError:
            raise NoSolver from None
        for place, debt in enumerate(self.debts):
            self._debt(place, debt)
        self._money()
        m = self.matrix
        shape = (len(m.low), len(self.cost))
        matrix = csr_array((m.values, (m.rows, m.columns)), shape=shape)
        low = [0.0] * len(self.cost)
        if self.cushion:
            buffer = float(self.budget.household.buffer)
            low[4 * self.wide :] = [-buffer * month for month in range(self.months)]
        found = milp(
            self.cost,
            constraints=LinearConstraint(matrix, m.low, m.high),
            bounds=Bounds(low, float("inf")),
            options={"time_limit": _SECONDS},
        )
        return self._read(found) if found.status == 0 else None

    def _at(self, part: int, place: int, month: int) -> int:
        return part * self.wide + place * self.months + month

    def _debt(self, place: int, debt: Debt) -> None:
        whole = float(debt.facts.balance)
        if isinstance(debt, Loan):
            principal = float(debt.overdue + debt.undue)
            factors = [_factor(debt, month) for month in range(1, self.months + 1)]
        else:
            principal = whole
            rate = debt.rate if isinstance(debt, PlainDebt) else ZERO
            factors = [float(rate / MONTHS_OF_YEAR)] * self.months
        plain = not isinstance(debt, Loan)
        share = _share(debt)
        most = _minimum_path(debt, self.months)
        pp, pc, q, c = (
            [self._at(part, place, month) for month in range(self.months)] for part in range(4)
        )
        for t, factor in enumerate(factors):
            grown = 1.0 + factor if plain else 1.0
            into = 0.0 if plain else factor
            terms = [(q[t], 1.0), (pp[t], 1.0)]
            charges = [(c[t], 1.0), (pc[t], 1.0)]
            if t:
                terms.append((q[t - 1], -grown))
                charges += [(c[t - 1], -1.0), (q[t - 1], -into)]
                self.cost[q[t - 1]] += factor
                self.matrix.add(terms, 0.0, 0.0)
                self.matrix.add(charges, 0.0, 0.0)
            else:
                self.fixed += principal * factor
                extra = whole - principal + principal * into
                self.matrix.add(terms, principal * grown, principal * grown)
                self.matrix.add(charges, extra, extra)
            self.matrix.add([(q[t], 1.0), (c[t], 1.0)], 0.0, most[t])
            if share and t:
                terms = [(pp[t], 1.0), (q[t - 1], -share * grown)]
                self.matrix.add(terms, -_SLACK, float("inf"))
        last = self.months - 1
        self.matrix.add([(q[last], 1.0), (c[last], 1.0)], 0.0, _SLACK)
        self.fixed += float(debt.facts.due_anyway)

    def _money(self) -> None:
        """Payments and what is held are what there is."""
        for month in range(self.months):
            surplus = float(self.budget.month(month + 1).surplus)
            cash = 4 * self.wide + month
            terms = [(cash, 1.0)]
            if month:
                terms.append((cash - 1, -1.0))
            for place in range(len(self.debts)):
                terms += [(self._at(part, place, month), 1.0) for part in (0, 1)]
            self.matrix.add(terms, -float("inf"), surplus)

    def _read(self, found: Any) -> _Solved:
        values, months = found.x, self.months
        amounts = [
            [
                _whole(values[self._at(0, place, t)] + values[self._at(1, place, t)])
                for t in range(months)
            ]
            for place in range(len(self.debts))
        ]
        cash = [max(_whole(values[4 * self.wide + t]), ZERO) for t in range(months)]
        rows = len(self.debts) * months
        value = round_money(Decimal(repr(float(found.fun) + self.fixed)), mode="down")
        return _Solved(amounts, cash, max(value - FEN * rows / 2, ZERO))


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


def _factor(loan: Loan, month: int) -> float:
    """What a month charges on a yuan of a loan's principal, at least."""
    span = loan.span(month)
    found: list[Decimal] = []
    one = Decimal(1)
    if loan.overdue:
        found.append(sum((part.of(one, rate) for part, rate in span.late.parts), ZERO))
    if loan.undue:
        run = span.run[0].of(one, span.run[1]) if span.run else ZERO
        if not loan.by_day and loan.saves:
            run = sum((due.charge / due.before for due in span.dues if due.before), ZERO)
        found.append(run)
    return float(min(found, default=ZERO))
