"""Households of the tests: plain ones by hand, and random ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from debtcheck.case.household import Essential, Household, Income, Minimum, Owing
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.planning.budget import Budget
from debtcheck.planning.cases import inline
from debtcheck.planning.debts import PlainDebt

START = date(2026, 12, 1)


def owing(name: str, balance: str, rate: str, minimum: str | Minimum, **more: object) -> Owing:
    """A plain debt: `owing("A", "1000", "24", "50")` is 1,000 at 24% a year, 50 a month."""
    least = minimum if isinstance(minimum, Minimum) else Minimum(Decimal(minimum))
    return Owing(
        name,
        balance=Decimal(balance),
        rate=Rate(Decimal(rate) / 100, RateUnit.YEAR),
        minimum=least,
        **more,  # type: ignore[arg-type]
    )


def household(income: str, *debts: Owing, needs: str = "0", **more: object) -> Household:
    """A household that starts on 2026-12-01."""
    essentials = (Essential("吃住", Decimal(needs)),)
    whole: dict[str, object] = {"start": START, "essentials": essentials} | more
    return Household(Income(Decimal(income)), debts, **whole)  # type: ignore[arg-type]


def opened(house: Household) -> tuple[list[PlainDebt], Budget]:
    """What the simulation takes."""
    return [inline(o) for o in house.debts], Budget(house, START)


def yuan(low: int, high: int) -> st.SearchStrategy[Decimal]:
    """Amounts to the fen."""
    return st.integers(low * 100, high * 100).map(lambda fen: Decimal(fen) / 100)


@st.composite
def debts(draw: st.DrawFn, *, percent: bool = True) -> Owing:
    """One plain debt; its name is given later."""
    if percent and draw(st.booleans()):
        least = Minimum(draw(yuan(0, 200)), Decimal(draw(st.integers(2, 10))) / 100)
    else:
        least = Minimum(draw(yuan(0, 300)))
    rate = Decimal(draw(st.integers(0, 3600))) / 10000
    return Owing("", balance=draw(yuan(1, 20000)), rate=Rate(rate, RateUnit.YEAR), minimum=least)


@st.composite
def households(draw: st.DrawFn, *, percent: bool = True, most: int = 5) -> Household:
    """Any household of plain debts; it may fit or not."""
    from dataclasses import replace

    found = draw(st.lists(debts(percent=percent), min_size=1, max_size=most))
    named = [replace(debt, name=f"D{k}") for k, debt in enumerate(found)]
    needs = Essential("吃住", draw(yuan(0, 3000)))
    income = Income(needs.amount + draw(yuan(0, 4000)))
    buffer = draw(yuan(0, 300))
    return Household(income, tuple(named), (needs,), buffer, START)
