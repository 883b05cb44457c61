"""The call list that a telephone or a carrier exports, as contacts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from debtcheck.case.problem import InputError, Problem
from debtcheck.contacts.csvtext import delimiter, records
from debtcheck.contacts.model import Contact, Note
from debtcheck.contacts.names import names, plain
from debtcheck.contacts.rows import FUTURE, duration
from debtcheck.contacts.times import Moment, parse_clock, parse_moment, show
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.days import parse_day
from debtcheck.statements.foreign_text import clean_text, snippet
from debtcheck.statements.reading import TABLE_LIMIT, decode, read_bytes, shown
from debtcheck.words.text import text

HEADING_LINES = 30  # a carrier's list has some lines of its own above the heading


@dataclass(frozen=True, slots=True)
class Calls:
    """A call list that was read."""

    file: str
    contacts: tuple[Contact, ...]
    notes: tuple[Note, ...]

    @property
    def by_number(self) -> tuple[tuple[str, int], ...]:
        """How often each number occurs, most often first."""
        counted = Counter(c.number for c in self.contacts)
        return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def same_number(left: str, right: str) -> bool:
    """Whether two spellings are one number: digits alone, without the country's code."""
    return _digits(left) == _digits(right) != ""


def _digits(number: str) -> str:
    digits = "".join(c for c in number if c.isdigit())
    return (
        digits.removeprefix("0086")
        if digits.startswith("0086")
        else (digits.removeprefix("86") if number.strip().startswith("+86") else digits)
    )


def read_calls(path: str | Path, now: datetime) -> Calls:
    """The calls of a CSV export; `creditor` stays empty, it is not in the list.

    Raises:
        InputError: not readable, or no heading with a number and a time.
    """
    file = shown(path)
    content, _ = decode(read_bytes(path, TABLE_LIMIT), file)
    known = names("phone", "column")
    for sign in dict.fromkeys((delimiter(content, frozenset(known)), ",", "\t", ";")):
        rows = list(records(content, sign))
        for index, record in enumerate(rows[:HEADING_LINES]):
            columns = [known.get(plain(cell), "") for cell in record.cells]
            if "number" in columns and ("at" in columns or "day" in columns):
                reader = _Reader(columns, now)
                for row in rows[index + 1 :]:
                    reader.read(row.line, row.cells, row.broken)
                return Calls(file, tuple(reader.contacts), tuple(reader.notes))
    raise InputError(Problem("calls_no_heading", file))


@dataclass
class _Reader:
    columns: list[str]
    now: datetime
    contacts: list[Contact] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def read(self, line: int, cells: tuple[str, ...], broken: bool) -> None:
        """One row: a contact, or a note on why not."""
        if broken:
            self.notes.append(Note(line, "", text("contact.note.broken"), lost=True))
            return
        found = {key: cell for key, cell in zip(self.columns, cells, strict=False) if key}
        number = clean_text(found.get("number", ""))
        if not any(c.isdigit() for c in number):
            return  # a total, a remark, or a hidden number
        try:
            moment = self.moment(found)
            seconds = duration(found["duration"]) if found.get("duration", "").strip() else None
        except BadValue as bad:
            what = text("contact.note.bad_time", value=snippet(bad.params.get("value", "")))
            self.notes.append(Note(line, "", what, lost=True))
            return
        if moment.at > self.now + FUTURE:
            what = text("contact.note.future", at=show(moment.at, moment.timed))
            self.notes.append(Note(line, "", what, lost=True))
            return
        self.contacts.append(self.contact(found, number, moment, seconds))

    def moment(self, found: dict[str, str]) -> Moment:
        """The time of a call, from one column or two."""
        day, at = found.get("day", "").strip(), found.get("at", "").strip()
        clock = found.get("time", "").strip() or (at if day else "")  # 日期 beside 时间
        if day and clock:
            return parse_clock(parse_day(day), clock)
        return parse_moment(at or day)

    def contact(
        self, found: dict[str, str], number: str, moment: Moment, seconds: int | None
    ) -> Contact:
        kind = names("phone", "type").get(plain(found.get("type", "")), "")
        answered = {"answered": True, "missed": False}.get(kind)
        if kind == "missed":
            seconds = 0  # some exports put the time it rang
        return Contact(
            at=moment.at,
            timed=moment.timed,
            channel="call",
            direction="out" if kind == "out" else "in",
            who=clean_text(found.get("name", "")),
            number=number,
            answered=answered if seconds is None else seconds > 0,
            duration_s=seconds,
        )
