"""What explains a card's figure: each way of counting it otherwise, told from the others.

The first three are a published example (1,000 spent 03-30, statement 04-05, 100 paid 04-23, next
statement 05-05) and the two ways in which it is miscounted. The others are worked beside.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import debtcheck

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / "sample_statements" / "card_minimum_paid.toml").read_text(encoding="utf-8")
WHOLE = (ROOT / "sample_statements" / "card_cash_and_compound.toml").read_text(encoding="utf-8")


def audited(text: str, folder: Path, **claimed: str) -> dict[str, Any]:
    """The report of a sample with other figures in its statement."""
    head, statement = text.split("[statement]")
    for key, value in claimed.items():
        statement = re.sub(rf'(?m)^{key} = ".*"$', f'{key} = "{value}"', statement)
    statement = re.sub(r"(?m)^total = .*\n", "", statement)
    file = folder / "card.toml"
    file.write_text(f"{head}[statement]{statement}", encoding="utf-8")
    return debtcheck.audit(debtcheck.load_case(file)).to_dict("zh")


def points(report: dict[str, Any]) -> dict[str, tuple[str, list[str]]]:
    """By head: the code, and the departures of the first explanation."""
    return {
        f["head"]: (f["code"], f["explanations"][0]["departures"] if f["explanations"] else [])
        for f in report["findings"]
        if f["code"] != "ceiling_on_request"
    }


def test_the_right_figure_is_silent(tmp_path: Path) -> None:
    report = audited(EXAMPLE, tmp_path, interest="17.40")
    assert report["findings"] == []
    assert report["disputed"] == "0.00"


@pytest.mark.parametrize(
    ("interest", "cause"),
    [("17.85", "ends_last"), ("18.35", "ends_both")],  # + 900 × 0.05%; and + 1,000 × 0.05%
)
def test_a_day_more_is_told_from_both_ends(interest: str, cause: str, tmp_path: Path) -> None:
    report = audited(EXAMPLE, tmp_path, interest=interest)
    assert points(report) == {"interest": ("both_ends_counted", [cause])}
    (finding,) = report["findings"]
    assert finding["recomputed"] == "17.40"
    assert Decimal(finding["hypotheses"]["expected_by_chance"]) < 1


def test_a_total_alone_is_explained_too(tmp_path: Path) -> None:
    text = re.sub(
        r"(?m)^(principal|interest|damages|fee) = .*\n(?=.*)", "", EXAMPLE.split("[statement]")[1]
    )
    head = EXAMPLE.split("[statement]")[0]
    file = tmp_path / "card.toml"
    file.write_text(f"{head}[statement]{text}", encoding="utf-8")
    (finding,) = debtcheck.audit(debtcheck.load_case(file)).to_dict("en")["findings"]
    assert (finding["head"], finding["claimed"], finding["difference"]) == (None, "917.85", "0.45")
    assert finding["explanations"][0]["departures"] == ["ends_last"]


def test_interest_on_the_whole_statement_where_only_the_unpaid_part_was_agreed(
    tmp_path: Path,
) -> None:
    # agreed: 900 × 0.05% × 36 (03-30 to 05-05) = 16.20; the statement has 17.40
    text = EXAMPLE.replace("full_interest = true", "full_interest = false")
    report = audited(text, tmp_path, interest="17.40")
    assert points(report) == {"interest": ("card_full_vs_partial", ["card_full_interest"])}
    assert report["findings"][0]["recomputed"] == "16.20"


def test_interest_although_all_was_paid_within_the_grace(tmp_path: Path) -> None:
    # paid in full on 04-27, two days after the due day: 1,000 × 0.05% × 28 = 14.00, 5% of the
    # minimum of 100 = 5.00
    text = EXAMPLE.replace("2026-04-23", "2026-04-27").replace('"100.00"', '"1000.00"')
    report = audited(text, tmp_path, principal="0.00", interest="14.00", damages="5.00")
    assert points(report) == {
        "interest": ("card_free_period", ["card_grace_ignored"]),
        "damages": ("card_damages", ["card_grace_ignored"]),
    }
    assert report["totals"]["contract"]["total"] == "0.00"


def test_interest_although_all_was_paid_by_the_due_day(tmp_path: Path) -> None:
    # paid in full on 04-20: 1,000 × 0.05% × 21 = 10.50
    text = EXAMPLE.replace("2026-04-23", "2026-04-20").replace('"100.00"', '"1000.00"')
    report = audited(text, tmp_path, principal="0.00", interest="10.50")
    assert points(report) == {"interest": ("card_free_period", ["card_free_period_lost"])}


def test_interest_from_the_day_of_the_purchase(tmp_path: Path) -> None:
    # used on 03-28, posted on 03-30: 1,000 × 0.05% × 26 = 13.00, and 5.40
    text = EXAMPLE.replace("on = 2026-03-30\nposted", "on = 2026-03-28\nposted")
    report = audited(text, tmp_path, interest="18.40")
    assert points(report) == {"interest": ("card_transaction_day", ["card_transaction_day"])}


def test_interest_on_damages_and_fees(tmp_path: Path) -> None:
    # 207.50 × 0.05% × 15 = 1.56 for 1.14, 173.36 × 0.05% × 31 = 2.69 for 1.93
    report = audited(WHOLE, tmp_path)
    assert points(report) == {"interest": ("card_interest_on_fees", ["card_fees_bear"])}


def test_compound_interest_that_was_not_agreed(tmp_path: Path) -> None:
    # without the clause: 245.83 = 37.50 + 39.26 + 46.50 and 76.07 + 46.50; with it 248.90
    text = WHOLE.replace('compound = "monthly"', 'compound = "none"')
    report = audited(text, tmp_path, interest="248.90")
    assert points(report)["interest"] == ("compound_not_agreed", ["compound_monthly"])
    assert report["totals"]["contract"]["interest"] == "245.83"


def test_damages_on_the_whole_minimum(tmp_path: Path) -> None:
    # 500 × 5% = 25.00 (paid); 1,270.75 × 5% = 63.54 for 48.54; 01-05 has 15.00 more, so the
    # minimum is (8,095.44 − 970.75) × 10% + 970.75 = 1,683.22: 84.16 for 84.09
    report = audited(WHOLE, tmp_path, interest="248.90", damages="147.70")
    assert points(report) == {"damages": ("card_damages", ["card_damages_on_minimum"])}


def test_a_correct_card_over_several_statements_is_silent(tmp_path: Path) -> None:
    report = audited(WHOLE, tmp_path, interest="248.90")
    assert points(report) == {}
