"""The annual cost of flows that nobody can mean: an answer, never a fault."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.engine.yields import annual_cost


def test_a_received_amount_that_is_a_slip_has_a_cost_all_the_same() -> None:
    # 1 yuan received, 6,000 paid a month later: 5,999 times as much interest as money in one
    # month, 5,999 × 12 × 100 percent a year, and compounded 6,000^12 − 1
    flows = [(date(2026, 1, 10), Decimal(1)), (date(2026, 2, 10), Decimal(-6000))]
    found = annual_cost(flows)
    assert found.nominal is not None
    assert found.effective is not None
    assert abs(found.nominal - 5_999 * 12 * 100) < Decimal("0.01")
    assert abs(found.effective / (Decimal(6000) ** 12 * 100) - 1) < Decimal("1e-9")
