"""Every problem and notice of the readers has its sentence in both languages, blanks alike."""

from __future__ import annotations

import ast
import string
import tomllib
from pathlib import Path

import pytest

from debtcheck.words.catalog import LANGUAGES

SRC = Path(__file__).parents[2] / "src" / "debtcheck"


def _sentences(lang: str, topic: str) -> dict[str, str]:
    path = SRC / "words" / lang / f"{topic}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def _named_keys() -> set[str]:
    """The keys that the readers name: BadValue("…"), Problem("…"), places.problem(…, "…")."""
    keys = set()
    for path in (SRC / "statements").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = {"BadValue": 0, "Problem": 0, "problem": 1}.get(name)
            if at is None or len(node.args) <= at:
                continue
            keys |= {
                part.value
                for part in ast.walk(node.args[at])
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            }
    return keys


@pytest.mark.parametrize("topic", ["problem", "notice"])
def test_both_languages_say_the_same(topic: str) -> None:
    zh, en = (_sentences(lang, topic) for lang in LANGUAGES)
    assert zh.keys() == en.keys()
    for key, sentence in zh.items():
        assert _blanks(sentence) == _blanks(en[key]), key


def test_every_key_has_a_sentence() -> None:
    keys = _named_keys()
    assert len(keys) > 60
    assert keys <= _sentences("zh", "problem").keys()


def test_no_sentence_is_left_over() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in SRC.rglob("*.py"))
    for topic in ("problem", "notice"):
        for key in _sentences("zh", topic):
            assert f'"{key}"' in source or f'"{topic}.{key}"' in source, key
