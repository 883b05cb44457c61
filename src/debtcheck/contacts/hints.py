"""What is no breach although it may feel like one, what to ask for, what to record next time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from debtcheck.case.kinds import LenderKind
from debtcheck.contacts.binding import Binding
from debtcheck.contacts.model import Contact
from debtcheck.contacts.result import Finding, Remark
from debtcheck.words.text import text

_WARNINGS = ("起诉", "诉讼", "法院", "征信", "限制高消费", "仲裁")
_SMS = ("sms", "im", "email", "app")


def _rows(contacts: Sequence[Contact]) -> tuple[int, ...]:
    return tuple(c.row for c in contacts)


def fine_remarks(
    rows: Sequence[Contact], findings: Sequence[Finding], binding: Binding
) -> Iterator[Remark]:
    """Contacts that no rule found here speaks against."""
    taken = {row for finding in findings for row in finding.rows}
    free = [c for c in rows if c.direction == "in" and c.row not in taken and not c.flags]
    parts = (
        ("daytime", [c for c in free if c.is_call and c.timed and c.consent is not True]),
        ("door", [c for c in free if c.channel == "visit"]),
        ("messages", [c for c in free if c.channel in _SMS]),
        (
            "warning",
            [c for c in free if any(word in c.content for word in _WARNINGS)],
        ),
        ("own", [c for c in rows if c.direction == "out"]),
    )
    for key, found in parts:
        if found:
            yield Remark(text(f"contact.fine.{key}", rows=_rows(found)), _rows(found))
    if binding.lender is LenderKind.PRIVATE:
        yield Remark(text("contact.fine.private"))


def asks(
    rows: Sequence[Contact], findings: Sequence[Finding], binding: Binding
) -> Iterator[Remark]:
    """What may be asked of the lender."""
    theirs = [c for c in rows if c.direction == "in"]
    if not theirs:
        return
    last = _last_day(theirs)
    records = binding.rules("T07", "T08", on=last) if binding.known else ()
    if records:
        yield Remark(text("contact.ask.recordings"), (), records)
    yield Remark(text("contact.ask.identity"))
    if any(c.third_party for c in theirs):
        yield Remark(text("contact.ask.trigger"))
    if any(c.channel == "visit" for c in theirs):
        yield Remark(text("contact.ask.visit"))
    unread = binding.rules("T09", on=last)
    if unread and any(c.channel == "visit" or c.channel in _SMS for c in theirs):
        yield Remark(text("contact.ask.unread"), (), unread)
    if findings:
        yield Remark(text("contact.ask.letter"))


def _last_day(contacts: Sequence[Contact]) -> date:
    return max(c.at for c in contacts if c.at is not None).date()


def record(rows: Sequence[Contact], findings: Sequence[Finding]) -> Iterator[Remark]:
    """What is missing in the log and would help."""
    theirs = [c for c in rows if c.direction == "in"]
    named = {row for finding in findings for row in finding.rows}
    gaps = (
        ("number", [c for c in theirs if (c.is_call or c.channel == "sms") and not c.number]),
        ("agency", [c for c in theirs if not c.who]),
        (
            "answered",
            [c for c in theirs if c.is_call and c.answered is None and c.duration_s is None],
        ),
        ("visitors", [c for c in theirs if c.channel == "visit" and c.visitors is None]),
        ("clock", [c for c in theirs if not c.timed]),
        ("evidence", [c for c in theirs if c.row in named and not c.evidence]),
        ("refused", [c for c in theirs if c.third_party and c.refused_at is None]),
    )
    for key, found in gaps:
        if found:
            yield Remark(text(f"contact.record.{key}", rows=_rows(found)), _rows(found))
    yield Remark(text("contact.record.always"))
