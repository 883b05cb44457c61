"""What no screen may ever say, also by implication, in either language (with paraphrases).

Each pattern is first shown to catch what it is meant for, then held against every sentence of all
word files and every rendered report.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import debtcheck.words
from debtcheck.report.explain import explain, known_codes
from debtcheck.words.catalog import LANGUAGES, Words

from . import fixtures
from .fixtures import ALL
from .run import screen

WORDS = Path(debtcheck.words.__file__).parent
MORE = {"hostile": fixtures.hostile_case}

_FILE = Path(__file__).with_name("never.toml")
_ENTRIES = tomllib.loads(_FILE.read_text(encoding="utf-8"))["never"]
PATTERNS = [(e["group"], e["pattern"], e["catches"]) for e in _ENTRIES]
GROUPS = list(dict.fromkeys(group for group, _, _ in PATTERNS))


def sentences(lang: str) -> list[tuple[str, str]]:
    """Every sentence of every topic, with where it stands."""
    found: list[tuple[str, str]] = []

    def walk(prefix: str, table: dict[str, object]) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                walk(f"{prefix}.{key}", value)
            else:
                found.append((f"{prefix}.{key}", str(value)))

    for path in sorted((WORDS / lang).glob("*.toml")):
        walk(f"{lang}/{path.stem}", tomllib.loads(path.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize(("group", "pattern", "sample"), PATTERNS)
def test_a_pattern_catches_what_it_is_meant_for(group: str, pattern: str, sample: str) -> None:
    assert re.search(pattern, sample), group


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_no_sentence_of_any_topic_says_it(group: str, lang: str) -> None:
    wrong = [
        (key, sentence)
        for key, sentence in sentences(lang)
        for named, pattern, _ in PATTERNS
        if named == group and re.search(pattern, sentence)
    ]
    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*ALL, *MORE])
def test_no_report_says_it(name: str, lang: str) -> None:
    out = " ".join(screen((ALL | MORE)[name](), lang).split())
    if lang == "zh":
        out = out.replace(" ", "")
    assert [(g, p) for g, p, _ in PATTERNS if re.search(p, out)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_explanation_says_it(lang: str) -> None:
    for code in known_codes():
        out = " ".join(explain(None, code, Words(lang)).split())
        assert [(code, g) for g, p, _ in PATTERNS if re.search(p, out)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_licensed_lender_is_never_held_to_the_private_limit(lang: str) -> None:
    for name in ("case_a", "reduce", "court", "clean"):
        out = screen(ALL[name](), lang)
        assert "LPR" not in out
        assert "四倍" not in out
