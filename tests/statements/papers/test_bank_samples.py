"""The stored bank and card papers: counts, sums and payments worked by hand, and broken copies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debtcheck.case.problem import InputError
from debtcheck.statements.case_file import load_case
from debtcheck.statements.papers.content import Opening
from debtcheck.statements.papers.paper import Paper, State
from debtcheck.statements.papers.readers import read_paper
from debtcheck.words.catalog import LANGUAGES, Words

D = Decimal
OPENING = Opening(date(2026, 10, 1))
SAMPLES = Path(__file__).resolve().parents[3] / "sample_statements"
FOLDER = SAMPLES / "papers"

# file: (format, rows, income, expense, [(day, amount, state or payout)])
# The sums are the figures of the file added up; every file also ends on the balance that they give:
# icbc 3,000.00 + 24,743.49 − 13,835.94 = 13,907.55; ccb.xls 2,500.00 + 6,067.03 − 4,143.60 =
# 4,423.43; ccb.csv 1,000.00 + 24,890.11 − 5,130.50 = 20,759.61; cmb 2,066.35 + 9,566.86 − 5,687.40
# = 5,945.81; abc 500.00 + 9,000.35 − 4,276.86 = 5,223.49; boc 900.00 + 5,600.52 − 1,800.80 =
# 4,699.72; bocom 4,000.00 + 9,169.60 − 4,153.60 = 9,016.00; cmbc 1,333.33 + 13,001.05 − 2,282.20 =
# 12,052.18. bank_unknown has no signs and no balance before its first row (wages 4,500.00), which
# is in no total: 5,320.00 + 5,100.40 − 2,516.20 = 7,904.20.
EXPECTED: dict[str, tuple[str, int, str, str, list[tuple[str, str, str]]]] = {
    "icbc.csv": ("icbc", 13, "24743.49", "13835.94", [
        ("2025-03-10", "10000.00", "payout"),
        ("2025-04-10", "1737.36", "taken"),  # through 支付宝
        ("2025-04-18", "5000.00", "ask"),  # to a card, without 还款
        ("2025-05-10", "1737.36", "taken"),  # through 财付通
        ("2025-06-10", "1737.36", "taken"),  # through 网银在线
        ("2025-07-10", "1737.36", "left_out"),  # taken back the same day
    ]),
    "ccb.xls": ("ccb", 9, "6067.03", "4143.60", [
        ("2026-02-08", "866.20", "taken"),
        ("2026-02-11", "45.00", "ask"),  # a guarantor, without 还款
        ("2026-02-15", "1200.00", "taken"),
        ("2026-03-08", "866.20", "left_out"),  # sent back on 03-12
        ("2026-03-20", "866.20", "taken"),
    ]),
    "ccb.csv": ("ccb", 8, "24890.11", "5130.50", [
        ("2026-09-09", "1280.50", "taken"),
        ("2026-09-12", "650.00", "taken"),
        ("2026-09-13", "20000.00", "payout"),
        ("2026-09-15", "3000.00", "ask"),
    ]),
    "cmb.xlsx": ("cmb", 10, "9566.86", "5687.40", [
        ("2026-09-10", "866.20", "taken"),
        ("2026-09-10", "866.20", "left_out"),  # debited twice, once given back
        ("2026-09-15", "2000.00", "taken"),
        ("2026-09-20", "420.00", "taken"),
    ]),
    "abc.csv": ("abc", 9, "9000.35", "4276.86", [
        ("2025-02-10", "866.20", "taken"),
        ("2025-02-11", "1234.56", "taken"),
        ("2025-03-10", "866.20", "taken"),
        ("2025-03-11", "1250.00", "taken"),
    ]),
    "boc.csv": ("boc", 8, "5600.52", "1800.80", [
        ("2026-09-10", "866.20", "taken"),
        ("2026-09-15", "320.00", "taken"),
        ("2026-09-16", "15.60", "taken"),
        ("2026-09-28", "99.00", "ask"),  # names 花呗, and does not say that it repays
    ]),
    "bocom.tsv": ("bocom", 10, "9169.60", "4153.60", [
        ("2025-02-11", "866.20", "taken"),
        ("2025-02-10", "866.20", "left_out"),
        ("2025-01-15", "45.00", "taken"),
        ("2025-01-10", "866.20", "taken"),
        ("2025-01-08", "1500.00", "ask"),  # 信用卡转账还款 to a person
    ]),
    "cmbc.csv": ("cmbc", 8, "13001.05", "2282.20", [
        ("2026-09-10", "866.20", "taken"),
        ("2026-09-12", "1000.00", "ask"),  # to a card of one's own: 张三 is the account's owner
        ("2026-09-14", "330.00", "taken"),
        ("2026-09-23", "8000.00", "payout"),
    ]),
    "bank_unknown.csv": ("bank", 8, "5100.40", "2516.20", [
        ("2026-09-08", "620.00", "taken"),
        ("2026-09-10", "866.20", "taken"),
        ("2026-09-12", "5000.00", "payout"),
        ("2026-09-15", "1000.00", "ask"),
    ]),
    # charges 86.50 + 1,299.00 + 500.00 + 10.00 + 23.45 + 15.00; lowered by 1,200 + 800 + 99
    "card_cmb.csv": ("card", 10, "2099.00", "1933.95", [
        ("2025-12-10", "1200.00", "taken"),
        ("2025-12-28", "800.00", "taken"),
    ]),
}  # fmt: skip
NOTICES = {
    "boc.csv": ["foreign"],
    "bank_unknown.csv": ["unsigned"],
    "card_cmb.csv": ["foreign", "card_minimum"],
}


def sample(name: str) -> Paper:
    """A stored paper, read."""
    return read_paper(FOLDER / name, OPENING)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_gives_its_rows_sums_and_payments(name: str) -> None:
    form, rows, income, expense, payments = EXPECTED[name]
    paper = sample(name)
    assert (paper.format, paper.rows) == (form, rows)
    assert (paper.sums.income, paper.sums.expense) == (D(income), D(expense))
    found = [
        (str(p.paid_on), str(p.amount), "payout" if p.is_payout else p.state.value)
        for p in paper.payments
    ]
    assert found == payments
    assert [n.key.removeprefix("papers_bank.") for n in paper.notices] == NOTICES.get(name, [])
    counted = len(paper.payments) + sum(count for _, count in paper.left_out)
    assert counted <= paper.rows


@pytest.mark.parametrize("name", EXPECTED)
def test_each_payment_says_where_it_stands_and_why_in_both_languages(name: str) -> None:
    for payment in sample(name).payments:
        assert payment.evidence.file.endswith(name)
        assert "line " in payment.evidence.place or "row " in payment.evidence.place
        assert payment.evidence.text
        assert not any(len(part) > 14 and part.isdigit() for part in payment.evidence.text.split())
        for lang in LANGUAGES:
            assert Words(lang).say(payment.why)


def test_printed_totals_agree_with_the_rows() -> None:
    for name in ("icbc.csv", "abc.csv"):
        paper = sample(name)
        assert paper.printed is not None
        assert (paper.printed.income, paper.printed.expense) == (
            paper.sums.income,
            paper.sums.expense,
        )


def test_encodings_are_named() -> None:
    assert sample("icbc.csv").encoding == "GB18030"
    assert sample("ccb.csv").encoding == "UTF-8-SIG"
    assert sample("abc.csv").encoding == "UTF-8"


def test_the_cards_statement_becomes_postings_and_a_claim() -> None:
    paper = sample("card_cmb.csv")
    # 3,000.00 − 1,200.00 + 86.50 − 800.00 + 1,299.00 + 500.00 + 10.00 − 99.00 + 23.45 + 15.00
    assert [(c.as_of, c.kind, c.total) for c in paper.claims] == [
        (date(2026, 1, 5), "card", D("2834.95"))
    ]
    assert [(row.on.isoformat(), row.kind) for row in paper.card] == [
        ("2025-12-10", "payment"), ("2025-12-12", "purchase"), ("2025-12-28", "payment"),
        ("2025-12-30", "purchase"), ("2025-12-31", "cash"), ("2025-12-31", "fee"),
        ("2026-01-02", "refund"), ("2026-01-05", "interest"), ("2026-01-05", "fee"),
    ]  # fmt: skip


def test_the_account_proves_the_payment_that_a_statement_lacks() -> None:
    # The case's three payments, the third of which its statement does not book, stand in the
    # bank's paper to the day and the fen; the fourth instalment was debited and taken back.
    case = load_case(SAMPLES / "consumer_finance_missing_payment.toml")
    paid = {(p.paid_on, p.amount) for p in case.payments}
    proven = {
        (p.paid_on, p.amount): p.evidence.place
        for p in sample("icbc.csv").payments
        if p.state is State.TAKEN
    }
    assert proven.keys() == paid
    assert proven[date(2025, 6, 10), D("1737.36")] == "line 15"


def test_a_line_taken_out_of_a_statement_breaks_its_chain(tmp_path: Path) -> None:
    lines = (FOLDER / "abc.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    del lines[7]  # 20250214, −59.90
    path = tmp_path / "abc.csv"
    path.write_text("".join(lines), encoding="utf-8")
    keys = [notice.key for notice in read_paper(path, OPENING).notices]
    assert keys == [
        "papers_bank.rows_differ",  # 9 printed, 8 read
        "papers_bank.expense_differ",  # by 59.90
        "papers_bank.chain_broken",
    ]


def test_a_row_that_was_cut_off_is_asked_about(tmp_path: Path) -> None:
    whole = (FOLDER / "abc.csv").read_bytes()
    path = tmp_path / "abc.csv"
    # The repayment of 2025-03-11 is −1,250.00; the file ends behind "−1250".
    path.write_bytes(whole[: whole.index(b"-1250.00") + 5])
    paper = read_paper(path, OPENING)
    assert (str(paper.payments[-1].amount), paper.payments[-1].state) == ("1250.00", State.ASK)
    assert [n.key for n in paper.notices] == ["papers_bank.cut_off"]
    path.write_bytes(whole[: whole.index(b"-1250.00") + 3])  # −12 is no amount to rely on either
    assert read_paper(path, OPENING).payments[-1].state is State.ASK


BYTES = {name: (FOLDER / name).read_bytes() for name in EXPECTED}


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(BYTES)),
    changes=st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 2), st.binary(max_size=6)), max_size=8
    ),
)
def test_whatever_is_changed_in_a_file_ends_in_a_paper_or_a_refusal(
    name: str, changes: list[tuple[int, int, bytes]]
) -> None:
    raw = bytearray(BYTES[name])
    for at, length, new in changes:
        raw[at % (len(raw) + 1) : at % (len(raw) + 1) + length] = new
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        try:
            paper = read_paper(path, OPENING)
        except InputError as error:
            for lang in LANGUAGES:
                for problem in error.problems:
                    assert Words(lang)(f"problem.{problem.key}", **problem.params)
            return
    assert all(payment.amount > 0 for payment in paper.payments)
    for lang in LANGUAGES:
        for notice in paper.notices:
            assert Words(lang).say(notice)
