"""Annual cost of a loan from the borrower's cash flows: nominal, effective, day-exact.

Money received is positive, money paid negative. pyxirr solves, its answer is checked in Decimal;
a solved rate is the only float in the program, and no amount is ever made from it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.engine.dates import whole_months

Flow = tuple[date, Decimal]
_PLACES = Decimal("0.0001")
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
    why: str | None = None  # no_flows | several_roots | no_root | not_monthly


def annual_cost(flows: list[Flow]) -> Yield:
    """Nominal (month rate × 12), effective ((1 + i)^12 − 1) and day-exact (XIRR, actual/365) cost.

    Nominal and effective need flows on whole months of the first date (金融监管 practice: the
    periodic IRR). Several roots are named, never picked from.
    """
    flows = sorted(_merged(flows))
    amounts = [a for _, a in flows]
    if not any(a > 0 for a in amounts) or not any(a < 0 for a in amounts):
        return Yield(why="no_flows")
    first = flows[0][0]
    days = [(day - first).days for day, _ in flows]
    roots = _roots([Decimal(n) / 365 for n in days], amounts)
    if len(roots) != 1:
        why = "several_roots" if roots else "no_root"
        return Yield(roots=tuple(_percent(r) for r in roots), why=why)
    yearly = roots[0]
    left = _npv(yearly, [Decimal(n) / 365 for n in days], amounts)
    months = [whole_months(first, day) for day, _ in flows]
    if any(odd for _, odd in months):
        return Yield(
            None, _percent(yearly), _percent(yearly), left, (_percent(yearly),), "not_monthly"
        )
    monthly = _roots([Decimal(m) for m, _ in months], amounts)
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


def _merged(flows: list[Flow]) -> list[Flow]:
    by_day: dict[date, Decimal] = {}
    for day, amount in flows:
        by_day[day] = by_day.get(day, Decimal(0)) + amount
    return [(day, amount) for day, amount in by_day.items() if amount]


def _percent(rate: Decimal) -> Decimal:
    return (rate * 100).quantize(_PLACES)


def _npv(rate: Decimal, times: list[Decimal], amounts: list[Decimal]) -> Decimal:
    growth = 1 + rate
    return sum((a / growth**t for t, a in zip(times, amounts, strict=True)), Decimal(0))


def _roots(times: list[Decimal], amounts: list[Decimal]) -> list[Decimal]:
    """Every rate a period from −99% to 100,000% at which the flows are worth nothing."""
    signs = [a > 0 for a in amounts]
    turns = sum(1 for a, b in itertools.pairwise(signs) if a != b)
    if turns == 1:
        guess = _solve(times, amounts)
        if guess is not None:
            return [guess]
    grid = [Decimal(k) / 100 for k in range(-95, 300)] + [Decimal(k) for k in range(3, 1001, 7)]
    values = [_npv(r, times, amounts) for r in grid]
    found: list[Decimal] = []
    for low, high, at_low, at_high in zip(grid, grid[1:], values, values[1:], strict=False):
        if at_low == 0:
            found.append(low)
        elif (at_low > 0) != (at_high > 0) and at_high != 0:
            found.append(_bisect(low, high, times, amounts))
    return found


def _solve(times: list[Decimal], amounts: list[Decimal]) -> Decimal | None:
    """pyxirr's answer, polished by Newton steps in Decimal; None if it does not hold."""
    import pyxirr

    whole = all(t == int(t) for t in times)
    if whole:
        series = [0.0] * (int(times[-1]) + 1)
        for t, a in zip(times, amounts, strict=True):
            series[int(t)] += float(a)
        solved = pyxirr.irr(series)
    else:
        first = date(2000, 1, 1).toordinal()
        days = [date.fromordinal(first + int(t * 365 + Decimal("0.5"))) for t in times]
        solved = pyxirr.xirr(days, [float(a) for a in amounts])
    if solved is None:
        return None
    rate = Decimal(repr(float(solved)))
    for _ in range(4):
        growth = 1 + rate
        slope = sum(
            (-t * a / growth ** (t + 1) for t, a in zip(times, amounts, strict=True)), Decimal(0)
        )
        if not slope:
            break
        rate -= _npv(rate, times, amounts) / slope
    received = sum((a for a in amounts if a > 0), Decimal(0))
    return rate if abs(_npv(rate, times, amounts)) <= received * _TOLERANCE else None


def _bisect(low: Decimal, high: Decimal, times: list[Decimal], amounts: list[Decimal]) -> Decimal:
    at_low = _npv(low, times, amounts)
    for _ in range(60):
        middle = (low + high) / 2
        value = _npv(middle, times, amounts)
        if (value > 0) == (at_low > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2
