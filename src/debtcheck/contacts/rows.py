"""A row of the log as a Contact: every cell read, and what cannot be read is said and kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from debtcheck.contacts.model import CHANNELS, COLUMNS, DIRECTIONS, FLAGS, Contact, Note
from debtcheck.contacts.names import names, plain
from debtcheck.contacts.times import Moment, parse_moment, show
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.foreign_text import clean_text, half_width, snippet
from debtcheck.words.text import text

LONGEST_CELL = 5_000
FUTURE = timedelta(minutes=5)  # a clock may be a little fast
_LISTED = re.compile(r"[;；、,，|\s]+")
_FILES = re.compile(r"[;；|]+")
_SECONDS = re.compile(r"([0-9]{1,6})(?:秒|s|sec)?")
_SPELT = re.compile(
    r"(?:([0-9]{1,3})(?:小时|时|h))?(?:([0-9]{1,3})(?:分钟|分|m|min))?(?:([0-9]{1,3})(?:秒|s|sec))?"
)
_CLOCKED = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{2})")
_COUNT = re.compile(r"([0-9]{1,3})(?:人|名|位)?")


def duration(value: str) -> int:
    """Seconds: `83`, `00:01:23`, `1分23秒`.

    Raises:
        BadValue: none of these.
    """
    short = plain(value)
    if found := _SECONDS.fullmatch(short):
        return int(found[1])
    found = _CLOCKED.fullmatch(short) or _SPELT.fullmatch(short)
    if not short or found is None:
        raise BadValue("duration_form", value=snippet(value))
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


@dataclass
class RowReader:
    """Reads one row; what it has to say gathers in `notes`."""

    line: int
    row: int
    cells: Mapping[str, str]  # by column key
    headings: Mapping[str, str]  # column key → heading as printed
    now: datetime
    notes: list[Note] = field(default_factory=list)

    def contact(self) -> Contact | None:
        """The contact; None if its time cannot be read."""
        moment = self.moment("at")
        if moment is None:
            return None
        if moment.at > self.now + FUTURE:
            self.say("at", "future", at=show(moment.at, moment.timed), lost=True)
            return None
        if not moment.timed:
            self.say("at", "no_clock")
        refused = self.moment("refused_at") if self.cells.get("refused_at") else None
        return Contact(
            at=moment.at,
            row=self.row,
            timed=moment.timed,
            creditor=self.words("creditor"),
            case=self.words("case"),
            channel=self.choice("channel", CHANNELS, "other"),
            direction=self.choice("direction", DIRECTIONS, "in"),
            who=self.words("who"),
            number=self.words("number"),
            answered=self.yes("answered"),
            duration_s=self.seconds(),
            third_party=self.words("third_party"),
            refused_at=refused.at if refused else None,
            visitors=self.count("visitors"),
            flags=self.flags(),
            content=self.words("content"),
            evidence=tuple(p.strip() for p in _FILES.split(self.words("evidence")) if p.strip()),
            consent=self.yes("consent"),
        )

    def say(self, column: str, key: str, *, lost: bool = False, **params: object) -> None:
        """One remark on a cell."""
        heading = self.headings.get(column, column)
        what = text(f"contact.note.{key}", **params)
        self.notes.append(Note(self.line, heading, what, lost))

    def words(self, column: str) -> str:
        value = clean_text(self.cells.get(column, ""))
        if len(value) > LONGEST_CELL:
            self.say(column, "too_long", limit=LONGEST_CELL)
            return value[:LONGEST_CELL]
        return value

    def moment(self, column: str) -> Moment | None:
        value = self.cells.get(column, "")
        try:
            moment = parse_moment(value)
        except BadValue:
            key = "no_time" if not value.strip() else "bad_time"
            self.say(column, key, value=snippet(value), lost=column == "at")
            return None
        if moment.zone:
            self.say(column, "zone", zone=moment.zone, at=show(moment.at))
        return moment

    def choice(self, column: str, known: tuple[str, ...], default: str) -> str:
        value = self.cells.get(column, "")
        key = names(column).get(plain(value), "")
        if key in known:
            return key
        if value.strip():
            self.say(column, f"unknown_{column}", value=snippet(value))
        return default

    def yes(self, column: str) -> bool | None:
        value = self.cells.get(column, "")
        key = names("yes").get(plain(value), "")
        if key:
            return key == "yes"
        if value.strip():
            self.say(column, "not_yes_no", value=snippet(value))
        return None

    def seconds(self) -> int | None:
        value = self.cells.get("duration_s", "")
        if not value.strip():
            return None
        try:
            return duration(value)
        except BadValue:
            self.say("duration_s", "bad_duration", value=snippet(value))
            return None

    def count(self, column: str) -> int | None:
        value = self.cells.get(column, "")
        found = _COUNT.fullmatch(half_width(value))
        if found is None and value.strip():
            self.say(column, "bad_count", value=snippet(value))
        return int(found[1]) if found else None

    def flags(self) -> tuple[str, ...]:
        found = []
        for word in filter(None, _LISTED.split(self.cells.get("flags", ""))):
            key = names("flag").get(plain(word), "")
            if key in FLAGS:
                found.append(key)
            else:
                self.say("flags", "unknown_flag", value=snippet(word))
        return tuple(dict.fromkeys(found))


def cells_of(contact: Contact) -> dict[str, str]:
    """The cells of a contact by column key, as they are written."""

    def yes(value: bool | None) -> str:
        return "" if value is None else ("yes" if value else "no")

    values = {
        "at": show(contact.at, contact.timed) if contact.at else "",
        "creditor": contact.creditor,
        "case": contact.case,
        "channel": contact.channel,
        "direction": contact.direction,
        "who": contact.who,
        "number": contact.number,
        "answered": yes(contact.answered),
        "duration_s": "" if contact.duration_s is None else str(contact.duration_s),
        "third_party": contact.third_party,
        "refused_at": show(contact.refused_at) if contact.refused_at else "",
        "visitors": "" if contact.visitors is None else str(contact.visitors),
        "flags": ";".join(contact.flags),
        "content": contact.content,
        "evidence": ";".join(contact.evidence),
        "consent": yes(contact.consent),
    }
    return {column: values[column] for column in COLUMNS}
