"""Single computations, each figure worked by hand in the comment beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"
LOAN = ("--principal", "12000", "--rate", "8%/year", "--method", "equal_instalment",
        "--instalments", "12", "--first-due-on", "2025-02-10")  # fmt: skip


def run(*args: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"PYTHONPATH": str(SRC), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "debtcheck", "calc", *args, "--lang", lang]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environ, check=False
    )


def figures(*args: str) -> dict:  # type: ignore[type-arg]
    ran = run(*args, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    found: dict = json.loads(ran.stdout)  # type: ignore[type-arg]
    assert (found["schema"], found["version"]) == ("debtcheck.calc", 1)
    return found


def test_interest_by_the_day() -> None:
    """10,000 × 0.04% × 90 days (21 + 28 + 31 + 10) = 360.00."""
    found = figures("interest", "--principal", "10000", "--rate", "0.04%/day",
                    "--from", "2025-01-10", "--to", "2025-04-10")  # fmt: skip
    assert (found["amount"], found["days"]) == ("360.00", 90)
    assert found["working"] == "10,000.00 × 0.04% × 90 days = 360.00"


def test_both_end_days_add_one() -> None:
    """91 days: 10,000 × 0.04% × 91 = 364.00."""
    found = figures("interest", "--principal", "10000", "--rate", "0.04%/day",
                    "--from", "2025-01-10", "--to", "2025-04-10", "--ends", "both")  # fmt: skip
    assert (found["amount"], found["days"]) == ("364.00", 91)


def test_schedule_of_equal_instalments() -> None:
    """12,000 × 8%/12 = 80.00 interest in row 1; the last row clears the balance."""
    found = figures("schedule", *LOAN)
    assert found["amount"] == "526.33"
    first, last = found["rows"][0], found["rows"][-1]
    assert (first["principal"], first["interest"], first["balance"]) == (
        "963.86", "80.00", "11036.14",
    )  # fmt: skip
    assert (first["payment"], last["payment"], last["balance"]) == ("1043.86", "1043.87", "0.00")


def test_annual_cost_with_a_fee_per_instalment_and_up_front() -> None:
    """Solved apart: the net present value of the flows is zero at these monthly rates × 12."""
    found = figures("apr", *LOAN, "--fee", "担保费=150/instalment")
    assert (found["nominal"], found["effective"]) == ("34.0467%", "39.8956%")
    found = figures("apr", *LOAN, "--fee", "a=150/instalment", "--fee", "b=600/upfront")
    assert (found["nominal"], found["effective"]) == ("44.4370%", "54.7035%")


def test_several_roots_are_named_and_none_is_picked() -> None:
    """−1,000 + 2,500/1.1 − 1,540/1.21 = 0 and the same at 1.4."""
    found = figures("apr", "--flow", "2025-01-10=-1000", "--flow", "2026-01-10=2500",
                    "--flow", "2027-01-10=-1540")  # fmt: skip
    assert (found["xirr"], found["roots"]) == (None, ["10.0000%", "40.0000%"])


def test_roots_of_a_month_are_named_where_the_days_have_none() -> None:
    """The same figures a month apart: 31 and 59 days leave no day-exact root. At the best,
    2,500 y − 1,540 y^(59/31) with y^(28/31) = 2,500 ÷ (1,540 × 59/31) = 0.853 is 995, not 1,000."""
    found = figures("apr", "--flow", "2025-01-01=-1000", "--flow", "2025-02-01=2500",
                    "--flow", "2025-03-01=-1540")  # fmt: skip
    assert (found["xirr"], found["roots"]) == (None, ["10.0000%", "40.0000%"])
    why = str(found["why"])
    assert "整月" in why or "whole months" in why


def test_no_root_is_said() -> None:
    assert figures("apr", "--flow", "2025-01-10=1000")["why"]


def test_penalty_takes_the_place_of_interest_or_joins_it() -> None:
    """10,000 × 0.06% × 90 = 540.00; beside it 10,000 × 0.04% × 90 = 360.00."""
    span = ("--principal", "10000", "--rate", "0.04%/day", "--penalty", "1.5x",
            "--from", "2025-04-10", "--to", "2025-07-09")  # fmt: skip
    assert figures("overdue", *span)["amount"] == "540.00"
    assert figures("overdue", *span, "--penalty-mode", "adds")["amount"] == "900.00"
    # three days of grace: 10,000 × 0.06% × 87 = 522.00
    assert figures("overdue", *span, "--grace-days", "3")["amount"] == "522.00"


def test_private_limit_on_both_sides_of_the_change() -> None:
    """24% for 597 days = 39,254.79; 4 × 3.35% for 1,594 days = 58,519.45."""
    found = figures("ceiling", "--lender", "private", "--principal", "100000", "--formed-on",
                    "2019-01-01", "--filed-on", "2024-09-10", "--from", "2019-01-01",
                    "--to", "2024-12-31")  # fmt: skip
    assert [s["amount"] for s in found["segments"]] == ["39254.79", "58519.45"]
    assert found["amount"] == "97774.24"
    # without the old rule: 13,400 × 597 / 365 = 21,917.26 and 58,519.45
    assert [r["amount"] for r in found["readings"]] == ["97774.24", "80436.71"]


def test_a_rate_below_the_limit_is_the_limit_of_its_own_claim() -> None:
    """10% below 13.8%: 45,000 × 10% × 365/365 = 4,500.00."""
    found = figures("ceiling", "--lender", "private", "--principal", "50000", "--received",
                    "45000", "--formed-on", "2024-03-01", "--from", "2024-03-01", "--to",
                    "2025-03-01", "--rate", "10%/year")  # fmt: skip
    assert found["amount"] == "4500.00"


@pytest.mark.parametrize(
    ("principal", "start", "end", "amount"),
    [
        ("50000", "2025-01-01", "2025-05-01", "1050.00"),  # 50,000 × 0.0175% × 120
        ("7976", "2025-01-01", "2025-04-04", "129.81"),  # 7,976 × 0.0175% × 93 = 129.8094
    ],
)
def test_doubled_part_of_a_judgment_debt(principal: str, start: str, end: str, amount: str) -> None:
    found = figures("doubled", "--principal", principal, "--from", start, "--to", end)
    assert found["amount"] == amount


def test_days_of_a_stay_do_not_count_in_the_doubled_part() -> None:
    """120 days less 1 February to 10 March (28 + 10, told in two parts that overlap): 82 days.

    50,000 × 0.0175% × 82 = 717.50; from the day after, 81 days: 708.75.
    """
    span = ("doubled", "--principal", "50000", "--from", "2025-01-01", "--to", "2025-05-01")
    found = figures(*span, "--stay", "2025-02-01..2025-02-28", "--stay", "2025-02-20..2025-03-10")
    assert (found["amount"], found["days"]) == ("717.50", 82)
    assert "708.75" in json.dumps(found)
    assert figures(*span, "--stay", "2024-01-01..2024-12-31")["days"] == 120
    assert figures(*span, "--stay", "2024-12-01..2025-05-01")["amount"] == "0.00"
    for wrong in ("2025-02-01", "2025-02-28..2025-02-01", "x..y"):
        ran = run(*span, "--stay", wrong)
        assert (ran.returncode, ran.stdout) == (2, "")


def test_floating_rate_over_the_change_from_benchmark_to_lpr() -> None:
    """231 days at 4.35%, 31 at 4.25%, 61 at 4.20%, 42 at 4.15%, each rounded."""
    found = figures("floating", "--principal", "100000", "--from", "2019-01-01", "--to",
                    "2020-01-01", "--times", "1")  # fmt: skip
    assert [s["amount"] for s in found["segments"]] == ["2753.01", "360.96", "701.92", "477.53"]
    assert found["amount"] == "4293.42"


def test_settling_an_equal_instalment_loan_owes_interest_to_the_day() -> None:
    """6,000 less 1,970.30 paid; 4,029.70 × 1.5% × 12/365 × 10 days = 19.87."""
    found = figures("settle", "--principal", "6000", "--rate", "1.5%/month", "--method",
                    "equal_instalment", "--instalments", "3", "--first-due-on", "2025-04-10",
                    "--on", "2025-04-20", "--paid", "2025-04-10=2060.30")  # fmt: skip
    assert (found["principal"], found["interest"], found["amount"]) == (
        "4029.70", "19.87", "4049.57",
    )  # fmt: skip


FLAT = (
    "settle", "--principal", "6000", "--rate", "1.5%/month", "--method", "flat", "--instalments",
    "3", "--first-due-on", "2025-04-10", "--on", "2025-04-20", "--paid", "2025-04-10=2090",
)  # fmt: skip


def test_settling_a_flat_loan_without_a_clause_owes_interest_to_the_day() -> None:
    """6,000 × 1.5% × 10 × 12/365 = 29.59 (民法典677); with the later charges kept, 2 × 90."""
    found = figures(*FLAT)
    assert (found["principal"], found["interest"]) == ("4000.00", "29.59")
    readings = {row["id"]: row["amount"] for row in found["readings"]}
    assert readings == {"real_use": "4029.59", "rest_kept": "4180.00"}
    assert found["law"][0]["id"] == "early_repayment"


def test_settling_a_flat_loan_with_its_clause_owes_what_is_left() -> None:
    """2 × 2,000 principal and 2 × 90 interest, as agreed."""
    found = figures(*FLAT, "--early-fee", "remaining_fees")
    assert (found["principal"], found["interest"], found["fee"]) == ("4000.00", "180.00", "0.00")


def test_an_early_fee_stays_within_its_cap() -> None:
    """10,000 × 0.04% × 50 = 200.00; 3% is 300.00; 0.06% a day caps both at 300.00: 100.00."""
    bullet = (
        "settle", "--principal", "10000", "--rate", "0.04%/day", "--method", "bullet",
        "--disbursed-on", "2025-01-10", "--due-on", "2025-07-09", "--on", "2025-03-01",
        "--early-fee", "3%",
    )  # fmt: skip
    assert figures(*bullet)["amount"] == "10500.00"
    capped = figures(*bullet, "--early-cap", "0.06%/day")
    assert (capped["interest"], capped["fee"], capped["amount"]) == ("200.00", "100.00", "10300.00")


def test_the_doubled_part_over_two_versions_of_the_rule_is_rounded_once() -> None:
    """50,000 × 0.0175% × 120 = 1,050.00, over the change of article on 2024-01-01."""
    found = figures("doubled", "--principal", "50000", "--from", "2023-12-01", "--to", "2024-03-30")
    assert (found["amount"], found["days"], len(found["law"])) == ("1050.00", 120, 2)
    assert found["readings"][1] == {"id": "from_next_day", "amount": "1041.25"}  # 119 days


def test_before_august_2014_there_is_no_doubled_part_in_the_data() -> None:
    ran = run("doubled", "--principal", "1", "--from", "2014-07-31", "--to", "2015-01-01")
    assert ran.returncode == 2
    assert "2014-08-01" in ran.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "args",
    [
        ("interest", "--principal", "1", "--rate", "5", "--from", "2025-01-01", "--to",
         "2025-02-01"),
        ("interest", "--principal", "1", "--rate", "5%/year", "--from", "2025-13-01", "--to",
         "2025-02-01"),
        ("interest", "--principal", "1", "--rate", "5%/year", "--from", "2025-03-01", "--to",
         "2025-02-01"),
        ("ceiling", "--lender", "unknown", "--principal", "1", "--formed-on", "2025-01-01",
         "--from", "2025-01-01", "--to", "2025-02-01"),
        ("floating", "--principal", "1", "--from", "2003-01-01", "--to", "2003-02-01",
         "--times", "1"),
        ("schedule", "--principal", "1000", "--rate", "8%/year", "--method", "flat"),
        ("apr",),
        ("apr", "--flow", "2025-01-01"),
        ("intrest",),
    ],
)  # fmt: skip
def test_bad_options_are_said_plainly(args: tuple[str, ...], lang: str) -> None:
    ran = run(*args, lang=lang)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("错误：" if lang == "zh" else "Error: ")
    assert "Traceback" not in ran.stderr
