"""Situations that no sample shows: ranges, reductions, unknown terms, court papers."""

from __future__ import annotations

import re

import pytest

from debtcheck.audit.report import AuditReport
from debtcheck.report.creditor import obstacle
from debtcheck.report.html.page import render_page
from debtcheck.report.paper import paper
from debtcheck.words import catalog
from debtcheck.words.catalog import Words

from ..report import fixtures
from .pages import LANGS, Tags, text_of

ALL = fixtures.ALL | {"hostile": fixtures.hostile_case}
EVERY = pytest.mark.parametrize("name", ALL)
BOTH = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture(autouse=True)
def sample_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The topic `sample` beside the shipped topics."""
    shipped = catalog._topic

    def topic(lang: str, name: str) -> dict[str, str]:
        return fixtures.SAMPLE[lang] if name == "sample" else shipped(lang, name)

    monkeypatch.setattr(catalog, "_topic", topic)


def page(report: AuditReport, lang: str, *, for_creditor: bool = False) -> str:
    """The page of a report made by hand."""
    day = report.report_day
    made = paper(report, report.ledger, Words(lang), today=day, for_creditor=for_creditor)
    return render_page(made)


@BOTH
@EVERY
def test_a_page_is_made_of_every_situation(name: str, lang: str) -> None:
    found = Tags(page(ALL[name](), lang))
    assert found.wrong == []
    assert "script" not in {tag for tag, _ in found.tags}


@EVERY
def test_a_draft_gives_no_advice_in_any_situation(name: str) -> None:
    report = ALL[name]()
    if obstacle(report):
        return
    text = text_of(page(report, "zh", for_creditor=True))
    assert "您" not in text
    assert "没有争议" not in text
    text = text_of(page(report, "en", for_creditor=True))
    assert re.findall(r"\b(?:you|your|yourself)\b", text, re.IGNORECASE) == []


@BOTH
def test_what_is_not_known_has_no_bar(lang: str) -> None:
    made = page(fixtures.unknown_case(), lang)
    open_word = {"zh": "未核对", "en": "Not checked"}[lang]
    assert f'<span class="figure">{open_word}</span>' in made


def test_a_reduction_keeps_its_three_figures_apart() -> None:
    text = text_of(page(fixtures.reduce_case(), "zh"))
    assert "按合同不逾期需付（已到期） 13,008.22" in text
    assert "可以请求调减 601.64" in text
    assert "只有您知道" not in text_of(page(fixtures.reduce_case(), "zh", for_creditor=True))
