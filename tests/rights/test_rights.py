"""`debtcheck rights`: topics, deadlines, what fits a case, and what is never said."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from debtcheck.case.kinds import LenderKind
from debtcheck.cli import common
from debtcheck.cli.main import main
from debtcheck.law.load import load_lawbook
from debtcheck.report.cells import cells
from debtcheck.report.plainpage import Page
from debtcheck.report.rights import Book, render_case, render_overview, render_topic
from debtcheck.report.rights_topics import About, about, find, topics
from debtcheck.statements.case_file import load_case
from debtcheck.words.catalog import Words

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_statements"
BOOK = load_lawbook()
DAY = date(2026, 11, 24)
MYTHS = tomllib.loads((ROOT / "tests/law/myths.toml").read_text(encoding="utf-8"))["myth"]
NEVER = tomllib.loads((ROOT / "tests/report/never.toml").read_text(encoding="utf-8"))["never"]
COURT = """
[loan]
principal = "10000.00"
[lender]
kind = "{kind}"
name = "某某公司"
[court]
stage = "{stage}"
served_on = {served}
"""


def page(lang: str) -> Page:
    return Page(Words(lang))


def shown(topic_id: str, lang: str, day: date = DAY) -> str:
    topic = find(topic_id)
    assert topic is not None
    return render_topic(topic, Book(BOOK, day), page(lang))


def case_of(tmp_path: Path, stage: str, kind: str = "bank", served: str = "2026-11-16"):  # type: ignore[no-untyped-def]
    path = tmp_path / "案件.toml"
    path.write_text(COURT.format(stage=stage, kind=kind, served=served), encoding="utf-8")
    return load_case(path)


ALL = [(topic.id, lang) for topic in topics() for lang in ("zh", "en")]


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        *(("法院", "court"), ("court", "court"), ("催收", "collectors"), ("上门", "visit")),
        *(("支付令", "payment_order"), ("payment-order", "payment_order"), ("执行", "enforcement")),
        *(
            ("征信", "credit"),
            ("第三人", "third_party"),
            ("投诉", "complaint"),
            ("时效", "limitation"),
        ),
        *(("误区", "myths"), ("义务", "duties"), ("COURT", "court"), ("权利", "rights")),
    ],
)
def test_a_topic_is_found_by_its_names_in_both_languages(name: str, topic: str) -> None:
    found = find(name)
    assert found is not None
    assert found.id == topic


def test_no_name_means_two_topics() -> None:
    names = [name for topic in topics() for name in {topic.id, *topic.names}]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("topic", topics(), ids=lambda t: t.id)
def test_every_rule_that_a_topic_names_exists(topic) -> None:  # type: ignore[no-untyped-def]
    for rule_id in (*topic.rules, *topic.lines):
        assert BOOK.versions(rule_id), rule_id
    for lang in ("zh", "en"):
        words = Words(lang)
        assert all(words.has(f"rights.{key}") for key in topic.steps)
        assert all(words.has(f"rights.myth.{m}.fact") for m in topic.myths)


def test_every_conduct_right_and_procedure_rule_is_shown_somewhere() -> None:
    named = {rule for topic in topics() for rule in (*topic.rules, *topic.lines)}
    known = {
        *("conduct", "rights", "credit_report", "procedure", "court", "limitation"),
        *("complaint", "personal_data"),
    }
    for rule in BOOK.rules:
        if rule.topic in known:
            assert rule.id in named or rule.id.partition("_")[0] in named, rule.id


@pytest.mark.parametrize(("topic", "lang"), ALL)
def test_lines_keep_the_edge_and_the_console(topic: str, lang: str) -> None:
    text = shown(topic, lang)
    assert [line for line in text.splitlines() if cells(line) > 80] == []
    assert [line for line in text.splitlines() if line.strip()[:1] in set("，。、；：）")] == []
    if lang == "zh":
        text.encode("gbk")
    else:
        assert not re.search("[\u4e00-\u9fff]", text)


@pytest.mark.parametrize(("topic", "lang"), ALL)
def test_nothing_is_said_that_must_never_be_said(topic: str, lang: str) -> None:
    text = shown(topic, lang)
    flat = "".join(text.split()) if lang == "zh" else " ".join(text.split())
    # the titles of two laws and of a crime name what no sentence may
    flat = re.sub(r"《[^》]*》|依据：.*?）|Basis: [^)]*\)", "", flat)
    assert [(e["group"], e["catches"]) for e in NEVER if re.search(e["pattern"], flat)] == []


@pytest.mark.parametrize(("topic", "lang"), [entry for entry in ALL if entry[0] != "myths"])
def test_a_myth_stands_under_myths_alone(topic: str, lang: str) -> None:
    text = shown(topic, lang)
    assert [m["id"] for m in MYTHS if re.search(m["pattern"], text)] == []


def test_myths_are_told_as_myths_with_what_is_true() -> None:
    zh, en = shown("myths", "zh"), shown("myths", "en")
    assert zh.count("说法：") == zh.count("实际：") == 12
    assert en.count("Said:") == en.count("True:") == 12


@pytest.mark.parametrize(("topic", "lang"), ALL)
def test_every_article_shown_is_in_the_law_data_of_that_day(topic: str, lang: str) -> None:
    flat = "".join(shown(topic, lang).split())
    cites = ["".join(rule.cite[lang].split()) for rule in BOOK.rules if rule.holds_on(DAY)]
    pattern = (
        r"。依据：(.*?)（(?:法律|监管|推荐|行业|诉讼|要自己|没有定论)"
        if lang == "zh"
        else (r"Basis:(.*?)\((?:statute|rule|recom|self|applied|has|notsettled)")
    )
    found = re.findall(pattern, flat)
    if any(topic == t.id and t.rules for t in topics() if t.id not in ("myths",)):
        assert found
    assert [cite for cite in found if cite not in cites] == []


@pytest.mark.parametrize("topic", topics(), ids=lambda t: t.id)
def test_both_languages_carry_the_same_rules_and_limits(topic) -> None:  # type: ignore[no-untyped-def]
    for step in topic.steps:
        zh, en = (Words(lang)(f"rights.{step}", **Book(BOOK, DAY).days) for lang in ("zh", "en"))
        digits = [set(re.findall(r"(?<![\d,])\d{2,}(?![\d,])", t)) for t in (zh, en)]
        assert digits[0] == digits[1], step


def test_the_version_of_the_day_is_shown() -> None:
    assert "第225条" in shown("payment_order", "zh")
    old = shown("payment_order", "zh", date(2023, 6, 1))
    assert "第221条" in old
    assert "第225条" not in old


def test_the_overview_begins_with_the_courts_time_limits() -> None:
    for lang in ("zh", "en"):
        lines = render_overview(Book(BOOK, DAY), page(lang)).splitlines()
        assert lines[1].count("15") or lines[2].count("15")
        assert all(
            any(Words(lang)(f"rights.name.{t.id}") in line for line in lines) for t in topics()
        )


@pytest.mark.parametrize(
    ("stage", "topic", "absent"),
    [
        ("sued", "法院", "支付令：十五天"),
        ("payment_order", "支付令", "权利与义务：法院"),
        ("enforcement", "执行", "权利与义务：支付令"),
    ],
)
def test_a_case_gets_what_fits_it_and_no_more(
    tmp_path: Path, stage: str, topic: str, absent: str
) -> None:
    text = render_case(case_of(tmp_path, stage), BOOK, DAY, page("zh"))
    assert f"权利与义务：{topic}" in text
    assert absent not in text
    assert "12378" in text
    assert "12345" not in text  # not the channel of a bank
    assert "信用卡  " not in text


@pytest.mark.parametrize(
    ("served", "today", "said"),
    [
        ("2026-11-16", date(2026, 12, 1), "2026-12-01"),
        ("2026-11-16", date(2026, 12, 2), "已经过了"),
    ],
)
def test_a_running_time_limit_is_counted_from_the_day_after_service(
    tmp_path: Path, served: str, today: date, said: str
) -> None:
    text = render_case(case_of(tmp_path, "payment_order", served=served), BOOK, today, page("zh"))
    assert said in text
    assert ("已经过了" in text) is (today > date(2026, 12, 1))


def test_a_private_lender_is_not_held_to_the_rules_of_the_trade(tmp_path: Path) -> None:
    known = about(case_of(tmp_path, "sued", "private"))
    assert known.lender is LenderKind.PRIVATE
    topic = find("collectors")
    assert topic is not None
    forces = {rule.force for rule in Book(BOOK, DAY, known).rules(topic.rules)}
    assert forces == {"LAW", "REG"}
    ids = {rule.id for rule in Book(BOOK, DAY, known).rules(topic.rules)}
    assert not {"T01", "T02", "C04", "C18"} & ids


def test_card_rules_are_for_cards(tmp_path: Path) -> None:
    topic = find("card")
    assert topic is not None
    bank = Book(BOOK, DAY, About(frozenset({"role:borrower"}), LenderKind.BANK, False))
    assert not [rule for rule in bank.rules(topic.rules) if rule.card_only]


def test_only_a_court_decides_and_the_debt_remains() -> None:
    text = "".join(shown("limitation", "zh").split())
    assert "债务并不因为时效而没有了" in text
    assert "催款的记录多在对方手里" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command(
    lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(common, "today", lambda: DAY)
    assert main(["rights", "法院", "--lang", lang]) == 0
    assert capsys.readouterr().out == shown("court", lang)
    assert main(["rights", "no-such-thing", "--lang", lang]) == 2
    assert "no-such-thing" in capsys.readouterr().err


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rights", "--json", "--case", str(SAMPLES / "lawsuit_private.toml")]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["version"], found["lender"]) == (
        "debtcheck.rights",
        1,
        "private",
    )
    ids = [topic["id"] for topic in found["topics"]]
    assert "court" in ids
    assert "card" not in ids
    assert all(rule["cite"] for topic in found["topics"] for rule in topic["rules"])


CASES = [path for path in sorted(SAMPLES.glob("*.toml")) if "household" not in path.stem]


@pytest.mark.parametrize("sample", CASES, ids=lambda p: p.stem)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sample_gets_its_page(sample: Path, lang: str) -> None:
    text = render_case(load_case(sample), BOOK, DAY, page(lang))
    assert [line for line in text.splitlines() if cells(line) > 80] == []
    assert "12348" in text
