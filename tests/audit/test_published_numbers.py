"""Figures that are printed in public: those that are right come out, those that are wrong do not.

Each was worked again by hand; the wrong ones stand in published pages on loans and rates.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from debtcheck.cli.main import main

TERM = ("--first-due-on", "2025-02-10", "--disbursed-on", "2025-01-10")
EQUAL = ("--method", "equal_instalment", *TERM)


def calc(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    """What `debtcheck calc … --json` gives."""
    assert main(["calc", *args, "--json", "--lang", "en"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


SPAN = "--from 2025-01-10 --to"

# (name, command, figure worked by hand, figure in print)
AMOUNTS = [
    # 10,000 × 0.1% × 10 days = 100
    ("one_per_mille", f"interest --principal 10000 --rate 0.1%/day {SPAN} 2025-01-20",
     "100.00", "10.00"),
    # 10,000 × 0.05% × 10 days = 50; "千分之五" makes it 500
    ("five_in_ten_thousand", f"interest --principal 10000 --rate 0.05%/day {SPAN} 2025-01-20",
     "50.00", "500.00"),
    # 7,976 × 0.0175% × 93 = 129.8094
    ("doubled_93_days", f"doubled --principal 7976 {SPAN} 2025-04-13", "129.81", "16275.00"),
    # 10,000 × 0.0175% × 30 = 52.50, 0.525% a month: the doubled part already, not to double again
    ("doubled_30_days", f"doubled --principal 10000 {SPAN} 2025-02-09", "52.50", "105.00"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "command", "right", "wrong"), AMOUNTS, ids=lambda x: x)
def test_amounts(
    name: str, command: str, right: str, wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert calc(capsys, *command.split())["amount"] == right != wrong


# (principal, rate, instalments, instalment, the page's own or None if right, interest of all rows)
PLANS = [
    # 50,000 × 1.5% ÷ (1 − 1.015^−12) = 4,583.9996; × 12 = 55,007.995; rows in fen: 5,007.99
    ("50000", "18%/year", 12, "4584.00", "4583.00", "5007.99"),
    # 0.0495% a day, months of 30 days: 1.485%; 5,000 × 1.485% ÷ (1 − 1.01485^−3) = 1,716.41
    ("5000", "1.485%/month", 3, "1716.41", None, "149.23"),
    # 10,000 × 0.9% ÷ (1 − 1.009^−12) = 882.88
    ("10000", "0.9%/month", 12, "882.88", "879.00", "594.61"),
    # 100,000 × 0.5% ÷ (1 − 1.005^−12) = 8,606.64
    ("100000", "6%/year", 12, "8606.64", "860.66", "3279.73"),
]


@pytest.mark.parametrize(("principal", "rate", "n", "right", "wrong", "interest"), PLANS)
def test_equal_instalments(
    principal: str, rate: str, n: int, right: str, wrong: str | None, interest: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    plan = calc(capsys, "schedule", "--principal", principal, "--rate", rate, *EQUAL,
                "--instalments", str(n))  # fmt: skip
    assert plan["rows"][0]["payment"] == right != wrong
    assert plan["amount"] == interest


def test_a_fee_of_2_percent_up_front_at_6_percent(capsys: pytest.CaptureFixture[str]) -> None:
    """98,000 = Σ 8,606.64/(1+i)^k: i × 12 = 9.80%, effective 10.25%; in print: 7.8%."""
    cost = calc(capsys, "apr", "--principal", "100000", "--rate", "6%/year", *EQUAL,
                "--instalments", "12", "--fee", "fee=2000/upfront")  # fmt: skip
    assert (cost["nominal"], cost["effective"]) == ("9.8000%", "10.2524%")


def test_a_flat_rate_of_0_6_percent_a_month(capsys: pytest.CaptureFixture[str]) -> None:
    """893.33 a month for 10,000: 13.034% and 13.842%; the shortcut 0.6% × 12 × 24/13 is 13.29%."""
    cost = calc(capsys, "apr", "--principal", "10000", "--rate", "0.6%/month", "--method", "flat",
                *TERM, "--instalments", "12")  # fmt: skip
    assert (cost["nominal"][:6], cost["effective"][:6]) == ("13.034", "13.841")


def test_four_times_the_lpr_of_july_2024(capsys: pytest.CaptureFixture[str]) -> None:
    """3.45% × 4 = 13.8% to 2024-07-21, 3.35% × 4 = 13.4% from 2024-07-22; in print: 15.4%."""
    rates = []
    for formed, end in (("2024-07-21", "2024-07-22"), ("2024-07-22", "2024-07-23")):
        found = calc(capsys, "ceiling", "--lender", "private", "--principal", "10000",
                     "--formed-on", formed, "--from", formed, "--to", end)  # fmt: skip
        rates.append(found["segments"][0]["rate"])
    assert rates == ["13.8%/year", "13.4%/year"]


@pytest.mark.parametrize(
    ("day", "here", "gone"), [("2020-08-19", "P1", "P3"), ("2020-08-20", "P3", "P1")]
)
def test_24_and_36_percent_and_four_times_the_lpr_never_hold_together(
    day: str, here: str, gone: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In print all three stand side by side; 24% and 36% ended on 2020-08-19."""
    assert main(["law", "private", "--on", day, "--json", "--lang", "en"]) == 0
    ids = {rule["id"] for rule in json.loads(capsys.readouterr().out)["rules"]}
    assert here in ids
    assert gone not in ids
