"""Overdue clauses, each worked by hand in its comment."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from debtcheck.case.kinds import Head

from .examples import at, bullet, on, owed, pay, three
from .loans import frac

D = Decimal


# ── overdue: mode, base, grace ───────────────────────────────────────────────────────────────


def test_penalty_in_place_of_interest_or_beside_it() -> None:
    # 30 days overdue: penalty 10,000 × 0.05% × 30 = 150.00
    assert owed(at(bullet(), "2025-05-01")) == {
        "principal": "10000.00",
        "interest": "180.00",
        "penalty": "150.00",
    }
    # adds: the loan's own 0.02% runs on: 180.00 + 60.00
    assert owed(at(bullet(mode="adds"), "2025-05-01")) == {
        "principal": "10000.00",
        "interest": "240.00",
        "penalty": "150.00",
    }
    # a multiple of the loan's rate: 0.02% × 1.5 = 0.03%: 90.00
    assert at(bullet(("x", "1.5")), "2025-05-01").owed[Head.PENALTY] == D("90.00")


def test_the_penalty_starts_on_the_due_day_and_not_before() -> None:
    # 1 April: interest 180.00, no penalty; 2 April: one day
    assert owed(at(bullet(), "2025-04-01")) == {"principal": "10000.00", "interest": "180.00"}
    assert at(bullet(), "2025-04-02").owed[Head.PENALTY] == D("5.00")
    assert at(bullet(), "2025-03-31").owed[Head.INTEREST] == D("178.00")  # 89 days


@pytest.mark.parametrize(
    ("base", "penalty"),
    [
        # as of 20 May, at 0.1%/day; instalments 1 (40 days) and 2 (10 days) are unpaid
        ("overdue_principal", "98.81"),  # 1,970.30 × 40 = 78.81; 1,999.85 × 10 = 20.00 (19.9985)
        ("overdue_instalment", "103.01"),  # 2,060.30 × 40 = 82.41; 2,060.30 × 10 = 20.60
        ("outstanding_principal", "240.00"),  # 6,000 × 40
        ("statement", "103.01"),  # 2,060.30 × 30 + 4,120.60 × 10 = 61.809 + 41.206 = 103.015
    ],
)
def test_base_of_the_penalty(base: str, penalty: str) -> None:
    loan = three(base=base, penalty=("day", frac("0.001")))
    # the one meter of "statement" is rounded once: 103.015 = 103.02 half up
    expected = "103.02" if base == "statement" else penalty
    assert at(loan, "2025-05-20").owed[Head.PENALTY] == D(expected)


def test_grace_with_the_days_charged() -> None:
    # three days of grace for the record, the penalty runs all the same: 2 days × 5.00
    loan = bullet(grace="charged", grace_days=3)
    assert at(loan, "2025-04-03").owed[Head.PENALTY] == D("10.00")


def test_grace_never_charged() -> None:
    # due 1 April, grace 3: the penalty runs from 4 April. 5 April: one day; 1 May: 27 days
    loan = bullet(grace="never_charged", grace_days=3)
    assert at(loan, "2025-04-04").owed[Head.PENALTY] == D("0.00")
    assert at(loan, "2025-04-05").owed[Head.PENALTY] == D("5.00")
    assert at(loan, "2025-05-01").owed[Head.PENALTY] == D("135.00")


def test_grace_free_if_paid_within() -> None:
    # due 1 April, grace 3: the last free day is 4 April
    loan = bullet(grace="free_if_paid_within", grace_days=3)
    assert at(loan, "2025-04-04").owed[Head.PENALTY] == D("0.00")
    assert at(loan, "2025-04-05").owed[Head.PENALTY] == D("20.00")  # all 4 days from the due day
    paid_in_time = replace(loan, payments=pay(("2025-04-04", "10180")))
    assert owed(at(paid_in_time, "2025-06-01")) == {}
    # one day later the penalty of 4 days = 20.00 is owed: 10,180 leaves 20.00 of principal,
    # for the penalty is paid first; 57 more days (5 April to 1 June) on 20.00: 0.57
    one_late = replace(loan, payments=pay(("2025-04-05", "10180")))
    assert owed(at(one_late, "2025-06-01")) == {"principal": "20.00", "penalty": "0.57"}


def test_part_of_the_money_in_the_grace_is_not_enough() -> None:
    # 5,180 on 3 April: interest 180, principal 5,000. Then from the due day:
    # 10,000 × 0.05% × 2 = 10.00, and 5,000 × 0.05% × 28 (3 April to 1 May) = 70.00
    loan = bullet(grace="free_if_paid_within", grace_days=3, payments=pay(("2025-04-03", "5180")))
    ledger = at(loan, "2025-05-01")
    assert owed(ledger) == {"principal": "5000.00", "penalty": "80.00"}


@pytest.mark.parametrize("base", ["outstanding_principal", "statement"])
def test_each_due_date_has_its_own_grace(base: str) -> None:
    """A penalty on the whole balance: the first instalment was late, the second one is new."""
    # instalment 1 due 10 April, paid on 15 April with 2 days of penalty (13 and 14 April)
    # instalment 2 due 10 May: nothing until 13 May; on 14 May one day
    loan = three(base=base, penalty=("day", frac("0.001")), grace="never_charged", grace_days=3)
    ledger = at(loan, "2025-04-15")
    first = {"outstanding_principal": "12.00", "statement": "4.12"}[base]  # 6,000 or 2,060.30
    assert ledger.owed[Head.PENALTY] == D(first)
    loan.payments = [(on("2025-04-15"), frac("2060.30") + frac(first))]
    assert at(loan, "2025-05-13").owed[Head.PENALTY] == D("0.00")
    # 4,029.70 × 0.1% = 4.03 on the balance; 2,060.30 × 0.1% = 2.06 on the bill
    second = {"outstanding_principal": "4.03", "statement": "2.06"}[base]
    assert at(loan, "2025-05-14").owed[Head.PENALTY] == D(second)


def test_each_due_date_is_free_if_paid_within_its_own_grace() -> None:
    # both instalments come on the second day of their grace of 3: nothing is owed for it
    loan = three(
        base="outstanding_principal",
        penalty=("day", frac("0.001")),
        grace="free_if_paid_within",
        grace_days=3,
        payments=pay(("2025-04-12", "2060.30"), ("2025-05-12", "2060.30")),
    )
    ledger = at(loan, "2025-06-01")
    assert (ledger.owed[Head.PENALTY], ledger.due[Head.PRINCIPAL]) == (D("0.00"), D("0.00"))


# ── once-only damages, dunning fees ──────────────────────────────────────────────────────────


def test_five_percent_once_on_the_instalment_or_the_principal() -> None:
    # half up: instalment 2,060.30 × 5% = 103.015 = 103.02; principal 1,970.30 × 5% = 98.515 = 98.52
    loan = three(once=frac("0.05"))
    assert at(loan, "2025-04-10").owed[Head.DAMAGES] == D("0.00")
    assert at(loan, "2025-04-11").owed[Head.DAMAGES] == D("103.02")
    loan.once_base = "overdue_principal"
    assert at(loan, "2025-05-10").owed[Head.DAMAGES] == D("98.52")
    # the second instalment: 1,999.85 × 5% = 99.9925 = 99.99; together 198.51
    assert at(loan, "2025-05-11").owed[Head.DAMAGES] == D("198.51")


def test_once_is_on_what_is_still_unpaid() -> None:
    # 1,060.30 on the due day: interest 90.00, principal 970.30; 1,000.00 stays: 5% = 50.00
    loan = three(once=frac("0.05"), payments=pay(("2025-04-10", "1060.30")))
    assert at(loan, "2025-04-11").owed[Head.DAMAGES] == D("50.00")
    loan.payments = pay(("2025-04-10", "2060.30"))
    assert at(loan, "2025-05-10").owed[Head.DAMAGES] == D("0.00")


def test_one_day_late_with_three_charges() -> None:
    # 10,000, interest-free, one day late: 10,000 × 0.03% = 3.00; once 2% = 200.00; dunning 5.00
    loan = bullet(("day", "0.0003"), once=frac("0.02"), once_base="overdue_principal")
    loan.rates = [((2025, 1, 1), frac("0"), "day")]
    loan.dunning = [(frac("5"), 1, 0), (frac("10"), 10, 10)]
    ledger = at(loan, "2025-04-02")
    assert owed(ledger) == {
        "principal": "10000.00",
        "penalty": "3.00",
        "damages": "200.00",
        "fee": "5.00",
    }
    assert ledger.total - D(10_000) == D("208.00")
    # 10 more on the 10th, 20th and 30th day of delay: 5 + 10 on day 10, 5 + 30 on day 30
    assert at(loan, "2025-04-10").owed[Head.FEE] == D("5.00")
    assert at(loan, "2025-04-11").owed[Head.FEE] == D("15.00")
    assert at(loan, "2025-05-01").owed[Head.FEE] == D("35.00")


def test_no_dunning_after_the_money_came() -> None:
    # paid in full on day 12 (10,000 + 180 + 60.00 penalty + 15.00 fees): nothing on day 20
    loan = bullet(dunning=[(frac("5"), 1, 0), (frac("10"), 10, 10)])
    loan.payments = pay(("2025-04-13", "10255"))
    assert owed(at(loan, "2025-06-01")) == {}


# ── acceleration ─────────────────────────────────────────────────────────────────────────────


def test_called_in_between_two_due_dates() -> None:
    # instalment 1 paid; instalment 2 (1,999.85 + 60.45) due 10 May, unpaid; called in on 25 May.
    # running interest 10 to 25 May on 2,029.85: 15 days × 12/365 × 1.5% = 15.02 (15.0154…)
    # penalty 0.1%/day: 1,999.85 × 46 (10 May to 25 June) = 91.99; 2,029.85 × 31 = 62.93 (62.925…)
    loan = three(
        penalty=("day", frac("0.001")),
        accelerated=on("2025-05-25"),
        payments=pay(("2025-04-10", "2060.30")),
    )
    ledger = at(loan, "2025-06-25")
    assert owed(ledger) == {"principal": "4029.70", "interest": "75.47", "penalty": "154.92"}
    assert ledger.due == ledger.owed
    # the scheduled interest of instalment 3 (30.45) is not charged on top


def test_called_in_on_a_due_day_charges_each_sum_once() -> None:
    # called in on 10 May: instalment 2 is due that day anyway, instalment 3 is called in.
    # once 5% on principal on the day after: 1,999.85 gives 99.99 (99.9925), 2,029.85 gives 101.49
    loan = three(
        once=frac("0.05"),
        once_base="overdue_principal",
        accelerated=on("2025-05-10"),
        payments=pay(("2025-04-10", "2060.30")),
    )
    assert at(loan, "2025-05-11").owed[Head.DAMAGES] == D("201.48")


def test_called_in_on_the_last_due_day_is_no_second_default() -> None:
    # all of it is due that day by itself: 5% of 2,060.30 = 103.02, one dunning fee
    loan = three(
        once=frac("0.05"),
        accelerated=on("2025-06-10"),
        dunning=[(frac("5"), 1, 0)],
        payments=pay(("2025-04-10", "2060.30"), ("2025-05-10", "2060.30")),
    )
    ledger = at(loan, "2025-06-11")
    assert (ledger.owed[Head.DAMAGES], ledger.owed[Head.FEE]) == (D("103.02"), D("5.00"))


# ── compound interest ────────────────────────────────────────────────────────────────────────


def test_compound_interest_on_unpaid_interest() -> None:
    # 180.00 of interest unpaid for 100 days (1 April to 10 July) at 0.05%: 9.00
    loan = bullet(compound="on_interest")
    assert at(loan, "2025-07-10").owed[Head.COMPOUND] == D("9.00")
    # 80.00 of it paid on 1 May (penalty first would be another order): 180 × 30 + 100 × 70 days
    # = 2.70 + 3.50
    loan.order = ("interest", "penalty", "compound", "principal")
    loan.payments = pay(("2025-05-01", "80"))
    assert at(loan, "2025-07-10").owed[Head.COMPOUND] == D("6.20")


def test_compound_interest_leaves_fees_out() -> None:
    # interest 90.00, fee 50.00 with instalment 1, 40 days at 0.1%: 90.00 × 4% = 3.60, not 5.60;
    # instalment 2, 10 days: 60.45 × 1% = 0.60
    loan = three(fee=frac("50"), compound="on_interest", penalty=("day", frac("0.001")))
    assert at(loan, "2025-05-20").owed[Head.COMPOUND] == D("4.20")


def test_compound_interest_by_the_month() -> None:
    # due 1 April, penalty and compound at 0.05%/day; interest 180.00.
    # April (30 days): penalty 150.00; compound on 180.00: 2.70.
    # May (31 days): compound on 180 + 150 + 2.70 = 332.70: 5.16 (5.15685)
    # 1 to 11 June (10 days): on 332.70 + 155.00 + 5.16 = 492.86: 2.46 (2.4643)
    loan = bullet(compound="monthly")
    assert at(loan, "2025-05-01").owed[Head.COMPOUND] == D("2.70")
    assert at(loan, "2025-06-01").owed[Head.COMPOUND] == D("7.86")
    assert at(loan, "2025-06-11").owed[Head.COMPOUND] == D("10.32")


def test_compound_interest_by_the_day() -> None:
    # day 1: 180 × 0.05% = 0.09; day 2 on 180 + 5.00 + 0.09 = 185.09: 0.09 (0.092545);
    # day 3 on 180 + 10.00 + 0.18 = 190.18: 0.10 (0.09509)
    loan = bullet(compound="daily")
    found = [at(loan, f"2025-04-0{k}").owed[Head.COMPOUND] for k in (2, 3, 4)]
    assert found == [D("0.09"), D("0.18"), D("0.28")]


@pytest.mark.parametrize("how", ["monthly", "daily"])
def test_nothing_compounds_after_all_is_paid(how: str) -> None:
    # paid in full on 11 April, with everything that is owed then; nothing grows until 1 May
    loan = bullet(compound=how)
    whole = at(loan, "2025-04-11").total
    loan.payments = [(on("2025-04-11"), Fraction(whole))]
    assert at(loan, "2025-04-12").total == D("0.00")
    assert at(loan, "2025-05-01").total == D("0.00")


def test_what_is_paid_of_the_capital_bears_no_compound_interest() -> None:
    # monthly, interest 180.00 paid on 11 April: compound on it for 10 days = 0.90, then none
    # until 1 May, when penalty 150.00 and compound 0.90 are capitalised: 10 days on 150.90 = 0.75
    loan = bullet(compound="monthly", payments=pay(("2025-04-11", "180")))
    assert at(loan, "2025-05-01").owed[Head.COMPOUND] == D("0.90")
    assert at(loan, "2025-05-11").owed[Head.COMPOUND] == D("1.65")  # 0.90 + 0.7545
