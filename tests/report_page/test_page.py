"""The page of every sample: whole, harmless, complete, and the same in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from html import escape

import pytest

from debtcheck.report.html.markup import Html, el
from debtcheck.report.html.page import policy

from .pages import LANGS, Tags, names, page_of, report_of, text_of

BOTH = pytest.mark.parametrize("lang", LANGS)
EVERY = pytest.mark.parametrize("name", names())
AMOUNT = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})*\.\d{2}(?![\d%])")
SOURCES = {"src", "srcset", "data", "action", "formaction", "poster", "background", "ping"}


def figures(value: object) -> Iterator[str]:
    """Every amount and every yearly figure of a report, as the page writes it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "expected_by_chance":  # a count, and no amount
                yield from figures(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from figures(inner)
    elif isinstance(value, str) and re.fullmatch(r"-?\d+\.\d{2}", value):
        yield f"{Decimal(value):,.2f}"
    elif isinstance(value, str) and re.fullmatch(r"-?\d+\.\d{4}%", value):
        yield value


@BOTH
@EVERY
def test_every_tag_is_closed_in_its_order(name: str, lang: str) -> None:
    assert Tags(page_of(report_of(name), lang)).wrong == []


@BOTH
@EVERY
def test_nothing_is_run_and_nothing_comes_from_outside(name: str, lang: str) -> None:
    page = page_of(report_of(name), lang)
    tags = Tags(page).tags
    assert not {tag for tag, _ in tags} & {"script", "iframe", "object", "embed", "img", "form"}
    for tag, attributes in tags:
        assert not any(key.startswith("on") for key in attributes), tag
        assert "style" not in attributes  # the policy would refuse it
        assert not SOURCES & attributes.keys(), tag
        link = attributes.get("href") or "#"
        assert link.startswith("#") or (tag == "link" and link == "data:,")
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


@EVERY
def test_the_policy_allows_the_pages_own_style_alone(name: str) -> None:
    tags = Tags(page_of(report_of(name), "zh")).tags
    found = [a for t, a in tags if t == "meta" and a.get("http-equiv")]
    assert [a["content"] for a in found] == [policy()]
    assert policy().startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy()


@BOTH
@EVERY
def test_every_figure_of_the_report_stands_on_the_page(name: str, lang: str) -> None:
    report = report_of(name)
    text = text_of(page_of(report, lang))
    assert [f for f in figures(report.to_dict(lang)) if f not in text] == []


@EVERY
def test_both_languages_carry_the_same_figures(name: str) -> None:
    zh, en = (text_of(page_of(report_of(name), lang)) for lang in LANGS)
    assert sorted(AMOUNT.findall(zh)) == sorted(AMOUNT.findall(en))


@BOTH
@EVERY
def test_headings_come_in_order_and_pictures_are_described(name: str, lang: str) -> None:
    tags = Tags(page_of(report_of(name), lang)).tags
    assert tags[0] == ("html", {"lang": {"zh": "zh-Hans", "en": "en"}[lang]})
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip([0, *levels], levels, strict=False))
    for tag, attributes in tags:
        if tag == "svg":
            assert attributes.get("aria-label") or attributes.get("aria-hidden") == "true"
        if tag == "th":
            assert attributes.get("scope") in ("col", "row")


@BOTH
@EVERY
def test_an_address_within_the_page_exists_once(name: str, lang: str) -> None:
    tags = Tags(page_of(report_of(name), lang)).tags
    ids = [a["id"] for _, a in tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in tags:
        link = attributes.get("href") or ""
        if link.startswith("#"):
            assert link[1:] in ids
        label = attributes.get("aria-labelledby")
        assert label is None or label in ids


def test_the_same_report_gives_the_same_page() -> None:
    name = names()[0]
    assert page_of(report_of(name), "zh") == page_of(report_of(name), "zh")


def test_court_papers_stand_above_everything() -> None:
    text = text_of(page_of(report_of("lawsuit_private"), "zh"))
    assert text.index("先看法院文书上的日期") < text.index("核对结果")


def test_the_page_says_what_it_is_not_and_how_far_the_law_was_checked() -> None:
    report = report_of("jd_jintiao_overdue")
    zh, en = (text_of(page_of(report, lang)) for lang in LANGS)
    day = report.law_verified_through.isoformat()
    assert f"法律数据核对至 {day}" in zh
    assert "不是法律意见" in zh
    assert day in en
    assert "not legal advice" in en


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7*7 }}", '" onload="x', "&lt;"])
def test_a_text_is_never_markup(text: str) -> None:
    assert el("p", text) == f"<p>{escape(text, quote=False)}</p>"
    assert el("p", title=text) == f'<p title="{escape(text)}"></p>'
    assert el("p", Html("<b>x</b>")) == "<p><b>x</b></p>"
