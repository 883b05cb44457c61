"""The contract's terms, as stated. `None` means: not stated."""

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
from debtcheck.case.rate import FloatingRate, NotAgreed, Rate, RateMultiple


@dataclass(frozen=True, slots=True)
class RateChange:
    """From `on`, another rate."""

    on: date
    rate: Rate


@dataclass(frozen=True, slots=True)
class Disbursement:
    """One drawdown of a line."""

    id: str
    on: date
    amount: Decimal
    received: Decimal | None = None
    rate: Rate | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class OverdueFee:
    """A dunning fee (催告费): first `after_days` after the due day, then each `every_days`."""

    name: str
    amount: Decimal
    after_days: int = 0
    every_days: int | None = None


@dataclass(frozen=True, slots=True)
class Overdue:
    """The overdue clause."""

    rate: Rate | RateMultiple | NotAgreed | None = None
    once: Decimal | None = None  # a fraction, charged once
    once_base: str | None = None  # instalment | overdue_principal
    mode: OverdueMode | None = None
    base: PenaltyBase | None = None
    day_count: DayCount | None = None
    grace_days: int | None = None
    grace: Grace | None = None
    report_grace_days: int | None = None
    compound: Compound | None = None
    compound_rate: Rate | RateMultiple | None = None
    accelerated_on: date | None = None
    fees: tuple[OverdueFee, ...] = ()


@dataclass(frozen=True, slots=True)
class Early:
    """The early-settlement clause."""

    fee: str | None = None  # none "3%" "200.00" remaining_fees remaining_interest
    cap: Rate | None = None


@dataclass(frozen=True, slots=True)
class RolledFrom:
    """An older debt whose interest was written into this principal."""

    principal: Decimal | None = None
    capitalised_interest: Decimal | None = None
    disbursed_on: date | None = None  # when the older money was paid out


@dataclass(frozen=True, slots=True)
class Loan:
    """The contract's terms, as stated."""

    principal: Decimal
    id: str = ""
    formed_on: date | None = None
    disbursed_on: date | None = None
    received: Decimal | None = None
    paid_back_same_day: Decimal | None = None
    rate: Rate | FloatingRate | NotAgreed | None = None
    method: Method | None = None
    instalments: int | None = None
    due_on: date | None = None
    first_due_on: date | None = None
    due_dates: tuple[date, ...] = ()
    day_count: DayCount | None = None
    ends: Ends | None = None
    rounding: Rounding | None = None
    allocation: tuple[Head, ...] | None = None  # None: statutory
    rate_confirmed: bool = False
    purpose_misused: bool = False
    rate_changes: tuple[RateChange, ...] = ()
    disbursements: tuple[Disbursement, ...] = ()
    overdue: Overdue = Overdue()
    early: Early | None = None
    rolled_from: RolledFrom | None = None

    @property
    def originated_on(self) -> date | None:
        """The date some rules turn on: disbursed_on, or else formed_on."""
        return self.disbursed_on or self.formed_on
