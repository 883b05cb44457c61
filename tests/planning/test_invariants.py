"""What holds for every plan of every household."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debtcheck.case.household import STRATEGIES, Household
from debtcheck.planning.simulate import run
from debtcheck.planning.strategies import share_out

from .households import households, opened, yuan

EACH = pytest.mark.parametrize("strategy", STRATEGIES)
ZERO = Decimal(0)


@EACH
@settings(max_examples=30, deadline=None)
@given(house=households())
def test_money_is_conserved_each_month(strategy: str, house: Household) -> None:
    found = run(*opened(house), strategy)
    kept = ZERO
    for month in found.months:
        rows = [r for r in found.rows if r.month == month.no]
        assert month.paid == sum((r.payment for r in rows), ZERO)
        assert month.income == month.essentials + month.paid + month.kept
        kept += month.kept
        assert month.cushion == kept >= ZERO


@EACH
@settings(max_examples=30, deadline=None)
@given(house=households())
def test_balances_add_up_and_are_never_negative(strategy: str, house: Household) -> None:
    found = run(*opened(house), strategy)
    for debt in house.debts:
        rows = [r for r in found.rows if r.debt == debt.name]
        before = debt.balance
        for row in rows:
            assert row.opening == before
            assert row.opening + row.interest - row.payment == row.closing >= ZERO
            assert row.payment >= ZERO
            before = row.closing
        if rows:
            paid = sum((r.payment for r in rows), ZERO)
            interest = sum((r.interest for r in rows), ZERO)
            assert debt.balance is not None
            assert paid - interest + rows[-1].closing == debt.balance


@EACH
@settings(max_examples=30, deadline=None)
@given(house=households())
def test_a_freed_minimum_rolls_on(strategy: str, house: Household) -> None:
    """Until the last month everything that is left is paid, in the month of a closing too."""
    found = run(*opened(house), strategy)
    if found.held_until or found.short or any(m.kept < ZERO for m in found.months):
        return
    surplus = house.income.monthly - house.needs - house.buffer
    for month in found.months[:-1]:
        assert month.paid == surplus


@EACH
@settings(max_examples=30, deadline=None)
@given(house=households())
def test_the_last_payment_is_exact(strategy: str, house: Household) -> None:
    found = run(*opened(house), strategy)
    for name, no in found.payoff:
        last = [r for r in found.rows if r.debt == name][-1]
        assert (last.month, last.payment) == (no, last.opening + last.interest)
    if found.fits:
        assert {name for name, _ in found.payoff} == {debt.name for debt in house.debts}


@EACH
@settings(max_examples=30, deadline=None)
@given(house=households())
def test_minimums_are_kept(strategy: str, house: Household) -> None:
    found = run(*opened(house), strategy)
    for debt in house.debts:
        for row in (r for r in found.rows if r.debt == debt.name):
            assert debt.minimum is not None
            assert row.payment >= min(debt.minimum.amount, row.opening + row.interest)


@settings(max_examples=60, deadline=None)
@given(house=households(percent=False))
def test_avalanche_is_not_dearer_than_snowball(house: Household) -> None:
    first, second = (run(*opened(house), name) for name in ("avalanche", "snowball"))
    if first.fits and second.fits:
        assert first.interest <= second.interest + Decimal("0.01") * len(first.rows)


@settings(max_examples=100)
@given(total=yuan(0, 9999), weights=st.lists(yuan(0, 5000), min_size=1, max_size=8))
def test_shares_add_up_to_the_fen(total: Decimal, weights: list[Decimal]) -> None:
    parts = share_out(total, weights)
    whole = sum(weights, ZERO)
    assert sum(parts, ZERO) == (total if whole else ZERO)
    for part, weight in zip(parts, weights, strict=True):
        assert part >= ZERO
        if whole:
            assert abs(part - total * weight / whole) < Decimal("0.01")
