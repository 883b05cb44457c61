"""`debtcheck verify`: what does not agree is named, and nothing is ever called proven."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from debtcheck.cli.main import main
from debtcheck.contacts.payee import Asked, person, same, verify
from debtcheck.law.load import load_lawbook
from debtcheck.report.cells import cells
from debtcheck.report.plainpage import Page
from debtcheck.report.verify import render, to_dict
from debtcheck.statements.case_file import load_case
from debtcheck.words.catalog import Words

BOOK = load_lawbook()
CASE = """
[loan]
principal = "10000.00"
[lender]
kind = "{kind}"
name = "{name}"
platform = "某某金条"
{more}
"""
SOLD = """
[[creditor_change]]
kind = "assigned"
to = "某某资产管理有限公司"
on = 2025-06-01
{notified}
"""


def statuses(
    tmp_path: Path,
    asked: Asked,
    *,
    kind: str = "microloan",
    name: str = "某某小额贷款有限公司",
    more: str = "",
) -> dict[str, str]:
    path = tmp_path / "案件.toml"
    path.write_text(CASE.format(kind=kind, name=name, more=more), encoding="utf-8")
    return {point.id: point.status for point in verify(load_case(path), asked, BOOK)}


@pytest.mark.parametrize(
    ("payee", "status"),
    [
        ("某某小额贷款有限公司", "agrees"),
        ("某某小额贷款有限公司（备付金）", "agrees"),
        ("张三", "differs"),
        ("另一家科技有限公司", "differs"),
        ("某某金条", "ask"),
        ("", "ask"),
    ],
)
def test_the_payee(tmp_path: Path, payee: str, status: str) -> None:
    assert statuses(tmp_path, Asked(payee=payee))["payee"] == status


def test_a_private_lender_may_be_paid_as_a_person(tmp_path: Path) -> None:
    found = statuses(tmp_path, Asked(payee="李四"), kind="private", name="李四")
    assert found["payee"] == "agrees"
    assert (
        statuses(tmp_path, Asked(payee="王五"), kind="private", name="李四")["payee"] == "differs"
    )


@pytest.mark.parametrize(
    ("notified", "new", "old"),
    [("", "differs", "agrees"), ("notified_on = 2025-06-03", "agrees", "differs")],
)
def test_whom_to_pay_after_an_assignment_turns_on_the_notice(
    tmp_path: Path, notified: str, new: str, old: str
) -> None:
    more = SOLD.format(notified=notified)
    found = statuses(tmp_path, Asked(payee="某某资产管理有限公司"), more=more)
    assert found["payee"] == new
    assert found["change"] == ("ask" if notified else "differs")
    assert statuses(tmp_path, Asked(payee="某某小额贷款有限公司"), more=more)["payee"] == old


@pytest.mark.parametrize(
    ("account", "status"),
    [
        ("https://pay.example.top/x", "differs"),
        ("13800138000", "differs"),
        ("a@b.com", "differs"),
        ("6222 0200 0000 0000 000", "ask"),
        ("110123456789", "ask"),
        ("", "ask"),
    ],
)
def test_the_account(tmp_path: Path, account: str, status: str) -> None:
    assert statuses(tmp_path, Asked(account=account))["account"] == status


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("13800138000", "differs"),
        ("+852 1234 5678", "differs"),
        ("0044123456", "differs"),
        ("12378", "differs"),  # the regulator collects for no one
        ("12368", "differs"),
        ("95118", "ask"),
        ("4001234567", "ask"),
        ("106912345678", "ask"),
        ("010-12345678", "ask"),
    ],
)
def test_a_number_is_never_taken_as_proof(tmp_path: Path, number: str, status: str) -> None:
    assert statuses(tmp_path, Asked(number=number))["number"] == status


def test_the_claimant_of_a_statement_has_to_be_known(tmp_path: Path) -> None:
    more = '[statement]\nas_of = 2025-07-09\ntotal = "1.00"\nclaimant = "{}"'
    assert statuses(tmp_path, Asked(), more=more.format("陌生有限公司"))["claimant"] == "differs"
    assert "claimant" not in statuses(tmp_path, Asked(), more=more.format("某某金条"))


def test_names() -> None:
    assert same("某某（北京）有限公司", "某某(北京) 有限公司")
    assert not same("某某", "某某小额贷款有限公司")  # too short to stand for it
    assert not same("", "")
    assert person("张三")
    assert not person("某某公司")
    assert not person("ABC")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("asked", [Asked(), Asked("张三", "13800138000", "12378", "某甲")])
def test_nothing_is_called_safe(tmp_path: Path, lang: str, asked: Asked) -> None:
    path = tmp_path / "案件.toml"
    path.write_text(CASE.format(kind="bank", name="某某银行", more=""), encoding="utf-8")
    case = load_case(path)
    points = verify(case, asked, BOOK)
    text = render(case, points, Page(Words(lang)))
    assert [line for line in text.splitlines() if cells(line) > 80] == []
    flat = "".join(text.split()) if lang == "zh" else " ".join(text.split()).lower()
    for word in ("安全", "放心", "无风险", "没有问题", "可信", " safe", "no risk", "genuine."):
        assert word not in flat.replace("is no proof that the other side is genuine", "")
    clear = "这不能证明对方是真的" if lang == "zh" else "no proof that the other side is genuine"
    assert (clear in flat) is (asked == Asked())
    result = to_dict(points, Words(lang))["result"]
    assert result == ("none_found" if asked == Asked() else "inconsistent")


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    sample = Path(__file__).resolve().parents[2] / "sample_statements" / "jd_jintiao_overdue.toml"
    assert main(["verify", str(sample), "--payee", "张三", "--lang", "zh"]) == 0
    assert "像是个人" in capsys.readouterr().out
    assert main(["verify", str(sample), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "debtcheck.verify"


def test_a_persons_name_in_the_case_is_masked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "案件.toml"
    text = CASE.format(kind="private", name="李四四", more="").replace('platform = "某某金条"', "")
    path.write_text(text, encoding="utf-8")
    main(["verify", str(path), "--lang", "zh"])
    assert "李四四" not in capsys.readouterr().out
    main(["verify", str(path), "--lang", "zh", "--show-private"])
    assert "李四四" in capsys.readouterr().out
