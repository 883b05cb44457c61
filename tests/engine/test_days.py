"""Calendar and day counts, each worked by hand in its comment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from debtcheck.case.kinds import DayCount, Head
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.dates import add_months, due_dates, share, whole_months
from debtcheck.engine.money import round_money, show

from .loans import frac, run, tup
from .oracle import Loan, Payout

D = Decimal


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        # anchored on the 31st: the short months do not pull the later ones down
        ("2025-01-31", ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31"]),
        ("2024-01-31", ["2024-01-31", "2024-02-29", "2024-03-31"]),  # leap year
        ("2024-01-30", ["2024-01-30", "2024-02-29", "2024-03-30"]),
        ("2025-11-29", ["2025-11-29", "2025-12-29", "2026-01-29", "2026-02-28", "2026-03-29"]),
        ("2024-02-29", ["2024-02-29", "2024-03-29"]),  # the 29th, not the month's end
    ],
)
def test_due_dates_keep_their_day_of_the_month(first: str, expected: list[str]) -> None:
    assert [d.isoformat() for d in due_dates(day(first), len(expected))] == expected


def test_months_back_and_over_a_year() -> None:
    assert add_months(day("2025-03-31"), -1) == day("2025-02-28")
    assert add_months(day("2025-01-15"), -1) == day("2024-12-15")
    assert add_months(day("2024-02-29"), 12) == day("2025-02-28")
    assert add_months(day("2024-02-29"), 48) == day("2028-02-29")
    assert add_months(day("2025-02-28"), 1, 31) == day("2025-03-31")


@pytest.mark.parametrize(
    ("start", "end", "months", "odd"),
    [
        ("2025-01-09", "2025-04-09", 3, 0),
        ("2025-01-09", "2025-04-08", 2, 30),  # 9 March to 8 April: 30 days
        ("2025-01-09", "2025-04-20", 3, 11),
        ("2025-01-31", "2025-02-28", 1, 0),  # the last day of a shorter month is full
        ("2025-01-31", "2025-02-27", 0, 27),
        ("2025-01-31", "2025-03-31", 2, 0),
        ("2025-01-31", "2025-03-01", 1, 1),
        ("2024-01-31", "2024-02-28", 0, 28),  # 29 February is the last day here
        ("2024-01-31", "2024-02-29", 1, 0),
        ("2025-02-28", "2025-03-31", 1, 3),  # 28 March is a month, 3 days more
        ("2024-02-29", "2025-02-28", 12, 0),
        ("2025-06-15", "2025-06-15", 0, 0),
    ],
)
def test_whole_months_and_odd_days(start: str, end: str, months: int, odd: int) -> None:
    assert whole_months(day(start), day(end)) == (months, odd)


def interest(
    base: int, rate: str, unit: RateUnit, start: str, end: str, how: DayCount, more: int = 0
) -> Decimal:
    part = share(day(start), day(end), unit, how, more_days=more)
    return round_money(part.of(D(base), Rate(D(rate), unit)))


YEAR, MONTH, DAILY = RateUnit.YEAR, RateUnit.MONTH, RateUnit.DAY


def test_thirty_360_takes_every_month_for_thirty_days() -> None:
    # 30E: the 31st counts as the 30th. 31 Jan to 31 Mar: 60 days, 12,000 × 6% × 60/360 = 120.00
    count = DayCount.THIRTY_360
    assert interest(12_000, "0.06", YEAR, "2025-01-31", "2025-03-31", count) == D("120.00")
    # 28 Feb to 1 Mar: 30 + (1 − 28) = 3 days: 12,000 × 6% × 3/360 = 6.00
    assert interest(12_000, "0.06", YEAR, "2025-02-28", "2025-03-01", count) == D("6.00")
    # 30 to 31 July: none
    assert interest(12_000, "0.06", YEAR, "2025-07-30", "2025-07-31", count) == D("0.00")
    # a month rate is rate/30 a day. 15 Jan to 1 Mar: 2 × 30 − 14 = 46 days:
    # 12,000 × 1.5% × 46/30 = 276.00
    assert interest(12_000, "0.015", MONTH, "2025-01-15", "2025-03-01", count) == D("276.00")


def test_actual_days_by_360_and_365() -> None:
    # January 2025, 31 days on 36,500 at 18%: 36,500 × 18% × 31/365 = 558.00; /360: 565.75
    span = ("2025-01-01", "2025-02-01")
    assert interest(36_500, "0.18", YEAR, *span, DayCount.ACT_365) == D("558.00")
    assert interest(36_500, "0.18", YEAR, *span, DayCount.ACT_360) == D("565.75")
    # a month rate by days: 36,500 × 1.5% × 31 × 12/365 = 558.00; /30: 36,500 × 1.5% × 31/30
    assert interest(36_500, "0.015", MONTH, *span, DayCount.ACT_365) == D("558.00")
    assert interest(36_500, "0.015", MONTH, *span, DayCount.ACT_360) == D("565.75")


def test_actual_actual_over_a_leap_boundary() -> None:
    # 2023-12-01 to 2024-02-01: 31 days of 365, 31 of 366.
    # 366,000 × 10% × 31/365 = 3,108.4931…; × 31/366 = 3,100.00: 6,208.49
    count = DayCount.ACT_ACT
    assert interest(366_000, "0.10", YEAR, "2023-12-01", "2024-02-01", count) == D("6208.49")
    # a whole leap year is exactly a year, as is a whole common one
    assert interest(10_000, "0.10", YEAR, "2024-01-01", "2025-01-01", count) == D("1000.00")
    assert interest(10_000, "0.10", YEAR, "2023-01-01", "2024-01-01", count) == D("1000.00")
    # by actual/365 the leap year has a day more: 10,000 × 10% × 366/365 = 1,002.74
    span = ("2024-01-01", "2025-01-01")
    assert interest(10_000, "0.10", YEAR, *span, DayCount.ACT_365) == D("1002.74")


def test_whole_months_with_odd_days() -> None:
    # 50,000 at 2%/month, 1 Mar to 15 May: 2 months + 14 days × 12/365
    # 50,000 × 2% × 2 = 2,000.00; 50,000 × 2% × 14 × 12/365 = 460.27
    span = ("2024-03-01", "2024-05-15")
    count = DayCount.WHOLE_MONTHS
    assert interest(50_000, "0.02", MONTH, *span, count) == D("2460.27")
    # a year rate by whole months: 24%/12 a month and 24%/365 a day: the same
    assert interest(50_000, "0.24", YEAR, *span, count) == D("2460.27")


def test_a_day_rate_needs_no_day_count() -> None:
    # 10,000 × 0.05% × 31 = 155.00 whatever the year has
    for count in DayCount:
        found = interest(10_000, "0.0005", DAILY, "2024-02-15", "2024-03-17", count)
        assert found == D("155.00")


def test_both_ends_are_one_day_more() -> None:
    # 1 to 31 January, both counted: 31 days. 36,500 × 18% × 31/365 = 558.00
    count = DayCount.ACT_365
    assert interest(36_500, "0.18", YEAR, "2025-01-01", "2025-01-31", count, 1) == D("558.00")


def example(ends: str) -> Decimal:
    """1,000 at 0.05%/day from 1 June; 112.00 on 25 June; as of 7 July."""
    loan = Loan(
        "daily",
        [Payout((2025, 6, 1), frac("1000"))],
        [((2025, 6, 1), frac("0.0005"), "day")],
        ends=ends,
    )
    interest_due = {"both": "12.50"}.get(ends, "12.00")
    loan.payments = [(tup(day("2025-06-25")), frac("100") + frac(interest_due))]
    ledger = run(loan, day("2025-07-07"))
    assert ledger.owed[Head.PRINCIPAL] == D("900.00")
    return ledger.owed[Head.INTEREST] + ledger.paid[Head.INTEREST]


def test_which_ends_are_counted_over_two_segments() -> None:
    # start: 1,000 × 0.05% × 24 + 900 × 0.05% × 12 = 12.00 + 5.40 = 17.40
    assert example("start") == D("17.40")
    # the day itself as well, in the last segment alone: 12.00 + 900 × 0.05% × 13 = 17.85
    assert example("last_inclusive") == D("17.85")
    # both printed dates of each segment: 1,000 × 0.05% × 25 + 900 × 0.05% × 13 = 12.50 + 5.85
    assert example("both") == D("18.35")


def test_the_last_day_counts_even_where_it_is_the_only_one() -> None:
    # paid out today, the day included: 1,000 × 0.05% × 1 = 0.50; tomorrow two days
    loan = Loan(
        "daily",
        [Payout((2025, 6, 1), frac("1000"))],
        [((2025, 6, 1), frac("0.0005"), "day")],
        ends="last_inclusive",
    )
    assert run(loan, day("2025-06-01")).owed[Head.INTEREST] == D("0.50")
    assert run(loan, day("2025-06-02")).owed[Head.INTEREST] == D("1.00")


def test_rounding_of_money() -> None:
    # half up at the fen, away from even; truncation and whole yuan where terms say so
    assert round_money(D("0.125")) == D("0.13")
    assert round_money(D("0.135")) == D("0.14")
    assert round_money(D("2.675")) == D("2.68")
    assert round_money(D("9.999"), mode="down") == D("9.99")
    assert round_money(D("9.991"), mode="up") == D("10.00")
    assert str(round_money(D("12.50"), unit=D(1))) == "13.00"
    assert show(D("1234567.5")) == "1,234,567.50"
