"""`check` hands over what was typed, and prints what comes back; nothing is decided here."""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from debtcheck.case.loan import Loan
from debtcheck.case.model import Case
from debtcheck.cli import common
from debtcheck.cli.app import COMMANDS
from debtcheck.cli.options import fee, payment
from debtcheck.cli.usage import UsageProblem

TODAY = date(2026, 3, 1)
CASE = Case(loan=Loan(principal=Decimal(10000)))


class Parts:
    """Stand-ins for the parts below: they note what they are given."""

    def __init__(self, case: Case, findings: tuple[str, ...]) -> None:
        self.case, self.findings = case, findings
        self.calls: dict[str, Any] = {}

    def load_case(self, path: str | None, options: list[Any], **keys: object) -> Case:
        self.calls["path"], self.calls["keys"] = path, keys
        self.calls["options"] = {o.key: o.value for o in options}
        self.calls["flags"] = {o.key: o.flag for o in options}
        return self.case

    def with_table(self, case: Case, path: Path) -> Case:
        self.calls.setdefault("tables", []).append(path)
        return case

    def load_lawbook(self, **keys: object) -> str:
        self.calls["law"] = keys
        return "law"

    def audit(self, case: Case, **keys: object) -> SimpleNamespace:
        self.calls["audit"] = keys
        return SimpleNamespace(findings=self.findings)

    def explain(self, report: object, code: str, words: Any, **keys: object) -> str:
        self.calls["explain"] = {"report": report, **keys}
        return f"{code}: {words.lang}"

    def render(self, report: object, words: object, **keys: object) -> str:
        self.calls["render"] = keys
        return "核对结果\n"


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> Parts:
    found = Parts(CASE, ())

    def module(name: str, **names: object) -> None:
        made = ModuleType(name)
        made.__dict__.update(names)
        monkeypatch.setitem(sys.modules, name, made)

    module("debtcheck.statements.case_file", load_case=found.load_case)
    module("debtcheck.statements.statement_table", with_statement=found.with_table)
    module("debtcheck.statements.payment_table", with_payments=found.with_table)
    module("debtcheck.law.load", load_lawbook=found.load_lawbook)
    module("debtcheck.audit.audit", audit=found.audit)
    module("debtcheck.audit.serialise", to_dict=lambda *_, **keys: {"a": "元", "k": str(keys)})
    module("debtcheck.report.terminal", render_check=found.render)
    module("debtcheck.report.explain", explain=found.explain)
    monkeypatch.setattr(common, "today", lambda: TODAY)
    return found


def test_a_file_is_read_audited_and_shown(run, parts: Parts, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = str(tmp_path / "金 条.toml")
    ran = run("check", file, "--lang", "zh")
    assert (ran.code, ran.out, ran.err) == (0, "核对结果\n", "")
    assert parts.calls["path"] == file
    assert parts.calls["options"] == {}
    assert parts.calls["audit"] == {
        "law": "law",
        "today": TODAY,
        "demands": (),
    }
    assert parts.calls["render"] == {
        "width": 80,
        "today": TODAY,
        "path": file,
        "commands": COMMANDS,
        "show_private": False,
        "style": False,
        "sides": False,
    }


def test_the_three_readings_are_asked_for(run, parts: Parts, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = str(tmp_path / "case.toml")
    assert run("check", file, "--readings", "--lang", "zh").code == 0
    assert parts.calls["render"]["sides"] is True
    assert "'sides': True" in run("check", file, "--readings", "--json", "--lang", "zh").out


def test_options_alone_become_facts(run, parts: Parts) -> None:  # type: ignore[no-untyped-def]
    ran = run(
        *("check", "--principal", "10,000", "--rate", "0.04%/day", "--lender", "microloan"),
        *("--penalty", "1.5x", "--penalty-mode", "replaces", "--grace-days", "3"),
        *("--filed-on", "2025-08-01", "--claimed-total", "11279.44", "--as-of", "2025-07-09"),
        *("--fee", "担保费=150/instalment", "--paid", "2025-02-10=500", "--paid", "2025-03-10=1"),
    )
    assert ran.code == 0
    options = parts.calls["options"]
    assert parts.calls["path"] is None
    assert options["loan.principal"] == "10,000"
    assert options["loan.rate"] == "0.04%/day"
    assert options["lender.0.kind"] == "microloan"
    assert options["loan.overdue.rate"] == "1.5x"
    assert options["loan.overdue.mode"] == "replaces"
    assert options["loan.overdue.grace_days"] == "3"
    assert options["court.filed_on"] == "2025-08-01"
    assert options["statement.0.total"] == "11279.44"
    assert options["statement.0.as_of"] == options["as_of"] == "2025-07-09"
    assert options["fee.+"] == {"name": "担保费", "amount": "150", "when": "instalment"}
    assert options["payment.+"] == {"paid_on": "2025-03-10", "amount": "1"}
    assert parts.calls["flags"]["statement.0.total"] == "--claimed-total"
    assert parts.calls["render"]["path"] is None


def test_as_of_dates_no_claim_where_there_is_none_or_a_file(run, parts: Parts) -> None:  # type: ignore[no-untyped-def]
    run("check", "--principal", "1", "--as-of", "2025-07-09")
    assert "statement.0.as_of" not in parts.calls["options"]
    run("check", "x.toml", "--claimed-total", "1", "--as-of", "2025-07-09")
    assert "statement.0.as_of" not in parts.calls["options"]
    assert parts.calls["options"]["as_of"] == "2025-07-09"


def test_exit_code_says_whether_there_are_findings(run, parts: Parts) -> None:  # type: ignore[no-untyped-def]
    assert run("check", "x.toml", "--exit-code").code == 0
    parts.findings = ("a",)
    assert run("check", "x.toml").code == 0
    ran = run("check", "x.toml", "--exit-code")
    assert (ran.code, ran.out, ran.err) == (1, "核对结果\n", "")


def test_json_is_one_object_and_nothing_else(run, parts: Parts) -> None:  # type: ignore[no-untyped-def]
    ran = run("check", "x.toml", "--json")
    assert json.loads(ran.out)["a"] == "元"
    assert "元" in ran.out
    assert ran.err == ""


def test_one_finding_is_explained(run, parts: Parts) -> None:  # type: ignore[no-untyped-def]
    assert run("check", "x.toml", "--explain", "penalty_base", "--lang", "zh").out == (
        "penalty_base: zh\n"
    )
    assert parts.calls["explain"]["report"] is not None


def test_a_code_is_explained_without_a_case(run, parts: Parts) -> None:  # type: ignore[no-untyped-def]
    ran = run("check", "--explain", "penalty_base", "--lang", "en")
    assert (ran.code, ran.out) == (0, "penalty_base: en\n")
    assert parts.calls == {"explain": {"report": None, "width": 80, "show_private": False}}


def test_tables_and_law_files_are_handed_over(run, parts: Parts) -> None:  # type: ignore[no-untyped-def]
    run(
        *("check", "-", "--statement", "s.csv", "--payments", "a.csv", "--payments", "b.csv"),
        *("--lpr", "lpr.csv", "--law-file", "law.toml", "--accept-rate", "--show-private"),
    )
    assert parts.calls["tables"] == [Path("s.csv"), Path("a.csv"), Path("b.csv")]
    assert parts.calls["law"] == {"lpr_file": Path("lpr.csv"), "law_file": Path("law.toml")}
    assert parts.calls["keys"] == {"accept_rate": True}
    assert parts.calls["render"]["show_private"] is True
    assert parts.calls["render"]["path"] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("担保费=150", {"name": "担保费", "amount": "150", "when": "instalment"}),
        ("a=b=1/upfront", {"name": "a=b", "amount": "1", "when": "upfront"}),
        (
            "会员费＝99/deducted",
            {"name": "会员费", "amount": "99", "when": "upfront", "deducted": True},
        ),
        (" 服务费 = 1,200.50 ", {"name": "服务费", "amount": "1,200.50", "when": "instalment"}),
    ],
)
def test_fees_as_typed(text: str, expected: dict[str, object]) -> None:
    assert fee(text) == expected


def test_payments_as_typed() -> None:
    assert payment("2025-04-01=1000") == {"paid_on": "2025-04-01", "amount": "1000"}
    assert payment("2025年4月1日 = 1000元") == {"paid_on": "2025年4月1日", "amount": "1000元"}


@pytest.mark.parametrize("text", ["", "=", "x", "x=", "=5", " = "])
def test_half_a_pair_is_refused(text: str) -> None:
    with pytest.raises(UsageProblem):
        fee(text)
    with pytest.raises(UsageProblem):
        payment(text)


def test_style_needs_a_terminal_that_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert common.style() is False
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert common.style() is True
    monkeypatch.setenv("TERM", "dumb")
    assert common.style() is False
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    assert common.style() is False


def test_width_follows_the_terminal_within_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    assert common.width() == 80
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    for columns, expected in (("20", 40), ("72", 72), ("300", 100)):
        monkeypatch.setenv("COLUMNS", columns)
        assert common.width() == expected
