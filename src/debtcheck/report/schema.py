"""The shape of `check --json`, as pydantic models: schema debtcheck.audit, version 1.

The object itself is made by `audit.serialise`; these models describe it for readers of it, and a
test holds the one against the other.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Money = Annotated[str, Field(pattern=r"^-?\d+\.\d{2}$", description="yuan, two decimals")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO date")]
Percent = Annotated[str, Field(pattern=r"^-?\d+\.\d{4}%$", description="percent a year")]
HeadName = Literal["principal", "interest", "penalty", "compound", "damages", "fee", "costs"]
SourceName = Literal["contract", "app", "screenshot", "sms", "memory", "guess"]
ForceName = Literal["HARD", "REDUCE", "REG", "SOFT", "U", "LAW"]
CauseName = Literal[
    "arithmetic", "contract", "ceiling_hard", "ceiling_on_request", "unverified", "note"
]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Totals(_Model):
    """Amounts by head; null: not split out, or not known."""

    principal: Money | None
    interest: Money | None
    penalty: Money | None
    compound: Money | None
    damages: Money | None
    fee: Money | None
    costs: Money | None
    total: Money


class Law(_Model):
    """A rule as it applied on a day."""

    id: str
    cite: str
    says: str | None
    force: ForceName
    on_request: bool
    on: Day | None
    confidence: str
    source: str | None


class Step(_Model):
    """One stretch of days under one limit."""

    from_: Day = Field(alias="from")
    to: Day
    limit: str
    working: str | None
    law: Law


class Beside(_Model):
    """A further figure that is named, never the total."""

    text: str
    amount: Money


class CeilingTotals(Totals):
    """The most that can be supported."""

    binds: bool
    on_request: bool
    cut: Money
    steps: list[Step]
    beside: list[Beside]
    notes: list[str]


class ThreeTotals(_Model):
    """Claimed, owed by the contract's words, supportable at most; null: none, or cannot be said."""

    claimed: Totals | None
    contract: Totals
    ceiling: CeilingTotals | None


class DisputedSplit(_Model):
    """How the disputed amount comes about; adds up to it."""

    arithmetic: Money
    contract: Money
    ceiling_hard: Money
    ceiling_on_request: Money
    unverified: Money


class Span(_Model):
    """The days a working covers."""

    from_: Day = Field(alias="from")
    to: Day


class LowHigh(_Model):
    """What is supportable at most, lowest and highest."""

    low: Money
    high: Money


class OpenFact(_Model):
    """A fact that is missing or disputed: the totals over its answers; `worth` = high − low.

    The totals are the contract's, or the ceiling's where only that moves.
    """

    key: str
    of: Literal["contract", "ceiling"]
    what: str
    low: Money
    high: Money
    worth: Money


class Bounds(_Model):
    """The contract's total, lowest and highest, where something open moves it.

    When most terms rest on memory, `undisputed` is counted from the low end. `ceiling` is null
    where no ceiling is known; `facts` are those that move a total, the dearest first.
    """

    low: Money
    high: Money
    settled_by: str
    ceiling: LowHigh | None
    facts: list[OpenFact]


class OwedOn(_Model):
    """The contract's figures on the later day of the report."""

    on: Day
    totals: Totals


class Cost(_Model):
    """An annual cost: periodic IRR times 12, effective, day-exact."""

    nominal: Percent | None
    effective: Percent | None
    xirr: Percent | None
    why: str | None
    roots: list[Percent]


class AnnualCost(_Model):
    """Of the contract, and of all the borrower's cash flows to every payee."""

    contract: Cost
    all_payees: Cost


class Reading(_Model):
    """One of several readings that are open.

    With `--readings` also the lender's, the borrower's and a court's likely one (`lender`,
    `borrower`, `court`), each with its `choices`.
    """

    id: str
    totals: Totals
    why: str
    law: list[Law]
    choices: list[str]


class Basis(_Model):
    """A key of the case that a finding rests on, and where its value comes from."""

    key: str
    source: SourceName


class EvidencePlace(_Model):
    """Where a figure stands."""

    file: str
    place: str
    text: str


class Explanation(_Model):
    """A way of counting: what it gives, and what is left with each departure alone mended."""

    text: str
    departures: list[str]
    reproduces: Money
    mended: list[Money]


class Hypotheses(_Model):
    """How many ways of counting were tried, and how many would fit by chance."""

    tried: int
    expected_by_chance: Money


class Implied(_Model):
    """What a claimed figure amounts to when nothing reproduces it."""

    rate: str | None
    base: Money | None
    days: int | None


class Finding(_Model):
    """A place that the platform has to explain."""

    code: str = Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")
    cause: CauseName
    head: HeadName | None
    claimed: Money | None
    recomputed: Money | None
    difference: Money | None
    certainty: SourceName
    summary: str
    working: str | None
    working_lines: list[str]
    span: Span | None
    basis: list[Basis]
    law: list[Law]
    evidence: list[EvidencePlace]
    explanations: list[Explanation]
    hypotheses: Hypotheses
    implied: Implied
    nearest: Explanation | None
    ask: str


class Unchecked(_Model):
    """What could not be checked, why, and which key would settle it."""

    what: str
    why: str
    needs: str
    implied: str | None


class Assumption(_Model):
    """What was taken where the case is silent; `effect` is the most another choice changes."""

    key: str
    value: str
    why: str
    effect: Money | None


class LimitationEvent(_Model):
    """One event, what it does, and the last day of the period after it by the longer clock."""

    on: Day
    kind: str
    effect: Literal[
        "begins",
        "restarts",
        "may_restart",
        "too_late",
        "waiver_risk",
        "none",
        "suspends",
        "made_longer",
        "stays_past",
    ]
    until: Day | None
    why: str
    law: list[Law]


class Limitation(_Model):
    """Where the limitation period stands by what is recorded: information, never a verdict."""

    state: Literal[
        "unknown",
        "not_begun",
        "running",
        "soon",
        "unsure",
        "past",
        "waiver_risk",
        "suit",
        "judged",
    ]
    as_of: Day
    since: Day | None
    earliest: Day | None
    latest: Day | None
    events: list[LimitationEvent]
    notes: list[str]


class Audit(_Model):
    """The whole object."""

    schema_: Literal["debtcheck.audit"] = Field(alias="schema")
    version: Literal[1]
    as_of: Day
    report_day: Day
    law_verified_through: Day
    totals: ThreeTotals
    contract_due: Totals
    undisputed: Money | None
    disputed: Money | None
    disputed_split: DisputedSplit | None
    range: Bounds | None
    owed_on_report_day: OwedOn | None
    cost_per_day: Money | None
    annual_cost: AnnualCost
    readings: list[Reading]
    findings: list[Finding]
    unchecked: list[Unchecked]
    assumptions: list[Assumption]
    notes: list[str]
    paper: Literal["contract", "judgment", "agreement", "recourse"]
    limitation: Limitation | None
    next: list[str]


def audit_json_schema() -> dict[str, Any]:
    """The JSON Schema of `check --json`."""
    return Audit.model_json_schema(by_alias=True)
