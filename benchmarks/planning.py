"""How long a plan takes: ten debts over about 120 months. Run by hand:

    python benchmarks/planning.py [--runs N]

Prints the median of the runs: every simple strategy together, and the optimum with its solver.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from debtcheck.case.household import STRATEGIES, Household, Income, Minimum, Owing
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.planning.budget import Budget
from debtcheck.planning.cases import inline
from debtcheck.planning.optimum import NoSolver, optimum
from debtcheck.planning.simulate import run

START = date(2026, 12, 1)


def ten_debts() -> Household:
    """Ten debts from 10% to 19% a year, three of them revolving."""
    debts = []
    for k in range(10):
        least = Minimum(Decimal(100), Decimal("0.02")) if k % 3 == 2 else Minimum(Decimal(300))
        rate = Rate(Decimal(10 + k) / 100, RateUnit.YEAR)
        debts.append(Owing(f"D{k}", balance=Decimal(18000 + k * 2500), rate=rate, minimum=least))
    return Household(Income(Decimal(5000)), tuple(debts), start=START)


def median_ms(call: Callable[[], object], runs: int) -> float:
    """The median time of a call, in milliseconds."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    house = ten_debts()
    debts = [inline(owing) for owing in house.debts]

    def simple() -> dict[str, object]:
        budget = Budget(house, START)
        return {name: run(debts, budget, name) for name in STRATEGIES}

    found = {name: run(debts, Budget(house, START), name) for name in STRATEGIES}
    for name, one in found.items():
        print(f"{name:14} {one.length:4} months  interest {one.interest:>12,.2f}")
    print(f"all simple strategies: {median_ms(simple, runs):.1f} ms (limit 50)")
    try:
        best = optimum(debts, Budget(house, START), found)
    except NoSolver:
        print("optimum: the extra `solver` is not installed")
        return
    took = median_ms(lambda: optimum(debts, Budget(house, START), found), max(runs // 5, 1))
    print(f"optimum: {took:.0f} ms (limit 5000)")
    if best is not None:
        print(f"  {best.run.interest:,.2f} by {best.found_by}, bound {best.bound}")


if __name__ == "__main__":
    main()
