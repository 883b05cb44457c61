"""Two debts, worked by hand month by month, both ways.

A: 1,000.00 at 24% a year, at least 50 a month. B: 500.00 at 12% a year, at least 25 a month.
200.00 a month in all. A month of A is 2%, of B 1%, rounded half up.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from debtcheck.planning.simulate import Run, run

from .households import household, opened, owing

# month: (opening, interest, payment, closing) of A, then of B
AVALANCHE = [
    ("1000.00 20.00 175.00 845.00", "500.00 5.00 25.00 480.00"),
    ("845.00 16.90 175.00 686.90", "480.00 4.80 25.00 459.80"),
    ("686.90 13.74 175.00 525.64", "459.80 4.60 25.00 439.40"),
    ("525.64 10.51 175.00 361.15", "439.40 4.39 25.00 418.79"),
    ("361.15 7.22 175.00 193.37", "418.79 4.19 25.00 397.98"),
    ("193.37 3.87 175.00 22.24", "397.98 3.98 25.00 376.96"),
    ("22.24 0.44 22.68 0.00", "376.96 3.77 177.32 203.41"),
    ("", "203.41 2.03 200.00 5.44"),
    ("", "5.44 0.05 5.49 0.00"),
]
SNOWBALL = [
    ("1000.00 20.00 50.00 970.00", "500.00 5.00 150.00 355.00"),
    ("970.00 19.40 50.00 939.40", "355.00 3.55 150.00 208.55"),
    ("939.40 18.79 50.00 908.19", "208.55 2.09 150.00 60.64"),
    ("908.19 18.16 138.75 787.60", "60.64 0.61 61.25 0.00"),
    ("787.60 15.75 200.00 603.35", ""),
    ("603.35 12.07 200.00 415.42", ""),
    ("415.42 8.31 200.00 223.73", ""),
    ("223.73 4.47 200.00 28.20", ""),
    ("28.20 0.56 28.76 0.00", ""),
]


def two(strategy: str) -> Run:
    house = household("200", owing("A", "1000", "24", "50"), owing("B", "500", "12", "25"))
    return run(*opened(house), strategy)


@pytest.mark.parametrize(
    ("strategy", "table", "interest", "payoff"),
    [
        ("avalanche", AVALANCHE, "105.49", (("A", 7), ("B", 9))),
        ("snowball", SNOWBALL, "128.76", (("B", 4), ("A", 9))),
    ],
)
def test_month_by_month(
    strategy: str, table: list[tuple[str, str]], interest: str, payoff: tuple[tuple[str, int], ...]
) -> None:
    found = two(strategy)
    rows = {(row.month, row.debt): " ".join(f"{x:.2f}" for x in row[3:]) for row in found.rows}
    wanted = {
        (month, debt): text
        for month, texts in enumerate(table, 1)
        for debt, text in zip("AB", texts, strict=True)
        if text
    }
    assert rows == wanted
    assert found.length == 9
    assert found.interest == Decimal(interest)
    assert found.payoff == payoff


def test_the_last_payments_are_exact() -> None:
    assert [r.payment for r in two("avalanche").rows if not r.closing] == [
        Decimal("22.68"), Decimal("5.49"),
    ]  # fmt: skip
    assert [r.payment for r in two("snowball").rows if not r.closing] == [
        Decimal("61.25"), Decimal("28.76"),
    ]  # fmt: skip
