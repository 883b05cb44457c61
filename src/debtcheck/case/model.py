"""Case: everything known of one debt, as frozen values. `None` means: not stated.

Amounts are Decimal yuan, dates are `date`, rates keep their unit. Defaults are not applied here:
what is assumed where a fact is absent is decided (and said) in `engine.terms`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from debtcheck.case.card import Card
from debtcheck.case.kinds import (
    Head,
    LenderKind,
    Method,
    Source,
)
from debtcheck.case.loan import Loan
from debtcheck.case.rate import FloatingRate, Rate


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a figure stands: file, place in it ("line 14", "option --paid"), the words there."""

    file: str
    place: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Borrower:
    """The person; printed in letters only."""

    name: str = ""
    role: str = "borrower"  # borrower surety spouse heir relative name_used
    student: bool | None = None
    id_number: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Lender:
    """The 出借人 of the contract (not the app)."""

    name: str = ""
    kind: LenderKind | None = None
    share: Decimal | None = None  # a fraction; None: the whole, or not said
    platform: str = ""
    facilitated: bool | None = None  # 助贷
    natural_person: bool | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class CreditorChange:
    """代偿, 转让, 委托, 回购: four different things."""

    kind: str  # guarantor_paid assigned entrusted repurchased
    to: str = ""
    on: date | None = None
    amount: Decimal | None = None
    notified_on: date | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """A charge beside interest."""

    name: str
    amount: Decimal
    when: str = "instalment"  # upfront instalment once
    on: date | None = None  # for once
    kind: str = "other"  # guarantee service membership insurance collection agent other
    payee: str = ""
    payee_relation: str | None = None  # claimant nominee third_party; None: not stated
    deducted: bool = False
    disclosed: bool | None = None
    condition_of_loan: bool | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of the borrower."""

    paid_on: date
    amount: Decimal
    booked_on: date | None = None
    payer: str = ""
    payee: str = ""
    instalment: int | None = None
    disbursement: str = ""
    heads: tuple[tuple[Head, Decimal], ...] = ()
    status: str = "settled"  # settled failed refunded unknown
    reference: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One row of the platform's own plan."""

    no: int
    due_on: date | None = None
    principal: Decimal | None = None
    interest: Decimal | None = None
    fee: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A renegotiated plan, or a waiver."""

    on: date
    channel: str = ""  # app written oral
    balance: Decimal | None = None
    waived: Decimal | None = None
    restores_if_broken: bool | None = None
    first_due_on: date | None = None
    instalments: int | None = None
    broken_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One line of a statement. `head` is a Head's value, or payment, or waiver."""

    head: str
    amount: Decimal
    date: date | None = None
    no: int | None = None  # instalment
    days: int | None = None
    text: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class BookedPayment:
    """A payment as the platform's own statement shows it."""

    amount: Decimal
    on: date | None = None
    no: int | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a statement asks for. A head that it does not split is absent from `heads`."""

    as_of: date | None = None
    kind: str = "app"  # app sms letter lawsuit settlement pdf card other
    claimant: str = ""
    heads: tuple[tuple[Head, Decimal], ...] = ()
    total: Decimal | None = None
    lines: tuple[ClaimLine, ...] = ()
    booked: tuple[BookedPayment, ...] = ()
    evidence: tuple[tuple[str, Evidence], ...] = ()  # by head, or "total"

    def head(self, head: Head) -> Decimal | None:
        """The claimed figure of a head, or None."""
        return dict(self.heads).get(head)

    def where(self, head: str) -> tuple[Evidence, ...]:
        """Where the figure of a head (or "total") stands."""
        return tuple(e for key, e in self.evidence if key == head)


@dataclass(frozen=True, slots=True)
class Court:
    """What came from a court or an arbitration body."""

    stage: str = ""  # mediation sued judged enforcement payment_order arbitration
    name: str = ""
    case_no: str = ""
    served_on: date | None = None
    filed_on: date | None = None
    accepted_on: date | None = None
    hearing_on: date | None = None
    old_rule_requested: bool | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class AwardInstalment:
    """One part of an award that may be paid by instalments."""

    due_on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Judgment:
    """A judgment, or a signed mediation paper."""

    on: date | None = None
    perform_by: date | None = None
    award: tuple[tuple[Head, Decimal], ...] = ()
    general_interest: Rate | FloatingRate | None = None
    interest_from: date | None = None  # the award's own interest reaches up to this day
    stays: tuple[tuple[date, date], ...] = ()  # first and last day of each
    instalments: tuple[AwardInstalment, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that matters for limitation or a letter."""

    on: date
    # demand promise acknowledgement suit suspension complaint credit_entry assignment_notice
    kind: str
    reached: bool | None = None
    ticket: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Codebtor:
    """Someone else who may owe."""

    role: str  # surety spouse heir
    name: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One debt. `stated` holds every key path that was given ("loan.rate", "payment.0.amount"),
    with its place; `options` the ones that came from the command line and override the file."""

    loan: Loan
    file: str = ""
    as_of: date | None = None
    private_note: str = ""
    borrower: Borrower = Borrower()
    lenders: tuple[Lender, ...] = ()
    creditor_changes: tuple[CreditorChange, ...] = ()
    fees: tuple[Fee, ...] = ()
    payments: tuple[Payment, ...] = ()
    schedule: tuple[ScheduleRow, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    claims: tuple[Claim, ...] = ()
    card: Card | None = None
    court: Court | None = None
    judgment: Judgment | None = None
    events: tuple[Event, ...] = ()
    codebtors: tuple[Codebtor, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    stated: dict[str, Evidence] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    notices: tuple[tuple[str, dict[str, object]], ...] = ()  # (word key, blanks): said, never fatal

    @property
    def lender(self) -> Lender:
        """The lender whose kind is looked at first."""
        return self.lenders[0] if self.lenders else Lender()

    @property
    def claim(self) -> Claim | None:
        """The claim that is compared: the last by as_of."""
        if not self.claims:
            return None
        return max(self.claims, key=lambda c: c.as_of or date.min)

    @property
    def is_card(self) -> bool:
        """True for a credit card: so stated, or terms of a card and no method at all."""
        method = self.loan.method
        return method is Method.CARD or (method is None and self.card is not None)

    def source(self, key: str) -> Source:
        """Where a fact comes from: its own entry, its table's, the default, else memory."""
        for path in (key, unindexed(key)):
            parts = path.split(".")
            for length in range(len(parts), 0, -1):
                found = self.sources.get(".".join(parts[:length]))
                if found is not None:
                    return found
        return self.sources.get("default", Source.MEMORY)

    def stated_key(self, key: str) -> str | None:
        """The key path that was given for `key` (`lender.kind` finds `lender.0.kind`), or None."""
        if key in self.stated:
            return key
        return next((k for k in self.stated if unindexed(k) == key), None)


def unindexed(key: str) -> str:
    """A key path without the numbers of repeated tables: `lender.0.kind` is `lender.kind`."""
    return ".".join(part for part in key.split(".") if not part.isdecimal())
