"""The most that can be supported for a span, by lender and date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.audit.lawrefs import reference
from debtcheck.calc.result import CannotCompute, Result, Span
from debtcheck.case.kinds import DayCount, LenderKind
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.dates import share
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.working import Simple, added
from debtcheck.law.caps import licensed_caps
from debtcheck.law.capsteps import CapReading
from debtcheck.law.lawbook import LawBook
from debtcheck.law.private import private_caps
from debtcheck.words.text import Text, text


def limit(
    law: LawBook,
    kind: LenderKind,
    principal: Decimal,
    start: date,
    end: date,
    *,
    formed_on: date,
    filed_on: date | None = None,
    rate: Rate | None = None,
) -> Result:
    """Principal (cash received) × limit × days / 365, segment by segment.

    With `rate`, a segment whose limit is higher takes the rate. Of several readings the highest is
    the amount, all are given.
    """
    if end <= start:
        raise CannotCompute(text("calc.problem.order", start=start, end=end))
    said: list[Text] = []
    if kind is LenderKind.PRIVATE:
        if filed_on is None:
            said.append(text("calc.assume.filed_on", on=end))
        readings = private_caps(
            law,
            formed_on=formed_on,
            filed_on=filed_on or end,
            old_rule_requested=None,
            start=start,
            end=end,
        )
    elif kind is LenderKind.UNKNOWN:
        raise CannotCompute(text("calc.problem.kind"))
    else:
        readings = licensed_caps(law, kind=kind, start=start, end=end)
    if not any(r.steps for r in readings):
        raise CannotCompute(text("calc.problem.no_limit"))
    counted = [(r, _segments(r, principal, start, end, rate)) for r in readings if r.steps]
    best, segments = max(counted, key=lambda c: sum((s.amount for s in c[1]), ZERO))
    sums = tuple((r.id or "only", sum((s.amount for s in spans), ZERO)) for r, spans in counted)
    said.append(text("calc.assume.by_365"))
    working = added(tuple(s.working for s in segments))
    laws = tuple(s.law for s in segments if s.law)
    open_readings = sums if len(sums) > 1 else ()
    if open_readings:
        said.append(best.why)
    if any(s.law and s.law.on_request for s in segments):
        said.append(text("calc.assume.on_request"))
    return Result(
        "ceiling", working.amount, working, laws, tuple(said), segments=segments,
        readings=open_readings,
    )  # fmt: skip


def _segments(
    reading: CapReading, principal: Decimal, start: date, end: date, rate: Rate | None
) -> tuple[Span, ...]:
    found: list[Span] = []
    for step in reading.steps:
        a, b = max(step.start, start), min(step.end or end, end)
        if a >= b:
            continue
        used = Rate(step.yearly, RateUnit.YEAR)
        if rate is not None and rate.yearly() < step.yearly:
            used = Rate(rate.yearly(), RateUnit.YEAR)
        part = share(a, b, RateUnit.YEAR, DayCount.ACT_365)
        amount = round_money(part.of(principal, used))
        working = Simple(principal, used, part, amount, a, b)
        found.append(Span(a, b, (b - a).days, used, amount, working,
                          reference(step.rule, step.on)))  # fmt: skip
    return tuple(found)
