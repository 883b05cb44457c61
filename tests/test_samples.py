"""The samples give what is written in them, in both languages, by the commands of their README."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import debtcheck
from debtcheck.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "sample_statements"
GUIDE = FOLDER / "README.md"
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
COMMAND = re.compile(r"`(debtcheck check sample_statements/[^`]+)`")

# (contract, undisputed, disputed, [(code, head, difference)]); the workings stand beside.
SAMPLES: dict[str, tuple[str, str, str, list[tuple[str, str | None, str | None]]]] = {
    # 10,000 × 0.04% × 90 = 360.00 of 720.00; × 0.06% × 90 = 540.00; on 10,360 it is 559.44
    "jd_jintiao_overdue": (
        "10900.00", "10900.00", "379.44",
        [("interest_and_penalty_stacked", "interest", "360.00"),
         ("penalty_base", "penalty", "19.44")],
    ),
    # 2 × 1,000 + 2 × 72 + 1,000 × 10.8% × 35/365 (10.36) + 1,000 × 10.8% × 5/365 (1.48)
    "flat_fee_guarantee": (
        "2155.84", "2155.84", "0.00",
        [("annual_cost_above_ceiling", None, None), ("fee_undisclosed", "fee", None),
         ("flat_rate_headline", "interest", None)],
    ),
    # 50,000 × 2% × 12 = 12,000; 45,000 × 13.8% = 6,210.00
    "private_prededucted": (
        "62000.00", "51210.00", "10790.00",
        [("ceiling_exceeded", "interest", "5790.00"),
         ("principal_pre_deducted", "principal", "5000.00")],
    ),
    # 100,000 × 24% × 2,191/365; × 24% × 597/365 = 39,254.79, × 13.4% × 1,594/365 = 58,519.45
    "private_before_2020_08_20": (
        "244065.75", "197774.24", "46291.51",
        [("ceiling_exceeded", "interest", "46291.51")],
    ),
    # 5,000 × 10.8% × 51/360 = 76.50, × 20/360 = 30.00; 30,000 × 10.8% × 51/360 = 459.00
    "bank_penalty_base": (
        "10436.50", "10436.50", "352.50", [("penalty_base", "penalty", "352.50")],
    ),
    # row 4: 1,676.29 + 61.07 + 1,676.29 × 0.06% × 26 (26.15); row 3 claimed though paid:
    # 1,656.41 + 80.95 + 1,656.41 × 0.06% × 56 (55.66) = 1,793.02
    "consumer_finance_missing_payment": (
        "1763.51", "1763.51", "1793.02", [("payment_missing", None, "1793.02")],
    ),
    # 1,999.85 + 60.45 + 2,029.85 + 30.45 + 90.24 (61 days at 27%/365) + 45.05 (30 days)
    "correct_statement": ("4255.89", "4255.89", "0.00", []),
    # 80,000 × 18% = 14,400.00, × 24% × 90/365 = 4,734.25; at 13.8%: 11,040.00 and 2,722.19
    "lawsuit_private": (
        "99134.25", "93762.19", "11372.06",
        [("ceiling_exceeded", "interest", "3360.00"), ("ceiling_exceeded", "penalty", "2012.06"),
         ("costs_unproven", "costs", "6000.00")],
    ),
    # 20,000 − (5,000 − 248.00) − (5,000 − 182.98) − (6,000 − 121.00) = 4,551.98; 3.64 to the due
    # day; × 0.06% × 20 = 54.62. Booked on 06-04: 4,579.10, and × 0.06% × 17 = 46.71
    "daily_booked_late": (
        "4610.24", "4610.24", "15.57", [("payment_booked_late", None, "15.57")],
    ),
    # all that is due is paid; from 05-12: 20,000 × 1.5% × 2 × 12/365 = 19.726 before principal, so
    # 19.73 of principal stay, × 1.5% × 8 × 12/365 = 0.078: penalty 19.80, of which 0.07 is open
    "payments_and_bookings": (
        "0.00", "0.00", "19.80", [("payment_booked_late", None, "19.80")],
    ),
    # 5,000 × 0.05% × 30 = 75.00, × 20 = 50.00, ten times it is 500.00; 5,575.00 printed as 5,695.00
    "unit_slip_and_sum": (
        "5125.00", "5125.00", "570.00",
        [("rate_unit_slip", "penalty", "450.00"), ("sum_mismatch", None, "120.00")],
    ),
    # award 54,650 + 50,000 × 3% × 105/365 (431.51) − 10,000; 45,081.51 × 3% × 75/365 = 277.90;
    # 51,050 × 0.0175% × 45 = 402.02, 45,081.51 × 0.0175% × 75 = 591.69; claimed twice
    "judgment_enforcement": (
        "46353.12", "46353.12", "993.71", [("judgment_exceeded", "penalty", "993.71")],
    ),
    # 11,287.20 × 0.06% × 91 = 616.28, had the 2,100.00 of 10-20 not been paid
    "agreement_broken": (
        "9734.06", "9734.06", "2169.42", [("payment_missing", None, "2169.42")],
    ),
    # 8,720.00 − 500.00; 9,300.00 − 8,220.00
    "guarantor_paid": (
        "8220.00", "8220.00", "1952.00",
        [("guarantor_above_payment", "principal", "1080.00"),
         ("guarantor_charges_after_payment", "penalty", "872.00")],
    ),
    # 9,000 + 29.59 + 90.00; 450.00 − 29.59; 270.00 − 90.00
    "early_settlement": (
        "9119.59", "9119.59", "600.41",
        [("early_fee_above_clause", "fee", "180.00"),
         ("remaining_interest_charged", "interest", "420.41")],
    ),
    # 8,000 × 18% × 180/365 = 710.14
    "only_a_total": (
        "8710.14", "8710.14", "1165.86", [("total_differs", None, "1165.86")],
    ),
    # 1,000 × 0.05% × 24 + 900 × 0.05% × 12 = 12.00 + 5.40, not 13 days: published
    "card_minimum_paid": (
        "917.40", "917.40", "0.45", [("both_ends_counted", "interest", "0.45")],
    ),
    # 7,907.50 + 124.40 + 124.50 + 48.54 + 84.09; 207.50 × 15 days for 152.50 and 173.36 × 31 for
    # 124.40 are 1.18 more; 381.53 − 24% of 8,000 × 15 and 7,907.50 × 47 days (323.27) = 58.26
    "card_cash_and_compound": (
        "8289.03", "8230.77", "59.44",
        [("ceiling_on_request", None, "58.26"), ("card_interest_on_fees", "interest", "1.18")],
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def commands() -> dict[str, str]:
    """The command of every sample, as its README prints it."""
    found = COMMAND.findall(GUIDE.read_text(encoding="utf-8"))
    return {Path(shlex.split(command)[2]).stem: command for command in found}


def audit(name: str, lang: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    command = [*shlex.split(commands()[name])[1:], "--json", "--lang", lang]
    assert main(command) == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_gives_its_figures(
    name: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    contract, undisputed, disputed, findings = SAMPLES[name]
    report = audit(name, lang, capsys)
    assert report["totals"]["contract"]["total"] == contract
    assert (report["undisputed"], report["disputed"]) == (undisputed, disputed)
    found = [(f["code"], f["head"], f["difference"]) for f in report["findings"]]
    assert sorted(found, key=str) == sorted(findings, key=str)


def test_the_correct_statement_has_no_finding(capsys: pytest.CaptureFixture[str]) -> None:
    report = audit("correct_statement", "zh", capsys)
    assert report["findings"] == []
    assert report["totals"]["claimed"]["total"] == report["totals"]["contract"]["total"]


def test_the_flat_fee_costs_four_times_its_headline(capsys: pytest.CaptureFixture[str]) -> None:
    # 12,000 = Σ 1,162/(1+i)^k over 12 months: i = 2.389039%
    cost = audit("flat_fee_guarantee", "en", capsys)["annual_cost"]["all_payees"]
    assert (cost["nominal"], cost["effective"]) == ("28.6685%", "32.7522%")


def test_both_readings_across_2020_08_20(capsys: pytest.CaptureFixture[str]) -> None:
    # 100,000 × 13.4% × 597/365 = 21,917.26, + 58,519.45 = 80,436.71
    report = audit("private_before_2020_08_20", "zh", capsys)
    readings = {reading["id"]: reading["totals"]["total"] for reading in report["readings"]}
    sides = {side: readings.pop(side) for side in ("lender", "borrower", "court")}
    assert readings == {"split_2020": "197774.24", "no_split_2020": "180436.71"}
    # nothing else is open: the lender asks for the old rule, as is usual; the borrower would not
    assert sides == {"lender": "197774.24", "borrower": "180436.71", "court": "197774.24"}
    assert report["totals"]["ceiling"]["total"] == "197774.24"


def test_what_is_remembered_gives_a_range(capsys: pytest.CaptureFixture[str]) -> None:
    # as assumed 8,000 × 18% × 180/365 = 710.14; a year of 360 days, and both ends of the 180 days:
    # 8,000 × 18% × 181/360 = 724.00
    report = audit("only_a_total", "zh", capsys)
    assert (report["range"]["low"], report["range"]["high"]) == ("8710.14", "8724.00")
    assert "lender.kind" in [gap["needs"] for gap in report["unchecked"]]


def test_the_table_of_the_lender_is_read_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    table = FOLDER / "consumer_finance_missing_payment.csv"
    with pytest.raises(UnicodeDecodeError):
        table.read_bytes().decode("utf-8")
    report = audit("consumer_finance_missing_payment", "en", capsys)
    assert report["totals"]["claimed"]["total"] == "3556.53"
    assert any("GB18030" in note for note in report["notes"])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_screen_of_a_sample(name: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*shlex.split(commands()[name])[1:], "--lang", lang]) == 0
    screen = capsys.readouterr().out
    assert f"{Decimal(SAMPLES[name][0]):,.2f}" in screen


def test_every_sample_is_in_the_table_and_is_tested() -> None:
    files = {file.stem for file in FOLDER.glob("*.toml")}
    loans = {name for name in files if not name.startswith("household")}
    assert loans == set(SAMPLES) == set(commands())
    guide = GUIDE.read_text(encoding="utf-8")
    assert [name for name in files if f"]({name}.toml)" not in guide] == []


def test_the_table_prints_the_figures_that_are_tested() -> None:
    rows = {line.partition("](")[0].lstrip("| ["): line
            for line in GUIDE.read_text(encoding="utf-8").splitlines()
            if line.startswith("| [")}  # fmt: skip
    for name, (_, _, _, findings) in SAMPLES.items():
        for _, _, difference in findings:
            if difference is not None and name != "private_before_2020_08_20":
                assert f"{Decimal(difference):,.2f}" in rows[name]


def test_a_sample_says_what_it_shows_in_both_languages() -> None:
    for file in FOLDER.glob("*.toml"):
        head = file.read_text(encoding="utf-8").partition("format = 1")[0]
        assert "应当看到" in head
        assert re.search(r"^# [A-Z]", head, re.M), file.name


# ── what the READMEs say of them ─────────────────────────────────────────────────────────────


def fenced(file: Path, kind: str) -> list[str]:
    """The blocks of one kind in a README."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", file.read_text(encoding="utf-8"), re.M | re.S)


def test_both_readmes_show_the_same_run() -> None:
    english, chinese = (fenced(file, "console") for file in READMES)
    assert chinese == english[:1]
    assert chinese[0].startswith("$ debtcheck check sample_statements/jd_jintiao_overdue.toml")


@pytest.mark.parametrize("file", READMES, ids=lambda file: file.name)
def test_the_smallest_case_of_a_readme_is_a_case(file: Path, tmp_path: Path) -> None:
    (written,) = fenced(file, "toml")
    case = tmp_path / "case.toml"
    case.write_text(written, encoding="utf-8")
    # 500.00 on 05-06 meets 360.00 interest and 140.00 of 26 days × 6.00 = 156.00; 64 days more
    assert debtcheck.audit(debtcheck.load_case(case)).to_dict("zh")["totals"]["contract"] == {
        "principal": "10000.00",
        "interest": "0.00",
        "penalty": "400.00",
        "compound": "0.00",
        "damages": "0.00",
        "fee": "0.00",
        "costs": "0.00",
        "total": "10400.00",
    }


@pytest.mark.parametrize("file", READMES, ids=lambda file: file.name)
def test_the_python_of_a_readme_runs(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (program,) = fenced(file, "python")
    exec(compile(program, file.name, "exec"), {})
    assert capsys.readouterr().out.splitlines()[0] == "379.44"


@pytest.mark.parametrize("file", READMES, ids=lambda file: file.name)
def test_the_commands_of_a_readme_run(
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    prose = re.sub(r"^```.*?^```$", "", file.read_text(encoding="utf-8"), flags=re.M | re.S)
    lines = re.findall(r"^ {4}((?:debtcheck|cp) .*)$", prose, re.M)
    assert len(lines) >= 5
    shutil.copytree(FOLDER, tmp_path / FOLDER.name)
    monkeypatch.chdir(tmp_path)
    for line in lines:
        program, *args = shlex.split(line)
        if program == "cp":
            shutil.copy(*args)
            continue
        assert main(args) == 0, line
        said = capsys.readouterr().err
        assert said == "" or "my_loan.toml" in said  # what was written, and where


def test_both_readmes_have_the_same_two_commands() -> None:
    english, chinese = (
        re.findall(r"^ {4}(python3 .*)$", file.read_text(encoding="utf-8"), re.M)
        for file in READMES
    )
    assert english == chinese
    assert len(english) == 2
