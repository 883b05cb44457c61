"""Rates that follow the LPR: LPR1Y+5.25%, 4xLPR1Y, 一年期LPR的4倍, LPR5Y-20bp."""

from __future__ import annotations

import re
from decimal import Decimal

from debtcheck.case.rate import FloatingRate
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.numerals import NUMBER, parse_number

_TERMS = (
    (re.compile(r"lpr1y|(?:1|一)年期lpr|lpr\((?:1|一)年期?\)"), "LPR1Y"),
    (re.compile(r"lpr5y|(?:5|五)年期(?:以上)?lpr|lpr\((?:5|五)年期?(?:以上)?\)"), "LPR5Y"),
)
_SHAPE = re.compile(
    rf"(?:(?P<before>{NUMBER})(?:x|倍)的?)?L(?:(?:x|的)(?P<after>{NUMBER})倍?)?"
    r"(?:(?P<sign>[+-]|加|减)(?P<plus>[0-9]{1,6}(?:\.[0-9]{1,6})?)(?P<per>%|bps?|个?基点))?"
    r"(?:/year|/年)?"
)


def parse_floating(text: str, shown: str) -> FloatingRate:
    """The rate in `text`, which is lower case and has no spaces; `shown` is quoted in messages.

    Raises:
        BadValue: no term of the LPR (1Y or 5Y), or a shape that is not known.
    """
    for pattern, index in _TERMS:
        marked, count = pattern.subn("L", text)
        if count != 1:
            continue
        found = _SHAPE.fullmatch(marked)
        if found is None or (found["before"] and found["after"]):
            raise BadValue("rate_bad", value=shown)
        times = parse_number(found["before"] or found["after"] or "1")
        if times is None:
            raise BadValue("rate_bad", value=shown)
        plus = Decimal(found["plus"] or 0).scaleb(-2 if found["per"] == "%" else -4)
        if found["sign"] in ("-", "减"):
            plus = -plus
        return FloatingRate(index, times, plus)
    raise BadValue("rate_lpr_term", value=shown)
