"""`debtcheck import`: what is understood, what goes into the case, what is asked, what is kept."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from debtcheck.cli.help import cells
from debtcheck.report.import_schema import Import, import_json_schema
from debtcheck.statements.case_file import load_case
from debtcheck.statements.papers import readers

from . import papers

D = Decimal
Run = Callable[..., Any]


class Terminal(io.StringIO):
    """Answers that come from a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture(autouse=True)
def _papers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every paper of `papers.py` lies in the present folder, and a case beside them."""
    monkeypatch.setattr(readers, "read_paper", papers.read)
    monkeypatch.chdir(tmp_path)
    for name in (*papers.PAPERS, "locked"):
        Path(f"{name}.txt").write_text(f"paper {name}\n", encoding="utf-8")
    Path("bad.txt").write_text("what is this\n", encoding="utf-8")
    Path("case.toml").write_text(papers.CASE, encoding="utf-8")


def answers(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """What is typed at the terminal."""
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    monkeypatch.setattr("sys.stderr", Terminal())


def paid() -> list[tuple[str, str]]:
    """Day and amount of each payment of the case."""
    found = load_case("case.toml").payments
    return [(p.paid_on.isoformat(), f"{p.amount:.2f}") for p in found]


# ── looking ──────────────────────────────────────────────────────────────────────────────


def test_without_a_case_the_papers_are_only_read(run: Run) -> None:
    ran = run("import", "wallet.txt", "sms.txt", "--lang", "zh")
    assert ran.code == 0
    out = ran.out
    assert "像是还款的 2 笔，合计 1,000.00 元" in out  # 500 + 500
    assert "1,410.16     89.84" in " ".join(out.split(" "))  # 1,500.00 - 1,410.16
    assert "没有写入任何文件" in out
    assert "放款到账 1 笔（不是还款）" in out
    assert Path("case.toml").read_text(encoding="utf-8") == papers.CASE
    whole = Path("wallet.txt").absolute()
    assert f"debtcheck import {whole}" in out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("into", [(), ("--into", "case.toml")])
def test_no_line_but_a_command_passes_the_edge(run: Run, lang: str, into: tuple[str, ...]) -> None:
    out = run("import", *(f"{n}.txt" for n in papers.PAPERS), *into, "--lang", lang).out
    lines = [line for line in out.splitlines() if not line.startswith("    debtcheck ")]
    assert [line for line in lines if cells(line) > 80] == []
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_court_comes_first_and_in_words(run: Run) -> None:
    out = run("import", "plan.txt", "--lang", "en").out
    assert "look\n  at the date first" in out or "look at the date first" in " ".join(out.split())
    assert "debtcheck rights court" in out


def test_account_numbers_are_hidden_unless_asked_for(run: Run) -> None:
    number = "6222020200112233445"
    hidden = run("import", "several.txt", "--json", "--into", "case.toml", "--dry-run").out
    assert number not in hidden
    assert "****3445" in hidden
    assert number not in run("import", "several.txt", "--into", "case.toml", "--dry-run").out
    assert number in run("import", "several.txt", "--show-private", "--json").out


# ── into the case ────────────────────────────────────────────────────────────────────────


def test_payments_claims_plan_changes_and_facts_come_with_their_places(run: Run) -> None:
    names = ("wallet", "bank", "sms", "plan")
    ran = run("import", *(f"{n}.txt" for n in names), "--into", "case.toml", "--lang", "zh")
    assert ran.code == 0
    case = load_case("case.toml")
    # the wallet's two; the bank's rows of the 11th are the same; its third names another payee
    assert paid() == [("2025-02-10", "500.00"), ("2025-03-10", "500.00")]
    first = case.payments[0]
    assert first.evidence is not None
    assert (first.evidence.file, first.evidence.place) == ("wallet.txt", "line 27")
    assert first.reference == "2025021022001"
    claim = case.claim
    assert claim is not None
    assert (claim.kind, claim.as_of, claim.total) == ("sms", date(2025, 5, 1), D("1006.08"))
    (where,) = claim.where("total")
    assert (where.file, where.place) == ("sms.txt", "line 1")
    assert "应还总额1006.08元" in where.text
    assert len(case.schedule) == 3
    assert [(c.kind, c.proof) for c in case.creditor_changes] == [("assigned", "plan.txt")]
    assert (case.loan.id, case.loan.overdue.grace_days) == ("JT-2025-0001", 3)
    assert case.loan.formed_on == date(2025, 1, 10)  # not the paper's 2025-01-09
    assert case.sources["loan.id"].value == "sms"
    assert "案件里写的是 2025-01-10，没有改动" in "".join(ran.out.split("\n    "))
    assert "第 1 期" in ran.out  # 500.00 on the due day of the first of three
    assert f"debtcheck check {Path('case.toml').absolute()}" in ran.out


def test_the_source_of_a_fact_is_named_once_and_never_renamed(run: Run) -> None:
    """The case says where its number would come from; the paper's payments are the first."""
    text = papers.CASE + '"loan.id" = "contract"\n'
    Path("case.toml").write_text(text, encoding="utf-8")
    assert run("import", "wallet.txt", "sms.txt", "--into", "case.toml").code == 0
    sources = load_case("case.toml").sources
    assert sources["loan.id"].value == "contract"
    assert sources["loan.overdue.grace_days"].value == "sms"
    assert sources["payment"].value == "app"


def test_payments_stand_in_the_order_of_their_days(run: Run) -> None:
    run("import", "bank.txt", "wallet.txt", "--into", "case.toml", "--take", "all")
    days = [day for day, _ in paid()]
    assert days == sorted(days)
    assert len(days) == 4  # the bank's three, and the wallet's 200.00 of 2025-03-15


def test_the_evidence_reaches_the_check(run: Run) -> None:
    run("import", "wallet.txt", "sms.txt", "--into", "case.toml")
    report = json.loads(run("check", "case.toml", "--json").out)
    assert report["totals"]["claimed"]["total"] == "1006.08"
    places = {(e["file"], e["place"]) for f in report["findings"] for e in f["evidence"]}
    assert ("sms.txt", "line 1") in places


def test_the_same_papers_twice_change_no_byte(run: Run) -> None:
    args = ("import", *(f"{n}.txt" for n in papers.PAPERS), "--into", "case.toml", "--take", "all")
    assert run(*args).code == 0
    once = Path("case.toml").read_bytes()
    ran = run(*args, "--lang", "zh")
    assert ran.code == 0
    assert Path("case.toml").read_bytes() == once
    assert "没有新的内容" in ran.out


def test_a_paper_given_alone_later_brings_nothing_twice(run: Run) -> None:
    """First the bank, then the wallet: the wallet's rows are the bank's."""
    run("import", "bank.txt", "--into", "case.toml", "--take", "网银在线")
    before = paid()
    assert before == [("2025-02-11", "500.00"), ("2025-03-11", "500.00"), ("2025-04-10", "500.00")]
    run("import", "wallet.txt", "--into", "case.toml")
    assert paid() == before


def test_dry_run_says_what_it_would_write_and_writes_nothing(run: Run) -> None:
    ran = run("import", "wallet.txt", "--into", "case.toml", "--dry-run", "--lang", "zh")
    assert "会写入 还款 2 笔" in ran.out
    assert Path("case.toml").read_text(encoding="utf-8") == papers.CASE


def test_what_lies_before_the_payout_is_not_of_this_loan(run: Run) -> None:
    later = papers.CASE.replace("formed_on = 2025-01-10", "formed_on = 2025-03-01")
    Path("case.toml").write_text(later, encoding="utf-8")
    run("import", "wallet.txt", "--into", "case.toml")
    assert paid() == [("2025-03-10", "500.00")]


def test_a_fact_that_contradicts_the_rest_is_left_out_and_said(run: Run) -> None:
    """The case is due on 2025-01-05, the paper says that the contract was made on 2025-01-09."""
    text = papers.CASE.replace("formed_on = 2025-01-10", "due_on = 2025-01-05")
    Path("case.toml").write_text(text, encoding="utf-8")
    ran = run("import", "sms.txt", "--into", "case.toml", "--lang", "zh")
    case = load_case("case.toml")
    assert case.loan.formed_on is None
    assert case.loan.id == "JT-2025-0001"
    assert "和案件里的其他内容对不上" in "".join(ran.out.split("\n    "))


# ── what only the person knows ───────────────────────────────────────────────────────────


def test_rows_in_doubt_are_listed_and_not_taken_when_piped(run: Run) -> None:
    ran = run("import", "several.txt", "--into", "case.toml", "--lang", "zh")
    assert paid() == [("2025-02-10", "500.00")]
    assert "要您确认 3 笔（没有写入）" in ran.out
    assert "--take 花呗" in ran.out
    assert "--take several.txt:6" in ran.out  # a payee with an account number goes by its row


@pytest.mark.parametrize(
    ("take", "taken"),
    [
        (["花呗"], ["500.00", "80.00", "80.00"]),
        (["several.txt:5"], ["500.00", "80.00"]),
        (["several.txt:6", "花呗"], ["500.00", "80.00", "80.00", "9.00"]),
        (["all"], ["500.00", "80.00", "80.00", "9.00"]),
    ],
)
def test_take_names_a_row_a_payee_or_all(run: Run, take: list[str], taken: list[str]) -> None:
    options = [part for token in take for part in ("--take", token)]
    assert run("import", "several.txt", "--into", "case.toml", *options).code == 0
    assert [amount for _, amount in paid()] == taken


def test_take_of_something_that_is_not_there_is_refused(run: Run) -> None:
    ran = run("import", "several.txt", "--into", "case.toml", "--take", "借呗", "--lang", "en")
    assert ran.code == 2
    assert "花呗" in ran.err
    assert Path("case.toml").read_text(encoding="utf-8") == papers.CASE


def test_at_a_terminal_each_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Yes to 花呗, no to the other; a wrong key asks again."""
    answers(monkeypatch, "x\ny\nn\n")
    ran = run("import", "several.txt", "--into", "case.toml", "--lang", "zh")
    assert [amount for _, amount in paid()] == ["500.00", "80.00", "80.00"]
    assert "您说不是还这笔借款" in ran.out
    assert "--take" not in ran.out  # every question has its answer


def test_enter_is_later_and_the_end_of_the_answers_ends_the_asking(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, "\n")
    ran = run("import", "several.txt", "--into", "case.toml", "--lang", "zh")
    assert ran.code == 0
    assert paid() == [("2025-02-10", "500.00")]
    assert "要您确认 3 笔" in ran.out


def test_a_row_that_the_reader_doubts_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "是\n")
    run("import", "wallet.txt", "--into", "case.toml", "--lang", "zh")
    assert ("2025-03-15", "200.00") in paid()


def test_a_paper_of_another_loan_is_asked_about_whole(run: Run) -> None:
    run("import", "sms.txt", "--into", "case.toml")
    before = Path("case.toml").read_bytes()
    ran = run("import", "other_loan.txt", "--into", "case.toml", "--lang", "zh")
    assert "HB-9" in ran.out
    assert Path("case.toml").read_bytes() == before
    assert "--take other_loan.txt" in ran.out


# ── bad input ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_if_any_paper_is_bad_all_are_named_and_nothing_is_written(run: Run, lang: str) -> None:
    args = ("import", "wallet.txt", "bad.txt", "none.txt", "--into", "case.toml", "--lang", lang)
    ran = run(*args)
    assert (ran.code, ran.out) == (2, "")
    assert "bad.txt" in ran.err
    assert "none.txt" in ran.err
    assert "Traceback" not in ran.err
    assert Path("case.toml").read_text(encoding="utf-8") == papers.CASE


def test_a_fault_of_our_own_leaves_the_case_as_it_was(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> dict[str, str]:
        raise KeyError(1)

    monkeypatch.setattr("debtcheck.cli.import_meets.meets", broken)
    ran = run("import", "wallet.txt", "--into", "case.toml", "--lang", "en")
    assert ran.code == 3
    assert "unchanged" in ran.err
    assert Path("case.toml").read_text(encoding="utf-8") == papers.CASE


def test_a_case_that_is_wrong_is_told_of_before_anything_is_read(run: Run) -> None:
    Path("case.toml").write_text("[loan]\nprincipl = 1\n", encoding="utf-8")
    ran = run("import", "wallet.txt", "--into", "case.toml", "--lang", "en")
    assert ran.code == 2
    assert "line 2" in ran.err
    assert Path("case.toml").read_text(encoding="utf-8") == "[loan]\nprincipl = 1\n"


def test_passwords_are_given_by_option_and_tried_in_turn(run: Run) -> None:
    assert run("import", "locked.txt").code == 2
    assert run("import", "locked.txt", "--password", "0000").code == 2
    args = ("--password", "0000", "--password", "1234")
    assert run("import", "locked.txt", "sms.txt", *args).code == 0


@pytest.mark.parametrize(("typed", "code"), [(["1234"], 0), (["", "x", "1234"], 0), (["x"] * 3, 2)])
def test_a_password_is_asked_unseen_three_times(
    run: Run, monkeypatch: pytest.MonkeyPatch, typed: list[str], code: int
) -> None:
    answers(monkeypatch, "")
    asked: list[str] = []

    def unseen(prompt: str, stream: object) -> str:
        asked.append(prompt)
        return typed[len(asked) - 1]

    monkeypatch.setattr("getpass.getpass", unseen)
    assert run("import", "locked.txt").code == code
    assert len(asked) == len(typed)


def test_progress_is_for_terminals_only(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("import", "wallet.txt").err == ""
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    run("import", "wallet.txt")
    assert "50%" in screen.getvalue()
    assert screen.getvalue().endswith("\r")


# ── JSON ─────────────────────────────────────────────────────────────────────────────────

FILE_KEYS = {"file", "format", "encoding", "rows", "sums", "printed", "payments", "claims",
             "notices"}  # fmt: skip
PAYMENT_KEYS = {"paid_on", "amount", "payee", "text", "place", "state", "why"}


def test_json_has_every_promised_key_and_fits_its_schema(run: Run) -> None:
    names = [f"{name}.txt" for name in papers.PAPERS]
    for into in ((), ("--into", "case.toml", "--dry-run")):
        found = json.loads(run("import", *names, *into, "--json", "--lang", "zh").out)
        Import.model_validate(found)
        assert (found["schema"], found["version"]) == ("debtcheck.import", 1)
        for file in found["files"]:
            assert file.keys() >= FILE_KEYS
            assert file["sums"].keys() == {"in", "out", "neutral"}
            for payment in file["payments"]:
                assert payment.keys() >= PAYMENT_KEYS
                assert payment["state"] in ("taken", "ask", "left_out")
        printed = found["files"][0]["printed"]
        assert printed == {"rows": 9, "in": "20.00", "out": "300.00", "neutral": "1410.16"}
        assert found["files"][0]["rows"] == 9


def test_the_schema_is_printed_and_requires_the_promised_keys(run: Run) -> None:
    schema = json.loads(run("schema", "import").out)
    assert schema == import_json_schema()
    assert set(schema["$defs"]["FileShown"]["required"]) >= FILE_KEYS
    assert set(schema["$defs"]["PaymentShown"]["required"]) >= PAYMENT_KEYS
    assert set(schema["$defs"]["SumsShown"]["required"]) == {"in", "out", "neutral"}
    assert set(schema["$defs"]["PrintedShown"]["required"]) == {"rows", "in", "out", "neutral"}


def test_json_asks_nothing_and_says_what_take_accepts(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, "y\ny\ny\n")
    found = json.loads(run("import", "several.txt", "--into", "case.toml", "--json").out)
    assert [ask["take"] for ask in found["asks"]] == ["花呗", "several.txt:6"]
    assert (found["written"], found["added"]["payments"]) == (True, 1)
