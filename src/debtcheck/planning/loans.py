"""A loan from a case, run month by month by the contract: by days, by its schedule, its penalty.

Paid first are unpaid charges, then overdue principal, then what falls due, then what does not yet.
Interest of a schedule's period is taken when its instalment falls due, on the principal that is
left then; fees that are due anyway stand in the balance from the start.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from debtcheck.case.household import Minimum
from debtcheck.case.kinds import Compound, OverdueMode, PenaltyBase
from debtcheck.case.rate import MONTHS_OF_YEAR, Rate
from debtcheck.engine.dates import share
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.terms import Inputs
from debtcheck.engine.working import Share
from debtcheck.planning.debts import Days, Facts, least_of


@dataclass(frozen=True, slots=True)
class Due:
    """One instalment to come. `charge` is its interest; `before` the principal it is counted on."""

    on: date
    principal: Decimal
    charge: Decimal = ZERO
    fee: Decimal = ZERO
    before: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Late:
    """How overdue principal is charged over a span."""

    parts: tuple[tuple[Share, Rate], ...]
    yearly: Decimal

    def on(self, base: Decimal) -> Decimal:
        """The charge on a base, each part rounded to the fen."""
        return sum((round_money(part.of(base, rate)) for part, rate in self.parts), ZERO)


@dataclass(frozen=True, slots=True)
class Span:
    """What one month holds: the charge by days, and the instalments that fall due in it."""

    run: tuple[Share, Rate] | None  # interest on principal that is not due, by days
    late: Late
    newly: Late  # on what fell due in the month before and was not paid
    dues: tuple[Due, ...]


@dataclass
class Loan:
    """A loan at the start of the plan (one of the kinds of `Debt`)."""

    facts: Facts
    inputs: Inputs
    days: Days
    charges: Decimal  # unpaid, accrued to the start
    overdue: Decimal  # principal
    undue: Decimal
    fees: Decimal  # due anyway
    dues: tuple[Due, ...] = ()
    by_day: bool = True
    saves: bool = True  # paying ahead saves interest
    minimum: Minimum | None = None  # agreed beside the contract
    cut: Rate | None = None  # another rate from the start on
    plain: bool = False
    _spans: list[Span] = field(default_factory=list, repr=False)

    def open(self) -> LoanAccount:
        """See `Debt`."""
        return LoanAccount(self)

    def with_rate(self, rate: Rate) -> Loan:
        """See `Debt`; overdue principal bears the other rate too."""
        return replace(self, cut=rate, _spans=[])

    def span(self, month: int) -> Span:
        """What a month holds, from 1."""
        while len(self._spans) < month:
            self._spans.append(self._span(len(self._spans) + 1))
        return self._spans[month - 1]

    def yearly(self) -> Decimal:
        """What principal that is not due costs a year, if paying ahead saves it."""
        if not self.saves:
            return ZERO
        rate = self.cut or self.inputs.terms.rate_on(self.days(0))
        return rate.yearly() if rate else ZERO

    def base(self, overdue: Decimal, undue: Decimal, charges: Decimal) -> Decimal:
        """What the penalty is counted on."""
        conv = self.inputs.conventions
        if conv.base is PenaltyBase.OUTSTANDING_PRINCIPAL:
            return overdue + undue
        whole = conv.base in (PenaltyBase.OVERDUE_INSTALMENT, PenaltyBase.STATEMENT)
        compound = conv.compound is not Compound.NONE
        return overdue + (charges if whole or compound else ZERO)

    def _span(self, month: int) -> Span:
        low, high, after = self.days(month - 1), self.days(month), self.days(month + 1)
        rate = self.cut or self.inputs.terms.rate_on(low)
        run = None
        if self.by_day and self.saves and rate is not None:
            run = (self._share(low, high, rate), rate)
        first = month == 1
        dues = tuple(d for d in self.dues if (first or d.on >= high) and d.on < after)
        before = [d.on for d in self.dues if d.on < high]
        return Span(run, self._late(low, high), self._late(max([low, *before[-1:]]), high), dues)

    def _late(self, low: date, high: date) -> Late:
        terms, conv = self.inputs.terms, self.inputs.conventions
        rate, penalty = self.cut or terms.rate_on(low), self.cut or terms.penalty_on(low)
        parts: list[tuple[Share, Rate]] = []
        if penalty is not None:
            parts.append((self._share(low, high, penalty, late=True), penalty))
        beside = conv.mode is OverdueMode.ADDS and self.cut is None
        if rate is not None and (beside or (conv.interest_after_due and not parts)):
            parts.append((self._share(low, high, rate), rate))
        yearly = sum((rate.yearly() for _, rate in parts), ZERO)
        return Late(tuple(parts), yearly)

    def _share(self, low: date, high: date, rate: Rate, *, late: bool = False) -> Share:
        return share(low, high, rate.unit, self.inputs.conventions.counted(rate, penalty=late))


class LoanAccount:
    """The running state of a loan."""

    __slots__ = ("_due", "_fee", "_least", "_loan", "_newly", "charges", "fees", "overdue", "undue")

    def __init__(self, loan: Loan) -> None:
        self._loan = loan
        self.charges, self.overdue, self.undue = loan.charges, loan.overdue, loan.undue
        self.fees = loan.fees
        self._due = self._fee = self._least = self._newly = ZERO

    @property
    def balance(self) -> Decimal:
        """Everything owed now, fees that are due anyway included."""
        return self.charges + self.overdue + self._newly + self.undue + self.fees

    @property
    def saves(self) -> Decimal:
        """What the whole balance costs a year, by the yuan."""
        whole = self.balance
        if not whole:
            return ZERO
        late = self._loan.span(1).late.yearly
        base = self._loan.base(self.overdue, self.undue, self.charges) if self.overdue else ZERO
        return (base * late + self.undue * self._loan.yearly()) / whole

    def accrue(self, month: int) -> Decimal:
        """See `Account`."""
        loan, span = self._loan, self._loan.span(month)
        charged = ZERO
        if self.overdue:
            charged += span.late.on(loan.base(self.overdue, self.undue, self.charges))
        if self._newly:
            charged += span.newly.on(self._newly)
            self.overdue += self._newly
            self._newly = ZERO
        if span.run is not None and self.undue:
            part, rate = span.run
            charged += round_money(part.of(self.undue, rate))
        self._fall_due(span)
        owed = self._interest(span)
        self._least = self._due + self._fee + owed
        if self._due and loan.by_day:
            self._least += self.charges + charged
        self.charges += charged + owed
        return charged + owed

    def minimum(self, month: int) -> Decimal:
        """See `Account`."""
        stated = self._loan.minimum
        return least_of(self.balance, stated) if stated else min(self._least, self.balance)

    def pay(self, amount: Decimal) -> None:
        """See `Account`."""
        part = min(amount, self.charges)
        self.charges, amount = self.charges - part, amount - part
        part = min(amount, self.overdue)
        self.overdue, amount = self.overdue - part, amount - part
        fee = min(amount, self._fee)
        self.fees, self._fee, amount = self.fees - fee, self._fee - fee, amount - fee
        part = min(amount, self.undue)
        self.undue -= part
        self._due = max(self._due - part, ZERO)
        self.fees -= amount - part

    def settle(self, month: int) -> None:
        """See `Account`."""
        self._newly = min(self._due, self.undue)
        self.undue -= self._newly
        self._due = ZERO

    def _fall_due(self, span: Span) -> None:
        self._due = min(sum((d.principal for d in span.dues), ZERO), self.undue)
        last = self._loan.dues and self._loan.dues[-1] in span.dues
        if last:
            self._due = self.undue
        fee = sum((d.fee for d in span.dues), ZERO)
        if not self._loan.saves:
            fee += sum((d.charge for d in span.dues), ZERO)
        self._fee = min(fee, self.fees)

    def _interest(self, span: Span) -> Decimal:
        """Interest of the periods that end in the month, on the principal that is left."""
        loan = self._loan
        if loan.by_day or not loan.saves:
            return ZERO
        total, left = ZERO, self.undue
        for due in span.dues:
            if left:
                total += self._of_period(due, left)
            left = max(left - due.principal, ZERO)
        return total

    def _of_period(self, due: Due, left: Decimal) -> Decimal:
        if self._loan.cut is not None:
            return round_money(left * self._loan.cut.yearly() / MONTHS_OF_YEAR)
        if not due.before or left == due.before:
            return due.charge
        return round_money(due.charge * left / due.before)
