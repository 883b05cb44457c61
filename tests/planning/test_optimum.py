"""The optimum is never dearer than a simple plan, nor below the solver's bound."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings

from debtcheck.case.household import STRATEGIES, Household, Minimum
from debtcheck.planning.optimum import NoSolver, optimum
from debtcheck.planning.simulate import run

from .households import household, households, opened, owing

pytest.importorskip("scipy")


@settings(max_examples=40, deadline=None)
@given(house=households(most=4))
def test_the_best_of_all(house: Household) -> None:
    debts, budget = opened(house)
    runs = {name: run(debts, budget, name) for name in STRATEGIES}
    if min((r.length for r in runs.values() if r.fits), default=0) > 120:
        return
    best = optimum(debts, budget, runs)
    fitting = [r.interest for r in runs.values() if r.fits]
    assert (best is None) is not bool(fitting)
    if best is not None:
        assert best.run.interest <= min(fitting)
        assert best.bound is None or best.bound <= best.run.interest
        assert {name for name, _ in best.run.payoff} == {debt.name for debt in house.debts}
        for month in best.run.months:
            assert month.income == month.essentials + month.paid + month.kept


def test_two_debts() -> None:
    house = household("200", owing("A", "1000", "24", "50"), owing("B", "500", "12", "25"))
    debts, budget = opened(house)
    runs = {name: run(debts, budget, name) for name in STRATEGIES}
    best = optimum(debts, budget, runs)
    assert best is not None
    assert (best.run.interest, best.run.length) == (Decimal("105.49"), 9)
    assert best.bound is not None
    assert Decimal("105.00") < best.bound <= Decimal("105.49")


def test_fees_that_are_due_anyway_wait() -> None:
    """The flat one has the highest rate on paper, and gets no more than its minimum."""
    flat = owing("平", "1000", "30", "100", prepay_saves=False)
    plain = owing("息", "1000", "10", "20")
    debts, budget = opened(household("300", flat, plain))
    for name in ("avalanche", "overdue_first"):
        found = run(debts, budget, name)
        closed = dict(found.payoff)["息"]
        waiting = {r.payment for r in found.rows if r.debt == "平" and r.month < closed}
        assert waiting == {Decimal(100)}
        assert found.payoff[0][0] == "息"
    # 1,000 at 2.5% a month by 100: the charges of its own schedule, whatever is paid ahead
    assert debts[0].facts.due_anyway == sum_of_charges(Decimal(1000), Decimal("0.025"), 100)


def sum_of_charges(balance: Decimal, rate: Decimal, payment: int) -> Decimal:
    total = Decimal(0)
    while balance > 0:
        charge = (balance * rate).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
        total += charge
        balance = max(balance + charge - payment, Decimal(0))
    return total


def test_revolving_minimums_are_kept() -> None:
    card = owing("卡", "12000", "18", Minimum(Decimal(100), Decimal("0.05")))
    debts, budget = opened(household("1500", card, owing("贷", "8000", "24", "300")))
    runs = {name: run(debts, budget, name) for name in STRATEGIES}
    best = optimum(debts, budget, runs)
    assert best is not None
    for row in (r for r in best.run.rows if r.debt == "卡"):
        whole = row.opening + row.interest
        least = max(Decimal(100), (whole * 5 / 100).quantize(Decimal("0.01"), "ROUND_HALF_UP"))
        assert row.payment >= min(least, whole)


def test_without_a_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    debts, budget = opened(household("200", owing("A", "1000", "24", "50")))
    runs = {name: run(debts, budget, name) for name in STRATEGIES}
    with pytest.raises(NoSolver):
        optimum(debts, budget, runs)
