"""Each version of each rule, on the day it begins and ends and on the day beside it."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from debtcheck.law.lawbook import NoRule
from debtcheck.law.load import load_lawbook

CASES: dict[str, list[tuple[str, str]]] = tomllib.loads(
    Path(__file__).with_name("boundaries.toml").read_text(encoding="utf-8")
)
BOOK = load_lawbook()
A_DAY = timedelta(days=1)


def demanded(rule_id: str) -> set[date]:
    """The days that the versions of a rule ask for."""
    days: set[date] = set()
    for version in BOOK.versions(rule_id):
        days |= {version.since - A_DAY, version.since}
        if version.until is not None:
            days |= {version.until, version.until + A_DAY}
    return days


@pytest.mark.parametrize("rule_id", BOOK.ids)
def test_every_boundary_of_the_data_has_its_case(rule_id: str) -> None:
    written = {date.fromisoformat(day) for day, _ in CASES.get(rule_id, [])}
    assert demanded(rule_id) <= written


def test_no_case_is_left_over() -> None:
    assert set(CASES) == set(BOOK.ids)


@pytest.mark.parametrize(
    ("rule_id", "day", "cited"),
    [(rule_id, day, cited) for rule_id, rows in CASES.items() for day, cited in rows],
)
def test_the_version_of_the_day_is_found(rule_id: str, day: str, cited: str) -> None:
    on = date.fromisoformat(day)
    if not cited:
        with pytest.raises(NoRule):
            BOOK.find(rule_id, on)
        return
    rule = BOOK.find(rule_id, on)
    assert rule.holds_on(on)
    assert [v for v in BOOK.versions(rule_id) if cited in v.cite_zh] == [rule]
