"""Days that matter for a letter: counted by the rule, in natural days or workdays."""

from __future__ import annotations

from datetime import date, timedelta

from debtcheck.letters.letter import Deadline
from debtcheck.words.text import Text, text

ASKED_DAYS = 15  # what a letter asks for where no rule sets the days
SATURDAY = 5


def natural_days(start: date, days: int) -> date:
    """The last of `days` days; the day of receipt is not counted."""
    return start + timedelta(days=days)


def workdays(start: date, days: int) -> tuple[date, bool]:
    """The last of `days` workdays after `start`, and whether all holidays were known."""
    day, left, known = start, days, True
    while left:
        day += timedelta(days=1)
        working, sure = is_workday(day)
        left -= working
        known = known and sure
    return day, known


def is_workday(day: date) -> tuple[bool, bool]:
    """Whether a day is worked on in China, and whether holidays were known.

    Without the package `chinesecalendar`, or beyond its years, only weekends are known.
    """
    try:
        import chinese_calendar
    except ImportError:
        return day.weekday() < SATURDAY, False
    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < SATURDAY, False


def answer_by(today: date, days: int, *, by_rule: bool) -> Deadline:
    """When an answer is due if the letter arrives today: by a rule, or because the letter asks."""
    key = "letter.deadline.by_rule" if by_rule else "letter.deadline.asked"
    return Deadline("answer", natural_days(today, days), days, (text(key, n=days),), by_rule)


def court_days(served: date | None, days: int, today: date) -> Deadline:
    """The last day to file with the court, from service and from nothing else."""
    if served is None:
        return Deadline("court", None, days, (text("letter.deadline.no_service", n=days),))
    last = natural_days(served, days)
    key = "passed" if last < today else "court"
    notes: list[Text] = [text(f"letter.deadline.{key}", served=served, last=last, n=days)]
    working, known = is_workday(last)
    if not working:
        notes.append(text("letter.deadline.rest_day", last=last))
    elif not known:
        notes.append(text("letter.deadline.unknown_holidays", last=last))
    return Deadline("court", last, days, tuple(notes))
