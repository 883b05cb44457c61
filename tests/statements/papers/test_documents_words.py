"""Every sentence that the readers name stands in both languages, and none is left over."""

from __future__ import annotations

import ast
import string
import tomllib
from pathlib import Path

import pytest

from debtcheck.statements.place_words import place_words
from debtcheck.words.catalog import LANGUAGES, Words

SRC = Path(__file__).parents[3] / "src" / "debtcheck"
PAPERS = SRC / "statements" / "papers"


def sentences(lang: str, topic: str) -> dict[str, str]:
    path = SRC / "words" / lang / f"{topic}.toml"
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: value for key, value in found.items() if isinstance(value, str)}


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("topic", ["papers_doc", "place"])
def test_both_languages_have_the_same_blanks(topic: str) -> None:
    zh, en = (sentences(lang, topic) for lang in LANGUAGES)
    assert zh.keys() == en.keys()
    assert {key: blanks(zh[key]) for key in zh} == {key: blanks(en[key]) for key in en}


def test_every_problem_of_a_paper_has_a_sentence() -> None:
    keys = {
        node.args[0].value
        for path in PAPERS.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Problem"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(keys) > 20
    for lang in LANGUAGES:
        assert keys <= sentences(lang, "problem").keys()


def test_every_notice_is_named_and_every_named_one_exists() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in PAPERS.glob("*.py"))
    named = {part.partition('"')[0] for part in source.split('"papers_doc.')[1:]}
    assert named == sentences("zh", "papers_doc").keys()


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        ("line 14", "第 14 行", "line 14"),
        ("row 3, 罚息", "第 3 行“罚息”", 'row 3, "罚息"'),
        ("sheet 2, row 5", "第 2 张表第 5 行", "sheet 2, row 5"),
        ("page 3, row 2, 罚息", "第 3 页第 2 行“罚息”", 'page 3, row 2, "罚息"'),
        ("page 7", "第 7 页", "page 7"),
        ("text 合计", "“合计”一项", '"合计"'),
        ("somewhere", "somewhere", "somewhere"),
    ],
)
def test_places_in_words(place: str, zh: str, en: str) -> None:
    assert [Words(lang).say(place_words(place)) for lang in LANGUAGES] == [zh, en]
