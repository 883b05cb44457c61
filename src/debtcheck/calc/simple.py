"""Interest and penalty of one span."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from debtcheck.calc.result import CannotCompute, Result
from debtcheck.case.kinds import DayCount, Ends, OverdueMode
from debtcheck.case.rate import Rate, RateMultiple, RateUnit
from debtcheck.engine.dates import share
from debtcheck.engine.money import round_money
from debtcheck.engine.terms import Conventions
from debtcheck.engine.working import Simple, added
from debtcheck.words.text import Text, text


def interest(
    principal: Decimal,
    rate: Rate,
    start: date,
    end: date,
    *,
    day_count: DayCount | None = None,
    ends: Ends | None = None,
) -> Result:
    """Simple interest on `principal` yuan over [start, end).

    Without a day count: year rates actual/365, month rates by whole months.
    """
    _in_order(start, end)
    working = _span(principal, rate, start, end, day_count, ends or Ends.START)
    said = _said(rate, day_count, ends)
    return Result("interest", working.amount, working, (), said, working.share.days, rate)


def overdue(
    principal: Decimal,
    rate: Rate,
    penalty: Rate | RateMultiple,
    start: date,
    end: date,
    *,
    mode: OverdueMode = OverdueMode.REPLACES,
    grace_days: int = 0,
    day_count: DayCount | None = None,
) -> Result:
    """Penalty on overdue principal from the due day `start` to `end`; days of grace are free.

    Where the penalty joins the interest, the interest of the same days is added.
    """
    _in_order(start, end)
    since = min(start + timedelta(days=grace_days), end)
    charged = rate.times(penalty.times) if isinstance(penalty, RateMultiple) else penalty
    parts = [_span(principal, charged, since, end, day_count, Ends.START)]
    if mode is OverdueMode.ADDS:
        parts.append(_span(principal, rate, start, end, day_count, Ends.START))
    working = added(tuple(parts))
    said = (text(f"calc.mode.{mode}"), *_said(charged, day_count, None))
    return Result("overdue", working.amount, working, (), said, (end - since).days, charged)


def _span(
    principal: Decimal,
    rate: Rate,
    start: date,
    end: date,
    day_count: DayCount | None,
    ends: Ends,
) -> Simple:
    counted = Conventions(day_count=day_count).counted(rate)
    more = 0 if ends is Ends.START else 1
    part = share(start, end, rate.unit, counted, more_days=more)
    return Simple(principal, rate, part, round_money(part.of(principal, rate)), start, end)


def _in_order(start: date, end: date) -> None:
    if end < start:
        raise CannotCompute(text("calc.problem.order", start=start, end=end))


def _said(rate: Rate, day_count: DayCount | None, ends: Ends | None) -> tuple[Text, ...]:
    said: list[Text] = []
    if day_count is None and rate.unit is not RateUnit.DAY:
        said.append(text(f"calc.assume.{rate.unit}"))
    if ends is None:
        said.append(text("calc.assume.ends"))
    return tuple(said)
