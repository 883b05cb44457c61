"""The contract's tables of a case file: [loan] with its parts, and [[fee]]."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from debtcheck.case.kinds import (
    Compound,
    DayCount,
    Ends,
    Grace,
    Method,
    OverdueMode,
    PenaltyBase,
    Rounding,
)
from debtcheck.case.loan import (
    Disbursement,
    Early,
    Loan,
    Overdue,
    OverdueFee,
    RateChange,
    RolledFrom,
)
from debtcheck.case.model import Fee
from debtcheck.case.rate import FloatingRate
from debtcheck.statements.fields import (
    Allocation,
    CompoundRate,
    Day,
    Days,
    EarlyFee,
    FixedRate,
    Flag,
    Instalments,
    LoanRate,
    Many,
    OverdueRate,
    Positive,
    Share,
    Unsigned,
    Words,
    members,
    words,
)

DayCountWord = Annotated[DayCount, members(DayCount)]


class Table(BaseModel):
    """A table of the case file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class RateChangeTable(Table):
    """[[loan.rate_change]]"""

    on: Day
    rate: FixedRate

    def build(self) -> RateChange:
        """The frozen value."""
        return RateChange(self.on, self.rate)


class DisbursementTable(Table):
    """[[loan.disbursement]]"""

    id: Words
    on: Day
    amount: Positive
    received: Unsigned | None = None
    rate: FixedRate | None = None
    due_on: Day | None = None

    def build(self) -> Disbursement:
        """The frozen value."""
        return Disbursement(self.id, self.on, self.amount, self.received, self.rate, self.due_on)


class OverdueFeeTable(Table):
    """[[loan.overdue.fee]]"""

    name: Words
    amount: Unsigned
    after_days: Days = 0
    every_days: Days | None = None

    def build(self) -> OverdueFee:
        """The frozen value."""
        return OverdueFee(self.name, self.amount, self.after_days, self.every_days or None)


class OverdueTable(Table):
    """[loan.overdue]"""

    rate: OverdueRate | None = None
    once: Share | None = None
    once_base: Annotated[str, words("instalment", "overdue_principal")] | None = None
    mode: Annotated[OverdueMode, members(OverdueMode)] | None = None
    base: Annotated[PenaltyBase, members(PenaltyBase)] | None = None
    day_count: DayCountWord | None = None
    grace_days: Days | None = None
    grace: Annotated[Grace, members(Grace)] | None = None
    report_grace_days: Days | None = None
    compound: Annotated[Compound, members(Compound)] | None = None
    compound_rate: CompoundRate | None = None
    accelerated_on: Day | None = None
    fee: Many[OverdueFeeTable] = Field(default_factory=list)

    def build(self) -> Overdue:
        """The frozen value."""
        return Overdue(
            rate=self.rate,
            once=self.once,
            once_base=self.once_base,
            mode=self.mode,
            base=self.base,
            day_count=self.day_count,
            grace_days=self.grace_days,
            grace=self.grace,
            report_grace_days=self.report_grace_days,
            compound=self.compound,
            compound_rate=self.compound_rate,
            accelerated_on=self.accelerated_on,
            fees=tuple(fee.build() for fee in self.fee),
        )


class EarlyTable(Table):
    """[loan.early]"""

    fee: EarlyFee | None = None
    cap: FixedRate | None = None

    def build(self) -> Early:
        """The frozen value."""
        return Early(self.fee, self.cap)


class RolledFromTable(Table):
    """[loan.rolled_from]"""

    principal: Unsigned | None = None
    capitalised_interest: Unsigned | None = None
    disbursed_on: Day | None = None

    def build(self) -> RolledFrom:
        """The frozen value."""
        return RolledFrom(self.principal, self.capitalised_interest, self.disbursed_on)


class LoanTable(Table):
    """[loan]: only `principal` is needed."""

    principal: Positive
    id: Words = ""
    formed_on: Day | None = None
    disbursed_on: Day | None = None
    received: Unsigned | None = None
    paid_back_same_day: Unsigned | None = None
    rate: LoanRate | None = None
    reprices: Annotated[str, words("fixed", "yearly", "each_change")] | None = None
    method: Annotated[Method, members(Method)] | None = None
    instalments: Instalments | None = None
    due_on: Day | None = None
    first_due_on: Day | None = None
    due_dates: list[Day] = Field(default_factory=list)
    day_count: DayCountWord | None = None
    ends: Annotated[Ends, members(Ends)] | None = None
    rounding: Annotated[Rounding, members(Rounding)] | None = None
    allocation: Allocation = None
    rate_confirmed: Flag = False
    purpose_misused: Flag = False
    rate_change: Many[RateChangeTable] = Field(default_factory=list)
    disbursement: Many[DisbursementTable] = Field(default_factory=list)
    overdue: OverdueTable = OverdueTable()
    early: EarlyTable | None = None
    rolled_from: RolledFromTable | None = None

    def build(self) -> Loan:
        """The frozen value."""
        rate = self.rate
        if self.reprices and isinstance(rate, FloatingRate):
            rate = replace(rate, reprices=self.reprices)
        return Loan(
            principal=self.principal,
            id=self.id,
            formed_on=self.formed_on,
            disbursed_on=self.disbursed_on,
            received=self.received,
            paid_back_same_day=self.paid_back_same_day,
            rate=rate,
            method=self.method,
            instalments=self.instalments,
            due_on=self.due_on,
            first_due_on=self.first_due_on,
            due_dates=tuple(self.due_dates),
            day_count=self.day_count,
            ends=self.ends,
            rounding=self.rounding,
            allocation=self.allocation,
            rate_confirmed=self.rate_confirmed,
            purpose_misused=self.purpose_misused,
            rate_changes=tuple(change.build() for change in self.rate_change),
            disbursements=tuple(drawn.build() for drawn in self.disbursement),
            overdue=self.overdue.build(),
            early=self.early.build() if self.early else None,
            rolled_from=self.rolled_from.build() if self.rolled_from else None,
        )


class FeeTable(Table):
    """[[fee]]"""

    name: Words
    amount: Unsigned
    when: Annotated[str, words("upfront", "instalment", "once")] = "instalment"
    on: Day | None = None
    kind: Annotated[
        str,
        words("guarantee", "service", "membership", "insurance", "collection", "agent", "other"),
    ] = "other"
    payee: Words = ""
    payee_relation: Annotated[str, words("claimant", "nominee", "third_party")] | None = None
    deducted: Flag = False
    disclosed: Flag | None = None
    condition_of_loan: Flag | None = None

    def build(self) -> Fee:
        """The frozen value."""
        return Fee(
            name=self.name,
            amount=self.amount,
            when=self.when,
            on=self.on,
            kind=self.kind,
            payee=self.payee,
            payee_relation=self.payee_relation,
            deducted=self.deducted,
            disclosed=self.disclosed,
            condition_of_loan=self.condition_of_loan,
        )
