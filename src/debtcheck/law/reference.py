"""The bank rate of a day for a loan of some term: the LPR, before it the benchmark loan rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.law.lawbook import LawBook

#: The band of the benchmark that stands for a term of the LPR on days before there was one.
BAND = {"1y": "1y", "5y": "over5y"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A bank rate of a day: a fraction a year, from the fixing of `since`."""

    since: date
    rate: Decimal
    benchmark: bool  # the benchmark loan rate, as there was no LPR yet
    confidence: str


def reference_on(book: LawBook, day: date, term: str = "1y") -> Reference:
    """The LPR of a day (`1y` or `5y`), or the benchmark loan rate of its band before the first LPR.

    Raises:
        NoRate: the day lies before the first benchmark rate of the data.
    """
    if day >= book.lpr_start:
        fixing = book.lpr_row(day)
        return Reference(fixing.on, fixing.rate(term), False, fixing.confidence)
    row = book.benchmark_row(day)
    return Reference(row.on, row.rate(BAND[term]), True, row.confidence)


def references(book: LawBook, start: date, end: date | None) -> tuple[date, ...]:
    """`start`, and the days after it (before `end`; None: open) on which a new fixing begins."""
    rows = (*(row.on for row in book.benchmark), *(row.on for row in book.lpr))
    later = (on for on in rows if on > start and (end is None or on < end))
    return (start, *sorted(later))
