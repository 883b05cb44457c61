"""What a judged message is, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from debtcheck.statements.papers.stated_claim import MessageClaim


class Level(StrEnum):
    """How sure a verdict is. NONE says that no sign was found, which proves nothing."""

    NONE = "none"
    POSSIBLE = "possible"
    LIKELY = "likely"


class Kind(StrEnum):
    """What a sign points to."""

    SCAM = "scam"
    PRESSURE = "pressure"
    GENUINE = "genuine"  # weak: anyone can copy it


class Paper(StrEnum):
    """Which step of a court or of arbitration a message speaks of."""

    PAYMENT_ORDER = "payment_order"
    ENFORCEMENT = "enforcement"
    JUDGMENT = "judgment"
    ARBITRATION = "arbitration"
    PRESERVATION = "preservation"
    HEARING = "hearing"
    COMPLAINT = "complaint"
    MEDIATION = "mediation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, with the user's own words that matched, links and numbers defanged."""

    id: str
    kind: Kind
    weight: int
    text: str


@dataclass(frozen=True, slots=True)
class CourtFacts:
    """What a text says of a court."""

    paper: Paper
    court: str | None = None
    case_no: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A message, judged.

    `do_first` holds keys of `message.do.<key>`, the most urgent first.
    """

    scam: Level
    pressure: Level
    court: bool
    distress: bool
    sent: bool  # money, a code or a screen has already been given away
    signs: tuple[Sign, ...]
    claim: MessageClaim
    court_facts: CourtFacts | None = None
    suit_warned: bool = False
    do_first: tuple[str, ...] = field(default=())
