"""One cell of a table as a value: an amount, a day, a whole number or text; blanks are None."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from debtcheck.statements.amounts import parse_amount
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.days import parse_cell_day
from debtcheck.statements.foreign_text import TEXT_LIMIT, clean_text, half_width, snippet
from debtcheck.statements.numerals import parse_number

Value = Decimal | date | int | str
_BLANK = re.compile(r"[-—–/\\_]*")
_BLANK_WORDS = frozenset({"n/a", "null", "none", "无", "暂无"})
_NUMBER = re.compile(
    r"第?(?P<no>[0-9]{1,4}|[一二三四五六七八九十百]{1,5})(?:/[0-9]{1,4})?(?:期|天|日)?"
)
_FORMULA = "="


def is_blank(text: str) -> bool:
    """True for an empty cell, and for what stands in its place: -, --, /, 无."""
    plain = half_width(text)
    return _BLANK.fullmatch(plain) is not None or plain.lower() in _BLANK_WORDS


def parse_cell(kind: str, text: str) -> Value | None:
    """The value of a cell of a column of `kind` (text, count, day, amount).

    A cell that begins with `=` is never computed: it is text, or else a bad cell.

    Raises:
        BadValue: the cell does not hold what its column does.
    """
    if is_blank(text):
        return None
    if kind == "text":
        return clean_text(text)[:TEXT_LIMIT]
    if half_width(text).startswith(_FORMULA):
        raise BadValue("cell_formula", value=snippet(text))
    if kind == "amount":
        return parse_amount(text)
    if kind == "day":
        return parse_cell_day(text)
    return _count(text)


def _count(text: str) -> int:
    """`3`, `第3期`, `3/12期` and `12天` as a whole number."""
    found = _NUMBER.fullmatch("".join(half_width(text).split()))
    number = parse_number(found["no"]) if found else None
    if number is None:
        raise BadValue("cell_count", value=snippet(text))
    return int(number)
