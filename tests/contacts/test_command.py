"""`debtcheck contact` as it is typed: add, list, check, import, export, and what is refused."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from debtcheck.case.kinds import LenderKind
from debtcheck.cli.main import main
from debtcheck.contacts.checks import check_log
from debtcheck.contacts.log import read_log
from debtcheck.report.cells import cells
from debtcheck.report.contacts import render_check, to_dict
from debtcheck.report.contacts_schema import Contacts, contacts_json_schema
from debtcheck.report.plainpage import Page
from debtcheck.words.catalog import Words

from .build import LAW, NOW

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_statements" / "contacts.csv"
CASE = ROOT / "sample_statements" / "jd_jintiao_overdue.toml"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """A run in a folder of its own: exit code, output, what was said beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEBTCHECK_LANG", "zh")

    def call(*args: str, answers: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        code = main(["contact", *args])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_a_contact_from_options_is_written_and_found_by_the_check(run: Run) -> None:
    code, out, _ = run(
        *("add", "--at", "2026-11-20 22:30", "--channel", "call", "--duration", "95"),
        *("--creditor", "某某公司", "--content", "再不还就让你好看"),
    )
    assert code == 0
    assert "第 2 行" in out
    assert "threatened" in out  # offered
    code, out, _ = run("check", "--lender", "bank", "--json")
    found = json.loads(out)
    assert [(f["rule"], f["rows"], f["force"]) for f in found["findings"]] == [("T01", [2], "STD")]
    assert run("check", "--lender", "bank", "--exit-code")[0] == 1
    assert "22:30" in run("list")[1]


def test_now_is_now(run: Run) -> None:
    assert run("add", "--now", "--channel", "sms", "--content", "请还款")[0] == 0
    assert run("list")[1].count("请还款") == 1


def test_questions_are_asked_where_no_option_is_given(run: Run) -> None:
    answers = "2026-11-20 22:30\n1\n某某公司\n\n4001234567\n1\n95\n\n请还款\n\n2\n"
    code, _, asked = run("add", answers=answers)
    assert code == 0
    assert "什么时候" in asked
    (read,) = read_log("contacts.csv", NOW).contacts
    assert (read.channel, read.number, read.duration_s, read.consent) == (
        "call",
        "4001234567",
        95,
        False,
    )


def test_answers_that_end_early_write_nothing(run: Run, tmp_path: Path) -> None:
    assert run("add", answers="2026-11-20 22:30\n")[0] == 130
    assert not (tmp_path / "contacts.csv").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--at", "昨晚", "--channel", "call"), "--at"),
        (("--at", "2099-01-01 09:00", "--channel", "call"), "还没有到"),
        (("--now", "--channel", "飞鸽"), "飞鸽"),
        (("--now", "--channel", "call", "--duration", "很久"), "时长"),
        (("--now", "--channel", "call", "--flag", "nonsense"), "nonsense"),
        (("--now", "--at", "2026-11-20 09:00", "--channel", "call"), "--now"),
        (("--channel", "call"), "缺少时间"),
    ],
)
def test_what_cannot_be_read_is_refused_before_it_is_written(
    run: Run, tmp_path: Path, args: tuple[str, ...], said: str
) -> None:
    code, _, err = run("add", *args)
    assert code == 2
    assert said in err
    assert not (tmp_path / "contacts.csv").exists()


def test_without_a_log_the_next_step_is_named(run: Run) -> None:
    code, _, err = run("check")
    assert code == 2
    assert "contact add --now" in err


def test_import_takes_no_private_call_unasked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text(
        "号码,时间,类型,时长\n"
        "4001234567,2026-11-20 22:30,来电,95\n"
        "13800138000,2026-11-20 09:00,来电,5\n",
        encoding="utf-8",
    )
    code, out, _ = run("import", "calls.csv")
    assert code == 0
    assert not (tmp_path / "contacts.csv").exists()
    assert "--number" in out
    run("import", "calls.csv", "--number", "400-123-4567", "--creditor", "某某公司")
    run("import", "calls.csv", "--number", "400-123-4567")  # again: nothing twice
    (read,) = read_log("contacts.csv", NOW).contacts
    assert (read.number, read.creditor, read.duration_s) == ("4001234567", "某某公司", 95)


def test_export_hashes_the_evidence_and_names_the_rules(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"sound")
    run("add", "--at", "2026-11-20 22:30", "--channel", "call", "--duration", "9",
        "--evidence", "a.mp3", "--evidence", "b.mp3", "--content", "=1+1")  # fmt: skip
    code, _, err = run("export", "-o", "证据.csv", "--lender", "microloan")
    assert (code, "缺 1" in err) == (0, True)
    rows = list(csv.reader(io.StringIO((tmp_path / "证据.csv").read_text("utf-8-sig"))))
    assert len(rows) == 3
    assert rows[1][-1] == hashlib.sha256(b"sound").hexdigest()
    assert rows[2][-1] == "未找到文件"
    assert rows[1][-3] == "T01 (STD)"
    assert rows[1][-4] == "'=1+1"
    assert run("export", "-o", "证据.csv")[0] == 2  # never over another
    assert run("export", "-o", "证据.csv", "--force")[0] == 0
    assert run("export", "-o", "contacts.csv", "--force")[0] == 2  # never over the log
    assert len(read_log("contacts.csv", NOW).contacts) == 1


def test_the_sample_log_has_its_known_outcome(run: Run) -> None:
    code, out, _ = run("check", "--log", str(SAMPLE), "--case", str(CASE), "--json")
    assert code == 0
    found = json.loads(out)
    assert [(f["rule"], f["rows"]) for f in found["findings"]] == [
        ("C01", [7]),
        ("C02", [7]),
        ("T01", [2]),
        ("T02", [3, 4, 5, 6]),
        ("T05", [7, 8]),
        ("T06", [8]),
    ]
    assert all(f["certain"] for f in found["findings"])
    assert found["notes"] == []
    assert 13 in [row for remark in found["not_breaches"] for row in remark["rows"]]


def _screens() -> list[tuple[str, str]]:
    log = read_log(SAMPLE, NOW)
    found = []
    for lang in ("zh", "en"):
        for lender in (None, LenderKind.BANK, LenderKind.PRIVATE):
            checked = check_log(log.contacts, law=LAW, lender=lender)
            page = Page(Words(lang))
            commands = frozenset({"contact", "letter", "rights"})
            text = render_check(
                log, checked, page, known_lender=lender is not None, commands=commands
            )
            found.append((lang, text))
    return found


@pytest.mark.parametrize(("lang", "text"), _screens())
def test_no_line_is_wider_than_the_screen_and_gbk_shows_it(lang: str, text: str) -> None:
    assert [line for line in text.splitlines() if cells(line) > 80] == []
    assert [line for line in text.splitlines() if line.strip()[:1] in set("，。、；：）")] == []
    if lang == "zh":
        text.encode("gbk")
    else:
        assert not re.search("[\u4e00-\u9fff]", text.replace(str(SAMPLE), ""))


@pytest.mark.parametrize(("lang", "text"), _screens())
def test_nothing_is_called_a_breach_of_law_or_a_crime(lang: str, text: str) -> None:
    flat = "".join(text.split()) if lang == "zh" else " ".join(text.split())
    for word in ("违法", "已违反", "犯罪", "illegal", "unlawful", "a crime"):
        assert word not in flat


def test_the_json_has_the_shape_of_its_schema() -> None:
    log = read_log(SAMPLE, NOW)
    for lender in (None, LenderKind.BANK):
        checked = check_log(log.contacts, law=LAW, lender=lender)
        value: dict[str, Any] = to_dict(log, checked, Words("zh"))
        Contacts.model_validate(value)
    schema = contacts_json_schema()
    assert {"findings", "counts", "schema", "version"} <= schema["properties"].keys()
    assert schema["x-log"]["columns"][:3] == ["at", "creditor", "case"]


def test_both_languages_carry_the_same_rows_and_figures() -> None:
    log = read_log(SAMPLE, NOW)
    checked = check_log(log.contacts, law=LAW, lender=LenderKind.BANK)
    zh, en = (to_dict(log, checked, Words(lang)) for lang in ("zh", "en"))

    def figures(value: dict[str, Any]) -> list[list[str]]:
        return [sorted(re.findall(r"\d+", f["text"])) for f in value["findings"]]

    assert figures(zh) == figures(en)
