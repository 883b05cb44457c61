"""Payments, drawdowns, schedules, what must not count: each worked by hand in its comment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import Head
from debtcheck.engine.replay import replay
from debtcheck.engine.schedule import build_schedule
from debtcheck.engine.terms import FeeTerm, Paid

from .examples import at, bullet, on, owed, pay, three
from .loans import frac, inputs
from .oracle import Payout

D = Decimal


# ── payments ─────────────────────────────────────────────────────────────────────────────────


def test_money_a_few_days_early_waits_for_the_due_day() -> None:
    # 2,060.30 on 7 April: kept, and on 10 April it is instalment 1 as planned
    loan = three(payments=pay(("2025-04-07", "2060.30")))
    ledger = at(loan, "2025-04-09")
    assert (ledger.credit, ledger.paid) == (D("2060.30"), {})
    assert ledger.owed[Head.PRINCIPAL] == D("3939.70")  # 6,000 − 2,060.30
    ledger = at(loan, "2025-04-10")
    assert (ledger.credit, ledger.paid[Head.INTEREST]) == (D(0), D("90.00"))
    assert ledger.owed[Head.PRINCIPAL] == D("4029.70")


def test_the_last_instalment_early_never_makes_the_principal_negative() -> None:
    # the last, 2,029.85 + 30.45, on 1 June: until the 10th nothing is owed any more
    loan = three(
        payments=pay(
            ("2025-04-10", "2060.30"), ("2025-05-10", "2060.30"), ("2025-06-01", "2060.30")
        )
    )
    ledger = at(loan, "2025-06-05")
    assert (owed(ledger), ledger.total) == ({}, D("0.00"))
    assert owed(at(loan, "2025-08-01")) == {}


def test_what_is_too_much_is_kept_apart() -> None:
    # 10,180 is owed on 1 April; 10,200 leaves 20.00
    loan = bullet(payments=pay(("2025-04-01", "10200")))
    ledger = at(loan, "2025-06-01")
    assert (owed(ledger), ledger.overpaid, ledger.credit) == ({}, D("20.00"), D(0))


def test_early_settlement_of_equal_instalments() -> None:
    # instalment 1 paid; 4,029.70 left. On 25 April 15 days: 4,029.70 × 1.5% × 15 × 12/365 = 29.81
    # (29.808…): 4,059.51 closes the loan; one fen less is only money paid ahead
    first = ("2025-04-10", "2060.30")
    loan = three(payments=pay(first, ("2025-04-25", "4059.51")))
    ledger = at(loan, "2025-07-01")
    assert (owed(ledger), ledger.paid[Head.INTEREST]) == ({}, D("119.81"))
    loan = three(payments=pay(first, ("2025-04-25", "4059.50")))
    ledger = at(loan, "2025-04-30")
    assert (ledger.credit, ledger.paid[Head.PRINCIPAL]) == (D("4059.50"), D("1970.30"))


def test_early_settlement_of_a_flat_loan_costs_all_of_it() -> None:
    # 3 × (2,000 + 90 + fee 20): after instalment 1 there are 2 × 2,110 = 4,220.00 to pay
    loan = three(
        "flat", fee=frac("20"), payments=pay(("2025-04-10", "2110"), ("2025-04-25", "4220"))
    )
    ledger = at(loan, "2025-04-26")
    assert owed(ledger) == {}
    assert ledger.paid == {
        Head.INTEREST: D("270.00"),
        Head.FEE: D("60.00"),
        Head.PRINCIPAL: D("6000.00"),
    }
    loan.payments = pay(("2025-04-10", "2110"), ("2025-04-25", "4219.99"))
    assert at(loan, "2025-04-26").credit == D("4219.99")


def test_orders_of_allocation() -> None:
    # 1 May: interest 180.00, penalty 150.00. 200 paid.
    cases = {
        ("interest", "penalty", "principal"): ("10000.00", "0.00", "130.00"),
        ("penalty", "interest", "principal"): ("10000.00", "130.00", "0.00"),
        ("principal", "interest", "penalty"): ("9800.00", "180.00", "150.00"),
    }
    for order, expected in cases.items():
        ledger = at(bullet(order=order, payments=pay(("2025-05-01", "200"))), "2025-05-01")
        heads = (Head.PRINCIPAL, Head.INTEREST, Head.PENALTY)
        assert tuple(str(ledger.owed[h]) for h in heads) == expected


def test_within_a_head_the_oldest_due_comes_first() -> None:
    # on 10 May 90.00 + 60.45 of interest are due: 100.00 pays all of the first, 10.00 of the second
    loan = three(payments=pay(("2025-05-10", "100")))
    found = [c for c in at(loan, "2025-05-10").charges if c.head is Head.INTEREST and c.due]
    assert [(c.no, str(c.paid)) for c in found] == [(1, "90.00"), (2, "10.00")]


def test_a_payment_for_an_instalment_goes_there_first() -> None:
    # both instalments due; 2,060.30 named for the second: its interest 60.45 and its principal
    # 1,999.85 (order interest, principal), the first stays
    given = inputs(three())
    paid = Paid(date(2025, 5, 10), D("2060.30"), instalment=2)
    ledger = replay(replace(given, payments=(paid,)), date(2025, 5, 10))
    assert (ledger.due[Head.INTEREST], ledger.due[Head.PRINCIPAL]) == (D("90.00"), D("1970.30"))


def test_booked_late_costs_penalty() -> None:
    # paid on the due day, booked 3 days later: 10,000 × 0.05% × 3 = 15.00
    given = inputs(bullet())
    paid = Paid(date(2025, 4, 1), D("10180.00"), booked_on=date(2025, 4, 4))
    on_time = replace(given, payments=(paid,))
    assert replay(on_time, date(2025, 4, 4)).total == D("0.00")
    late = replace(on_time, conventions=replace(given.conventions, booked=True))
    ledger = replay(late, date(2025, 4, 4))
    assert owed(ledger) == {"principal": "15.00"}  # the penalty was paid before the principal


# ── drawdowns and rates ──────────────────────────────────────────────────────────────────────


def test_several_drawdowns_run_each_by_itself() -> None:
    # 4,000 from 1 Jan due 1 Mar (59 days), 6,000 from 1 Feb due 1 Apr (59 days), 0.02%/day:
    # 47.20 + 70.80; penalty to 11 April: 4,000 × 0.05% × 41 = 82.00, 6,000 × 0.05% × 10 = 30.00
    loan = bullet()
    loan.payouts = [
        Payout((2025, 1, 1), frac("4000"), (2025, 3, 1)),
        Payout((2025, 2, 1), frac("6000"), (2025, 4, 1)),
    ]
    ledger = at(loan, "2025-04-11")
    assert owed(ledger) == {"principal": "10000.00", "interest": "118.00", "penalty": "112.00"}
    assert at(loan, "2025-01-31").owed[Head.PRINCIPAL] == D("4000.00")
    assert at(loan, "2025-03-02").due[Head.PRINCIPAL] == D("4000.00")


def test_another_rate_from_a_day_on() -> None:
    # 10,000: 59 days at 0.02% = 118.00, then 31 days (March) at 0.05% = 155.00
    loan = bullet()
    loan.rates.append(((2025, 3, 1), frac("0.0005"), "day"))
    assert at(loan, "2025-04-01").owed[Head.INTEREST] == D("273.00")
    # a multiple follows: 1.5 × 0.05% × 10 days = 75.00
    loan.penalty = ("x", frac("1.5"))
    assert at(loan, "2025-04-11").owed[Head.PENALTY] == D("75.00")


def test_equal_instalments_are_worked_out_anew_at_a_new_rate() -> None:
    # 6,000 at 1.5%: 2,060.30 (90.00 interest, 4,029.70 left). From the second period 1%/month:
    # 4,029.70 × 1% × 1.01² ÷ (1.01² − 1) = 41.10697 ÷ 0.0201 = 2,045.12; interest 40.30,
    # principal 2,004.82; the last 2,024.88 + 20.25
    loan = three()
    loan.rates.append(((2025, 4, 10), frac("0.01"), "month"))
    found = [(str(r.principal), str(r.interest)) for r in build_schedule(inputs(loan).terms)]
    assert found == [("1970.30", "90.00"), ("2004.82", "40.30"), ("2024.88", "20.25")]


def test_a_day_rate_in_a_schedule() -> None:
    # interest first at 0.05%/day by actual days: 31, 30, 31 days on 6,000: 93.00, 90.00, 93.00
    loan = three("interest_only", rates=[((2025, 3, 10), frac("0.0005"), "day")])
    assert [str(r.interest) for r in build_schedule(inputs(loan).terms)] == [
        "93.00",
        "90.00",
        "93.00",
    ]
    # flat: 30 days a period whatever the month: 90.00 each
    loan.method = "flat"
    assert [str(r.interest) for r in build_schedule(inputs(loan).terms)] == ["90.00"] * 3


def test_flat_with_a_fee_an_instalment() -> None:
    # 6,000 in 3: principal 2,000.00, interest 6,000 × 1.5% = 90.00 each, fee 20.00: 2,110.00
    rows = build_schedule(inputs(three("flat", fee=frac("20"))).terms)
    assert [str(r.payment) for r in rows] == ["2110.00"] * 3
    assert [str(r.balance) for r in rows] == ["4000.00", "2000.00", "0.00"]


def test_the_last_row_takes_the_rest() -> None:
    # 10,000 in 3 equal parts: 3,333.33, 3,333.33, 3,333.34
    loan = three("equal_principal", payouts=[Payout((2025, 3, 10), frac("10000"))])
    assert [str(r.principal) for r in build_schedule(inputs(loan).terms)] == [
        "3333.33",
        "3333.33",
        "3333.34",
    ]


def test_a_fee_on_a_day_is_owed_from_that_day() -> None:
    given = inputs(bullet())
    fee = FeeTerm("查询费", D("30.00"), date(2025, 2, 1), True)
    given = replace(given, terms=replace(given.terms, fees=(fee,)))
    assert replay(given, date(2025, 1, 31)).owed[Head.FEE] == D("0.00")
    assert replay(given, date(2025, 2, 1)).owed[Head.FEE] == D("30.00")


# ── what must not be counted ─────────────────────────────────────────────────────────────────


def test_no_rate_is_no_interest_and_no_guess() -> None:
    given = inputs(bullet(("x", "1.5")))
    ledger = replay(replace(given, terms=replace(given.terms, rates=())), date(2025, 6, 1))
    assert owed(ledger) == {"principal": "10000.00"}


def test_no_penalty_rate_is_no_penalty() -> None:
    # and without the loan's rate running on, nothing grows after the due day
    ledger = at(bullet(None), "2025-06-01")
    assert owed(ledger) == {"principal": "10000.00", "interest": "180.00"}
    given = inputs(bullet(None))
    runs_on = replace(given, conventions=replace(given.conventions, interest_after_due=True))
    # 61 days at 0.02% = 122.00
    assert replay(runs_on, date(2025, 6, 1)).owed[Head.INTEREST] == D("302.00")


def test_nothing_later_than_the_day_counts() -> None:
    loan = bullet(payments=pay(("2025-04-02", "10000")), accelerated=on("2025-03-15"))
    assert owed(at(loan, "2025-03-01")) == {"principal": "10000.00", "interest": "118.00"}


def test_a_loan_that_was_called_in_is_not_due_a_second_time() -> None:
    # called in on 15 March (73 days): interest 146.00, penalty from then: 17 days × 5.00 = 85.00
    loan = bullet(accelerated=on("2025-03-15"))
    assert owed(at(loan, "2025-04-01")) == {
        "principal": "10000.00",
        "interest": "146.00",
        "penalty": "85.00",
    }


def test_paid_in_time_leaves_no_late_charge_of_any_kind() -> None:
    loan = three(
        penalty=("day", frac("0.001")),
        once=frac("0.05"),
        dunning=[(frac("5"), 1, 10)],
        compound="daily",
        base="statement",
        payments=pay(
            ("2025-04-10", "2060.30"), ("2025-05-10", "2060.30"), ("2025-06-10", "2060.30")
        ),
    )
    ledger = at(loan, "2025-12-31")
    assert (owed(ledger), ledger.overpaid) == ({}, D("0.00"))
