"""A plan as a table (CSV) and as a calendar (iCalendar), written whole or not at all."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from debtcheck.cli.usage import UsageProblem, clean
from debtcheck.planning.loans import Loan
from debtcheck.planning.plan import Plan
from debtcheck.planning.simulate import Row
from debtcheck.statements.safe_write import safe_write
from debtcheck.words.catalog import Words

COLUMNS = ("month", "on", "debt", "opening", "interest", "payment", "closing")
DAYS_BEFORE = 3
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(path: Path, plan: Plan, *, force: bool) -> None:
    """One row a debt and month; UTF-8 with a mark, so that a spreadsheet reads the names."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in plan.chosen.rows:
        money = (f"{amount:.2f}" for amount in row[3:])
        table.writerow((row.month, row.on.isoformat(), harmless(row.debt), *money))
    safe_write(path, codecs.BOM_UTF8 + text.getvalue().encode("utf-8"), force=force)


def harmless(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if name.startswith(_FORMULA) else name


def write_ics(
    path: Path,
    plan: Plan,
    words: Words,
    *,
    answers: Sequence[tuple[date, str]],
    force: bool,
    today: date,
) -> None:
    """Payment days and due days with a reminder before each, paydays, answer-by days of letters.

    Raises:
        UsageProblem: the extra `calendar` is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise UsageProblem("letter", what=words("plan.file.no_calendar")) from None
    calendar = Calendar()
    calendar.add("prodid", "-//debtcheck//plan//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", words("plan.title"))
    stamp = datetime.combine(today, time(), UTC)
    for kind, on, title, more in _events(plan, words, answers):
        remind = kind != "payday"
        calendar.add_component(_event(kind, on, clean(title), more, stamp, remind=remind))
    safe_write(path, calendar.to_ical(), force=force)


def _events(
    plan: Plan, words: Words, answers: Sequence[tuple[date, str]]
) -> list[tuple[str, date, str, str]]:
    """Kind, day, title and details of every event, by day."""
    found: list[tuple[str, date, str, str]] = []
    by_month: dict[int, list[Row]] = {}
    for row in plan.chosen.rows:
        if row.payment:
            by_month.setdefault(row.month, []).append(row)
    for month in plan.chosen.months:
        rows = by_month.get(month.no, [])
        lines = [words("plan.file.pay_line", debt=r.debt, amount=r.payment) for r in rows]
        if rows:
            title = words("plan.file.pay", amount=month.paid)
            found.append(("pay", month.on, title, "\n".join(lines)))
        if plan.household.income.payday is not None:
            found.append(("payday", month.on, words("plan.file.payday"), ""))
    last = plan.chosen.months[-1].on if plan.chosen.months else plan.start
    for debt in plan.debts:
        if isinstance(debt, Loan):
            for due in debt.dues:
                amount = due.principal + due.charge + due.fee
                if due.on <= last and amount:
                    title = words("plan.file.due", debt=debt.facts.name, amount=amount)
                    found.append(("due", due.on, title, ""))
    found += [("answer", on, words("plan.file.answer_by", debt=name), "") for on, name in answers]
    return sorted(found, key=lambda e: (e[1], e[0]))


def _event(kind: str, on: date, title: str, more: str, stamp: datetime, *, remind: bool) -> Any:
    from hashlib import sha256

    from icalendar import Alarm, Event

    event = Event()
    mark = sha256(f"{kind}{on.isoformat()}{title}".encode()).hexdigest()[:20]
    event.add("uid", f"{kind}-{on.isoformat()}-{mark}@debtcheck")
    event.add("dtstamp", stamp)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", title)
    if more:
        event.add("description", more)
    event.add("transp", "TRANSPARENT")
    if remind:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(days=-DAYS_BEFORE, hours=9))
        event.add_component(alarm)
    return event
