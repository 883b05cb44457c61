"""A draft for the other side: what it leaves out, what it carries, when there is none."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from debtcheck.report.creditor import obstacle

from .pages import LANGS, Tags, names, page_of, report_of, text_of

SENDABLE = [name for name in names() if not obstacle(report_of(name))]
BOTH = pytest.mark.parametrize("lang", LANGS)
EVERY = pytest.mark.parametrize("name", SENDABLE)
NEVER = {
    "zh": ["没有争议", "您", "12348", "时效", "吃饭", "收入", "征信", "凭记忆", r"\.toml"],
    "en": [
        "not in dispute", r"\byou\b", r"\byour\b", "12348", "limitation", "food", "income",
        "credit record", r"\.toml",
    ],
}  # fmt: skip


def test_there_is_something_to_send() -> None:
    assert {"jd_jintiao_overdue", "lawsuit_private"} <= set(SENDABLE)


@BOTH
@EVERY
def test_what_is_the_borrowers_own_is_not_in_it(name: str, lang: str) -> None:
    page = page_of(report_of(name), lang, for_creditor=True)
    text = text_of(page)
    assert [p for p in NEVER[lang] if re.search(p, text, re.IGNORECASE)] == []
    ids = {a.get("id") for _, a in Tags(page).tags}
    assert not ids & {"undisputed", "steps", "unchecked", "later"}


@BOTH
@EVERY
def test_it_says_what_it_is(name: str, lang: str) -> None:
    text = text_of(page_of(report_of(name), lang, for_creditor=True))
    said = {
        "zh": ["供核对的草稿", "不是承认债务", "不是还款承诺", "同意"],
        "en": ["A draft for checking", "no acknowledgment", "no promise", "no consent"],
    }[lang]
    start = text[:600]
    assert all(part in start for part in said)


@EVERY
def test_the_points_and_their_workings_are_in_it(name: str) -> None:
    report = report_of(name)
    text = text_of(page_of(report, "zh", for_creditor=True))
    for finding in report.findings:
        if finding.difference:
            assert f"{finding.difference:,.2f}" in text


def test_without_a_claim_there_is_no_draft() -> None:
    report = report_of("jd_jintiao_overdue")
    assert obstacle(report) == ""
    assert obstacle(replace(report, claimed=None)) == "creditor_no_claim"


def test_when_the_claim_is_right_there_is_no_draft() -> None:
    assert obstacle(report_of("correct_statement")) == "creditor_nothing"


def test_our_own_higher_figure_is_never_sent() -> None:
    report = report_of("correct_statement")
    assert report.claimed is not None
    lower = replace(report.claimed, total=report.claimed.total - Decimal(100))
    assert obstacle(replace(report, claimed=lower)) == "creditor_above"
