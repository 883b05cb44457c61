"""Widths and line breaks of mixed text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from debtcheck.report.cells import cells, clip, left, right, wrap

MIXED = st.text(alphabet="本金利息，。（）“” abc-10,00.5%×元\u3000", max_size=120)


def test_chinese_is_two_cells_wide() -> None:
    assert cells("本金 10") == 7
    assert left("本金", 8) == "本金    "
    assert right("1.00", 8) == "    1.00"


def test_a_closing_mark_stays_with_the_character_before_it() -> None:
    assert wrap("本金利息，罚息", 8) == ["本金利", "息，罚息"]


def test_an_opening_mark_moves_with_the_character_behind_it() -> None:
    assert wrap("本金利（息）", 8) == ["本金利", "（息）"]


def test_a_number_is_not_broken_and_keeps_its_unit() -> None:
    assert wrap("重算是 10,900.00 元", 14) == ["重算是", "10,900.00 元"]


def test_what_is_wider_than_a_line_is_cut() -> None:
    assert wrap("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_the_rest_hangs_under_the_first_line() -> None:
    assert wrap("a b c", 6, "1  ") == ["1  a b", "   c"]


def test_clip_shows_that_something_was_cut() -> None:
    assert clip("本金利息罚息", 9) == "本金利..."
    assert clip("本金", 9) == "本金"


@given(MIXED, st.integers(min_value=12, max_value=60))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width, "  ")
    assert all(cell_len(line) <= width for line in lines)
    kept = "".join("".join(lines).split())
    assert kept == "".join(text.split())
