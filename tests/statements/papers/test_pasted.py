"""Plans copied out of an app as text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.case.kinds import Head

from .text_papers import Read, reader

D = Decimal


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path)


def test_one_line_an_instalment(read: Read) -> None:
    found = read(
        "截至2026-09-27\n"
        "第3期 2026-08-15 应还866.20 本金833.33 利息32.87 已还866.20 已结清\n"
        "第4期 2026-09-15 应还872.45 本金833.33 利息32.87 罚息6.25 逾期12天\n"
        "第5期 2026-10-15 应还866.20 本金833.33 利息32.87 待还\n"
    )
    assert found.format == "pasted"
    (claim,) = found.claims
    # The fifth is due after 2026-09-27. 833.33 + 32.87 + 6.25 = 872.45, as printed.
    assert dict(claim.heads) == {
        Head.PRINCIPAL: D("833.33"),
        Head.INTEREST: D("32.87"),
        Head.PENALTY: D("6.25"),
    }
    assert [line.days for line in claim.lines] == [12, 12, 12]
    assert claim.where("penalty")[0].text.startswith("第4期 2026-09-15 应还872.45")
    assert [row.due_on for row in found.schedule] == [
        date(2026, 8, 15),
        date(2026, 9, 15),
        date(2026, 10, 15),
    ]
    assert found.notices == ()


def test_several_lines_an_instalment_without_years(read: Read) -> None:
    found = read(
        "第1期\n应还款日 12月15日\n应还金额 ￥１，０００．００\n已还清\n"
        "第2期\n应还款日 1月15日\n应还金额 1,000.50\n未到期\n"
    )
    # The day nearest to 2026-09-28 in 12-15 is 2026-12-15 (78 days); the next comes after it.
    assert [row.due_on for row in found.schedule] == [date(2026, 12, 15), date(2027, 1, 15)]
    assert found.claims == ()
    (notice,) = [n for n in found.notices if n.key == "papers_doc.years"]
    assert (notice.params["first"], notice.params["last"]) == (
        date(2026, 12, 15),
        date(2027, 1, 15),
    )


def test_a_row_with_a_total_alone_beside_rows_with_parts(read: Read) -> None:
    """866.20 is in no head, but it is claimed: 872.45 + 866.20 = 1,738.65."""
    (claim,) = read(
        "截至2026-09-27\n"
        "第4期 2026-08-15 应还872.45 本金833.33 利息32.87 罚息6.25 逾期\n"
        "5/12期 2026.09.15 866.20元 逾期\n"
    ).claims
    assert claim.total == D("1738.65")
    assert claim.head(Head.PRINCIPAL) == D("833.33")


def test_a_total_with_its_penalty_alone(read: Read) -> None:
    """872.45 holds the 6.25 beside it; the rest, 866.20, is in no head."""
    (claim,) = read(
        "截至2026-09-27\n第4期 2026-08-15 应还872.45 罚息6.25 逾期\n"
        "第5期 2026-09-15 应还866.20 逾期\n"
    ).claims
    assert dict(claim.heads) == {Head.PENALTY: D("6.25")}
    assert claim.total == D("1738.65")  # 872.45 + 866.20


def test_instalments_within_a_sentence_are_a_notice(read: Read) -> None:
    found = read("您第3期应还866.20元、第4期应还866.20元均已逾期，合计1732.40元，罚息50.00元")
    assert found.format == "notice"
    assert found.claims[0].total == D("1732.40")


def test_the_words_under_the_plan_are_no_part_of_it(read: Read) -> None:
    found = read(
        "第1期 2026-08-15 应还100.00 逾期\n第2期 2026-09-15 应还100.00 逾期\n"
        "合计 200.00\n注：罚息另计 99.00\n"
    )
    assert found.claims[0].total == D("200.00")


def test_a_message_that_names_one_instalment_is_a_notice(read: Read) -> None:
    found = read("【某平台】您的第3期账单已逾期3天，应还866.20元，请尽快还款")
    assert found.format == "notice"


def test_a_plan_that_shows_no_state_claims_nothing(read: Read) -> None:
    found = read("第1期 2026-08-15 月供100.00\n第2期 2026-09-15 月供100.00\n")
    assert found.claims == ()
    assert [n.key for n in found.notices] == ["papers_doc.plan_only"]


def test_an_amount_that_is_none(read: Read, refused) -> None:
    problems = refused(
        lambda: read("第1期 2026-08-15 本金1,00.00 应还5.00\n第2期 2026-09-15 本金8.00\n")
    )
    assert [(p.key, p.place) for p in problems] == [("amount_grouping", "line 1, 应还本金")]
