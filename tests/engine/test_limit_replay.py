"""The ceiling's own replay, each figure worked by hand in its comment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import Head
from debtcheck.engine.replay import replay
from debtcheck.engine.terms import Cap, FeeTerm

from .examples import bullet, owed, pay
from .loans import frac, inputs
from .oracle import Loan, Payout

D = Decimal


# ── the ceiling's own replay ─────────────────────────────────────────────────────────────────

YEARLY = (Cap(date(2025, 1, 1), None, D("0.138")),)


def test_rates_are_held_to_the_limit() -> None:
    # 0.05%/day = 18.25%/year. 10,000 × 13.8% × 90/365 = 340.27, the penalty × 30/365 = 113.42
    loan = bullet()
    loan.rates = [((2025, 1, 1), frac("0.0005"), "day")]
    ledger = replay(inputs(loan), date(2025, 5, 1), caps=YEARLY)
    assert (ledger.owed[Head.INTEREST], ledger.owed[Head.PENALTY]) == (D("340.27"), D("113.42"))


def test_damages_once_fill_only_the_room_of_the_overdue_time() -> None:
    # penalty 0.02%/day = 7.3%/year, once 5% = 500.00. 100 days overdue: penalty 200.00, room
    # 10,000 × 13.8% × 100/365 = 378.08: damages 178.08. The term's unused room stays there.
    loan = bullet(("day", "0.0002"), once=frac("0.05"), once_base="overdue_principal")
    ledger = replay(inputs(loan), date(2025, 7, 10), caps=YEARLY)
    assert (ledger.owed[Head.PENALTY], ledger.owed[Head.DAMAGES]) == (D("200.00"), D("178.08"))
    assert ledger.owed[Head.INTEREST] == D("180.00")


def test_a_small_payment_does_not_take_off_what_later_days_make_room_for() -> None:
    # as above, and 1.00 of interest paid on 3 April: only that interest changes
    loan = bullet(
        ("day", "0.0002"),
        once=frac("0.05"),
        once_base="overdue_principal",
        payments=pay(("2025-04-03", "1")),
    )
    ledger = replay(inputs(loan), date(2025, 7, 10), caps=YEARLY)
    assert (ledger.owed[Head.PENALTY], ledger.owed[Head.DAMAGES]) == (D("200.00"), D("178.08"))
    assert ledger.owed[Head.INTEREST] == D("179.00")


def test_a_new_rate_is_no_new_stretch_of_the_law() -> None:
    # 10,000 at 5%, from 2 July (182 days) at 10%; a fee of 600.00 on 1 September; to 2026-01-01.
    # 10,000 × 5% × 182/365 = 249.32; × 10% × 183/365 = 501.37; room of the year 1,380.00:
    # fee 1,380.00 − 750.69 = 629.31 ≥ 600.00, so it stands
    loan = Loan(
        "daily",
        [Payout((2025, 1, 1), frac("10000"))],
        [((2025, 1, 1), frac("0.05"), "year"), ((2025, 7, 2), frac("0.1"), "year")],
    )
    given = inputs(loan)
    fee = FeeTerm("服务费", D("600.00"), date(2025, 9, 1), True)
    given = replace(given, terms=replace(given.terms, fees=(fee,)))
    ledger = replay(given, date(2026, 1, 1), caps=YEARLY)
    assert (ledger.owed[Head.INTEREST], ledger.owed[Head.FEE]) == (D("750.69"), D("600.00"))


def test_money_above_the_limit_goes_to_principal() -> None:
    # 0.05%/day, 500.00 on 1 March (59 days): the contract takes 295.00 interest; the limit
    # 10,000 × 13.8% × 59/365 = 223.07 (223.068…): 276.93 go to principal, 9,723.07 stay.
    # 31 days to 1 April: 9,723.07 × 13.8% × 31/365 = 113.96 (113.959…)
    loan = bullet(payments=pay(("2025-03-01", "500")))
    loan.rates = [((2025, 1, 1), frac("0.0005"), "day")]
    ledger = replay(inputs(loan), date(2025, 4, 1), caps=YEARLY)
    assert owed(ledger) == {"principal": "9723.07", "interest": "113.96"}


def test_up_to_the_line_of_voluntary_payment_money_stays_paid() -> None:
    # the old rule: 24%, paid stays paid to 36%. 0.1%/day = 36.5%/year, 100 days: 1,000 claimed.
    # 24%: 657.53; 24 to 36%: 12% = 328.77; 1,000.00 paid on day 100: 13.70 go to principal
    caps = (Cap(date(2019, 1, 1), None, D("0.24"), D("0.36")),)
    loan = Loan(
        "daily",
        [Payout((2019, 1, 1), frac("10000"))],
        [((2019, 1, 1), frac("0.001"), "day")],
        payments=pay(("2019-04-11", "1000")),
    )
    ledger = replay(inputs(loan), date(2019, 4, 11), caps=caps)
    assert owed(ledger) == {"principal": "9986.30"}
    loan.payments = []
    ledger = replay(inputs(loan), date(2019, 4, 11), caps=caps)
    assert owed(ledger) == {"principal": "10000.00", "interest": "657.53"}


def test_unused_room_does_not_cross_a_change_of_the_law() -> None:
    # 10%/year; limit 24% in 2020-01-01…2020-08-19 (232 days), then 15.4% (134 days to 2021-01-01).
    # a fee of 600.00 on 2020-12-01 has only 10,000 × 5.4% × 134/365 = 198.25 beside the interest:
    # room 565.37, interest 367.12
    caps = (
        Cap(date(2020, 1, 1), date(2020, 8, 20), D("0.24")),
        Cap(date(2020, 8, 20), None, D("0.154")),
    )
    loan = Loan(
        "daily", [Payout((2020, 1, 1), frac("10000"))], [((2020, 1, 1), frac("0.1"), "year")]
    )
    given = inputs(loan)
    fee = FeeTerm("服务费", D("600.00"), date(2020, 12, 1), True)
    given = replace(given, terms=replace(given.terms, fees=(fee,)))
    ledger = replay(given, date(2021, 1, 1), caps=caps)
    # interest 10,000 × 10% × 232/365 = 635.62, × 134/365 = 367.12
    assert (ledger.owed[Head.INTEREST], ledger.owed[Head.FEE]) == (D("1002.74"), D("198.25"))
