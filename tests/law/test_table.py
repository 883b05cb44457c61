"""The rules say what the texts say: figures, days, force, citations, words."""

import re
from datetime import date
from decimal import Decimal

import pytest

from debtcheck.case.kinds import Head, LenderKind
from debtcheck.law.lawbook import Rule
from debtcheck.law.load import load_lawbook

BOOK = load_lawbook()
EACH = pytest.mark.parametrize("rule", BOOK.rules, ids=lambda r: f"{r.id}@{r.since}")

# id, a day it is looked up on, the axis, force, its figures as they are written in the text
TABLE = [
    ("P0", "2012-01-01", "formed_on", "HARD", {"times": "4"}),
    ("P1", "2018-01-01", "filed_on", "HARD", {"value": "24%/year", "line_paid": "36%/year"}),
    ("P2a", "2018-01-01", "accrued_on", "HARD", {"value": "24%/year", "line_paid": "36%/year"}),
    ("P2b", "2020-10-01", "filed_on", "HARD", {"times": "4", "lpr_on": "formed_on"}),
    ("P2b", "2024-01-01", "filed_on", "HARD", {"times": "4", "lpr_on": "filed_on"}),
    ("P3", "2020-10-01", "filed_on", "HARD", {"times": "4", "lpr_on": "formed_on"}),
    ("P3", "2024-01-01", "filed_on", "HARD", {"times": "4", "lpr_on": "formed_on"}),
    ("P4", "2018-01-01", "filed_on", "HARD", {"value": "6%/year", "in_term": "0%/year"}),
    ("P4", "2020-10-01", "filed_on", "HARD", {"value": "None", "times": "None"}),
    ("P4", "2024-01-01", "filed_on", "HARD", {"times": "1", "in_term": "0%/year"}),
    ("B1", "2024-01-01", "accrued_on", "REDUCE", {"value": "24%/year"}),
    (
        "B2",
        "2024-01-01",
        "originated_on",
        "REG",
        {"low": "1.3", "high": "1.5", "low_misuse": "1.5", "high_misuse": "2.0"},
    ),
    ("B3", "2026-01-01", "originated_on", "REG", {"value": "24%/year"}),
    ("C1", "2018-01-01", "accrued_on", "REG", {"value": "0.05%/day", "floor": "0.035%/day"}),
    ("C2", "2024-01-01", "accrued_on", "REDUCE", {"value": "None", "practice": "24%/year"}),
    ("C3", "2024-01-01", "accrued_on", "REG", {"value": "0%/year"}),
    ("F1", "2026-06-01", "originated_on", "SOFT", {"value": "24%/year", "average": "20%/year"}),
    ("S1", "2018-01-01", "accrued_on", "U", {"value": "24%/year", "line_paid": "36%/year"}),
    ("S2", "2024-01-01", "accrued_on", "REDUCE", {"value": "24%/year"}),
    ("S3", "2026-06-01", "originated_on", "REG", {"value": "24%/year"}),
    ("S4", "2028-06-01", "originated_on", "REG", {"times": "4", "value_short": "24%/year"}),
    ("X1", "2018-06-01", "originated_on", "REG", {"value": "36%/year"}),
    ("D1", "2026-09-01", "formed_on", "REG", {"value": "None"}),
    ("L1", "2024-01-01", "accrued_on", "REDUCE", {"value": "None", "times": "None"}),
    ("E1", "2024-06-01", "accrued_on", "HARD", {"value": "0.0175%/day"}),
]


@pytest.mark.parametrize(("rule_id", "day", "axis", "force", "figures"), TABLE)
def test_the_cap_table_has_the_figures_of_the_texts(
    rule_id: str, day: str, axis: str, force: str, figures: dict[str, str]
) -> None:
    rule = BOOK.find(rule_id, date.fromisoformat(day))
    assert (rule.looked_up_by, rule.force) == (axis, force)
    assert {key: str(getattr(rule, key)) for key in figures} == figures


def test_the_whole_cap_table_is_there() -> None:
    wanted = "P0 P1 P2a P2b P3 P4 B1 B2 B3 C1 C2 C3 F1 S1 S2 S3 S4 X1 D1 L1 E1"
    assert set(wanted.split()) <= set(BOOK.ids)


@pytest.mark.parametrize(
    ("day", "articles"),
    [  # 法释〔2015〕18号, 〔2020〕6号, 〔2020〕17号: the same rules, read in each text
        ("2018-01-01", {"principal": 27, "rolled": 28, "overdue": 29, "total": 30, "early": 32}),
        ("2020-10-01", {"principal": 27, "rolled": 28, "overdue": 29, "total": 30, "early": 31}),
        ("2024-01-01", {"principal": 26, "rolled": 27, "overdue": 28, "total": 29, "early": 30}),
    ],
)
def test_private_rules_cite_the_article_of_their_own_text(
    day: str, articles: dict[str, int]
) -> None:
    for name, number in articles.items():
        rule = BOOK.find(f"private_{name}", date.fromisoformat(day))
        assert rule.cite_zh.endswith(f"第{number}条")
        assert rule.cite_en.endswith(f"Art. {number}")


def test_the_second_amendment_is_named_with_its_title() -> None:
    # one decision of that number amended 27 interpretations, so the number alone is ambiguous
    for rule in BOOK.rules:
        for cited in re.finditer("法释〔2020〕17号", rule.cite_zh):
            assert "审理民间借贷案件适用法律若干问题的规定》" in rule.cite_zh[: cited.start()]
            assert rule.cite_zh[cited.end() :].startswith("，2020年第二次修正")


def test_licensed_lenders_never_meet_the_private_limit() -> None:
    for rule in BOOK.rules:
        if rule.kind == "lpr_multiple" and rule.force == "HARD":
            assert rule.lenders == (LenderKind.PRIVATE,)


@EACH
def test_a_citation_names_an_article_or_says_it_was_not_read(rule: Rule) -> None:
    article = bool(re.search(r"第[0-9一二三]+[条项]", rule.cite_zh))
    assert article is not rule.article_unread
    assert bool(re.search(r"\b(Arts?\.|item) \d", rule.cite_en)) is article


def test_only_these_texts_were_not_read_to_the_article() -> None:
    lines = {rule.id for rule in BOOK.rules if rule.force == "INFO"}  # numbers to call, no article
    assert {rule.id for rule in BOOK.rules if rule.article_unread} - lines == {
        *("F1", "S3", "S4", "X1", "C1", "C3", "D1"),
        *("annual_rate_shown", "bank_day_rate"),
        *("T01", "T01_self", "T02", "T03", "T05", "T05_self", "T06", "T06_self", "T08", "T09"),
        *("C01_std", "C01_self", "C01_cf", "C02_self", "C03_self", "C04_std", "C04_cf"),
        *("C05_self", "C06", "C07", "C08", "C08_reg", "C09", "C10", "C18_card", "C18_self"),
        *("C26", "C27", "C28", "C29", "C29_std", "C30", "nifa_2018"),
        *("cp_lender", "cp_review", "cp_report", "cp_pboc"),
        *("award_before_dispute", "insolvency", "sold_debt", "student"),
    }


VERBS = {
    "HARD": ("不予支持", "not support"),
    "REDUCE": ("请求", "ask the"),
    "REG": ("投诉", "complain to"),
    "SOFT": ("说明", "explain"),
    "U": ("尚无定论", "not settled"),
    "STD": ("可以投诉", "complain to"),
    "SELF": ("可以投诉", "complain to"),
    "LAW": ("", ""),  # rights, duties and procedure; conduct has a test of its own
    "INFO": ("", ""),
}


@EACH
def test_the_verb_follows_the_force(rule: Rule) -> None:
    zh, en = VERBS[rule.force]
    assert zh in rule.says_zh
    assert en in rule.says_en
    if rule.force in ("REDUCE", "U"):
        assert rule.on_request


@EACH
def test_what_a_rule_says_calls_no_debt_void(rule: Rule) -> None:
    zh = rule.says_zh + rule.doubt_zh
    en = (rule.says_en + rule.doubt_en).lower()
    for word in ("非法", "违法", "不用还", "不必还", "无需", "无效", "免还", "作废", "停止还款"):
        assert word not in zh
    for word in (
        "illegal",
        "unlawful",
        "void",
        "invalid",
        "need not pay",
        "stop paying",
        "owe noth",
    ):
        assert word not in en


@EACH
def test_a_rule_from_memory_says_what_is_in_doubt(rule: Rule) -> None:
    if rule.uncertain:
        assert rule.doubt["zh"]
        assert rule.doubt["en"]


def test_shared_ceilings_cover_every_charge() -> None:
    charges = {Head.INTEREST, Head.PENALTY, Head.COMPOUND, Head.DAMAGES, Head.FEE}
    for rule_id in ("P1", "P2a", "P2b", "P3", "B1", "S2"):
        for rule in BOOK.versions(rule_id):
            assert set(rule.covers) == charges


def test_uncertain_rows_are_marked() -> None:
    assert {r.id for r in BOOK.rules if r.confidence == "U"} == {"S1", "T09", "acceleration"}
    assert {r.id for r in BOOK.rules if r.confidence == "M"} == {
        *("P0", "X1", "bank_no_stacking", "payment_order", "several_debts_order"),
        *("standard_terms_notice", "standard_terms_unfair"),
        *(
            "C05_law",
            "C26",
            "C27",
            "nifa_2018",
            "L01",
            "L12",
            "cp_review",
            "cp_pboc",
            "line_bodies",
        ),
        *("line_12315", "line_12345", "line_12348", "line_12356", "line_12377"),
    }


def test_a_day_rate_is_a_day_rate() -> None:
    # 0.0175% a day, and no division by 360 or 365
    rate = BOOK.find("E1", date(2025, 1, 1)).value
    assert rate is not None
    assert rate.value == Decimal("0.000175")
    # 7,976 × 0.0175% × 93 days = 129.81 (published elsewhere as 16,275, which is wrong)
    assert round(7976 * rate.value * 93, 2) == Decimal("129.81")


def test_topics_give_what_binds_a_lender_on_a_day() -> None:
    found = BOOK.topic("licensed_cap", date(2024, 1, 1), LenderKind.MICROLOAN)
    assert [rule.id for rule in found] == ["S2"]
    assert [r.id for r in BOOK.topic("licensed_cap", date(2024, 1, 1))] == ["B1", "S2"]
    assert BOOK.topic("licensed_cap", date(2024, 1, 1), LenderKind.PRIVATE) == ()
