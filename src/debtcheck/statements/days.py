"""Dates as people and platforms write them."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

from debtcheck.case.rate import MONTHS_OF_YEAR
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.foreign_text import half_width, snippet

FIRST_YEAR, LAST_YEAR = 1990, 2100
CENTURY, CENTURY_YEARS = 2000, 100  # 25年 is 2025
_LONGEST = 60  # characters
_ZONE = r"(?:Z|[+-][0-9:]{4,6})?"
_TIME = rf"(?:(?:T|\s+)[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]{{1,9}})?)?{_ZONE})?"
_FORMS = tuple(
    re.compile(form + _TIME)
    for form in (
        r"(?P<y>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})",
        r"(?P<y>[0-9]{4}|[0-9]{2})\s?年\s?(?P<m>[0-9]{1,2})\s?月\s?(?P<d>[0-9]{1,2})\s?[日号]?",
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?:[0-9]{6})?",
    )
)
_SERIAL = re.compile(r"(?P<days>[0-9]{5})(?:\.[0-9]+)?")
_SERIAL_ZERO = date(1899, 12, 30)  # spreadsheets count from here


def parse_day(value: object) -> date:
    """A date; of a moment, its day.

    Takes a date, or text such as `2025-01-10`, `2025/1/10`, `2025.1.10`, `20250110`,
    `2025年1月10日`, `25年1月10日`, each with or without a time after it.

    Raises:
        BadValue: no date, a day that does not exist, or a year outside 1990..2100.
    """
    if isinstance(value, datetime):
        return _in_years(value.date(), value)
    if isinstance(value, date):
        return _in_years(value, value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise BadValue("date_form", value=snippet(value))
    plain = half_width(value)
    for form in _FORMS if len(plain) <= _LONGEST else ():
        if found := form.fullmatch(plain):
            return _day(int(found["y"]), int(found["m"]), int(found["d"]), value)
    raise BadValue("date_form", value=snippet(value))


def parse_cell_day(text: str) -> date:
    """A date of a table's cell: as `parse_day`, and the day number of a spreadsheet (45667).

    Raises:
        BadValue: as `parse_day`.
    """
    if found := _SERIAL.fullmatch(half_width(text)):
        return _in_years(_SERIAL_ZERO + timedelta(days=int(found["days"])), text)
    return parse_day(text)


def _day(year: int, month: int, day: int, value: object) -> date:
    year += CENTURY if year < CENTURY_YEARS else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadValue("date_year", value=snippet(value), first=FIRST_YEAR, last=LAST_YEAR)
    if not 1 <= month <= MONTHS_OF_YEAR:
        raise BadValue("date_month", value=snippet(value), month=month)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise BadValue("date_impossible", value=snippet(value), last=date(year, month, last))
    return date(year, month, day)


def _in_years(day: date, value: object) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadValue("date_year", value=snippet(value), first=FIRST_YEAR, last=LAST_YEAR)
    return day
