"""`debtcheck letter` as it is typed."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from debtcheck.cli.main import main
from debtcheck.letters.kinds import KINDS

from .written import CASES, SAMPLES

JD = str(SAMPLES / "jd_jintiao_overdue.toml")
HOUSEHOLD = """
format = 1
buffer = "500.00"
[income]
monthly = "6500.00"
[[income.change]]
on = 2025-09-01
monthly = "5000.00"
[[essential]]
name = "房租"
amount = "1800.00"
[[essential]]
name = "吃饭"
amount = "2000.00"
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`run("dispute", JD)` in an empty folder, in Chinese unless said otherwise."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEBTCHECK_LANG", "zh")

    def call(*args: str) -> Ran:
        code = main(["letter", *args])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


def test_alone_it_lists_the_kinds(run: Run) -> None:
    ran = run()
    assert ran.code == 0
    assert all(f"  {kind} " in ran.out for kind in KINDS)


def test_a_letter_is_written_and_the_steps_are_said(run: Run, tmp_path: Path) -> None:
    ran = run("dispute", JD, "--today", "2025-07-10")
    assert (ran.code, ran.err) == (0, "")
    assert [p.name for p in tmp_path.iterdir()] == ["jd_jintiao_overdue.dispute.txt"]
    assert "已写好：jd_jintiao_overdue.dispute.txt" in ran.out
    assert "3 处空白" in ran.out
    assert "2025-07-25" in ran.out
    again = run("dispute", JD)
    assert again.code == 2
    assert "--force" in again.err
    assert run("dispute", JD, "--force").code == 0


def test_print_shows_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("dispute", JD, "--print")
    assert "账目核对与异议函" in ran.out
    assert "接下来" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_output_encoding_and_mark(run: Run, tmp_path: Path) -> None:
    run("dispute", JD, "-o", "a.txt", "--encoding", "gb18030")
    assert "利息" in (tmp_path / "a.txt").read_bytes().decode("gb18030")
    run("dispute", JD, "-o", "b.txt", "--bom")
    assert (tmp_path / "b.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    run("dispute", JD, "-o", "c.docx", "--format", "docx")
    assert (tmp_path / "c.docx").read_bytes().startswith(b"PK")


def test_acknowledging_letters_warn_first_and_want_a_confirmation(run: Run, tmp_path: Path) -> None:
    args = ("instalment", JD, "--monthly", "600", "--today", "2025-07-10")
    ran = run(*args)
    assert ran.code == 2
    assert "诉讼时效" in ran.err
    assert list(tmp_path.iterdir()) == []
    ran = run(*args, "--acknowledge-limitation")
    assert ran.code == 0
    assert ran.err.startswith("先看清楚：诉讼时效")
    assert "重新计算" in ran.err


class Terminal(io.StringIO):
    """What a person types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "code"), [("我已了解\n", 0), ("好\n", 2), ("", 2)])
def test_the_confirmation_is_typed(
    run: Run, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    assert run("instalment", JD, "--monthly", "600", "--today", "2025-07-10").code == code


def test_interactive_asks_for_the_blanks(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("110101199001011237\n\n某某路1号\n"))
    ran = run("dispute", JD, "--interactive", "--print")
    assert "身份证号：110101199001011237" in ran.out
    assert "【请填写：联系电话】" in ran.out
    assert "某某路1号" in ran.out
    assert "1 处空白" in ran.err


def test_an_answer_is_no_template(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("{{ 7 * 7 }}\n{% if x %}\n"))
    out = run("dispute", JD, "--interactive", "--print").out
    assert "{{ 7 * 7 }}" in out
    assert "{% if x %}" in out


def test_a_household_says_what_is_left(run: Run, tmp_path: Path) -> None:
    (tmp_path / "h.toml").write_text(HOUSEHOLD, encoding="utf-8")
    args = ("instalment", JD, "--today", "2025-07-10", "--acknowledge-limitation", "--print")
    ran = run(*args, "--household", "h.toml")
    assert "每月还 700.00 元" in ran.out  # 5,000.00 − 1,800.00 − 2,000.00 − 500.00
    ran = run(*args, "--household", "h.toml", "--monthly", "701")
    assert ran.code == 2
    assert "700.00" in ran.err


def test_an_offer_that_never_ends_is_refused_with_the_least(run: Run) -> None:
    ran = run("instalment", JD, "--monthly", "150", "--today", "2025-07-10")
    assert ran.code == 2
    assert "221.25" in ran.err


def test_a_statement_table_may_stand_beside(run: Run) -> None:
    case = str(SAMPLES / "consumer_finance_missing_payment.toml")
    table = str(SAMPLES / "consumer_finance_missing_payment.csv")
    assert "1,793.02" in run("dispute", case, "--statement", table, "--print").out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("nothing", JD), "没有“nothing”这种信"),
        (("dispute",), "缺少"),
        (("dispute", "nowhere.toml"), "没有这个文件"),
        (("dispute", JD, "--monthly", "x"), "--monthly"),
        (("dispute", JD, "--months", "0"), "--months"),
        (("dispute", JD, "--first-on", "2025-13-01"), "--first-on"),
        (("dispute", JD, "--tone", "rude"), "--tone"),
        (("dispute", JD, "--encoding", "big5"), "--encoding"),
        (("dispute", JD, "--format", "pdf"), "--format"),
        (("dispute", JD, "--format", "docx", "--print"), "DOCX"),
        (("dispute", JD, "--bom", "--encoding", "gb18030"), "--bom"),
        (("dispute", JD, "-o", "no/a.txt"), "写不进"),
        (("dispute", JD, "--template", JD), ""),
        (("not-mine", JD, "--ground", "字" * 601), "--ground"),
        (("payment-order-objection", str(CASES / "payment_order_right.toml")), "--ground"),
    ],
)
def test_what_cannot_be_is_said_plainly(run: Run, args: tuple[str, ...], said: str) -> None:
    ran = run(*args)
    assert ran.code in (0, 2)
    assert said in ran.err
    assert "Traceback" not in ran.err
    if said:
        assert ran.code == 2


def test_english(run: Run) -> None:
    ran = run("dispute", JD, "--print", "--lang", "en", "--today", "2025-07-10")
    assert "Check and dispute of the account" in ran.out
    assert "What to do now:" in ran.err
    plain = run("dispute", JD, "--print", "--tone", "plain", "--today", "2025-07-10")
    assert "算了一遍" in plain.out


def test_a_dash_after_o_is_the_standard_stream(run: Run, tmp_path: Path) -> None:
    printed = run("dispute", JD, "--print", "--today", "2025-07-10")
    ran = run("dispute", JD, "-o", "-", "--today", "2025-07-10")
    assert (ran.code, ran.out, ran.err) == (0, printed.out, printed.err)
    assert run("dispute", JD, "-o", "-", "--format", "docx").code == 2
    assert not list(tmp_path.iterdir())


def test_words_of_distress_among_the_blanks_end_the_letter(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("我不想活了\n"))
    ran = run("dispute", JD, "--interactive")
    assert (ran.code, ran.out) == (0, "")
    assert "12356" in ran.err
    assert not list(tmp_path.iterdir())
