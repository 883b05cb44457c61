"""What overdue days of a private loan bear where no rate was agreed, and the bank rate of a day."""

from datetime import date
from decimal import Decimal

import pytest

from debtcheck.law.capsteps import CapReading
from debtcheck.law.lawbook import NoRate
from debtcheck.law.load import load_lawbook
from debtcheck.law.no_rate import overdue_by_law
from debtcheck.law.reference import reference_on, references
from debtcheck.words.catalog import Words

BOOK = load_lawbook()


def day(text: str) -> date:
    return date.fromisoformat(text)


def overdue(
    formed: str, filed: str, due: str, end: str, requested: bool | None = None
) -> tuple[CapReading, ...]:
    return overdue_by_law(
        BOOK,
        formed_on=day(formed),
        filed_on=day(filed),
        old_rule_requested=requested,
        due_on=day(due),
        end=day(end),
    )


def rates(reading: CapReading) -> list[str]:
    return [f"{s.start} {s.end} {s.yearly * 100:.2f}" for s in reading.steps]


@pytest.mark.parametrize(
    ("filed", "found"),
    [
        ("2015-08-31", []),  # the opinion of 1991 is not in the data
        ("2015-09-01", ["2015-06-01 2020-01-01 6.00"]),
        ("2020-08-19", ["2015-06-01 2020-01-01 6.00"]),
        ("2020-08-20", []),  # 6号 29 names no rate
        ("2020-12-31", []),
    ],
)
def test_the_text_at_filing_names_the_rate_or_none(filed: str, found: list[str]) -> None:
    readings = overdue("2015-01-01", filed, "2015-06-01", "2020-01-01")
    assert [step for reading in readings for step in rates(reading)] == found


def test_from_2021_the_lpr_of_the_time_is_read_in_two_ways() -> None:
    # LPR 3.10% from 2024-10-21, 3.00% from 2025-05-20
    floating, fixed = overdue("2024-03-01", "2025-08-15", "2025-03-01", "2025-09-01")
    assert (floating.id, fixed.id) == ("lpr_floating", "lpr_at_default")
    assert rates(floating) == ["2025-03-01 2025-05-20 3.10", "2025-05-20 2025-09-01 3.00"]
    assert rates(fixed) == ["2025-03-01 2025-09-01 3.10"]
    assert {s.rule.cite_zh for s in fixed.steps} == {BOOK.find("P4", day("2025-08-15")).cite_zh}


def test_where_the_lpr_did_not_move_nothing_is_open() -> None:
    (only,) = overdue("2025-05-21", "2025-12-01", "2025-06-01", "2025-12-01")
    assert (only.id, rates(only)) == ("", ["2025-06-01 2025-12-01 3.00"])


def test_the_first_overdue_day_is_the_day_after_the_due_day() -> None:
    # due 2025-05-19, the last day at 3.10%: fixed on 2025-05-20, the first overdue day, 3.00%
    readings = overdue("2024-03-01", "2025-08-15", "2025-05-19", "2025-09-01")
    assert rates(readings[-1]) == ["2025-05-19 2025-09-01 3.00"]


@pytest.mark.parametrize(
    ("requested", "ids"),
    [
        (True, ["lpr_floating", "lpr_at_default"]),
        (False, ["lpr_floating", "lpr_at_default"]),
        (
            None,
            [
                "split_2020+lpr_floating",
                "no_split_2020+lpr_floating",
                "split_2020+lpr_at_default",
                "no_split_2020+lpr_at_default",
            ],
        ),
    ],
)
def test_six_percent_to_2020_08_19_if_a_party_asks(requested: bool | None, ids: list[str]) -> None:
    found = overdue("2018-01-01", "2024-09-10", "2020-01-01", "2024-09-10", requested)
    assert [reading.id for reading in found] == ids
    first = rates(found[0])[0]
    assert first == (
        "2020-01-01 2020-02-20 4.15" if requested is False else "2020-01-01 2020-08-20 6.00"
    )


@pytest.mark.parametrize(
    ("formed", "due", "open_"),
    [
        ("2020-08-19", "2020-08-19", 4),
        ("2020-08-19", "2020-08-20", 2),
        ("2020-08-20", "2020-08-20", 2),
    ],
)
def test_six_percent_needs_an_old_contract_and_an_old_day(
    formed: str, due: str, open_: int
) -> None:
    assert len(overdue(formed, "2024-09-10", due, "2024-09-10")) == open_


def test_before_the_lpr_the_benchmark_stands_with_its_doubt() -> None:
    floating, fixed = overdue("2018-01-01", "2024-09-10", "2019-08-19", "2019-09-01", False)
    assert rates(floating) == ["2019-08-19 2019-08-20 4.35", "2019-08-20 2019-09-01 4.25"]
    assert rates(fixed) == ["2019-08-19 2019-09-01 4.25"]  # the first overdue day had an LPR
    assert "凭记忆" in Words("zh").say(floating.steps[0].why)
    assert "from memory" in Words("en").say(floating.steps[0].why)


def test_before_the_first_benchmark_rate_only_six_percent_is_left() -> None:
    assert overdue("2003-01-01", "2024-09-10", "2004-06-01", "2005-01-01", False) == ()
    (old,) = overdue("2003-01-01", "2024-09-10", "2004-06-01", "2005-01-01", True)
    assert rates(old) == ["2004-06-01 2005-01-01 6.00"]
    (later,) = overdue("2003-01-01", "2024-09-10", "2004-06-01", "2020-09-01", True)
    assert rates(later) == ["2004-06-01 2020-08-20 6.00", "2020-08-20 2020-09-01 3.85"]


@pytest.mark.parametrize(
    ("on", "term", "percent", "benchmark"),
    [
        ("2004-10-29", "1y", "5.58", True),
        ("2019-08-19", "1y", "4.35", True),
        ("2019-08-20", "1y", "4.25", False),
        ("2019-08-19", "5y", "4.90", True),
        ("2019-08-20", "5y", "4.85", False),
    ],
)
def test_the_bank_rate_of_a_day(on: str, term: str, percent: str, benchmark: bool) -> None:
    found = reference_on(BOOK, day(on), term)
    assert (found.rate * 100, found.benchmark) == (Decimal(percent), benchmark)
    assert ("memory" in found.confidence) is benchmark


def test_before_2004_10_29_the_rate_lies_outside_the_data() -> None:
    with pytest.raises(NoRate) as caught:
        reference_on(BOOK, day("2004-10-28"))
    for lang in ("zh", "en"):
        assert "2004-10-29" in Words(lang).say(caught.value.why)


def test_the_days_on_which_a_rate_begins() -> None:
    found = references(BOOK, day("2015-10-01"), day("2019-10-01"))
    assert [str(d) for d in found] == ["2015-10-01", "2015-10-24", "2019-08-20", "2019-09-20"]


def test_every_reason_reads_in_both_languages() -> None:
    for requested in (None, True, False):
        for reading in overdue("2018-01-01", "2024-09-10", "2019-01-01", "2024-09-10", requested):
            for lang in ("zh", "en"):
                said = [Words(lang).say(w) for w in (reading.why, *(s.why for s in reading.steps))]
                assert all(said)
                assert not any("{" in sentence for sentence in said)
