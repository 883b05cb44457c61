"""`debtcheck plan` as it is run: samples, files, JSON, bad input, in both languages."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from debtcheck.cli.main import main
from debtcheck.report.cells import cells

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_statements" / "household.toml"
TIGHT = ROOT / "sample_statements" / "household_too_tight.toml"
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
NEVER = tomllib.loads((ROOT / "tests/report/never.toml").read_text(encoding="utf-8"))["never"]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def plan(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("DEBTCHECK_LANG", raising=False)

    def call(file: Path, *args: str, lang: str = "zh") -> Ran:
        code = main(["plan", str(file), "--today", "2026-11-24", "--lang", lang, *args])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


def household(path: Path, text: str) -> Path:
    file = path / "home.toml"
    file.write_text(text, encoding="utf-8")
    return file


# ── the samples ──────────────────────────────────────────────────────────────────────────


def test_the_sample_household(plan: Run) -> None:
    found = plan(SAMPLE, "--json").json
    assert found["feasible"]
    assert found["surplus"] == "3400.00"  # 8,600 − 4,900 − 300
    balances = {d["debt"]: d["balance"] for d in found["debts"]}
    # 10,000 + 360 + 10,000 × 0.06% × 600 = 13,960.00; 4,000 + 0 of fees; the others as written
    assert balances["金条"] == "13960.00"
    assert balances["分期"] == "4000.00"
    assert (found["months"], found["total_interest"]) == (14, "4228.68")
    named = {d["debt"]: d for d in found["debts"]}
    assert named["金条"]["disputed"]
    assert named["金条"]["claimed_above_contract"] == "379.44"
    assert named["消费贷"]["overdue_since"] == "2026-10-20"
    assert named["分期"]["fees_due_anyway"] == "648.00"
    assert set(found["strategies"]) >= {"avalanche", "snowball", "pro_rata"}


def test_the_tight_sample(plan: Run) -> None:
    found = plan(TIGHT, "--json").json
    assert not found["feasible"]
    assert found["months"] is None
    offers = sum(Decimal(o["amount"]) for o in found["offers"])
    assert offers == Decimal(found["surplus"]) == Decimal("900.00")
    assert found["shortfall"]["why"] == "minimums"


@LANGS
@pytest.mark.parametrize("file", [SAMPLE, TIGHT])
def test_no_line_passes_the_edge(plan: Run, file: Path, lang: str) -> None:
    out = plan(file, "--extra", "300", "--lump", "2000", lang=lang).out
    assert max(cells(line) for line in out.splitlines()) <= 80


@LANGS
@pytest.mark.parametrize("file", [SAMPLE, TIGHT])
def test_what_care_asks_for(plan: Run, file: Path, lang: str) -> None:
    out = re.sub(r"\s+", "" if lang == "zh" else " ", plan(file, lang=lang).out)
    wanted = {
        "zh": ("吃饭、住、看病、孩子在先", "都是申请", "诉讼时效重新计算"),
        "en": ("Food, rent, medicine and children come first", "are requests",
               "may restart the limitation period"),
    }[lang]  # fmt: skip
    assert all(sentence in out for sentence in wanted)
    assert [e["pattern"] for e in NEVER if re.search(e["pattern"], out)] == []


@LANGS
def test_the_shortfall_comes_first(plan: Run, lang: str) -> None:
    lines = plan(TIGHT, lang=lang).out.splitlines()
    assert "2,727.00" in " ".join(lines[2:4])


def test_the_months_are_said_in_english(plan: Run) -> None:
    out = plan(SAMPLE, "--extra", "300", lang="en").out
    assert "300.00 more a month: 1 month sooner, 312.96 less." in out


# ── options ──────────────────────────────────────────────────────────────────────────────


def test_what_if(plan: Run) -> None:
    args = ["--extra", "300", "--extra", "5000@2027-02-01", "--rate-cut", "信用卡=12%/year",
            "--lump", "2000", "--json"]  # fmt: skip
    found = plan(SAMPLE, *args).json["what_if"]
    assert len(found) == 4
    assert all(Decimal(effect["interest_saved"]) > 0 for effect in found)
    assert found[0]["months_saved"] == 1


def test_more_income_can_make_it_fit(plan: Run) -> None:
    found = plan(TIGHT, "--extra", "3500", "--json").json["what_if"][0]
    assert found["months"] is not None
    assert found["months_saved"] is None


def test_compare_two(plan: Run) -> None:
    out = plan(SAMPLE, "--compare", "avalanche", "snowball").out
    assert "“利息高的先还”比“余额小的先还”早 1 个月，少付 776.12 元。" in out


def test_another_start(plan: Run) -> None:
    found = plan(SAMPLE, "--start", "2027-01-01", "--json").json
    assert found["start"] == "2027-01-01"
    assert found["rows"][0]["on"] == "2027-01-10"
    # 31 more days of 6.00
    assert found["debts"][0]["balance"] == "14146.00"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--strategy", "best"], "--strategy"),
        (["--compare", "avalanche", "x"], "--compare"),
        (["--extra", "x"], "--extra"),
        (["--extra", "5@2027-13-01"], "--extra"),
        (["--lump", "-5"], "--lump"),
        (["--rate-cut", "没有=12%/year"], "没有"),
        (["--rate-cut", "信用卡"], "--rate-cut"),
        (["--rate-cut", "信用卡=12"], "--rate-cut"),
        (["--start", "明天"], "--start"),
    ],
)
@LANGS
def test_a_bad_option(plan: Run, args: list[str], said: str, lang: str) -> None:
    ran = plan(SAMPLE, *args, lang=lang)
    assert ran.code == 2
    assert said in ran.err
    assert not ran.out


# ── files ────────────────────────────────────────────────────────────────────────────────


def test_a_table(plan: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    assert plan(SAMPLE, "--csv", str(file)).code == 0
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[0]["debt"] == "金条"
    for row in rows:
        opening, interest, payment, closing = (
            Decimal(row[k]) for k in ("opening", "interest", "payment", "closing")
        )
        assert opening + interest - payment == closing
    again = plan(SAMPLE, "--csv", str(file))
    assert again.code == 2
    assert plan(SAMPLE, "--csv", str(file), "--force").code == 0


def test_a_name_is_no_formula(plan: Run, tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace('"网贷"', '"=1+1"')
    for name in ("jd_jintiao_overdue.toml", "household/overdue.toml", "household/flat_fee.toml"):
        text = text.replace(f'"{name}"', f'"{(SAMPLE.parent / name).as_posix()}"')
    file = tmp_path / "plan.csv"
    assert plan(household(tmp_path, text), "--csv", str(file)).code == 0
    assert ",'=1+1," in file.read_text(encoding="utf-8-sig")


@LANGS
def test_a_calendar(plan: Run, tmp_path: Path, lang: str) -> None:
    icalendar = pytest.importorskip("icalendar")
    file = tmp_path / "plan.ics"
    assert plan(SAMPLE, "--ics", str(file), lang=lang).code == 0
    events = list(icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT"))
    uids = [str(event["uid"]) for event in events]
    assert len(set(uids)) == len(uids)
    pays = [e for e in events if str(e["uid"]).startswith("pay-")]
    assert len(pays) == 14
    assert pays[0].decoded("dtstart").isoformat() == "2026-12-10"
    assert all(len(e.walk("VALARM")) == 1 for e in pays)
    kinds = {uid.partition("-")[0] for uid in uids}
    assert kinds == {"pay", "payday", "due"}
    assert len([u for u in uids if u.startswith("due-2026-12-15")]) == 1  # the flat one's own day


@LANGS
def test_letters_need_the_note_on_limitation(plan: Run, tmp_path: Path, lang: str) -> None:
    ran = plan(SAMPLE, "--letters", str(tmp_path / "out"), lang=lang)
    assert ran.code == 2
    assert "--acknowledge-limitation" in ran.err
    assert not (tmp_path / "out").exists()


@LANGS
def test_letters_promise_no_more_than_the_plan_pays(plan: Run, tmp_path: Path, lang: str) -> None:
    args = ["--letters", str(tmp_path / "out"), "--acknowledge-limitation"]
    ran = plan(SAMPLE, *args, lang=lang)
    assert ran.code == 0
    files = sorted(p.name for p in (tmp_path / "out").iterdir())
    assert files == ["消费贷.instalment.txt", "金条.instalment.txt"]
    assert "799.62" in (tmp_path / "out" / files[0]).read_text(encoding="utf-8")
    assert "539.63" in (tmp_path / "out" / files[1]).read_text(encoding="utf-8")


@LANGS
def test_a_debt_without_a_case_gets_no_letter_and_that_is_said(
    plan: Run, tmp_path: Path, lang: str
) -> None:
    ran = plan(TIGHT, "--letters", str(tmp_path), "--acknowledge-limitation", lang=lang)
    assert ran.code == 0
    assert ran.err.count("debtcheck schema case") == 3


# ── JSON ─────────────────────────────────────────────────────────────────────────────────


@LANGS
@pytest.mark.parametrize("file", [SAMPLE, TIGHT])
def test_the_object_is_as_the_schema_says(plan: Run, file: Path, lang: str) -> None:
    from debtcheck.report.plan_schema import PlanObject

    PlanObject.model_validate(plan(file, "--extra", "300", "--json", lang=lang).json)


@pytest.mark.parametrize(("name", "title"), [("plan", "debtcheck.plan"),
                                             ("household", "debtcheck.household")])  # fmt: skip
def test_the_schemas_are_printed(name: str, title: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == title


# ── bad input ────────────────────────────────────────────────────────────────────────────

INCOME = '[income]\nmonthly = "5000"\n'
DEBT = '[[debt]]\nname = "甲"\nbalance = "500"\nrate = "12%/year"\nminimum = "50"\n'
BAD = {
    "no income": (DEBT, "monthly"),
    "no debts": (INCOME, "[[debt]]"),
    "negative essentials": (f'{INCOME}[[essential]]\namount = "-5"\n{DEBT}', "-5"),
    "negative income": ('[income]\nmonthly = "-1"\n' + DEBT, "-1"),
    "twice": (INCOME + DEBT + DEBT, "甲"),
    "no figures": (INCOME + '[[debt]]\nname = "甲"\n', "balance"),
    "case and balance": (INCOME + DEBT + 'case = "x.toml"\n', "balance"),
    "itself": (INCOME + '[[debt]]\nname = "甲"\ncase = "home.toml"\n', "甲"),
    "only case missing": (INCOME + '[[debt]]\nname = "甲"\ncase = "none.toml"\n', "none.toml"),
    "circle": (
        INCOME + DEBT + 'refinanced_from = "乙"\n'
        + DEBT.replace("甲", "乙") + 'refinanced_from = "甲"\n', "甲 → 乙 → 甲",
    ),
    "unknown key": (INCOME + DEBT + 'minumum = "4"\n', "minimum"),
    "minimum": (INCOME + DEBT.replace('"50"', '{ rat = "5%" }'), "minimum"),
    "payday": (INCOME + "payday = 40\n" + DEBT, "40"),
    "overdue later": ("start = 2026-12-01\n" + INCOME + DEBT + "overdue_since = 2027-01-01\n",
                      "2027-01-01"),
    "nothing owed": (INCOME + DEBT.replace("500", "0").replace('monthly = "00"', 'monthly = "1"'),
                     "home.toml"),
    "not toml": ("income = 5 yuan\n", "income"),
}  # fmt: skip


@LANGS
@pytest.mark.parametrize("name", BAD)
def test_bad_input(plan: Run, tmp_path: Path, name: str, lang: str) -> None:
    text, said = BAD[name]
    ran = plan(household(tmp_path, text), lang=lang)
    assert ran.code == 2
    assert said in ran.err
    assert not ran.out
    assert "Traceback" not in ran.err


@LANGS
def test_a_case_that_cannot_be_used_leaves_the_rest(plan: Run, tmp_path: Path, lang: str) -> None:
    (tmp_path / "bad.toml").write_text('[loan]\nprincipal = "x"\n', encoding="utf-8")
    text = INCOME + DEBT
    for name, case in (("乙", "none.toml"), ("丙", "bad.toml")):
        text += f'[[debt]]\nname = "{name}"\ncase = "{case}"\n'
    ran = plan(household(tmp_path, text), "--json", lang=lang)
    assert ran.code == 0
    assert "none.toml" in ran.err
    assert "bad.toml" in ran.err
    assert [d["debt"] for d in ran.json["debts"]] == ["甲"]
    assert any("乙" in w for w in ran.json["warnings"])
    assert any("丙" in w for w in ran.json["warnings"])


@LANGS
def test_what_lies_in_the_past_is_said(plan: Run, tmp_path: Path, lang: str) -> None:
    text = "start = 2026-01-01\n" + INCOME + '[[income.once]]\non = 2025-05-01\namount = "7"\n'
    found = plan(household(tmp_path, text + DEBT), "--json", lang=lang).json
    assert any("2026-01-01" in w and "--start 2026-11-24" in w for w in found["warnings"])
    assert any("2025-05-01" in w for w in found["warnings"])


@LANGS
def test_a_plan_that_never_ends(plan: Run, tmp_path: Path, lang: str) -> None:
    text = '[income]\nmonthly = "100"\n' + DEBT.replace("500", "50000").replace('"50"', '"100"')
    ran = plan(household(tmp_path, text), lang=lang)
    assert ran.code == 0
    found = plan(household(tmp_path, text), "--json", lang=lang).json
    assert (found["feasible"], found["shortfall"]["why"]) == (False, "growing")
    assert any("600" in w for w in found["warnings"])


def test_borrowed_money_is_no_income(plan: Run, tmp_path: Path) -> None:
    text = INCOME + 'borrowed = "3000"\n' + DEBT
    ran = plan(household(tmp_path, text))
    assert ran.code == 2
    assert "borrowed" in ran.err
