"""Annual cost of a loan from the borrower's cash flows: nominal, effective, day-exact.

Money received is positive, money paid negative. pyxirr solves, its answer is checked in Decimal;
a solved rate is the only float in the program, and no amount is ever made from it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from functools import lru_cache

from debtcheck.engine.dates import whole_months

Flow = tuple[date, Decimal]
_PLACES = Decimal("0.0001")
_WIDE = Context(prec=400)  # 1 yuan received for 6,000 is a slip, and its rate has many digits
_NEAR = Decimal("1e-9")
_YEAR = 365
_TOLERANCE = Decimal("0.000001")  # of the money received


@dataclass(frozen=True, slots=True)
class Yield:
    """Percent a year, four decimals; None where there is no answer, `why` says it by a key.

    `residual` is the net present value left at the solved day-exact rate, in yuan.
    """

    nominal: Decimal | None = None
    effective: Decimal | None = None
    xirr: Decimal | None = None
    residual: Decimal | None = None
    roots: tuple[Decimal, ...] = ()
    why: str | None = (
        None  # no_flows | several_roots | no_root | not_monthly | several_roots_monthly
    )


def annual_cost(flows: list[Flow]) -> Yield:
    """Nominal (month rate × 12), effective ((1 + i)^12 − 1) and day-exact (XIRR, actual/365) cost.

    Nominal and effective need flows on whole months of the first date (金融监管 practice: the
    periodic IRR). Several roots are named, never picked from.
    """
    return solved(tuple(sorted(_merged(flows))))


@lru_cache(maxsize=256)  # a loan without fees has the same flows with and without them
def solved(flows: tuple[Flow, ...]) -> Yield:
    """The same for flows in order, one a day at most."""
    amounts = [a for _, a in flows]
    if not any(a > 0 for a in amounts) or not any(a < 0 for a in amounts):
        return Yield(why="no_flows")
    first = flows[0][0]
    days = [(day - first).days for day, _ in flows]
    roots = _roots(days, amounts, _YEAR)
    if len(roots) != 1:
        by_month = [] if roots else _by_month(flows, amounts)
        if len(by_month) > 1:  # months of 28 and of 31 days are enough for the days to have none
            return Yield(roots=tuple(_percent(r) for r in by_month), why="several_roots_monthly")
        why = "several_roots" if roots else "no_root"
        return Yield(roots=tuple(_percent(r) for r in roots), why=why)
    yearly = roots[0]
    left = _at(yearly, days, amounts, _YEAR).quantize(_TOLERANCE) + 0  # no minus zero
    months = [whole_months(first, day) for day, _ in flows]
    if any(odd for _, odd in months):
        return Yield(
            None, _percent(yearly), _percent(yearly), left, (_percent(yearly),), "not_monthly"
        )
    monthly = _roots([m for m, _ in months], amounts, 1)
    if len(monthly) != 1:
        return Yield(None, None, _percent(yearly), left, (_percent(yearly),), "several_roots")
    i = monthly[0]
    return Yield(
        _percent(i * 12),
        _percent((1 + i) ** 12 - 1),
        _percent(yearly),
        left,
        (_percent(yearly),),
        None,
    )


def _by_month(flows: tuple[Flow, ...], amounts: list[Decimal]) -> list[Decimal]:
    """Every rate a month, where all flows fall on whole months of the first date."""
    months = [whole_months(flows[0][0], day) for day, _ in flows]
    if any(odd for _, odd in months):
        return []
    return _roots([m for m, _ in months], amounts, 1)


def _merged(flows: list[Flow]) -> list[Flow]:
    by_day: dict[date, Decimal] = {}
    for day, amount in flows:
        by_day[day] = by_day.get(day, Decimal(0)) + amount
    return [(day, amount) for day, amount in by_day.items() if amount]


def _percent(rate: Decimal) -> Decimal:
    return (rate * 100).quantize(_PLACES, context=_WIDE)


def _worth(growth: Decimal, times: list[int], amounts: list[Decimal]) -> tuple[Decimal, Decimal]:
    """Net present value of the flows, and how it changes with `growth`, that of one time unit.

    `times` are whole days, or whole months, from the first flow, ascending.
    """
    one, steps = 1 / growth, dict[int, Decimal]()
    value, weighted, discount, last = Decimal(0), Decimal(0), Decimal(1), 0
    for time, amount in zip(times, amounts, strict=True):
        gap = time - last
        if gap not in steps:
            steps[gap] = one**gap
        discount, last = discount * steps[gap], time
        worth = amount * discount
        value += worth
        weighted += worth * time
    return value, -weighted * one


def _roots(times: list[int], amounts: list[Decimal], per: int) -> list[Decimal]:
    """Every rate of `per` time units from −99% to 100,000% at which the flows are worth nothing."""
    turns = sum(1 for a, b in itertools.pairwise(amounts) if (a > 0) != (b > 0))
    if turns == 1:
        guess = _solve(times, amounts, per)
        if guess is not None:
            return [guess]
    grid = [Decimal(k) / 100 for k in range(-95, 300)] + [Decimal(k) for k in range(3, 1001, 7)]
    values = [_at(rate, times, amounts, per) for rate in grid]
    found: list[Decimal] = []
    for low, high, at_low, at_high in zip(grid, grid[1:], values, values[1:], strict=False):
        if at_low == 0:
            found.append(low)
        elif (at_low > 0) != (at_high > 0) and at_high != 0:
            found.append(_bisect(low, high, times, amounts, per))
    return found


def _at(rate: Decimal, times: list[int], amounts: list[Decimal], per: int) -> Decimal:
    """Net present value at a rate of `per` time units."""
    growth = 1 + rate
    return _worth(growth if per == 1 else growth ** (Decimal(1) / per), times, amounts)[0]


def _solve(times: list[int], amounts: list[Decimal], per: int) -> Decimal | None:
    """pyxirr's answer, polished by Newton steps in Decimal; None if it does not hold."""
    import pyxirr

    if per == 1:
        series = [0.0] * (times[-1] + 1)
        for t, a in zip(times, amounts, strict=True):
            series[t] += float(a)
        solved = pyxirr.irr(series)
    else:
        first = date(2000, 1, 1).toordinal()
        days = [date.fromordinal(first + t) for t in times]
        solved = pyxirr.xirr(days, [float(a) for a in amounts])
    if solved is None or solved <= -1:
        return None
    growth = Decimal(repr(float((1 + solved) ** (1 / per))))
    for _ in range(4):
        value, slope = _worth(growth, times, amounts)
        if not slope:
            break
        step = value / slope
        growth -= step
        if growth <= 0:
            return None
        if abs(step) < _NEAR:  # what is left is of the order of its square
            break
    received = sum((a for a in amounts if a > 0), Decimal(0))
    left = _worth(growth, times, amounts)[0]
    return growth**per - 1 if abs(left) <= received * _TOLERANCE else None


def _bisect(
    low: Decimal, high: Decimal, times: list[int], amounts: list[Decimal], per: int
) -> Decimal:
    at_low = _at(low, times, amounts, per)
    for _ in range(60):
        middle = (low + high) / 2
        value = _at(middle, times, amounts, per)
        if (value > 0) == (at_low > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2
