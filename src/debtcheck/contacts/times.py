"""Moments as people, phones and spreadsheets write them, in China's time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from debtcheck.contacts.model import CHINA
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.days import parse_day
from debtcheck.statements.foreign_text import half_width, snippet

_LONGEST = 60
_CLOCK = re.compile(
    r"(?P<half>上午|下午|晚上|中午|凌晨|早上|AM|PM)?\s*(?P<h>[0-9]{1,2})(?::|时|点)(?P<m>[0-9]{1,2})?"
    r"(?:(?::|分)(?P<s>[0-9]{1,2})(?:[.,][0-9]{1,9})?)?[分秒]?\s*(?P<after>AM|PM)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}|CST)?",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?P<day>[0-9]{4}(?:[-/.][0-9]{1,2}[-/.][0-9]{1,2}|\s?年\s?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?[日号]?|[0-9]{4}))"
    r"(?P<rest>.*)"
)
_AFTERNOON = ("下午", "晚上", "pm")
_MORNING = ("凌晨", "早上", "上午", "am")
_NOON = 12
_HOURS, _SIXTY = 24, 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in China's time; `timed` is False when only its day was given."""

    at: datetime
    timed: bool = True
    zone: str = ""  # another zone that it was converted from


def parse_moment(text: str) -> Moment:
    """`2026-11-20T22:30:00+08:00`, `2026/11/20 22:30`, `2026年11月20日 下午10:30`.

    Raises:
        BadValue: no day, or no such time; the key is `time_form`, or one of `parse_day`.
    """
    value = half_width(text)
    found = _DAY.fullmatch(value) if len(value) <= _LONGEST else None
    if found is None:
        raise BadValue("time_form", value=snippet(text))
    day = parse_day(found["day"])
    rest = found["rest"].strip().removeprefix("T").removeprefix(",").strip()
    rest = re.sub(r"^(星期|周|礼拜)[一二三四五六日天]\s*", "", rest)
    if not rest:
        return Moment(datetime(day.year, day.month, day.day, tzinfo=CHINA), timed=False)
    return _with_clock(day, rest, text)


def parse_clock(day: date, clock: str) -> Moment:
    """A time beside its day, as two columns of a table.

    Raises:
        BadValue: no such time.
    """
    return _with_clock(day, half_width(clock), clock)


def _with_clock(day: date, rest: str, text: str) -> Moment:
    found = _CLOCK.fullmatch(rest)
    if found is None:
        raise BadValue("time_form", value=snippet(text))
    half = (found["half"] or found["after"] or "").lower()
    hour, minute, second = (int(found[name] or 0) for name in ("h", "m", "s"))
    if half in _AFTERNOON and hour < _NOON:
        hour += _NOON
    if half in _MORNING and hour == _NOON:
        hour = 0
    if hour >= _HOURS or minute >= _SIXTY or second >= _SIXTY:
        raise BadValue("time_form", value=snippet(text))
    zone = (found["zone"] or "").upper()
    at = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=_zone(zone))
    foreign = zone if at.utcoffset() != CHINA.utcoffset(None) else ""
    return Moment(at.astimezone(CHINA), zone=foreign)


def _zone(name: str) -> timezone:
    if name in ("", "CST"):
        return CHINA
    if name in ("Z", "UTC", "GMT"):
        return UTC
    sign = -1 if name.startswith("-") else 1
    digits = name[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours >= _HOURS or minutes >= _SIXTY:
        raise BadValue("time_form", value=name)
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def show(at: datetime, timed: bool = True) -> str:
    """As the log writes it: `2026-11-20T22:30:00+08:00`, or the day alone."""
    return at.astimezone(CHINA).isoformat(timespec="seconds") if timed else at.date().isoformat()
