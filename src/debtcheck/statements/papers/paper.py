"""What a paper says: the rows that concern a loan, its claims, its plan, and its own totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from debtcheck.case.card import CardTransaction
from debtcheck.case.model import Claim, CreditorChange, Evidence, ScheduleRow
from debtcheck.words.text import Text


class State(StrEnum):
    """What becomes of a row: it is a repayment, it may be one, it is none."""

    TAKEN = "taken"
    ASK = "ask"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Sums:
    """Totals of a file in yuan, counted the way its platform counts; None: it has no such total."""

    rows: int | None = None
    income: Decimal | None = None
    expense: Decimal | None = None
    neutral: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FoundPayment:
    """A row that concerns a loan. `amount` is above zero; `why` says what told its state.

    A row of the paper that has nothing to do with loans is no FoundPayment: it is only counted.
    """

    paid_on: date
    amount: Decimal
    state: State
    why: Text
    evidence: Evidence
    booked_on: date | None = None
    payee: str = ""
    reference: str = ""
    instalment: int | None = None
    is_payout: bool = False  # money that came from a lender
    status: str = "settled"  # as of a case's payment: settled failed refunded unknown


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a case that a paper states: its key path ("loan.principal"), as a case file
    would write it ("10000.00", "2025-01-10", "0.04%/day"), and where it stands."""

    key: str
    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, read. `format` is the reader's name; `rows` counts the data rows, all of them.

    `sums` is what the rows add up to, `printed` what the paper itself says of them (None: nothing).
    `left_out` counts the rows that are no payment on a loan, by reason.
    """

    file: str
    format: str
    encoding: str = ""
    rows: int = 0
    sums: Sums = Sums()
    printed: Sums | None = None
    payments: tuple[FoundPayment, ...] = ()
    claims: tuple[Claim, ...] = ()
    schedule: tuple[ScheduleRow, ...] = ()
    changes: tuple[CreditorChange, ...] = ()
    facts: tuple[Fact, ...] = ()
    card: tuple[CardTransaction, ...] = ()  # postings of a credit card, in the paper's order
    carried: Decimal | None = None  # what a card owed before them, as the paper prints it
    left_out: tuple[tuple[Text, int], ...] = ()
    notices: tuple[Text, ...] = ()
    digest: str = ""  # SHA-256 of the file, for papers that are kept as evidence only
    overdue_days: int | None = None  # as the paper says it
    court: bool = False  # words of a court stand in it: its dates come first
