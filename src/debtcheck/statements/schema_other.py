"""The people, the card, the court and the other tables of a case file."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from debtcheck.case.card import Card, CardTransaction
from debtcheck.case.kinds import LenderKind
from debtcheck.case.model import (
    AwardInstalment,
    Borrower,
    Codebtor,
    Court,
    CreditorChange,
    Event,
    Judgment,
    Lender,
)
from debtcheck.statements.fields import (
    Amount,
    Day,
    DayOfMonth,
    Days,
    FixedRate,
    Flag,
    IndexedRate,
    Many,
    Share,
    Unsigned,
    Words,
    members,
    words,
)
from debtcheck.statements.schema_claim import HeadAmounts
from debtcheck.statements.schema_loan import Table


class BorrowerTable(Table):
    """[borrower]"""

    name: Words = ""
    role: Annotated[str, words("borrower", "surety", "spouse", "heir", "relative", "name_used")] = (
        "borrower"
    )
    student: Flag | None = None
    id_number: Words = ""
    phone: Words = ""
    address: Words = ""

    def build(self) -> Borrower:
        """The frozen value."""
        return Borrower(
            self.name, self.role, self.student, self.id_number, self.phone, self.address
        )


class LenderTable(Table):
    """[[lender]]"""

    name: Words = ""
    kind: Annotated[LenderKind, members(LenderKind)] | None = None
    share: Share | None = None
    platform: Words = ""
    facilitated: Flag | None = None
    natural_person: Flag | None = None
    region: Words = ""

    def build(self) -> Lender:
        """The frozen value."""
        return Lender(
            name=self.name,
            kind=self.kind,
            share=self.share,
            platform=self.platform,
            facilitated=self.facilitated,
            natural_person=self.natural_person,
            region=self.region,
        )


class CreditorChangeTable(Table):
    """[[creditor_change]]"""

    kind: Annotated[str, words("guarantor_paid", "assigned", "entrusted", "repurchased")]
    to: Words = ""
    on: Day | None = None
    amount: Unsigned | None = None
    notified_on: Day | None = None
    proof: Words = ""

    def build(self) -> CreditorChange:
        """The frozen value."""
        return CreditorChange(
            self.kind, self.to, self.on, self.amount, self.notified_on, self.proof
        )


class MinimumTable(Table):
    """card.minimum: { rate = "10%", floor = "50.00" }"""

    rate: Share | None = None
    floor: Unsigned | None = None


class CardTransactionTable(Table):
    """[[card.transaction]]: a refund may be printed with a minus."""

    on: Day
    amount: Amount
    kind: Annotated[str, words("purchase", "cash", "fee", "interest", "refund", "payment")]
    posted_on: Day | None = None

    def build(self) -> CardTransaction:
        """The frozen value."""
        return CardTransaction(self.on, self.amount, self.kind, self.posted_on)


class CardTable(Table):
    """[card]"""

    statement_day: DayOfMonth | None = None
    due_day: DayOfMonth | None = None
    minimum: MinimumTable = MinimumTable()
    full_interest: Flag | None = None
    damages_rate: Share | None = None
    damages_min: Unsigned | None = None
    cash_rate: FixedRate | None = None
    grace_days: Days | None = None
    tolerance: Unsigned | None = None
    principal_first_after: Days | None = None
    transaction: Many[CardTransactionTable] = Field(default_factory=list)

    def build(self) -> Card:
        """The frozen value."""
        return Card(
            statement_day=self.statement_day,
            due_day=self.due_day,
            minimum_rate=self.minimum.rate,
            minimum_floor=self.minimum.floor,
            full_interest=self.full_interest,
            damages_rate=self.damages_rate,
            damages_min=self.damages_min,
            cash_rate=self.cash_rate,
            grace_days=self.grace_days,
            tolerance=self.tolerance,
            principal_first_after=self.principal_first_after,
            transactions=tuple(row.build() for row in self.transaction),
        )


class CourtTable(Table):
    """[court]"""

    stage: (
        Annotated[
            str,
            words("mediation", "sued", "judged", "enforcement", "payment_order", "arbitration"),
        ]
        | None
    ) = None
    name: Words = ""
    case_no: Words = ""
    served_on: Day | None = None
    filed_on: Day | None = None
    accepted_on: Day | None = None
    hearing_on: Day | None = None
    old_rule_requested: Flag | None = None
    clause: Words = ""

    def build(self) -> Court:
        """The frozen value."""
        return Court(
            stage=self.stage or "",
            name=self.name,
            case_no=self.case_no,
            served_on=self.served_on,
            filed_on=self.filed_on,
            accepted_on=self.accepted_on,
            hearing_on=self.hearing_on,
            old_rule_requested=self.old_rule_requested,
            clause=self.clause,
        )


class AwardInstalmentTable(Table):
    """[[judgment.instalment]]: a part of the award with a day of its own."""

    due_on: Day
    amount: Unsigned

    def build(self) -> AwardInstalment:
        """The frozen value."""
        return AwardInstalment(self.due_on, self.amount)


class JudgmentTable(Table):
    """[judgment]; `stays` holds pairs of days, the first and the last; `interest_from` is the day
    from which `general_interest` runs on."""

    on: Day | None = None
    perform_by: Day | None = None
    award: HeadAmounts = HeadAmounts()
    general_interest: IndexedRate | None = None
    interest_from: Day | None = None
    stays: list[tuple[Day, Day]] = Field(default_factory=list)
    instalment: Many[AwardInstalmentTable] = Field(default_factory=list)

    def build(self) -> Judgment:
        """The frozen value."""
        return Judgment(
            on=self.on,
            perform_by=self.perform_by,
            award=self.award.heads(),
            general_interest=self.general_interest,
            interest_from=self.interest_from,
            stays=tuple(self.stays),
            instalments=tuple(sorted((i.build() for i in self.instalment), key=lambda i: i.due_on)),
        )


class EventTable(Table):
    """[[event]]"""

    on: Day
    kind: Annotated[
        str,
        words(
            "demand",
            "promise",
            "acknowledgement",
            "suit",
            "suspension",
            "complaint",
            "credit_entry",
            "assignment_notice",
        ),
    ]
    reached: Flag | None = None
    ticket: Words = ""
    evidence: Words = ""

    def build(self) -> Event:
        """The frozen value."""
        return Event(self.on, self.kind, self.reached, self.ticket, self.evidence)


class CodebtorTable(Table):
    """[[codebtor]]"""

    role: Annotated[str, words("surety", "spouse", "heir")]
    name: Words = ""

    def build(self) -> Codebtor:
        """The frozen value."""
        return Codebtor(self.role, self.name)
