"""Statements with known mistakes: does the search find what made them wrong?

The statements come from `oracle`, which shares no code with the engine or the search.
"""

from __future__ import annotations

import pytest

from debtcheck.audit.report import Cause
from debtcheck.engine.money import round_money
from debtcheck.words.catalog import Words

from .oracle import Slips, statement
from .statements import EVERY, LOANS, PAIRS, SINGLES, D, Wrong, audited, rank

METHODS = {"daily", "equal_instalment", "equal_principal", "interest_only", "bullet", "flat"}


@pytest.mark.parametrize("part", ["whole", "due"])
@pytest.mark.parametrize("loan", LOANS)
def test_platform_and_engine_agree_on_a_right_statement(loan: str, part: str) -> None:
    report = audited(Wrong(loan, Slips(), (), part))
    found = report.contract if part == "whole" else report.contract_due
    right = statement(LOANS[loan], due_only=part == "due")
    for head, amount in right.items():
        exact = D(amount.numerator) / D(amount.denominator)
        assert (head, found.heads[head]) == (head, round_money(exact))  # type: ignore[index]


@pytest.mark.parametrize("shows", ["heads", "total"])
@pytest.mark.parametrize("part", ["whole", "due"])
@pytest.mark.parametrize("loan", LOANS)
def test_a_right_statement_is_never_explained(loan: str, part: str, shows: str) -> None:
    report = audited(Wrong(loan, Slips(), (), part, shows))
    moved = [f for f in report.findings if f.cause in (Cause.CONTRACT, Cause.ARITHMETIC)]
    assert moved == []
    assert all(f.explanations == () and f.nearest is None for f in report.findings)


def test_there_are_forty_and_ten_of_them_pairs_over_all_methods() -> None:
    assert len(EVERY) >= 40
    assert len(PAIRS) >= 10
    assert {LOANS[wrong.loan].method for wrong in EVERY} == METHODS
    assert {LOANS[wrong.loan].method for wrong in PAIRS} == METHODS


@pytest.mark.parametrize("wrong", PAIRS, ids=lambda wrong: " + ".join(wrong.truth))
def test_both_mistakes_of_a_pair_matter(wrong: Wrong) -> None:
    both = statement(LOANS[wrong.loan], wrong.slips, due_only=wrong.part == "due")
    for single in wrong.alone:
        alone = statement(LOANS[wrong.loan], single, due_only=wrong.part == "due")
        assert both != alone


def test_the_true_cause_is_first_in_nine_of_ten_and_among_three_in_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows: list[str] = []
    ranks: list[int] = []
    for wrong in EVERY:
        report = audited(wrong)
        place = rank(report, wrong.truth)
        ranks.append(place)
        told = next((f for f in report.findings if f.explanations), None)
        ways = told.explanations if told else ()
        tried = told.tried if told else 0
        chance = max((f.expected_by_chance for f in report.findings if f.tried), default=D(0))
        rows.append(
            f"{len(rows) + 1:>3}  {wrong.loan:<17}{wrong.part:<6}{wrong.shows:<6}"
            f"{' + '.join(wrong.truth):<62}{place:>2} of {len(ways):<2}  {tried:>5}  {chance}"
        )
    first = sum(1 for place in ranks if place == 1)
    three = sum(1 for place in ranks if 1 <= place <= 3)
    with capsys.disabled():
        print(f"\n no  loan             part  shows {'true cause':<62}place    tried  chance")
        print("\n".join(rows))
        print(f"first: {first} of {len(ranks)}; among the first three: {three}")
    assert first * 10 >= len(ranks) * 9  # 36 of 40
    assert all(1 <= place <= 3 for place in ranks)


def test_two_departures_are_said_in_one_sentence_with_what_each_of_them_costs() -> None:
    # penalty on all that remains, and the payment of 2025-05-15 three days late
    report = audited(PAIRS[1])
    finding = next(f for f in report.findings if f.explanations)
    best = finding.explanations[0]
    assert best.departures == ("base_outstanding_principal", "payment_late")
    assert Words("zh").say(best.text) == (
        "罚息按全部剩余本金计算（合同没有宣布提前到期）；"
        "并且2025-05-15 还的 2,159.31 元到 2025-05-18 才入账"
    )
    assert (
        Words("en")
        .say(best.text)
        .endswith(", and the 2,159.31 yuan paid on 2025-05-15 are booked only on 2025-05-18")
    )
    alone = [audited(w) for w in (PAIRS[1], SINGLES[9])]  # both; the penalty's base alone
    assert alone[1].claimed is not None
    assert best.mended[1] == alone[1].claimed.total  # the payment mended, the base is left
    assert report.claimed is not None
    assert best.reproduces == report.claimed.total
