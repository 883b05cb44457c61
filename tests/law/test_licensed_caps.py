"""The limit of licensed lenders by days, and the regulator's all-in rules by the day of payout."""

from datetime import date
from decimal import Decimal

import pytest

from debtcheck.case.kinds import LenderKind
from debtcheck.law.caps import CapReading, licensed_caps, origination_caps
from debtcheck.law.load import load_lawbook
from debtcheck.words.catalog import Words

BOOK = load_lawbook()
BANKS = ("bank", "consumer_finance", "trust", "auto_finance")
LOCAL = ("microloan", "guarantor", "pawnshop", "finance_lease", "factoring", "local_amc")


def caps(kind: str, start: str, end: str) -> tuple[CapReading, ...]:
    return licensed_caps(
        BOOK,
        kind=LenderKind(kind),
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
    )


def steps(reading: CapReading) -> list[str]:
    return [f"{s.start} {s.end} {s.rule.id} {s.yearly}" for s in reading.steps]


def test_a_microloan_year() -> None:
    # 10,000 for the 366 days of 2024: 10,000 × 0.24 × 366 ÷ 365 = 2,406.58
    (only,) = caps("microloan", "2024-01-01", "2025-01-01")
    assert (only.id, only.force, only.on_request) == ("", "REDUCE", True)
    (step,) = only.steps
    assert round(10_000 * step.yearly * 366 / 365, 2) == Decimal("2406.58")
    assert (step.rule.id, step.paid_line) == ("S2", None)


def test_a_bank_quarter() -> None:
    # 10,000 for the 90 days from 2025-04-01: 10,000 × 0.24 × 90 ÷ 365 = 591.78
    (only,) = caps("bank", "2025-04-01", "2025-06-30")
    assert round(10_000 * only.steps[0].yearly * 90 / 365, 2) == Decimal("591.78")


@pytest.mark.parametrize("kind", BANKS)
def test_the_limit_of_banks_begins_on_2017_08_09(kind: str) -> None:
    assert [steps(r) for r in caps(kind, "2017-01-01", "2025-01-01")] == [
        ["2017-08-09 2025-01-01 B1 0.24"]
    ]
    (before,) = caps(kind, "2017-01-01", "2017-08-09")
    assert before.steps == ()


@pytest.mark.parametrize("kind", LOCAL)
def test_days_before_2021_of_local_lenders_stay_open(kind: str) -> None:
    found = caps(kind, "2020-12-31", "2021-01-02")
    assert [(r.id, steps(r)) for r in found] == [
        (
            "before_2021_24",
            ["2020-12-31 2021-01-01 S1 0.24", "2021-01-01 2021-01-02 S2 0.24"],
        ),
        ("before_2021_none", ["2021-01-01 2021-01-02 S2 0.24"]),
    ]
    assert found[0].steps[0].rule.force == "U"
    for reading in found:
        assert "尚无定论" in Words("zh").say(reading.why)
        assert "not settled" in Words("en").say(reading.why)


@pytest.mark.parametrize("kind", LOCAL)
def test_from_2021_nothing_is_open(kind: str) -> None:
    (only,) = caps(kind, "2021-01-01", "2021-01-02")
    assert (only.id, steps(only)) == ("", ["2021-01-01 2021-01-02 S2 0.24"])


def test_before_september_2015_no_limit_is_known() -> None:
    (only,) = caps("microloan", "2014-01-01", "2015-09-01")
    assert only.steps == ()


@pytest.mark.parametrize("kind", ["private", "unknown"])
def test_a_lender_without_a_licence_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="not a licensed lender"):
        caps(kind, "2024-01-01", "2025-01-01")


def test_no_licensed_limit_follows_the_lpr() -> None:
    for kind in (*BANKS, *LOCAL):
        for reading in caps(kind, "2015-01-01", "2030-01-01"):
            assert {step.rule.kind for step in reading.steps} <= {"percent", "two_lines"}


@pytest.mark.parametrize(
    ("kind", "facilitated", "card", "on", "expected"),
    [
        ("bank", True, False, "2025-09-30", []),
        ("bank", True, False, "2025-10-01", ["B3"]),
        ("bank", False, False, "2025-10-01", []),
        ("bank", None, False, "2025-10-01", []),  # not known is not yes
        ("bank", True, True, "2025-10-01", []),  # a card
        ("consumer_finance", True, False, "2026-03-30", ["B3"]),
        ("consumer_finance", True, False, "2026-03-31", ["B3", "F1"]),
        ("consumer_finance", None, False, "2026-03-31", ["F1"]),
        ("microloan", True, False, "2025-12-23", []),
        ("microloan", None, False, "2025-12-24", ["S3"]),
        ("microloan", None, False, "2027-12-31", ["S3"]),
        ("microloan", None, False, "2028-01-01", ["S4"]),
        ("microloan", None, False, "2017-11-30", []),
        ("microloan", None, False, "2017-12-01", ["X1"]),
        ("microloan", None, False, "2020-08-19", ["X1"]),
        ("microloan", None, False, "2020-08-20", []),
        ("private", None, False, "2018-06-01", []),
        ("unknown", None, False, "2018-06-01", []),
    ],
)
def test_all_in_rules_by_the_day_of_payout(
    kind: str, facilitated: bool | None, card: bool, on: str, expected: list[str]
) -> None:
    found = origination_caps(
        BOOK,
        kind=LenderKind(kind),
        facilitated=facilitated,
        card=card,
        originated_on=date.fromisoformat(on),
        as_of=date(2030, 1, 1),
    )
    assert [rule.id for rule in found] == expected
    assert {rule.force for rule in found} <= {"REG", "SOFT"}


def test_a_rule_of_tomorrow_is_not_held_against_today() -> None:
    found = origination_caps(
        BOOK,
        kind=LenderKind.MICROLOAN,
        facilitated=None,
        card=False,
        originated_on=date(2028, 1, 1),
        as_of=date(2027, 12, 31),
    )
    assert found == ()
