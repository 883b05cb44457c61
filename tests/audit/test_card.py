"""A card in the audit: what is taken from the statement's rows, assumed, left open, guarded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import debtcheck
from debtcheck.audit.setup.card_payments import with_card_payments
from debtcheck.case.card import Card, CardTransaction
from debtcheck.case.kinds import Method
from debtcheck.case.loan import Loan
from debtcheck.case.model import Case, Payment
from debtcheck.cli.main import main

D = Decimal
SAMPLES = Path(__file__).resolve().parents[2] / "sample_statements"
EXAMPLE = SAMPLES / "card_minimum_paid.toml"
WHOLE = SAMPLES / "card_cash_and_compound.toml"


def audited(file: Path, folder: Path, *changes: tuple[str, str]) -> dict[str, Any]:
    """The report of a sample after some of its text was changed."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    changed = folder / "card.toml"
    changed.write_text(text, encoding="utf-8")
    return debtcheck.audit(debtcheck.load_case(changed)).to_dict("zh")


def needs(report: dict[str, Any]) -> set[str]:
    return {gap["needs"] for gap in report["unchecked"]}


# ── payments ─────────────────────────────────────────────────────────────────────────────────


def case_of(payments: tuple[Payment, ...], rows: tuple[CardTransaction, ...]) -> Case:
    loan = Loan(principal=D("1000"), method=Method.CARD)
    return Case(loan=loan, payments=payments, card=Card(transactions=rows))


def test_a_payment_on_both_lists_counts_once_and_gets_its_booking_day() -> None:
    own = Payment(date(2025, 4, 23), D("100"), status="unknown")
    row = CardTransaction(date(2025, 4, 24), D("-100"), "payment", date(2025, 4, 25))
    joined = with_card_payments(case_of((own,), (row,)))
    assert joined.payments == (replace(own, booked_on=date(2025, 4, 25), status="settled"),)
    assert with_card_payments(joined) is joined


@pytest.mark.parametrize(
    "row",
    [
        CardTransaction(date(2025, 4, 23), D("100.01"), "payment"),  # another amount
        CardTransaction(date(2025, 4, 29), D("100"), "payment"),  # six days later
        CardTransaction(date(2025, 4, 22), D("100"), "payment"),  # before it was made
    ],
)
def test_what_may_be_another_payment_is_one_more(row: CardTransaction) -> None:
    own = Payment(date(2025, 4, 23), D("100"))
    joined = with_card_payments(case_of((own,), (row,)))
    assert [p.paid_on for p in joined.payments] == [own.paid_on, row.on]
    assert with_card_payments(joined) is joined


def test_two_alike_meet_two_alike() -> None:
    own = Payment(date(2025, 4, 23), D("100"))
    rows = (CardTransaction(date(2025, 4, 23), D("100"), "payment"),) * 3
    assert len(with_card_payments(case_of((own, own), rows)).payments) == 3


# ── what is left open ────────────────────────────────────────────────────────────────────────


def test_what_the_contract_does_not_say_is_not_taken_and_its_effect_is_said(
    tmp_path: Path,
) -> None:
    report = audited(EXAMPLE, tmp_path, ("full_interest = true\n", ""), ("tolerance", "#"))
    # only the 900 left bear interest: 900 × 0.05% × 36 = 16.20; on the whole 17.40
    assert report["totals"]["contract"]["interest"] == "16.20"
    effects = {a["key"]: a["effect"] for a in report["assumptions"]}
    assert effects["card.full_interest"] == "1.20"
    assert effects["loan.overdue.compound"] == "0.00"
    assert effects["card.tolerance"] == "0.00"


def test_compounding_that_is_not_agreed_shows_what_it_would_add(tmp_path: Path) -> None:
    report = audited(WHOLE, tmp_path, ('[loan.overdue]\ncompound = "monthly"\n', ""))
    effects = {a["key"]: a["effect"] for a in report["assumptions"]}
    # 248.90 − 245.83 of interest; the minimum of 01-05 has 1.14 × 10% less, 5% of it is 0.006:
    # 84.09 of damages become 84.08
    assert effects["loan.overdue.compound"] == "3.08"
    assert report["totals"]["contract"]["interest"] == "245.83"


@pytest.mark.parametrize(
    ("gone", "key"),
    [
        ("statement_day = 5\n", "card.statement_day"),
        ("due_day = 25\n", "card.due_day"),
        ('rate = "0.05%/day"\n', "loan.rate"),
    ],
)
def test_a_missing_fact_is_named_and_no_figure_is_made_up(
    gone: str, key: str, tmp_path: Path
) -> None:
    report = audited(EXAMPLE, tmp_path, (gone, ""))
    assert key in needs(report)
    contract = report["totals"]["contract"]
    assert [contract[h] for h in ("interest", "compound", "damages")] == [None, None, None]


def test_only_a_total_is_left_open(tmp_path: Path) -> None:
    text = 'format = 1\n[loan]\nprincipal = "8000.00"\nmethod = "card"\nrate = "0.05%/day"\n'
    text += '[lender]\nkind = "bank"\n[statement]\nas_of = 2026-02-05\ntotal = "9000.00"\n'
    file = tmp_path / "card.toml"
    file.write_text(text, encoding="utf-8")
    report = debtcheck.audit(debtcheck.load_case(file)).to_dict("en")
    assert {"card.transaction", "card.statement_day", "card.due_day"} <= needs(report)
    assert report["totals"]["contract"]["principal"] == "8000.00"


def test_entries_that_do_not_make_up_the_principal_are_asked_for(tmp_path: Path) -> None:
    report = audited(EXAMPLE, tmp_path, ('principal = "1000.00"', 'principal = "1300.00"'))
    assert "card.transaction" in needs(report)
    left = audited(EXAMPLE, tmp_path, ('principal = "1000.00"', 'principal = "900.00"'))
    assert "card.transaction" not in needs(left)  # what is left of it after the payment


def test_a_fee_on_the_statement_that_was_not_agreed_is_left_open(tmp_path: Path) -> None:
    row = '[[card.transaction]]\non = 2026-01-02\namount = "8.00"\nkind = "fee"\n\n[[fee]]'
    report = audited(WHOLE, tmp_path, ("[[fee]]", row))
    assert "fee" in needs(report)
    agreed = audited(WHOLE, tmp_path, ("[[fee]]", row.replace("8.00", "30.00")))
    assert "fee" not in needs(agreed)


def test_clauses_of_a_loan_are_named_not_dropped(tmp_path: Path) -> None:
    report = audited(WHOLE, tmp_path, ("[loan.overdue]", '[loan.overdue]\nrate = "1.5x"'))
    assert "loan.overdue.rate" in needs(report)


def test_terms_of_a_card_make_a_card_of_a_case_without_a_method(tmp_path: Path) -> None:
    report = audited(EXAMPLE, tmp_path, ('method = "card"\n', ""))
    assert report["totals"]["contract"]["interest"] == "17.40"
    assert ("loan.method", "card") in {(a["key"], a["value"]) for a in report["assumptions"]}
    assert "card" not in needs(report)


def test_later_entries_are_set_aside(tmp_path: Path) -> None:
    row = (
        '[[card.transaction]]\non = 2026-05-06\namount = "50.00"\nkind = "purchase"\n\n[[payment]]'
    )
    report = audited(EXAMPLE, tmp_path, ("[[payment]]", row))
    assert report["totals"]["contract"]["principal"] == "900.00"


# ── the ceiling, the guard, the page ─────────────────────────────────────────────────────────


def test_a_card_has_no_private_reading_and_its_reduction_must_be_asked_for(tmp_path: Path) -> None:
    report = audited(WHOLE, tmp_path, ('kind = "bank"\n', ""))
    assert [r["id"] for r in report["readings"]] == []
    assert "lender.kind" in needs(report)
    ceiling = report["totals"]["ceiling"]
    # 381.53 − (8,000 × 15 + 7,907.50 × 47 days) × 24% / 365 = 381.53 − 78.90 − 244.37
    assert (ceiling["on_request"], ceiling["cut"]) == (True, "58.26")


@pytest.mark.parametrize(
    ("principal", "left", "guarded"),
    [("50000.00", "50000.00", True), ("50000.01", "49999.99", False)],
)
def test_the_guard_for_large_cards_looks_at_principal_alone(
    principal: str, left: str, guarded: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paid = D(principal) - D(left)
    text = EXAMPLE.read_text(encoding="utf-8").replace('"1000.00"', f'"{principal}"')
    text = text.replace('"100.00"', f'"{paid:.2f}"').replace('"900.00"', f'"{left}"')
    file = tmp_path / "card.toml"
    file.write_text(text.replace('total = "917.85"\n', ""), encoding="utf-8")
    assert main(["check", str(file), "--lang", "zh"]) == 0
    assert ("信用卡本金较大" in capsys.readouterr().out) is guarded


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("file", [EXAMPLE, WHOLE])
@pytest.mark.parametrize("command", ["check", "ledger"])
def test_a_card_fits_the_page(
    command: str, file: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(file), "--lang", lang]) == 0
    said = capsys.readouterr().out
    for line in said.splitlines():
        wide = sum(2 if "⺀" <= char <= "￯" else 1 for char in line)
        assert wide <= 80 or str(file) in line
    assert not any(mark in said for mark in ("None", "card.", "loan."))


def test_what_keeps_a_card_out_of_arrears_is_its_minimum(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", str(WHOLE), "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    # (8,289.03 − 1,681.72) × 10% + 1,681.72
    assert "最低还款额还差" in said
    assert "2,342.45" in said
    assert "已到期" not in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_dispute_letter_has_the_days_of_the_card(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "letter.txt"
    assert main(["letter", "dispute", str(EXAMPLE), "--lang", lang, "-o", str(out)]) == 0
    capsys.readouterr()
    letter = out.read_text(encoding="utf-8")
    assert main(["letter", "dispute", str(WHOLE), "--lang", lang, "-o", f"{out}.whole"]) == 0
    whole = Path(f"{out}.whole").read_text(encoding="utf-8")
    assert "5%" in whole.replace("0.05%", "")  # the rate of damages, as a share
    for line in ("1,000.00 × 0.05% × 24", "900.00 × 0.05% × 12", "17.85", "0.45"):
        assert line in letter
