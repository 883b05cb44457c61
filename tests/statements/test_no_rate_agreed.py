"""`rate = "none"` and "unclear": read in both languages, and only where a rate can be absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from debtcheck.case.problem import InputError
from debtcheck.case.rate import NotAgreed
from debtcheck.statements.case_file import load_case

CASE = """
[lender]
kind = "private"
[loan]
principal = "10000.00"
formed_on = 2024-01-01
disbursed_on = 2024-01-01
rate = "{rate}"
{more}
"""


def written(tmp_path: Path, rate: str, more: str = "") -> Path:
    file = tmp_path / "case.toml"
    file.write_text(CASE.format(rate=rate, more=more), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("none", NotAgreed.NONE),
        ("None", NotAgreed.NONE),
        ("没有约定", NotAgreed.NONE),
        ("未约定", NotAgreed.NONE),
        ("unclear", NotAgreed.UNCLEAR),
        ("约定不明", NotAgreed.UNCLEAR),
    ],
)
def test_a_rate_that_was_not_agreed_is_read(tmp_path: Path, text: str, found: NotAgreed) -> None:
    case = load_case(written(tmp_path, text, f'[loan.overdue]\nrate = "{text}"'))
    assert case.loan.rate is found
    assert case.loan.overdue.rate is found


@pytest.mark.parametrize(
    ("rate", "more", "key"),
    [
        ("nothing", "", "rate_bad"),
        ("12%/year", '[loan.overdue]\ncompound_rate = "none"', "rate_bad"),
        ("12%/year", '[[loan.rate_change]]\non = 2024-02-01\nrate = "none"', "rate_bad"),
        ("none", '[loan.overdue]\nrate = "1.5x"', "multiple_of_no_rate"),
        ("约定不明", '[loan.overdue]\nrate = "上浮50%"', "multiple_of_no_rate"),
    ],
)
def test_it_stands_nowhere_else(tmp_path: Path, rate: str, more: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        load_case(written(tmp_path, rate, more))
    assert [problem.key for problem in caught.value.problems] == [key]


ROLLED = '[loan.rolled_from]\nprincipal = "{old}"\ncapitalised_interest = "{rolled}"\n{day}'


@pytest.mark.parametrize(
    ("old", "rolled", "day", "keys"),
    [
        ("8000.00", "2000.00", "disbursed_on = 2023-12-31", []),
        ("8000.00", "2000.01", "", ["rolled_above_principal"]),
        ("8000.00", "2000.00", "disbursed_on = 2024-01-01", ["rolled_after_payout"]),
    ],
)
def test_an_older_debt_lies_before_and_within_this_one(
    tmp_path: Path, old: str, rolled: str, day: str, keys: list[str]
) -> None:
    file = written(tmp_path, "12%/year", ROLLED.format(old=old, rolled=rolled, day=day))
    try:
        load_case(file)
        found: list[str] = []
    except InputError as error:
        found = [problem.key for problem in error.problems]
    assert found == keys
