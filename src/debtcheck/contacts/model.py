"""One contact of a collector, as a frozen value, and the closed lists of the log."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from debtcheck.words.text import Text

CHINA = timezone(timedelta(hours=8))  # one zone, no summer time since 1992
COLUMNS = (
    *("at", "creditor", "case", "channel", "direction", "who", "number", "answered"),
    *("duration_s", "third_party", "refused_at", "visitors", "flags", "content", "evidence"),
    "consent",
)
CHANNELS = ("call", "robot_call", "sms", "im", "visit", "letter", "email", "app", "post", "other")
CALLS = ("call", "robot_call")
DIRECTIONS = ("in", "out")  # in: from the collector; out: the borrower's own
FLAGS = (
    *("asked_third_party_to_pay", "disclosed", "threatened", "insulted", "refused_identity"),
    *("posed_as_lender", "impersonated", "posted", "entered", "refused_to_leave", "searched"),
    *("detained", "followed", "extra_fee", "pushed_new_loan", "private_channel"),
    *("false_threat", "contact_list_used", "relative_asked_to_pay", "agreement_kept"),
    *(
        "agency_not_listed",
        "new_creditor_no_notice",
        "reported_without_notice",
        "letter_incomplete",
    ),
    *("extorted", "workplace"),
)


@dataclass(frozen=True, slots=True)
class Contact:
    """One line of the log. `row` is the one a spreadsheet shows: the heading is row 1."""

    at: datetime | None  # in CHINA; None: not readable
    row: int = 0
    timed: bool = True  # False: only the day is known
    creditor: str = ""
    case: str = ""
    channel: str = "other"
    direction: str = "in"
    who: str = ""
    number: str = ""
    answered: bool | None = None
    duration_s: int | None = None
    third_party: str = ""  # who was contacted in the borrower's place; empty: the borrower
    refused_at: datetime | None = None  # when the third party asked not to be contacted
    visitors: int | None = None
    flags: tuple[str, ...] = ()
    content: str = ""
    evidence: tuple[str, ...] = ()  # file names
    consent: bool | None = None

    @property
    def is_call(self) -> bool:
        """A telephone call, by a person or a machine."""
        return self.channel in CALLS

    @property
    def connected(self) -> bool:
        """An effective call: it lasted, or was answered where nobody knows how long."""
        if self.duration_s is not None:
            return self.duration_s > 0
        return self.answered is True


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a place of a file that is said and stops nothing."""

    line: int
    heading: str
    what: Text
    lost: bool = False  # True: this line could not be used


@dataclass(frozen=True, slots=True)
class Log:
    """A log that was read: what could be used, and what is to be said about the rest."""

    file: str
    contacts: tuple[Contact, ...] = ()
    notes: tuple[Note, ...] = ()
    headings: tuple[str, ...] = field(default=())
