"""Conduct, rights and procedure: figures, force, articles, and what must never be a rule."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from debtcheck.case.kinds import LenderKind
from debtcheck.law.lawbook import Rule
from debtcheck.law.load import load_lawbook

BOOK = load_lawbook()
ON = date(2026, 11, 20)
NEW = {
    *("conduct", "personal_data", "rights", "credit_report"),
    *("procedure", "court", "limitation", "complaint"),
}
RULES = [rule for rule in BOOK.rules if rule.topic in NEW]
EACH = pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.id}@{r.since}")
MYTHS = tomllib.loads(Path(__file__).with_name("myths.toml").read_text(encoding="utf-8"))["myth"]


def test_every_rule_that_was_collected_is_there() -> None:
    wanted = [f"T{n:02}" for n in range(1, 11)]
    wanted += [f"C{n:02}" for n in range(1, 31)]
    wanted += [f"R{n:02}" for n in range(1, 9)]
    wanted += [f"D{n:02}" for n in range(1, 5)]
    wanted += [f"L{n:02}" for n in range(1, 10)]
    assert set(wanted) <= set(BOOK.ids)


def test_the_counts_and_hours_of_conduct() -> None:
    assert (BOOK.find("T01", ON).quiet_from, BOOK.find("T01", ON).quiet_to) == (22, 8)
    assert BOOK.find("T02", ON).most == 3
    assert BOOK.find("T03", ON).most == 6
    assert BOOK.find("T10", ON).most == 60


def test_a_visit_has_a_lower_limit_and_no_upper_one() -> None:
    for rule in BOOK.versions("T04"):
        assert (rule.least, rule.most) == (2, None)
        assert "不少于两名" in rule.says_zh


@pytest.mark.parametrize(
    ("rule_id", "days"),
    [
        ("court_answer", 15),
        ("court_jurisdiction", 15),
        ("po_objection", 15),
        ("preservation", 30),
        ("mediation_confirmed", 30),
        ("enforcement_objection", 15),
        ("defaulter_list", 15),
        ("notarised", 15),
        ("appeal", 15),
        ("cr_objection", 20),
        ("cr_complaint", 30),
        ("cp_lender", 15),
    ],
)
def test_the_time_limits(rule_id: str, days: int) -> None:
    rule = BOOK.find(rule_id, ON)
    assert rule.days == days
    assert str(days) in rule.says_zh
    assert str(days) in rule.says_en


@pytest.mark.parametrize(
    ("rule_id", "before", "after"),
    [  # the amendment of 2023 moved these articles by four
        ("po_objection", (221, 223, 224), (225, 227, 228)),
        ("mediation_confirmed", (201,), (205,)),
        ("award_not_enforced", (244,), (248,)),
        ("living_minimum", (250, 251), (254, 255)),
        ("enforcement_objection", (232,), (236,)),
        ("L12", (246,), (250,)),
        ("C24", (262,), (266,)),
    ],
)
def test_procedure_cites_the_article_of_its_amendment(
    rule_id: str, before: tuple[int, ...], after: tuple[int, ...]
) -> None:
    for day, numbers in ((date(2023, 12, 31), before), (date(2024, 1, 1), after)):
        cite = BOOK.find(rule_id, day).cite_zh
        assert all(f"第{number}条" in cite for number in numbers)


@pytest.mark.parametrize(
    ("rule_id", "before", "after"),
    [
        ("C05_law", "第51条", "第62条"),
        ("C11", "第40条", "第47条"),
        ("C12", "第40条", "第47条"),
        ("C13", "第42条", "第50条"),
        ("C14", "第42条", "第50条"),
        ("C15", "第253条之一", "第56条"),
        ("D03", "第274条", "第58条"),
    ],
)
def test_public_security_law_before_and_from_2026(rule_id: str, before: str, after: str) -> None:
    old, new = BOOK.find(rule_id, date(2025, 12, 31)), BOOK.find(rule_id, date(2026, 1, 1))
    assert before in old.cite_zh
    assert after in new.cite_zh
    assert after not in old.cite_zh


@pytest.mark.parametrize("rule_id", ["T08", "T09", "C26", "C27"])
def test_these_name_no_article(rule_id: str) -> None:
    for rule in BOOK.versions(rule_id):
        assert rule.article_unread
        assert not re.search(r"第\d+条", rule.cite_zh)


def test_a_conduct_rule_of_a_statute_leaves_the_decision_to_others() -> None:
    for rule in RULES:
        if rule.topic == "conduct" and rule.force == "LAW":
            assert "认定" in rule.says_zh, rule.id
            assert "decide" in rule.says_en, rule.id


def test_the_standard_and_self_discipline_bind_no_private_lender() -> None:
    for rule in RULES:
        if rule.force in ("STD", "SELF"):
            assert LenderKind.PRIVATE not in rule.lenders
        if rule.card_only:
            assert rule.lenders == (LenderKind.BANK,)


@EACH
def test_a_number_to_call_from_memory_says_so(rule: Rule) -> None:
    if rule.force == "INFO" and rule.confidence == "M":
        assert "先核实" in rule.doubt_zh
        assert "check first" in rule.doubt_en


@EACH
def test_limitation_never_ends_a_debt(rule: Rule) -> None:
    text = rule.says_zh + rule.doubt_zh
    for word in ("不用还", "债务消灭", "不再欠", "过了就"):
        assert word not in text


@pytest.mark.parametrize("myth", MYTHS, ids=lambda m: m["id"])
def test_a_pattern_of_a_myth_catches_the_myth(myth: dict[str, str]) -> None:
    assert re.search(myth["pattern"], myth["catches"])


@EACH
def test_no_rule_states_a_myth(rule: Rule) -> None:
    text = " ".join((rule.says_zh, rule.says_en, rule.cite_zh, rule.cite_en))
    assert [m["id"] for m in MYTHS if re.search(m["pattern"], text)] == []
