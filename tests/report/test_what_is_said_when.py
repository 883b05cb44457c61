"""Sentences that depend on where a debt stands: sued, judged, paid by a guarantor, partly due."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from debtcheck.cli.main import main

SAMPLES = Path(__file__).parents[2] / "sample_statements"
LANGUAGES = ("zh", "en")


def said(capsys: pytest.CaptureFixture[str], lang: str, *args: str) -> str:
    """The output as one line, without the breaks (and in Chinese without spaces)."""
    assert main([*args, "--lang", lang]) == 0
    return ("" if lang == "zh" else " ").join(capsys.readouterr().out.split())


def sample(name: str) -> str:
    return str(SAMPLES / f"{name}.toml")


def test_who_is_sued_is_sent_to_the_answer_before_the_dispute(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for lang, words in (("zh", "先答复法院"), ("en", "Answer the court first")):
        out = said(capsys, lang, "check", sample("lawsuit_private"))
        assert words in out
        assert out.index("letter court-answer".replace(" ", "" if lang == "zh" else " ")) > 0
    assert main(["check", sample("lawsuit_private"), "--json"]) == 0
    steps = json.loads(capsys.readouterr().out)["next"]
    letters = [step.split()[2] for step in steps if step.startswith("debtcheck letter")]
    assert letters == ["court-answer", "dispute"]


def test_without_papers_no_letter_to_a_court_is_offered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", sample("jd_jintiao_overdue"), "--json"]) == 0
    assert "court-answer" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("收款方变了", "8,720.00-500.00=8,220.00")),
        ("en", ("the payee has changed", "8,720.00 - 500.00 = 8,220.00")),
    ],
)
def test_after_a_guarantors_payment_the_payee_is_checked_with_the_first_lender(
    lang: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(capsys, lang, "check", sample("guarantor_paid"))
    assert [w for w in words if w not in out] == []
    for other in ("付到出借人自己的账户", "into the lender's own account"):
        assert other not in out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charges_to_be_reduced_are_not_put_into_the_statements_mouth(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """248.90 + 132.63 = 381.53 is the contract's; the statement has 250.08 + 132.63 = 382.71."""
    out = said(capsys, lang, "check", sample("card_cash_and_compound"))
    theirs = {"zh": "合计381.53", "en": "Total 381.53"}[lang]
    ours = {"zh": "未付的利息和费用381.53", "en": "Unpaid interest and fees 381.53"}[lang]
    assert ours in out
    assert theirs not in out


def test_a_card_is_not_asked_which_drawdown_a_payment_was_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", sample("card_cash_and_compound"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [u["needs"] for u in found["unchecked"]] == []


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("已到期的部分重算是0.00元", "还没到期的本金20,000.00元不在表里")),
        ("en", ("the part already due is 0.00 yuan", "20,000.00 yuan of principal not due yet")),
    ],
)
def test_what_is_not_due_yet_is_still_owed(
    lang: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """120,000 in six parts of 20,000, five of them paid: 20,000 are due on 2025-06-10."""
    table = str(SAMPLES / "payments_and_bookings.csv")
    args = ("check", sample("payments_and_bookings"), "--statement", table)
    out = said(capsys, lang, *args)
    assert [w for w in words if w not in out] == []
    assert {"zh": "现在说不准", "en": "cannot be said now"}[lang] not in out


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("judgment_enforcement", "已经有判决", "There is a judgment"),
        ("guarantor_paid", "担保方已经代偿", "The guarantor has paid"),
        ("early_settlement", "提前结清的约定", "the early-settlement clause"),
    ],
)
def test_a_ledger_says_first_what_it_does_not_show(
    name: str, zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        out = said(capsys, lang, "ledger", sample(name))
        assert out.count(words) == 1
        assert out.index(words) < out.index({"zh": "剩余本金", "en": "Principal"}[lang])


def test_after_a_judgment_no_promise_is_said_to_restart_limitation_of_the_debt(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = said(capsys, "zh", "check", sample("judgment_enforcement"))
    assert "写信、付一部分、答应还款，都可能让诉讼时效重新计算；逾期已久的" not in out
    assert "一年期LPR" in out
    assert "LPR1Y" not in out


@pytest.mark.parametrize(
    ("lang", "ours"), [("zh", "合同本金50,000.00"), ("en", "Contract Principal")]
)
def test_a_head_that_the_statement_does_not_name_is_the_contracts(
    lang: str, ours: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The statement has a total of 62,000.00 alone; 50,000.00 stands in the contract."""
    out = said(capsys, lang, "check", sample("private_prededucted"))
    assert ours in out
    assert {"zh": "账单本金50,000.00", "en": "Statement Principal 50"}[lang] not in out
