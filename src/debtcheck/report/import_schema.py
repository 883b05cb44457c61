"""The shape of `import --json`: schema debtcheck.import, version 1.

The object itself is made by `report.papers_json`; a test holds the one against the other.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Money = Annotated[str, Field(pattern=r"^-?\d+\.\d{2}$", description="yuan, two decimals")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO date")]
StateName = Annotated[
    Literal["taken", "ask", "left_out"],
    Field(description="taken: written, or what a case would get; ask: only the person knows"),
]
HeadName = Literal["principal", "interest", "penalty", "compound", "damages", "fee", "costs"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class SumsShown(_Model):
    """What the rows add up to, counted as the paper's platform counts; null: no such total."""

    income: Money | None = Field(alias="in")
    out: Money | None
    neutral: Money | None


class PrintedShown(SumsShown):
    """What the paper itself says of its rows."""

    rows: int | None


class Fated(_Model):
    """What becomes of a part, and why."""

    state: StateName
    why: str


class EvidenceShown(_Model):
    """Where a value stands."""

    file: str
    place: str
    text: str


class FigureEvidence(EvidenceShown):
    """Where a figure of a claim stands."""

    figure: HeadName | Literal["total"]


class PaymentShown(Fated):
    """A row that concerns a loan."""

    paid_on: Day
    booked_on: Day | None
    amount: Money
    payee: str
    text: str = Field(description="the row's own words, account numbers hidden")
    place: str
    take: str = Field(description="what `--take` accepts for this row")
    instalment: int | None = Field(description="as the paper states it")
    reference: str | None
    status: Literal["settled", "failed", "refunded", "unknown"]
    payout: bool = Field(description="money that came from a lender")
    meets: str | None = Field(description="the instalment it meets; with `--into` only")


class ClaimShown(Fated):
    """What a paper asks for; only figures that it states."""

    kind: Literal["app", "sms", "letter", "lawsuit", "settlement", "pdf", "card", "other"]
    as_of: Day | None
    claimant: str | None
    heads: dict[HeadName, Money]
    total: Money | None
    lines: int
    booked: int
    evidence: list[FigureEvidence]


class PlanRow(Fated):
    """One instalment of the paper's plan."""

    no: int
    due_on: Day | None
    principal: Money | None
    interest: Money | None
    fee: Money | None


class PostingShown(Fated):
    """A posting of a card statement."""

    on: Day
    posted_on: Day | None
    amount: Money
    kind: Literal["purchase", "cash", "fee", "interest", "refund", "payment"]


class ChangeShown(Fated):
    """A change of creditor."""

    kind: Literal["guarantor_paid", "assigned", "entrusted", "repurchased"]
    to: str
    on: Day | None
    amount: Money | None


class FactShown(Fated):
    """A value of the case file that the paper states."""

    key: str
    value: str
    evidence: EvidenceShown


class LeftOut(_Model):
    """Rows that have nothing to do with a loan."""

    why: str
    rows: int


class FileShown(_Model):
    """One paper."""

    file: str
    format: str
    encoding: str | None
    rows: int = Field(description="all data rows, whatever they are")
    sums: SumsShown
    printed: PrintedShown | None
    payments: list[PaymentShown]
    claims: list[ClaimShown]
    schedule: list[PlanRow]
    card: list[PostingShown]
    changes: list[ChangeShown]
    facts: list[FactShown]
    left_out: list[LeftOut]
    notices: list[str]
    digest: str | None = Field(description="SHA-256 of a file that is only kept as evidence")
    overdue_days: int | None
    court: bool = Field(description="words of a court stand in it: its dates come first")


class Added(_Model):
    """How many of each were, or would be, written."""

    payments: int
    schedule: int
    claims: int
    changes: int
    facts: int
    card: int
    kept: int = Field(description="fingerprints of originals, as remarks in the case file")


class Ask(_Model):
    """Something that only the person knows; `take` is what `--take` accepts as a yes."""

    take: str
    text: str


class Import(_Model):
    """The whole object."""

    schema_: Literal["debtcheck.import"] = Field(alias="schema")
    version: Literal[1]
    files: list[FileShown]
    into: str | None
    written: bool
    added: Added
    asks: list[Ask]


def import_json_schema() -> dict[str, Any]:
    """The JSON Schema of `import --json`."""
    return Import.model_json_schema(by_alias=True)
