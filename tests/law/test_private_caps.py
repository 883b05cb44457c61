"""The limits on private loans: which text, which LPR, which days."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from debtcheck.law.caps import CapReading, CapStep, private_caps
from debtcheck.law.load import load_lawbook
from debtcheck.words.catalog import Words

BOOK = load_lawbook()


def day(text: str) -> date:
    return date.fromisoformat(text)


def caps(
    formed: str, filed: str, start: str, end: str, requested: bool | None = None
) -> tuple[CapReading, ...]:
    return private_caps(
        BOOK,
        formed_on=day(formed),
        filed_on=day(filed),
        old_rule_requested=requested,
        start=day(start),
        end=day(end),
    )


def rates(reading: CapReading) -> list[str]:
    """Each step as start, end, percent: short enough to be read in a test."""
    return [f"{s.start} {s.end} {s.yearly * 100:.1f}" for s in reading.steps]


def ids(readings: tuple[CapReading, ...]) -> list[str]:
    return [reading.id for reading in readings]


def interest(principal: int, step: CapStep) -> Decimal:
    """principal × rate × days ÷ 365, to the fen."""
    assert step.end is not None
    return round(principal * step.yearly * (step.end - step.start).days / 365, 2)


def test_formed_after_the_change_takes_the_lpr_of_its_own_day() -> None:
    # 2024-03-01: LPR 3.45%, four times is 13.8%; a year on 45,000 received is 6,210.00
    (only,) = caps("2024-03-01", "2025-03-01", "2024-03-01", "2025-03-01")
    assert (only.id, only.force, only.on_request) == ("", "HARD", False)
    (step,) = only.steps
    assert step.yearly == Decimal("0.138")
    assert interest(45_000, step) == Decimal("6210.00")
    assert (step.rule.id, step.on, step.paid_line) == ("P3", day("2025-03-01"), None)
    assert Words("en").say(step.why) == "4 × LPR (2024-03-01: 3.45%) = 13.8%"
    assert Words("zh").say(step.why) == "4 × LPR（2024-03-01：3.45%）= 13.8%"


@pytest.mark.parametrize(("formed", "limit"), [("2024-07-21", "0.138"), ("2024-07-22", "0.134")])
def test_the_day_of_formation_decides_to_the_day(formed: str, limit: str) -> None:
    (only,) = caps(formed, "2025-03-01", formed, "2025-03-01")
    assert only.steps[0].yearly == Decimal(limit)


def test_across_2020_08_20_without_a_word_on_the_request_both_readings() -> None:
    # 597 days at 24%: 100,000 × 0.24 × 597 ÷ 365 = 39,254.79
    # 1,594 days at 4 × 3.35% = 13.4%: 100,000 × 0.134 × 1594 ÷ 365 = 58,519.45
    # 597 days at 13.4%: 100,000 × 0.134 × 597 ÷ 365 = 21,917.26
    split, none = caps("2019-01-01", "2024-09-10", "2019-01-01", "2024-12-31")
    assert (split.id, none.id) == ("split_2020", "no_split_2020")
    assert rates(split) == ["2019-01-01 2020-08-20 24.0", "2020-08-20 2024-12-31 13.4"]
    assert rates(none) == ["2019-01-01 2020-08-20 13.4", "2020-08-20 2024-12-31 13.4"]
    assert [interest(100_000, s) for s in split.steps] == [Decimal("39254.79"), Decimal("58519.45")]
    assert interest(100_000, none.steps[0]) == Decimal("21917.26")
    assert [s.paid_line for s in split.steps] == [Decimal("0.36"), None]
    assert [s.paid_line for s in none.steps] == [None, None]
    assert [s.rule.id for s in split.steps] == ["P2a", "P2b"]
    assert [s.rule.id for s in none.steps] == ["P2b", "P2b"]
    assert "第31条第2款" in split.steps[0].rule.cite_zh


@pytest.mark.parametrize(("requested", "first"), [(True, "24.0"), (False, "13.4")])
def test_a_known_request_leaves_one_reading(requested: bool, first: str) -> None:
    (only,) = caps("2019-01-01", "2024-09-10", "2019-01-01", "2024-12-31", requested)
    assert only.id == ""
    assert rates(only)[0] == f"2019-01-01 2020-08-20 {first}"


def test_the_old_limit_ends_with_2020_08_19_inclusive() -> None:
    before = caps("2019-01-01", "2024-09-10", "2020-08-19", "2020-08-20", True)
    after = caps("2019-01-01", "2024-09-10", "2020-08-20", "2020-08-21", True)
    assert rates(before[0]) == ["2020-08-19 2020-08-20 24.0"]
    assert rates(after[0]) == ["2020-08-20 2020-08-21 13.4"]


def test_where_no_day_is_old_nothing_is_open() -> None:
    (only,) = caps("2019-01-01", "2024-09-10", "2020-08-20", "2024-12-31")
    assert (only.id, rates(only)) == ("", ["2020-08-20 2024-12-31 13.4"])


@pytest.mark.parametrize("requested", [None, True, False])
def test_filed_before_the_change_keeps_the_old_rule_throughout(requested: bool | None) -> None:
    (only,) = caps("2019-01-01", "2020-08-19", "2019-01-01", "2022-01-01", requested)
    assert rates(only) == ["2019-01-01 2022-01-01 24.0"]
    assert only.steps[0].paid_line == Decimal("0.36")
    assert (only.steps[0].rule.id, only.steps[0].on) == ("P1", day("2020-08-19"))


@pytest.mark.parametrize("requested", [None, True, False])
@pytest.mark.parametrize(
    ("formed", "limit"),
    [
        ("2019-08-19", "15.4"),  # before the first LPR: that at filing, 4 × 3.85%
        ("2019-08-20", "17.0"),  # its own day's: 4 × 4.25%
    ],
)
@pytest.mark.parametrize("filed", ["2020-08-20", "2020-12-31"])
def test_filed_in_the_autumn_of_2020_has_no_split(
    requested: bool | None, formed: str, limit: str, filed: str
) -> None:
    (only,) = caps(formed, filed, formed, "2021-08-20", requested)
    assert rates(only) == [f"{formed} 2021-08-20 {limit}"]
    assert "第32条第2款" in only.steps[0].rule.cite_zh


def test_filed_from_2021_has_the_split() -> None:
    assert ids(caps("2019-01-01", "2021-01-01", "2019-01-01", "2022-01-01")) == [
        "split_2020",
        "no_split_2020",
    ]


@pytest.mark.parametrize(
    ("formed", "rule_id", "readings"),
    [("2020-08-19", "P2b", 4), ("2020-08-20", "P3", 1)],
)
def test_the_day_of_formation_parts_transition_and_new_law(
    formed: str, rule_id: str, readings: int
) -> None:
    found = caps(formed, "2024-09-10", formed, "2024-12-31")
    assert len(found) == readings
    assert found[0].steps[-1].rule.id == rule_id


def test_formed_in_the_first_year_of_the_lpr_opens_a_second_question() -> None:
    # formed 2019-09-01: 4 × 4.25% = 17%; filed 2024-09-10: 4 × 3.35% = 13.4%
    found = caps("2019-09-01", "2024-09-10", "2019-09-01", "2024-12-31")
    assert ids(found) == [
        "split_2020+lpr_at_filing",
        "split_2020+lpr_at_formation",
        "no_split_2020+lpr_at_filing",
        "no_split_2020+lpr_at_formation",
    ]
    assert rates(found[1]) == ["2019-09-01 2020-08-20 24.0", "2020-08-20 2024-12-31 17.0"]
    assert rates(found[2]) == ["2019-09-01 2020-08-20 13.4", "2020-08-20 2024-12-31 13.4"]
    one = caps("2019-09-01", "2024-09-10", "2019-09-01", "2024-12-31", True)
    assert ids(one) == ["lpr_at_filing", "lpr_at_formation"]
    old_days_only = caps("2019-09-01", "2024-09-10", "2019-09-01", "2020-08-20", True)
    assert ids(old_days_only) == [""]


def test_the_same_lpr_at_both_days_asks_nothing() -> None:
    # 3.85% from 2020-04-20 to 2021-12-19
    found = caps("2020-05-01", "2021-06-01", "2020-05-01", "2021-06-01")
    assert ids(found) == ["split_2020", "no_split_2020"]


@pytest.mark.parametrize(
    ("formed", "asks"), [("2019-08-19", False), ("2019-08-20", True), ("2020-08-19", True)]
)
def test_the_second_question_begins_with_the_lpr(formed: str, asks: bool) -> None:
    found = caps(formed, "2024-09-10", formed, "2024-12-31", False)
    assert (len(found) == 2) is asks


def test_before_september_2015_the_old_rule_itself_has_two_readings() -> None:
    # formed 2012-09-01: benchmark up to six months 5.60%, four times is 22.4%
    found = caps("2012-09-01", "2024-09-10", "2012-09-01", "2024-12-31")
    assert ids(found) == [
        "split_2020+old_rule_2015",
        "split_2020+old_rule_1991",
        "no_split_2020",
    ]
    assert rates(found[0])[0] == "2012-09-01 2020-08-20 24.0"
    assert rates(found[1])[0] == "2012-09-01 2020-08-20 22.4"
    assert (found[1].steps[0].rule.id, found[1].steps[0].paid_line) == ("P0", None)
    assert "凭记忆" in Words("zh").say(found[1].steps[0].why)
    assert "from memory" in Words("en").say(found[1].why)


@pytest.mark.parametrize(
    ("formed", "filed", "expected"),
    [
        ("2015-08-31", "2015-08-31", ["18.4"]),  # 4 × 4.60%, the opinion of 1991 alone
        ("2015-08-31", "2015-09-01", ["24.0", "18.4"]),
        ("2015-09-01", "2015-09-01", ["24.0"]),
    ],
)
def test_the_first_of_september_2015(formed: str, filed: str, expected: list[str]) -> None:
    found = caps(formed, filed, formed, "2016-01-01")
    assert [rates(r)[0].split()[-1] for r in found] == expected


def test_before_the_first_known_benchmark_only_the_later_rule_remains() -> None:
    found = caps("2004-10-28", "2024-09-10", "2004-10-28", "2024-12-31")
    assert ids(found) == ["split_2020", "no_split_2020"]
    assert caps("2004-10-28", "2010-01-01", "2004-10-28", "2009-01-01") == ()


@pytest.mark.parametrize("formed", ["1985-01-01", "1998-01-01", "2019-08-19"])
@pytest.mark.parametrize("filed", ["2019-08-19", "2020-10-01", "2024-09-10", "2030-01-01"])
@pytest.mark.parametrize("requested", [None, True, False])
def test_no_old_day_ever_breaks_it(formed: str, filed: str, requested: bool | None) -> None:
    for reading in caps(formed, filed, formed, "2031-01-01", requested):
        assert reading.steps[0].start == day(formed)
        for before, after in pairwise(reading.steps):
            assert before.end == after.start
        assert reading.steps[-1].end == day("2031-01-01")


def test_an_open_span_stays_open() -> None:
    found = private_caps(
        BOOK,
        formed_on=day("2019-01-01"),
        filed_on=day("2024-09-10"),
        old_rule_requested=None,
        start=day("2019-01-01"),
        end=None,
    )
    assert [reading.steps[-1].end for reading in found] == [None, None]


def test_an_empty_span_has_no_steps() -> None:
    (only,) = caps("2024-03-01", "2025-03-01", "2024-03-01", "2024-03-01")
    assert only.steps == ()


def test_a_filing_before_the_contract_counts_as_its_day() -> None:
    assert caps("2024-03-01", "2019-01-01", "2024-03-01", "2025-03-01") == caps(
        "2024-03-01", "2024-03-01", "2024-03-01", "2025-03-01"
    )


def test_every_reason_reads_in_both_languages() -> None:
    spans = [
        ("2012-09-01", "2024-09-10"),
        ("2019-09-01", "2024-09-10"),
        ("2019-09-01", "2020-09-10"),
        ("2018-09-01", "2019-09-10"),
        ("2024-09-01", "2024-09-10"),
    ]
    for formed, filed in spans:
        for reading in caps(formed, filed, formed, "2025-01-01"):
            for lang in ("zh", "en"):
                words = Words(lang)
                said = [words.say(reading.why), *(words.say(s.why) for s in reading.steps)]
                assert all(said)
                assert not any("{" in sentence for sentence in said)
