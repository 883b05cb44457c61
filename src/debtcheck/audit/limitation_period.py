"""What the record of a debt shows of its limitation period, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from debtcheck.audit.report import LawRef
from debtcheck.engine.dates import add_months
from debtcheck.words.text import Text

SOON_MONTHS = 6


class State(StrEnum):
    """What the record shows of the period on a day."""

    UNKNOWN = "unknown"  # no due day
    NOT_BEGUN = "not_begun"
    RUNNING = "running"
    SOON = "soon"  # by the record it ends within half a year
    UNSURE = "unsure"  # doubtful events decide
    PAST = "past"  # by what is recorded; records are usually not whole
    WAIVER_RISK = "waiver_risk"  # past, and then a promise or a payment
    SUIT = "suit"  # before a court: the period does not run meanwhile
    JUDGED = "judged"  # the time to seek enforcement counts instead


class Effect(StrEnum):
    """What one event does."""

    BEGINS = "begins"
    RESTARTS = "restarts"
    MAY_RESTART = "may_restart"
    TOO_LATE = "too_late"
    WAIVER_RISK = "waiver_risk"
    NONE = "none"
    SUSPENDS = "suspends"
    MADE_LONGER = "made_longer"  # two years that were still running on the day the law changed
    STAYS_PAST = "stays_past"


@dataclass(frozen=True, slots=True)
class Step:
    """One event: what it does, and the last day of the period after it, by the longer clock."""

    on: date
    kind: str
    effect: Effect
    until: date | None
    why: Text
    law: tuple[LawRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Limitation:
    """The period on a day. `earliest` and `latest` are its last day by each clock (inclusive)."""

    state: State
    as_of: date
    since: date | None = None
    earliest: date | None = None
    latest: date | None = None
    steps: tuple[Step, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def may_have_run(self) -> bool:
        """True unless the record shows that the period still runs: the guard before letters."""
        return self.earliest is not None and self.earliest <= self.as_of

    @property
    def soon(self) -> bool:
        """True if it ends within half a year."""
        last = self.earliest
        return last is not None and self.as_of < last <= add_months(self.as_of, SOON_MONTHS)
