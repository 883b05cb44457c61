"""What the replay runs on: terms (what was agreed), conventions (how it is counted), payments.

Everything here is decided: no None stands for "not stated" except a rate that is not known.
All amounts Decimal yuan; fractions are fractions (5% is Decimal("0.05")).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import (
    Compound,
    DayCount,
    Ends,
    Grace,
    Head,
    Method,
    OverdueMode,
    PenaltyBase,
    Rounding,
)
from debtcheck.case.rate import Rate, RateMultiple, RateUnit
from debtcheck.engine.card import CardTerms

STATUTORY = (
    Head.COSTS,
    Head.INTEREST,
    Head.PENALTY,
    Head.COMPOUND,
    Head.DAMAGES,
    Head.FEE,
    Head.PRINCIPAL,
)
CUT_ORDER = (Head.FEE, Head.DAMAGES, Head.COMPOUND, Head.PENALTY, Head.INTEREST)
SCHEDULED = frozenset(
    {Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY, Method.FLAT}
)


@dataclass(frozen=True, slots=True)
class RateStep:
    """From `on`, this rate."""

    on: date
    rate: Rate


@dataclass(frozen=True, slots=True)
class Tranche:
    """Money paid out on a day; `due_on` None: repayable at any time, no maturity."""

    no: int
    on: date
    amount: Decimal
    due_on: date | None = None
    rate: Rate | None = None  # its own, else the loan's


@dataclass(frozen=True, slots=True)
class FeeTerm:
    """A fee at a date, or with each instalment (`on` None)."""

    name: str
    amount: Decimal
    on: date | None
    owed: bool  # to the claimant; else it counts as a charge and is paid elsewhere


@dataclass(frozen=True, slots=True)
class DunningFee:
    """A flat fee `after_days` after a due date, then each `every_days` while it is overdue."""

    name: str
    amount: Decimal
    after_days: int
    every_days: int | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of a plan taken as it stands, instead of a method."""

    no: int
    due_on: date
    principal: Decimal
    interest: Decimal
    fee: Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed. `rates` empty: the loan's rate is not known and no interest is counted."""

    method: Method
    tranches: tuple[Tranche, ...]
    rates: tuple[RateStep, ...]
    dues: tuple[date, ...] = ()
    plan: tuple[PlanRow, ...] = ()
    fees: tuple[FeeTerm, ...] = ()
    penalty: Rate | RateMultiple | None = None
    penalty_steps: tuple[RateStep, ...] = ()  # an overdue rate that the days change, in its place
    once: Decimal | None = None
    once_base: str = "instalment"  # instalment | overdue_principal
    compound_rate: Rate | RateMultiple | None = None  # None: the penalty rate
    dunning: tuple[DunningFee, ...] = ()
    accelerated_on: date | None = None
    card: CardTerms | None = None  # a credit card: its entries stand for the payouts

    @property
    def principal(self) -> Decimal:
        """Everything paid out."""
        return sum((t.amount for t in self.tranches), Decimal(0))

    @property
    def start(self) -> date:
        """The first payout."""
        return self.tranches[0].on

    @property
    def scheduled(self) -> bool:
        """True for loans repaid by instalments of a schedule."""
        return self.method in SCHEDULED or bool(self.plan)

    def rate_on(self, day: date, tranche: Tranche | None = None) -> Rate | None:
        """The loan's rate on a day, or None if it is not known."""
        if tranche is not None and tranche.rate is not None:
            return tranche.rate
        found = self.rates[0].rate if self.rates else None
        for step in self.rates:
            if step.on <= day:
                found = step.rate
        return found

    def penalty_on(self, day: date, tranche: Tranche | None = None) -> Rate | None:
        """The penalty rate on a day, or None if it is not known."""
        if self.penalty_steps:
            begun = [step.rate for step in self.penalty_steps if step.on <= day]
            return begun[-1] if begun else self.penalty_steps[0].rate
        return self._resolved(self.penalty, day, tranche)

    def compound_on(self, day: date, tranche: Tranche | None = None) -> Rate | None:
        """The rate of compound interest on a day: its own, else the penalty's."""
        return self._resolved(self.compound_rate or self.penalty, day, tranche)

    def _resolved(
        self, rate: Rate | RateMultiple | None, day: date, tranche: Tranche | None
    ) -> Rate | None:
        if isinstance(rate, RateMultiple):
            loan = self.rate_on(day, tranche)
            return loan.times(rate.times) if loan else None
        return rate


@dataclass(frozen=True, slots=True)
class Conventions:
    """How days, bases and orders are counted: data, so that other ways can be tried."""

    day_count: DayCount | None = None  # None: by the rate's unit, see `counted`
    penalty_day_count: DayCount | None = None  # None: as day_count
    ends: Ends = Ends.START
    rounding: Rounding = Rounding.SEGMENT
    mode: OverdueMode = OverdueMode.REPLACES
    base: PenaltyBase = PenaltyBase.OVERDUE_PRINCIPAL
    base_charges: tuple[Head, ...] = (Head.INTEREST, Head.FEE)  # what a base of the instalment adds
    grace_days: int = 0
    grace: Grace = Grace.CHARGED
    compound: Compound = Compound.NONE
    allocation: tuple[Head, ...] = STATUTORY
    interest_after_due: bool = False  # no overdue rate is known: the loan's rate runs on
    booked: bool = False  # payments count from their booking day
    on_original: bool = False  # interest of the term runs on what was paid out, repaid or not

    def counted(self, rate: Rate, *, penalty: bool = False) -> DayCount:
        """The day count of a rate: year rates actual/365, month rates whole months by default."""
        stated = (self.penalty_day_count or self.day_count) if penalty else self.day_count
        if stated is not None:
            return stated
        return DayCount.WHOLE_MONTHS if rate.unit is RateUnit.MONTH else DayCount.ACT_365


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment on the loan, as the replay takes it."""

    paid_on: date
    amount: Decimal
    booked_on: date | None = None
    instalment: int | None = None
    tranche: int | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """A ceiling over days [start, end): `yearly` a year, a fraction; actual days / 365.

    `paid_line`: voluntarily paid interest stays paid up to it (the rule of before 2020-08-20).
    """

    start: date
    end: date | None
    yearly: Decimal
    paid_line: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """One run of the replay."""

    terms: Terms
    conventions: Conventions
    payments: tuple[Paid, ...]
