"""Days: due dates that keep their anchor, whole months, and a span as a share of a rate's unit."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta
from functools import lru_cache

from debtcheck.case.kinds import DayCount
from debtcheck.case.rate import RateUnit
from debtcheck.engine.working import Share

ONE_DAY = timedelta(days=1)
_COMMON, _LEAP, _BANK, _MONTH, _MONTHS = 365, 366, 360, 30, 12


def add_months(day: date, months: int, anchor: int | None = None) -> date:
    """The day `months` later, on day-of-month `anchor` (that of `day`), or the month's last.

    31 Jan + 1 = 28 Feb, and + 2 from the same first day = 31 Mar.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(anchor or day.day, last))


def due_dates(first: date, count: int) -> tuple[date, ...]:
    """`count` monthly due dates, all anchored on the first one's day of the month."""
    return tuple(add_months(first, k) for k in range(count))


def whole_months(start: date, end: date) -> tuple[int, int]:
    """Whole months from `start` to `end`, and the odd days after them.

    A month is full on the same day number, or on the last day of a shorter month.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, months) > end:
        months -= 1
    return months, (end - add_months(start, months)).days


def _days_30e(start: date, end: date) -> int:
    """Days by 30E/360: the 31st counts as the 30th."""
    d1, d2 = min(start.day, 30), min(end.day, 30)
    return (end.year - start.year) * 360 + (end.month - start.month) * 30 + d2 - d1


def _leap_days(start: date, end: date) -> int:
    """How many of the days of the span lie in leap years."""
    found = 0
    for year in range(start.year, end.year + 1):
        if isleap(year):
            low, high = max(start, date(year, 1, 1)), min(end, date(year + 1, 1, 1))
            found += max((high - low).days, 0)
    return found


@lru_cache(maxsize=1 << 14)  # one loan is replayed many times over the same spans
def share(start: date, end: date, unit: RateUnit, day_count: DayCount, more_days: int = 0) -> Share:
    """The span [start, end) as a share of `unit`; `more_days` moves the end (both ends counted).

    A day rate is used by the day whatever the day count. A month rate used by days is
    rate × 12/365 (actual/365), rate × 12/360 = rate/30 (actual/360, 30/360).
    """
    end = end + timedelta(days=more_days) if more_days else end
    days = (end - start).days
    if unit is RateUnit.DAY:
        return Share(days, 0, days, 1)
    per_year = 1 if unit is RateUnit.YEAR else _MONTHS
    if day_count is DayCount.WHOLE_MONTHS:
        months, odd = whole_months(start, end)
        numerator = (months * _COMMON + odd * _MONTHS) * per_year
        return Share(odd, months, numerator, _COMMON * _MONTHS)
    if day_count is DayCount.ACT_360:
        return Share(days, 0, days * per_year, _BANK)
    if day_count is DayCount.THIRTY_360:
        days = _days_30e(start, end)
        return Share(days, 0, days * per_year, _BANK)
    if day_count is DayCount.ACT_ACT:
        leap = _leap_days(start, end)
        numerator = ((days - leap) * _LEAP + leap * _COMMON) * per_year
        return Share(days, 0, numerator, _COMMON * _LEAP, leap)
    return Share(days, 0, days * per_year, _COMMON)
