"""The range and the three readings on the screen and in JSON, of audits of small cases."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import debtcheck
from debtcheck.audit.report import AuditReport
from debtcheck.cli.main import main
from debtcheck.report.cells import cells
from debtcheck.report.paper import paper
from debtcheck.report.schema import Audit
from debtcheck.report.terminal import render_check
from debtcheck.words.catalog import Words

from .run import flat, screen

ROOT = Path(__file__).parents[2]
# 10,000 at 0.05% a day from 2025-01-01 to 2025-04-11: 9,481.25 with the guessed payment, 10,500.00
# without; 8,975.14 if the one of unknown status went through too
PAYMENTS = """
format = 1
as_of = 2025-04-11
[lender]
kind = "bank"
[loan]
formed_on = 2025-01-01
disbursed_on = 2025-01-01
principal = "10000.00"
received = "10000.00"
rate = "0.05%/day"
method = "daily"
ends = "start"
allocation = "statutory"
[[payment]]
paid_on = 2025-02-20
amount = "1000.00"
[[payment]]
paid_on = 2025-03-12
amount = "500.00"
status = "unknown"
[sources]
default = "contract"
"payment.0" = "guess"
"""
CLAIM = """
[statement]
as_of = 2025-04-11
total = "10500.00"
"""
SILENT = """
format = 1
as_of = 2025-04-10
[lender]
kind = "private"
[loan]
formed_on = 2025-01-10
disbursed_on = 2025-01-10
principal = "10000.00"
received = "9000.00"
rate = "36%/year"
method = "daily"
[sources]
default = "contract"
"loan.received" = "guess"
"""
LANGUAGES = ("zh", "en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "case.toml"
    path.write_text(PAYMENTS, encoding="utf-8")
    return path


def audit(toml: str, folder: Path) -> AuditReport:
    path = folder / "case.toml"
    path.write_text(toml, encoding="utf-8")
    return debtcheck.audit(debtcheck.load_case(path))


def with_sides(report: AuditReport, lang: str) -> str:
    return render_check(
        report,
        Words(lang),
        width=80,
        today=report.report_day,
        path=None,
        commands=frozenset(),
        show_private=False,
        style=False,
        sides=True,
    )


def test_the_screen_gives_the_range_and_what_each_fact_is_worth(tmp_path: Path) -> None:
    report = audit(PAYMENTS, tmp_path)
    zh, en = flat(screen(report, "zh")), flat(screen(report, "en"))
    assert "8,975.14元到10,500.00元之间；弄清下面第一项，可以定下其中1,018.75元。" in zh
    assert "2025-02-20的还款1,000.00元只是猜测，没有凭证：算下来最低9,481.25元" in zh
    assert "between8,975.14and10,500.00yuan;findingoutthefirstpointbelowsettles1,018.75" in en
    assert "whetherthepaymentof500.00yuanon2025-03-12wentthroughisnotknown" in en.replace(
        "Whether", "whether"
    )


def test_a_silent_term_is_named_and_stands_with_its_ends(tmp_path: Path) -> None:
    """10,000 × 36% × 90/365 = 887.67; /360: 900.00; 91 days: 897.53; both: 910.00."""
    report = audit(SILENT, tmp_path)
    out = flat(screen(report, "zh"))
    assert "10,887.67元到10,910.00元之间；弄清“一年按多少天算”，可以定下其中12.33元。" in out
    assert "合计在10,887.67元到10,900.00元之间，最多差12.33元" in out
    assert "实际到账还不确定：法院最多可支持的，最低9,275.18元，最高10,305.75元" in out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_three_columns_fit_a_screen_and_say_who_decides(tmp_path: Path, lang: str) -> None:
    for case in (PAYMENTS, SILENT):
        out = with_sides(audit(case, tmp_path), lang)
        assert all(cells(line) <= 80 for line in out.splitlines())
        assert ("由法院看证据决定" if lang == "zh" else "acourtdecides,ontheevidence") in flat(out)


def test_three_readings_stand_in_their_order(tmp_path: Path) -> None:
    lines = with_sides(audit(PAYMENTS, tmp_path), "zh").splitlines()
    at = next(k for k, line in enumerate(lines) if "出借人的算法" in line)
    assert lines[at].split() == ["出借人的算法", "您的算法", "法院可能的算法"]
    rows = [line.split() for line in lines[at + 1 : at + 4]]
    assert rows == [
        ["本金", "10,000.00", "8,842.50", "10,000.00"],
        ["利息", "500.00", "132.64", "500.00"],
        ["合计", "10,500.00", "8,975.14", "10,500.00"],
    ]


def test_where_nothing_is_open_all_three_agree(tmp_path: Path) -> None:
    known = PAYMENTS.replace('"payment.0" = "guess"', "").replace('"unknown"', '"settled"')
    report = audit(known, tmp_path)
    assert "出借人、您、法院可能的算法都是8,975.14元" in flat(with_sides(report, "zh"))
    assert "allcometo8,975.14yuan" in flat(with_sides(report, "en"))
    assert "按已知的资料" not in screen(report, "zh")


def test_without_the_flag_there_are_no_three_columns(tmp_path: Path) -> None:
    assert "三种看法" not in screen(audit(PAYMENTS, tmp_path), "zh")


def test_after_a_judgment_the_paper_counts(tmp_path: Path) -> None:
    judged = PAYMENTS + (
        '[judgment]\non = 2025-03-01\nperform_by = 2025-03-11\naward = { principal = "9000.00" }\n'
    )
    report = audit(judged, tmp_path)
    assert (report.range, report.open.sides) == (None, ())
    assert "以那份文书为准" in with_sides(report, "zh")


def test_nothing_of_it_goes_to_the_other_side(tmp_path: Path) -> None:
    report = audit(PAYMENTS + CLAIM, tmp_path)
    ledger = report.ledger
    own = paper(report, ledger, Words("zh"), today=report.as_of)
    draft = paper(report, ledger, Words("zh"), today=report.as_of, for_creditor=True)
    assert "sides" in [section.id for section in own.sections]
    assert "只是猜测" in str(own.sections)
    assert "sides" not in [section.id for section in draft.sections]
    assert "只是猜测" not in str(draft.sections)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_json_has_the_facts_and_with_the_flag_the_readings(
    file: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = []
    for flags in ([], ["--readings"]):
        assert main(["check", str(file), "--json", "--lang", lang, *flags]) == 0
        found.append(json.loads(capsys.readouterr().out))
        Audit.model_validate(found[-1])
    plain, full = found
    assert plain["range"]["facts"][0] | {"what": ""} == {
        "key": "payment.0",
        "of": "contract",
        "what": "",
        "low": "9481.25",
        "high": "10500.00",
        "worth": "1018.75",
    }
    assert (plain["readings"], plain["range"]) == ([], full["range"])
    totals = {r["id"]: r["totals"]["total"] for r in full["readings"]}
    assert totals == {"lender": "10500.00", "borrower": "8975.14", "court": "10500.00"}
    assert all(r["why"] and r["choices"] for r in full["readings"])


def test_screen_and_json_agree_on_what_is_not_in_dispute(
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = str(ROOT / "sample_statements" / "only_a_total.toml")
    assert main(["check", file, "--json", "--lang", "zh"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert main(["check", file, "--lang", "zh"]) == 0
    shown = f"没有争议的数额暂取{Decimal(found['undisputed']):,.2f}元"
    assert shown in flat(capsys.readouterr().out)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sample", sorted(ROOT.glob("sample_statements/*.toml")))
def test_every_sample_can_be_said(sample: Path, lang: str) -> None:
    if sample.stem.startswith("household"):
        return
    report = debtcheck.audit(debtcheck.load_case(sample), as_of=date(2026, 9, 21))
    out = with_sides(report, lang)
    assert "{" not in out
    assert Words(lang)("open.title") in out
