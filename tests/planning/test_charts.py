"""Charts fit, their bars add up, and they can be read without colour."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from debtcheck.report.cells import cells
from debtcheck.report.charts import Bar, bars, lengths, samples, stretches

from .households import yuan


@given(parts=st.lists(yuan(0, 5000), min_size=1, max_size=8), room=st.integers(8, 70))
def test_parts_fill_the_bar(parts: list[Decimal], room: int) -> None:
    whole = sum(parts, Decimal(0))
    found = lengths(parts, whole, room)
    assert all(n >= 0 for n in found)
    assert sum(found) == (room if whole else 0)


def test_bars_are_on_one_scale() -> None:
    rows = [
        Bar("一月", (Decimal(100), Decimal(50)), "150.00"),
        Bar("二", (Decimal(50), Decimal(25)), "75.00"),
    ]
    lines = bars(rows, "AB", 40)
    assert [cells(line) for line in lines] == [40, 40]
    assert abs(lines[0].count("A") - 2 * lines[1].count("A")) <= 1
    assert "\x1b" not in "".join(lines)


def test_nothing_owed_is_an_empty_bar() -> None:
    assert lengths((Decimal(0), Decimal(0)), Decimal(100), 30) == [0, 0]
    assert bars([], "A", 40) == []


@given(count=st.integers(1, 600))
def test_rows_are_few_and_whole(count: int) -> None:
    found = samples(count)
    assert found[0] == 0
    assert found[-1] == count
    assert found == sorted(set(found))
    assert len(found) <= 13
    months = [m for low, high in stretches(count) for m in range(low, high + 1)]
    assert months == list(range(1, count + 1))
    assert len(stretches(count)) <= 12
