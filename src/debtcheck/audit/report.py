"""What an audit says, as frozen values: totals, findings, gaps, assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from debtcheck.audit.openness.values import Open, Range
from debtcheck.case.kinds import Head, Source
from debtcheck.case.model import Case, Evidence
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.working import Working
from debtcheck.words.text import Text

if TYPE_CHECKING:
    from debtcheck.audit.limitation_period import Limitation


class Force(StrEnum):
    """What a rule does: a court refuses the excess, may cut it on request, a regulator minds,
    guidance without a public number, a statute on how parties perform."""

    HARD = "HARD"
    REDUCE = "REDUCE"
    REG = "REG"
    SOFT = "SOFT"
    UNCERTAIN = "U"
    LAW = "LAW"
    STD = "STD"  # a recommended national standard
    SELF = "SELF"  # self-discipline, for members
    INFO = "INFO"


class Cause(StrEnum):
    """Which part of the disputed amount a finding belongs to."""

    ARITHMETIC = "arithmetic"
    CONTRACT = "contract"
    CEILING_HARD = "ceiling_hard"
    CEILING_ON_REQUEST = "ceiling_on_request"
    UNVERIFIED = "unverified"
    NOTE = "note"  # changes no total: a rule of force REG or SOFT, a question


class Paper(StrEnum):
    """What the contract's side of an audit follows."""

    CONTRACT = "contract"
    JUDGMENT = "judgment"  # or a signed mediation paper
    AGREEMENT = "agreement"  # a renegotiated plan
    RECOURSE = "recourse"  # what a guarantor paid


@dataclass(frozen=True, slots=True)
class LawRef:
    """A rule as it applied on a day. `cite` and `says` are in both languages by code."""

    id: str
    force: Force
    on: date | None
    confidence: str  # V read in a stored text, V2 in a third-party copy, M memory, U uncertain
    cite: dict[str, str]
    says: dict[str, str] = field(default_factory=dict)
    on_request: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class HeadTotals:
    """Amounts by head and in all; an absent head is not split out, or not known."""

    heads: dict[Head, Decimal]
    total: Decimal

    def get(self, head: Head) -> Decimal | None:
        """The amount of a head, or None."""
        return self.heads.get(head)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A way of counting that gives the claimed figure (which does not prove it was used)."""

    text: Text
    departures: tuple[str, ...]
    reproduces: Decimal
    mended: tuple[Decimal, ...] = ()  # the figure with each departure alone mended, in their order


@dataclass(frozen=True, slots=True)
class Implied:
    """What a claimed figure amounts to when nothing reproduces it."""

    rate: str | None = None
    base: Decimal | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that the platform has to explain."""

    code: str
    cause: Cause
    head: Head | None  # None: the total
    claimed: Decimal | None
    recomputed: Decimal | None
    difference: Decimal | None
    summary: Text  # one line: 利息多 360.00 元：到期后仍在计息，与罚息重复
    ask: Text
    working: Working | None = None
    span: tuple[date, date] | None = None  # the days the working covers
    certainty: Source = Source.MEMORY
    basis: tuple[tuple[str, Source], ...] = ()  # case keys it rests on, with their sources
    law: tuple[LawRef, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    tried: int = 0
    expected_by_chance: Decimal = Decimal(0)
    implied: Implied = Implied()
    nearest: Explanation | None = None  # where nothing gives the figure


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What could not be checked, why, and which key would settle it."""

    what: Text
    why: Text
    needs: str
    implied: Text | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """What was taken where the case is silent, and the most that another choice would change."""

    key: str
    value: str
    why: Text
    effect: Decimal | None  # yuan; None: not measured


@dataclass(frozen=True, slots=True)
class Reading:
    """One of several readings that the law, or a missing date, leaves open."""

    id: str
    totals: HeadTotals
    why: Text
    law: tuple[LawRef, ...] = ()


@dataclass(frozen=True, slots=True)
class CeilingStep:
    """One stretch of days under one limit, with the arithmetic."""

    start: date
    end: date
    law: LawRef
    limit: str  # "24%/year"
    working: Working | None = None


@dataclass(frozen=True, slots=True)
class HeadWorking:
    """How a head's supportable figure comes about, and the days it covers."""

    head: Head
    working: Working
    span: tuple[date, date]


@dataclass(frozen=True, slots=True)
class Rolled:
    """Old interest in the principal: what does not become principal, what is too much in all."""

    refused: Decimal
    first: Working  # rolled over − what the limit allowed
    cut: dict[Head, Decimal] = field(default_factory=dict)  # by head, of the second test
    total: Working | None = None  # all that is payable − the most that may be


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most that can be supported, and how it came about."""

    totals: HeadTotals
    binds: bool
    on_request: bool  # a REDUCE limit: must be asked for
    steps: tuple[CeilingStep, ...] = ()
    cut: Decimal = Decimal(0)
    beside: tuple[tuple[Text, Decimal], ...] = ()  # further figures that are named, never the total
    notes: tuple[Text, ...] = ()
    # unpaid charges − allowance, for a limit on request; `cut` is it, as far as there are charges
    working: Working | None = None
    by_head: tuple[HeadWorking, ...] = ()  # how the supportable figure of a head comes about
    rolled: Rolled | None = None
    # On request: flat charges on little principal exceed the limit on what is unpaid alone, and no
    # rate of the loan does, nor the whole loan counted from its payout.
    only_unpaid: bool = False
    # No limit takes anything off: the principal is the cash received, and charges run on it.
    only_received: bool = False

    @property
    def on_request_cut(self) -> Decimal:
        """What a court may be asked to take off; zero where the limit is not one on request."""
        return self.cut if self.working is not None else Decimal(0)


@dataclass(frozen=True, slots=True)
class Cost:
    """An annual cost in percent (24.0000), or why it has no answer."""

    nominal: Decimal | None
    effective: Decimal | None
    xirr: Decimal | None
    why: Text | None = None
    roots: tuple[Decimal, ...] = ()
    flows: tuple[tuple[date, Decimal], ...] = ()  # what it was solved from; money received above 0


@dataclass(frozen=True, slots=True)
class Split:
    """How the disputed amount comes about; adds up to it."""

    arithmetic: Decimal
    contract: Decimal
    ceiling_hard: Decimal
    ceiling_on_request: Decimal
    unverified: Decimal


@dataclass(frozen=True, slots=True)
class OwedOn:
    """The contract's figures on the later day of the report; never compared with the claim."""

    on: date
    totals: HeadTotals


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Everything an audit found. Renderers and letters read this and compute nothing."""

    case: Case
    as_of: date
    report_day: date
    law_verified_through: date
    claimed: HeadTotals | None
    contract: HeadTotals
    contract_due: HeadTotals  # the part of it that is already due
    ceiling: Ceiling | None  # None: cannot be said
    undisputed: Decimal | None
    disputed: Decimal | None
    split: Split | None
    open: Open
    owed_on_report_day: OwedOn | None
    cost_per_day: Decimal | None
    cost_contract: Cost
    cost_all_payees: Cost
    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    assumptions: Sequence[Assumption]  # made when first read
    notes: tuple[Text, ...]  # what was set aside, which encoding, what options overrode
    next: tuple[str, ...]  # commands, without the program's path: "letter dispute {case}"
    ledger: Ledger
    paper: Paper = Paper.CONTRACT
    limitation: Limitation | None = None

    @property
    def range(self) -> Range | None:
        """The totals by contract, lowest and highest, where something open moves them."""
        return self.open.range

    @property
    def is_range(self) -> bool:
        """True if most terms rest on memory: the answer is a range, not a figure."""
        return self.open.is_range

    def to_dict(self, lang: str = "zh") -> dict[str, object]:
        """The object that `check --json` prints (schema debtcheck.audit, version 1)."""
        from debtcheck.audit.serialise import to_dict
        from debtcheck.words.catalog import Words

        return to_dict(self, Words(lang))
