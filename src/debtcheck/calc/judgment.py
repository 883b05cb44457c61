"""Interest that courts award: the doubled part of a late judgment debt, and floating rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.audit.papers.doubled import (
    DoubledRate,
    Stays,
    days_counted,
    doubled_rates,
    doubled_working,
)
from debtcheck.calc.result import CannotCompute, Result, Span
from debtcheck.case.kinds import DayCount
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.dates import ONE_DAY, share
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.working import Given, Simple, Working, added
from debtcheck.law.lawbook import LawBook, NoRate, NoRule
from debtcheck.words.text import text

TERMS = ("6m", "1y", "3y", "5y", "over5y")


def doubled(law: LawBook, principal: Decimal, start: date, end: date, stays: Stays = ()) -> Result:
    """迟延履行利息 beyond the awarded interest: a day rate on the unpaid award (法释〔2014〕8号).

    `principal` is the unpaid judgment money without general interest; `start` is the day the time
    to perform expires. The figure of the other reading, from the day after, stands beside it.
    `stays` are the first and last days of stays that the debtor did not cause.

    Raises:
        CannotCompute: the days are in the wrong order, or before the first version of the rule.
    """
    for first, last in ((start, end), *stays):
        if last < first:
            raise CannotCompute(text("calc.problem.order", start=first, end=last))
    try:
        rates = doubled_rates(law, start, max(end, start + ONE_DAY))
    except NoRule as gone:
        raise CannotCompute(text("calc.problem.doubled_old")) from gone
    if rates[0].start > start:
        raise CannotCompute(text("calc.problem.doubled_old"))
    whole = _doubled(rates, principal, start, end, stays)
    later = _doubled(rates, principal, start + ONE_DAY, end, stays)
    refs = tuple(ref for span in rates for ref in span.law)
    readings: tuple[tuple[str, Decimal], ...] = ()
    if later.amount != whole.amount:
        readings = (("from_expiry", whole.amount), ("from_next_day", later.amount))
    days = days_counted(start, end, stays)
    said = [text("calc.assume.doubled")]
    if days != (end - start).days:
        met = sum(days_counted(start, end, (stay,)) != (end - start).days for stay in stays)
        said.append(text("note.stays", n=met))
    return Result(
        "doubled", whole.amount, whole, refs, tuple(said), days, rates[0].rate,
        readings=readings,
    )  # fmt: skip


def _doubled(
    rates: tuple[DoubledRate, ...], principal: Decimal, start: date, end: date, stays: Stays
) -> Working:
    parts = [
        doubled_working(principal, span.rate, max(span.start, start), min(span.end, end), stays)
        for span in rates
    ]
    known: list[Working] = [part for part in parts if part is not None]
    return added(tuple(known)) if known else Given(ZERO)


def floating(
    law: LawBook, principal: Decimal, start: date, end: date, times: Decimal, term: str = "1y"
) -> Result:
    """`times` × the benchmark loan rate to 2019-08-19, the LPR from 2019-08-20, by segment.

    The LPR stands for the benchmark of its term: the 1-year rate for terms to 5 years, the 5-year
    rate above. Actual days / 365, rounded a segment.
    """
    if end <= start:
        raise CannotCompute(text("calc.problem.order", start=start, end=end))
    lpr_term = "5y" if term == "over5y" else "1y"
    changes = {day for day in (r.on for r in law.lpr) if start < day < end}
    changes |= {day for day in (r.on for r in law.benchmark) if start < day < end}
    days = sorted({start, *changes})
    found: list[Span] = []
    for k, day in enumerate(days):
        until = days[k + 1] if k + 1 < len(days) else end
        try:
            if day < law.lpr_start:
                yearly = law.benchmark_on(day, term)
            else:
                yearly = law.lpr_on(day, lpr_term)
        except NoRate as gone:
            raise CannotCompute(gone.why) from gone
        rate = Rate(yearly * times, RateUnit.YEAR)
        # a row that changed another term only does not cut the span
        since = found.pop().start if found and found[-1].rate == rate else day
        part = share(since, until, RateUnit.YEAR, DayCount.ACT_365)
        amount = round_money(part.of(principal, rate))
        working = Simple(principal, rate, part, amount, since, until)
        found.append(Span(since, until, part.days, rate, amount, working))
    said = [text("calc.assume.by_365"), text(f"calc.assume.lpr_{lpr_term}")]
    if start < law.lpr_start:
        said.append(text("calc.assume.benchmark"))
    if not law.is_fresh(end):
        said.append(text("note.law_stale", on=law.verified_through))
    total = added(tuple(s.working for s in found))
    return Result(
        "floating", total.amount, total, (), tuple(said), (end - start).days, segments=tuple(found)
    )
