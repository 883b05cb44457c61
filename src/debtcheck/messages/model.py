"""What a judged message is, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


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


class Change(StrEnum):
    """How somebody else comes to claim the debt."""

    ASSIGNED = "assigned"
    GUARANTOR_PAID = "guarantor_paid"
    ENTRUSTED = "entrusted"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, with the user's own words that matched, links and numbers defanged."""

    id: str
    kind: Kind
    weight: int
    text: str


@dataclass(frozen=True, slots=True)
class MessageClaim:
    """The figures that a text states; what it does not state is None."""

    total: Decimal | None = None
    principal: Decimal | None = None
    interest: Decimal | None = None
    penalty: Decimal | None = None
    compound: Decimal | None = None
    damages: Decimal | None = None
    fee: Decimal | None = None
    costs: Decimal | None = None
    overdue_days: int | None = None
    as_of: date | None = None
    creditor: str | None = None
    sender: str | None = None  # the name in 【】, which anyone can write
    change: Change | None = None

    @property
    def parts(self) -> Decimal | None:
        """The sum of the heads; None unless the principal and one more are stated."""
        rest = (self.interest, self.penalty, self.compound, self.damages, self.fee, self.costs)
        stated = [amount for amount in rest if amount is not None]
        if self.principal is None or not stated:
            return None
        return sum(stated, self.principal)

    @property
    def gap(self) -> Decimal | None:
        """The total less the sum of its heads; None if one of them is not stated."""
        if self.total is None or self.parts is None:
            return None
        return self.total - self.parts


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
