"""What is open: the range of the totals, what each open fact is worth, three readings."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import debtcheck
from debtcheck.audit.openness.questions import questions
from debtcheck.audit.openness.values import Range, Side
from debtcheck.audit.report import AuditReport
from debtcheck.audit.setup.setup import set_up
from debtcheck.case.kinds import Head
from debtcheck.law.load import load_lawbook
from debtcheck.words.catalog import Words

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "sample_statements").glob("*.toml"))

PAYMENTS = """
as_of = 2025-04-11
lender = { kind = "bank" }
loan = { formed_on = 2025-01-01, disbursed_on = 2025-01-01, principal = "10000.00", \
received = "10000.00", rate = "0.05%/day", method = "daily", ends = "start", \
allocation = "statutory" }
payment = [ { paid_on = 2025-02-20, amount = "1000.00" }, \
{ paid_on = 2025-03-12, amount = "500.00", status = "unknown" } ]
sources = { default = "contract", "payment.0" = "guess" }
"""
DUE = """
as_of = 2025-07-09
lender = { kind = "microloan" }
sources = { default = "contract", "loan.due_on" = "guess" }
[loan]
formed_on = 2025-01-10
disbursed_on = 2025-01-10
principal = "10000.00"
received = "10000.00"
rate = "0.04%/day"
method = "bullet"
due_on = 2025-04-10
ends = "start"
overdue = { rate = "1.5x", mode = "replaces", base = "overdue_principal", grace_days = 0 }
"""
RECEIVED = """
as_of = 2025-04-10
lender = { kind = "private" }
sources = { default = "contract", "loan.received" = "guess" }
[loan]
formed_on = 2025-01-10
disbursed_on = 2025-01-10
principal = "10000.00"
received = "9000.00"
rate = "36%/year"
method = "daily"
day_count = "actual/365"
ends = "start"
"""
SILENT = """
as_of = 2025-04-10
lender = { kind = "bank" }
sources = { default = "contract" }
[loan]
formed_on = 2025-01-10
disbursed_on = 2025-01-10
principal = "10000.00"
received = "10000.00"
rate = "23.9%/year"
method = "daily"
"""


def audit(toml: str, folder: Path) -> AuditReport:
    file = folder / "case.toml"
    file.write_text(toml, encoding="utf-8")
    return debtcheck.audit(debtcheck.load_case(file))


def ends(found: Range | None) -> tuple[str, str]:
    assert found is not None
    return str(found.low), str(found.high)


def facts(found: Range | None) -> dict[str, tuple[str, str, str]]:
    assert found is not None
    return {f.key: (str(f.low), str(f.high), str(f.worth)) for f in found.facts}


def totals(sides: tuple[Side, ...]) -> dict[str, str]:
    return {side.id: str(side.totals.total) for side in sides}


# ── payments ─────────────────────────────────────────────────────────────────────────────


def test_a_payment_without_proof_counts_or_does_not(tmp_path: Path) -> None:
    """With the first alone: 250.00 of interest to day 50, 750.00 to principal, 9,250.00 × 0.05% ×
    50 = 231.25: 9,481.25. Without any: 10,500.00. With both: 9,250.00 × 0.05% × 20 = 92.50, 407.50
    to principal, 8,842.50 × 0.05% × 30 = 132.64: 8,975.14."""
    report = audit(PAYMENTS, tmp_path)
    assert report.contract.total == Decimal("9481.25")
    assert ends(report.range) == ("8975.14", "10500.00")
    assert facts(report.range) == {
        "payment.0": ("9481.25", "10500.00", "1018.75"),
        "payment.1.status": ("8975.14", "9481.25", "506.11"),
    }
    assert report.range is not None
    assert report.range.settled_by == "payment.0"


def test_a_court_counts_what_is_proved(tmp_path: Path) -> None:
    sides = audit(PAYMENTS, tmp_path).open.sides
    assert totals(sides) == {"lender": "10500.00", "borrower": "8975.14", "court": "10500.00"}
    said = [choice.key for choice in sides[2].choices]
    assert said == ["open.payment_out", "open.payment_out", "open.proof"]


def test_a_payment_from_memory_is_no_question(tmp_path: Path) -> None:
    known = PAYMENTS.replace('"payment.0" = "guess"', '"payment.0" = "memory"')
    found = audit(known.replace(', status = "unknown"', ""), tmp_path)
    assert found.range is None
    assert set(totals(found.open.sides).values()) == {"8975.14"}


def test_many_payments_without_proof_are_one_question(tmp_path: Path) -> None:
    """Seven of 100.00 on the day of payout: 10,000 − 700 = 9,300, × 0.05% × 100 days = 465.00."""
    row = '{ paid_on = 2025-01-01, amount = "100.00", reference = "%d" }'
    rows = ", ".join(row % k for k in range(7))
    case = PAYMENTS.partition("payment = ")[0] + f"payment = [ {rows} ]\n"
    report = audit(case + 'sources = { default = "contract", payment = "guess" }\n', tmp_path)
    assert facts(report.range) == {"payment.0": ("9765.00", "10500.00", "735.00")}


def test_the_day_of_a_payment_that_is_a_guess(tmp_path: Path) -> None:
    """Half a month each way. On day 35: 175.00 of interest, 825.00 to principal, 9,175.00 × 0.05% ×
    65 = 298.19. On day 65: 325.00, 675.00, 9,325.00 × 0.05% × 35 = 163.19."""
    one = PAYMENTS.replace('"payment.0" = "guess"', '"payment.0.paid_on" = "guess"')
    one = one.replace('status = "unknown"', 'status = "failed"')
    assert ends(audit(one, tmp_path).range) == ("9473.19", "9488.19")


def test_many_guessed_days_are_moved_together(tmp_path: Path) -> None:
    """Seven of 100.00 on day 50, which meet interest of 250.00 and principal of 450.00. On day 35:
    175.00 and 525.00, 9,475 × 0.05% × 65 = 307.94. On day 65: 325.00 and 375.00, 9,625 × 0.05% ×
    35 = 168.44."""
    row = '{ paid_on = 2025-02-20, amount = "100.00", reference = "%d" }'
    rows = ", ".join(row % k for k in range(7))
    case = PAYMENTS.partition("payment = ")[0] + f"payment = [ {rows} ]\n"
    report = audit(
        case + 'sources = { default = "contract", "payment.paid_on" = "guess" }\n', tmp_path
    )
    assert facts(report.range) == {"payment.0.paid_on": ("9782.94", "9793.44", "10.50")}
    (choice,) = report.open.sides[0].choices
    assert "2025-03-07" in Words("zh").say(choice)


# ── dates, received, silence ─────────────────────────────────────────────────────────────


def test_a_due_day_that_is_a_guess_lies_half_a_month_either_way(tmp_path: Path) -> None:
    """75 × 4.00 + 105 × 6.00 = 930.00; 105 × 4.00 + 75 × 6.00 = 870.00."""
    report = audit(DUE, tmp_path)
    assert report.contract.total == Decimal("10900.00")
    assert ends(report.range) == ("10870.00", "10930.00")
    assert facts(report.range)["loan.due_on"][2] == "60.00"
    lender, borrower, court = report.open.sides
    assert (lender.totals.heads[Head.INTEREST], lender.totals.heads[Head.PENALTY]) == (300, 630)
    assert (borrower.totals.heads[Head.INTEREST], borrower.totals.heads[Head.PENALTY]) == (420, 450)
    assert court.totals == report.contract


def test_a_due_day_from_memory_is_taken_as_it_is(tmp_path: Path) -> None:
    assert audit(DUE.replace('"guess"', '"memory"'), tmp_path).range is None


def test_dates_stay_in_their_order(tmp_path: Path) -> None:
    """Paid out ten days before the guessed due day: the earlier due day is not tried."""
    late = DUE.replace("2025-01-10", "2025-03-31")
    report = audit(late, tmp_path)
    # 10 × 4.00 + 90 × 6.00 = 580.00; due 15 days later 25 × 4.00 + 75 × 6.00 = 550.00
    assert ends(report.range) == ("10550.00", "10580.00")


def test_less_money_by_a_guess_moves_the_ceiling_alone(tmp_path: Path) -> None:
    """4 × LPR of 2025-01-10 is 12.4%: 9,000 × 12.4% × 90/365 = 275.18, 10,000: 305.75. By contract
    10,000 × 36% × 90/365 = 887.67."""
    report = audit(RECEIVED, tmp_path)
    assert report.range is not None
    assert ends(report.range) == ("10887.67", "10887.67")
    assert report.range.ceiling == (Decimal("9275.18"), Decimal("10305.75"))
    (fact,) = report.range.facts
    assert (fact.key, fact.of_ceiling, fact.worth) == ("loan.received", True, Decimal("1030.57"))
    sides = totals(report.open.sides)
    assert sides == {"lender": "10305.75", "borrower": "9275.18", "court": "9275.18"}


def test_silence_is_answered_to_both_sides_and_a_reduction_needs_a_request(tmp_path: Path) -> None:
    """10,000 × 23.9% × 90/365 = 589.32. Both ends and a year of 360 days: × 91/360 = 604.14, which
    is above 24%/year × 90/365 = 591.78. Alone: × 90/360 = 597.50, × 91/365 = 595.86."""
    report = audit(SILENT, tmp_path)
    assert ends(report.range) == ("10589.32", "10604.14")
    assert facts(report.range) == {
        "loan.day_count": ("10589.32", "10597.50", "8.18"),
        "loan.ends": ("10589.32", "10595.86", "6.54"),
    }
    assert report.range is not None
    assert report.range.ceiling == (Decimal("10589.32"), Decimal("10591.78"))
    lender, borrower, court = report.open.sides
    assert lender.totals.total == Decimal("10604.14")
    assert "open.reduction.lender" in [choice.key for choice in lender.choices]
    assert (borrower.totals, court.totals) == (report.contract, report.contract)


def test_what_the_contract_states_is_not_open(tmp_path: Path) -> None:
    stated = SILENT + 'ends = "start"\nday_count = "actual/365"\n'
    report = audit(stated, tmp_path)
    assert report.range is None
    assert len({side.totals.total for side in report.open.sides}) == 1


# ── the figure that is not in dispute ────────────────────────────────────────────────────


def test_an_early_fee_is_found_anew_under_every_answer() -> None:
    """9,000.00 + 90.00 (1% of what is not due) + ten days: × 1% × 10 × 12/365 = 29.59, or by a
    year of 360 days × 1% × 12 × 10/360 = 30.00. The fee is the same under both, once."""
    report = debtcheck.audit(
        debtcheck.load_case(ROOT / "sample_statements" / "early_settlement.toml")
    )
    assert ends(report.range) == ("9119.59", "9120.00")
    assert totals(report.open.sides) == {
        "lender": "9120.00", "borrower": "9119.59", "court": "9119.59",
    }  # fmt: skip
    assert {str(side.totals.heads[Head.FEE]) for side in report.open.sides} == {"90.00"}


def test_where_most_is_remembered_the_low_end_is_not_in_dispute(tmp_path: Path) -> None:
    """500 paid after 50 of 90 days at 0.05%. By law 250.00 of interest and 250.00 of principal,
    9,750 × 0.05% × 40 = 195.00: 9,945.00. To principal first: 250.00 + 9,500 × 0.05% × 40 =
    440.00: 9,940.00."""
    case = PAYMENTS.partition("payment = ")[0].replace(', allocation = "statutory"', "")
    case = case.replace("as_of = 2025-04-11", "as_of = 2025-04-01")
    case += 'payment = { paid_on = 2025-02-20, amount = "500.00" }\n'
    case += 'statement = { as_of = 2025-04-01, total = "10000.00" }\n'
    report = audit(case + 'sources = { default = "memory" }\n', tmp_path)
    assert report.is_range
    assert (report.contract.total, report.undisputed) == (Decimal("9945.00"), Decimal("9940.00"))
    assert report.disputed == Decimal("60.00")
    assert report.split is not None
    # 55.00 above the contract's figure, 5.00 between it and the low end
    parts = (report.split.contract, report.split.unverified)
    assert parts == (Decimal("55.00"), Decimal("5.00"))
    sure = audit(case + 'sources = { default = "contract" }\n', tmp_path)
    assert (sure.is_range, sure.undisputed) == (False, Decimal("9945.00"))
    assert ends(sure.range) == ("9940.00", "9945.00")


# ── for every sample ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_range_and_readings_enclose_the_figures(file: Path) -> None:
    if file.stem.startswith("household"):
        pytest.skip("no case")
    report = debtcheck.audit(debtcheck.load_case(file), as_of=date(2026, 9, 21))
    found = report.range
    if found is not None:
        assert found.low <= report.contract.total <= found.high
        assert all(f.low <= f.high for f in found.facts)
        if found.ceiling is not None and report.ceiling is not None:
            assert found.ceiling[0] <= report.ceiling.totals.total <= found.ceiling[1]
            assert found.ceiling[1] <= found.high
    for side in report.open.sides:
        assert sum(side.totals.heads.values()) == side.totals.total
    if report.open.sides:
        lender, borrower, court = (side.totals.total for side in report.open.sides)
        assert borrower <= court <= lender
    again = pickle.loads(pickle.dumps(report.open))
    assert again == report.open


OVERDUE = """
as_of = 2025-07-09
lender = { kind = "bank" }
loan = { disbursed_on = 2025-01-10, principal = "10000.00", rate = "14%/year", method = "bullet", \
due_on = 2025-04-10, overdue = { rate = "1.5x" } }
payment = { paid_on = 2025-05-10, amount = "500.00" }
"""
INSTALMENTS = """
as_of = 2025-07-09
lender = { kind = "bank" }
loan = { principal = "1200.00", rate = "1%/month", method = "equal_principal", instalments = 12, \
first_due_on = 2025-02-10, overdue = { rate = "1.5x" } }
payment = { paid_on = 2025-02-10, amount = "112.00", status = "unknown" }
"""
CARD = """
as_of = 2025-06-05
lender = { kind = "bank" }
loan = { principal = "1000.00", rate = "0.05%/day", method = "card" }
card = { statement_day = 5, due_day = 25, minimum = { rate = "10%" }, damages_rate = "5%", \
transaction = { on = 2025-03-30, amount = "1000.00", kind = "purchase" } }
payment = { paid_on = 2025-04-23, amount = "100.00" }
"""
GUESSED = """
as_of = 2025-07-09
lender = { kind = "private" }
loan = { formed_on = 2025-01-08, disbursed_on = 2025-01-10, principal = "10000.00", \
rate = "14%/year", method = "bullet", due_on = 2025-04-30 }
fee = { name = "手续费", amount = "500.00", when = "upfront", deducted = true }
payment = [ { paid_on = 2025-05-10, amount = "500.00" }, \
{ paid_on = 2025-05-20, amount = "600.00" } ]
sources = { loan = "guess", "payment.0" = "guess", "payment.1.paid_on" = "guess" }
"""
ASKED = {
    OVERDUE: ["loan.day_count", "loan.ends", "loan.overdue.mode", "loan.overdue.base",
              "loan.overdue.grace_days", "loan.allocation"],
    INSTALMENTS: ["loan.day_count", "loan.overdue.mode", "loan.overdue.base",
                  "loan.overdue.grace_days", "loan.allocation", "loan.disbursed_on",
                  "payment.0.status"],
    CARD: ["loan.ends", "loan.allocation", "card.full_interest", "loan.overdue.compound",
           "card.grace_days", "card.tolerance", "card.minimum", "card.transaction.posted_on",
           "card.principal_first_after"],
    GUESSED: ["loan.day_count", "loan.ends", "loan.allocation", "loan.received", "loan.formed_on",
              "loan.disbursed_on", "loan.due_on", "payment.1.paid_on", "payment.0"],
}  # fmt: skip


@pytest.mark.parametrize("case", ASKED, ids=["overdue", "instalments", "card", "guessed"])
def test_every_open_fact_is_asked_and_every_answer_has_words(case: str, tmp_path: Path) -> None:
    file = tmp_path / "case.toml"
    file.write_text(case, encoding="utf-8")
    loaded = debtcheck.load_case(file)
    assert loaded.as_of is not None
    setup = set_up(loaded, loaded.as_of, load_lawbook())
    found = questions(loaded, setup, loaded.as_of)
    assert sorted(q.key for q in found) == sorted(ASKED[case])
    for words in (Words("zh"), Words("en")):
        for question in found:
            said = [words.say(c.says) for c in (question.taken, *question.others)]
            assert len(set(said)) == len(said) >= 2
            assert words.say(question.what)
