"""Days: natural ones from the day after, workdays over holidays, and what is not known."""

from __future__ import annotations

import builtins

import pytest

from debtcheck.letters.deadlines import answer_by, court_days, is_workday, natural_days, workdays

from .written import day


def test_natural_days_begin_the_day_after() -> None:
    assert natural_days(day("2025-07-01"), 15) == day("2025-07-16")


def test_workdays_pass_over_holidays_and_count_the_weekends_worked_for_them() -> None:
    """2025: holiday 1 to 8 October; 28 September and 11 October are worked."""
    pytest.importorskip("chinese_calendar")
    assert workdays(day("2025-09-26"), 1) == (day("2025-09-28"), True)
    assert workdays(day("2025-09-30"), 3) == (day("2025-10-11"), True)


def test_beyond_the_known_years_only_weekends_are_known() -> None:
    last, known = workdays(day("2040-09-28"), 5)
    assert (last, known) == (day("2040-10-05"), False)


def test_without_the_package_only_weekends_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *args: object) -> object:
        if name == "chinese_calendar":
            raise ImportError(name)
        return real(name, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", absent)
    assert is_workday(day("2025-10-01")) == (True, False)
    assert is_workday(day("2025-10-04")) == (False, False)


def test_a_last_day_of_rest_is_said() -> None:
    found = court_days(day("2025-09-20"), 15, day("2025-09-21"))
    assert found.on == day("2025-10-05")
    assert [n.key for n in found.notes] == ["letter.deadline.court", "letter.deadline.rest_day"]


def test_days_that_are_over_are_said_and_days_without_service_are_not_counted() -> None:
    assert court_days(day("2025-07-01"), 15, day("2025-07-16")).notes[0].key.endswith("court")
    assert court_days(day("2025-07-01"), 15, day("2025-07-17")).notes[0].key.endswith("passed")
    assert court_days(None, 15, day("2025-07-17")).on is None


def test_an_answer_by_rule_and_one_that_is_asked_for() -> None:
    assert answer_by(day("2025-07-10"), 15, by_rule=True).notes[0].key.endswith("by_rule")
    assert answer_by(day("2025-07-10"), 15, by_rule=False).notes[0].key.endswith("asked")
