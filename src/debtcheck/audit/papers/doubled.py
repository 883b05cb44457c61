"""迟延履行加倍部分: what the law adds, by the day, to a money judgment that is not performed.

A day rate on the unpaid award without general interest (法释〔2014〕8号 1-4), from the law data by
day. Days of a stay that the debtor did not cause do not count (its Art. 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from debtcheck.audit.lawrefs import reference
from debtcheck.audit.report import LawRef
from debtcheck.case.kinds import Head
from debtcheck.case.rate import Rate
from debtcheck.engine.dates import ONE_DAY
from debtcheck.engine.money import round_money
from debtcheck.engine.working import Share, Simple
from debtcheck.law.lawbook import LawBook, NoRule

RULE = "E1"
Stays = Sequence[tuple[date, date]]


@dataclass(frozen=True, slots=True)
class DoubledRate:
    """The day rate over [start, end), with the versions of the rule that held in it."""

    start: date
    end: date
    rate: Rate
    covers: tuple[Head, ...]  # the heads of an award that it is counted on
    law: tuple[LawRef, ...]


def doubled_rates(law: LawBook, start: date, end: date) -> tuple[DoubledRate, ...]:
    """The rates of [start, end) in order; versions with one rate are one span.

    Days before the first version are left out: the first span then begins later than `start`.

    Raises:
        NoRule: no version holds on any of the days.
    """
    versions = [v for v in law.versions(RULE) if v.value is not None]
    found: list[DoubledRate] = []
    for version in sorted(versions, key=lambda v: v.since):
        a = max(version.since, start)
        b = min(version.until + ONE_DAY, end) if version.until else end
        if a >= b:
            continue
        assert version.value is not None
        span = DoubledRate(a, b, version.value, version.covers, (reference(version, a),))
        last = found[-1] if found else None
        if last and (last.rate, last.covers, last.end) == (span.rate, span.covers, span.start):
            found[-1] = DoubledRate(last.start, b, last.rate, last.covers, last.law + span.law)
        else:
            found.append(span)
    if not found:
        raise NoRule(RULE, start)
    return tuple(found)


def days_counted(start: date, end: date, stays: Stays = ()) -> int:
    """The days of [start, end) without those of the stays (first and last day of each)."""
    out: set[int] = set()
    for first, last in stays:
        low, high = max(first, start), min(last + ONE_DAY, end)
        out.update(range(low.toordinal(), high.toordinal()))
    return (end - start).days - len(out)


def first_day(start: date, *, from_next_day: bool) -> date:
    """The first day that counts: the last day to perform itself, or the one after it."""
    return start + timedelta(days=1) if from_next_day else start


def doubled_working(
    base: Decimal, rate: Rate, start: date, end: date, stays: Stays = ()
) -> Simple | None:
    """base × day rate × days that count, rounded once; None where no day counts."""
    days = days_counted(start, end, stays)
    if days <= 0 or base <= 0:
        return None
    part = Share(days, 0, days, 1)
    return Simple(base, rate, part, round_money(part.of(base, rate)), start, end)
