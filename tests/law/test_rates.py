"""LPR and benchmark rates: the days, the rows, freshness, and a user's own file."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.law.lawbook import LawDataError, NoRate
from debtcheck.law.load import load_lawbook
from debtcheck.words.catalog import Words

BOOK = load_lawbook()

# Every change of the 1-year LPR with four times it, as published.
FOUR_TIMES = [
    ("2019-08-20", "17.0"),
    ("2019-09-20", "16.8"),
    ("2019-11-20", "16.6"),
    ("2020-02-20", "16.2"),
    ("2020-04-20", "15.4"),
    ("2021-12-20", "15.2"),
    ("2022-01-20", "14.8"),
    ("2022-08-22", "14.6"),
    ("2023-06-20", "14.2"),
    ("2023-08-21", "13.8"),
    ("2024-07-22", "13.4"),
    ("2024-10-21", "12.4"),
    ("2025-05-20", "12.0"),
]


@pytest.mark.parametrize(("day", "percent"), FOUR_TIMES)
def test_four_times_the_lpr_from_the_day_of_its_fixing(day: str, percent: str) -> None:
    on = date.fromisoformat(day)
    assert 4 * BOOK.lpr_on(on) * 100 == Decimal(percent)
    if on > BOOK.lpr_start:
        before = date.fromordinal(on.toordinal() - 1)
        assert BOOK.lpr_on(before) != BOOK.lpr_on(on)


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        ("2024-03-01", "13.8"),
        ("2024-07-21", "13.8"),  # a published page gives 15.4 for this month, which is wrong
        ("2024-07-22", "13.4"),
        ("2024-09-10", "13.4"),
        ("2020-08-20", "15.4"),
    ],
)
def test_the_limit_of_a_day(day: str, percent: str) -> None:
    assert 4 * BOOK.lpr_on(date.fromisoformat(day)) * 100 == Decimal(percent)


def test_the_five_year_rate_moves_on_its_own_days() -> None:
    assert BOOK.lpr_on(date(2024, 2, 19), "5y") == Decimal("0.0420")
    assert BOOK.lpr_on(date(2024, 2, 20), "5y") == Decimal("0.0395")
    assert BOOK.lpr_on(date(2024, 2, 20)) == Decimal("0.0345")


def test_row_counts() -> None:
    assert (len(BOOK.lpr), len(BOOK.benchmark)) == (15, 27)
    assert {row.confidence for row in BOOK.lpr} == {"verified"}


def test_before_the_first_lpr_there_is_no_rate_and_that_is_said() -> None:
    with pytest.raises(NoRate, match="2019-08-20") as caught:
        BOOK.lpr_on(date(2019, 8, 19))
    for lang in ("zh", "en"):
        assert "2019-08-20" in Words(lang).say(caught.value.why)


@pytest.mark.parametrize(
    ("day", "term", "percent"),
    [
        ("2004-10-29", "6m", "5.22"),
        ("2011-02-09", "6m", "5.60"),
        ("2011-07-07", "over5y", "7.05"),
        ("2012-07-05", "6m", "5.85"),
        ("2012-07-06", "6m", "5.60"),
        ("2012-07-06", "1y", "6.00"),
        ("2012-07-06", "3y", "6.15"),
        ("2012-07-06", "5y", "6.40"),
        ("2015-10-24", "6m", "4.35"),
        ("2019-08-19", "1y", "4.35"),
    ],
)
def test_benchmark_rates(day: str, term: str, percent: str) -> None:
    assert BOOK.benchmark_on(date.fromisoformat(day), term) * 100 == Decimal(percent)


@pytest.mark.parametrize("day", ["2004-10-28", "2019-08-20"])
def test_benchmark_rates_begin_and_end(day: str) -> None:
    with pytest.raises(NoRate):
        BOOK.benchmark_on(date.fromisoformat(day), "1y")


def test_unknown_terms_are_refused() -> None:
    with pytest.raises(ValueError, match="no such term"):
        BOOK.lpr_on(date(2024, 1, 1), "3y")
    with pytest.raises(ValueError, match="no such term"):
        BOOK.benchmark_on(date(2018, 1, 1), "2y")


def test_freshness_ends_with_the_last_checked_fixing() -> None:
    assert BOOK.verified_through == date(2026, 9, 21)
    assert BOOK.is_fresh(date(2026, 9, 21))
    assert not BOOK.is_fresh(date(2026, 9, 22))
    assert BOOK.lpr_on(date(2027, 1, 1)) == Decimal("0.03")  # still answers; the caller warns


def write(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "lpr.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_users_file_adds_rows_and_moves_the_day(tmp_path: Path) -> None:
    path = write(tmp_path, "publish_date,lpr_1y,lpr_5y\n2026-10-20,2.90,3.40\n")
    book = load_lawbook(lpr_file=path)
    assert book.lpr_on(date(2026, 10, 19)) == Decimal("0.03")
    assert book.lpr_on(date(2026, 10, 20)) == Decimal("0.029")
    assert book.verified_through == date(2026, 10, 20)
    assert book.user_files == (str(path),)
    assert load_lawbook().lpr_on(date(2026, 10, 20)) == Decimal("0.03")  # the built-in is untouched


def test_a_users_row_replaces_that_of_the_same_day(tmp_path: Path) -> None:
    # a file as a spreadsheet writes it: with a mark at the start and CRLF
    content = "\ufeffpublish_date,lpr_1y,lpr_5y,confidence\r\n2025-05-20,3.05,3.50,mine\r\n"
    book = load_lawbook(lpr_file=write(tmp_path, content))
    assert book.lpr_row(date(2025, 6, 1)).one_year == Decimal("0.0305")
    assert book.lpr_row(date(2025, 6, 1)).confidence == "mine"
    assert len(book.lpr) == 15
    assert book.verified_through == date(2026, 9, 21)  # an earlier row moves nothing


def test_a_comment_says_how_far_a_file_was_checked(tmp_path: Path) -> None:
    content = "# verified_through: 2026-11-20\npublish_date,lpr_1y,lpr_5y\n2026-10-20,2.90,3.40\n"
    assert load_lawbook(lpr_file=write(tmp_path, content)).verified_through == date(2026, 11, 20)


HEAD = "publish_date,lpr_1y,lpr_5y\n"


@pytest.mark.parametrize(
    ("content", "place", "key"),
    [
        (HEAD + "2026-10-20,2.90\n", "line 2", "cells"),
        (HEAD + "2026-10-20,2.90,3.40\n2026-13-01,2.90,3.40\n", "line 3", "bad_day"),
        (HEAD + "20261020,2.90,3.40\n", "line 2", "bad_day"),
        (HEAD + "2101-01-20,2.90,3.40\n", "line 2", "bad_year"),
        (HEAD + "2026-10-20,2.90%,3.40\n", "line 2", "not_percent"),
        (HEAD + "2026-10-20,-2.90,3.40\n", "line 2", "not_percent"),
        (HEAD + "2026-10-20,NaN,3.40\n", "line 2", "not_percent"),
        (HEAD + "2026-10-20,0,3.40\n", "line 2", "not_percent"),
        (HEAD + "2026-10-20,2.90,3.40\n2026-10-20,2.80,3.40\n", "line 3", "twice"),
        (HEAD + "2019-08-19,4.25,4.85\n", "line 2", "before_lpr"),
        ("date,lpr\n2026-10-20,2.90\n", "line 1", "columns"),
        ("publish_date,lpr_1y,lpr_5y,note\n2026-10-20,2.90,3.40,x\n", "line 1", "columns"),
        ("# verified_through: soon\n" + HEAD, "line 1", "bad_day"),
        (HEAD, "-", "empty"),
        ("", "-", "empty"),
    ],
)
def test_a_bad_file_is_named_with_its_line(
    tmp_path: Path, content: str, place: str, key: str
) -> None:
    path = write(tmp_path, content)
    with pytest.raises(LawDataError) as caught:
        load_lawbook(lpr_file=path)
    error = caught.value
    assert (error.file, error.key, error.why.key) == (str(path), place, f"law.error.{key}")
    for lang in ("zh", "en"):
        assert Words(lang).say(error.why)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\xff\xfe\x00\x80")
    large = tmp_path / "large.csv"
    large.write_bytes(b"#" * 1_000_001)
    for path, key in [
        (tmp_path / "absent.csv", "no_file"),
        (tmp_path, "folder"),
        (binary, "not_utf8"),
        (large, "too_large"),
    ]:
        for option in ("lpr_file", "law_file"):
            with pytest.raises(LawDataError) as caught:
                load_lawbook(**{option: path})
            assert caught.value.why.key == f"law.error.{key}"
