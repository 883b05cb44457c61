"""The rules are whole: words for each, conduct rules that exist, patterns that are linear."""

from __future__ import annotations

import re
import time
import tomllib
from importlib.resources import files

import pytest

from debtcheck.messages.judge import judge
from debtcheck.messages.load import RULE_FILES, load_rules
from debtcheck.messages.patterns import (
    PatternError,
    compile_pattern,
    expand,
    read_pattern,
    together,
)
from debtcheck.words.catalog import LANGUAGES, Words

BOOK = load_rules()
DATA = files("debtcheck.messages").joinpath("data")
NAMES = tomllib.loads(DATA.joinpath("names.toml").read_text(encoding="utf-8"))
SHOWN = [rule for rule in BOOK.rules if rule.kind in ("scam", "pressure", "genuine")]
PATTERNS = [(rule, pattern) for rule in BOOK.rules for pattern in rule.patterns]
MEGABYTE = 1_000_000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sign_has_its_words(lang: str) -> None:
    words = Words(lang)
    for sign in {rule.id for rule in SHOWN} | {"SC10", "GN04"}:
        assert all(words.has(f"message.sign.{sign}.{part}") for part in ("name", "why", "do"))
    for rule in BOOK.rules:
        assert all(words.has(f"message.rule.{name}") for name in rule.rules)


def test_every_conduct_rule_is_in_the_law_data() -> None:
    text = files("debtcheck.law").joinpath("data", "conduct.toml").read_text(encoding="utf-8")
    known = {row["id"].partition("_")[0] for row in tomllib.loads(text)["version"]}
    assert {name for rule in BOOK.rules for name in rule.rules} <= known


def test_a_sign_of_pressure_names_a_conduct_rule() -> None:
    assert all(BOOK.rules_of(rule.id) for rule in BOOK.rules if rule.kind == "pressure")


def test_the_line_for_distress_is_marked_as_from_memory() -> None:
    text = files("debtcheck.messages").joinpath("data", "lines.toml").read_text(encoding="utf-8")
    lines = tomllib.loads(text)["line"]
    assert lines["12356"]["confidence"] == "M"
    assert all(line["confidence"] in ("V", "V2", "M") for line in lines.values())
    numbers = {n for lang in LANGUAGES for n in _numbers(lang)}
    assert numbers <= lines.keys()


def _numbers(lang: str) -> set[str]:
    topic = files("debtcheck.words").joinpath(lang, "message.toml").read_text(encoding="utf-8")
    found = re.findall(r"(?<![\d.,:])(?:1[12]0|12\d{3}|96110)(?![\d:])", topic)
    return set(found)


def test_every_pattern_compiles_and_needs_a_word_that_it_matches() -> None:
    for _, pattern in PATTERNS:
        compile_pattern(pattern.text.partition(" & ")[0], NAMES)
        assert pattern.needs
        assert all(len(word) <= 24 for word in pattern.needs)


def test_nothing_in_a_pattern_repeats_without_a_bound() -> None:
    unbounded = re.compile(r"(?<!\\)[*+](?!\])|\{\d+,\}|\(\?[=!<]|\\\d")
    for rule, pattern in PATTERNS:
        steps = [s for s in pattern.text.split() if len(s) > 1 and s[0] == s[-1] == "/"]
        wrong = [s for s in steps if unbounded.search(s.replace("\\+", ""))]
        assert wrong == [], rule.id


def test_names_are_all_used_and_none_is_empty() -> None:
    text = "".join(
        DATA.joinpath(name).read_text(encoding="utf-8") for name in (*RULE_FILES, "names.toml")
    )
    assert [name for name in NAMES if f"<{name}>" not in text] == []
    assert all(expand(f"<{name}>", NAMES) for name in NAMES)


@pytest.mark.parametrize("text", ["转账 <nobody>", "转账||汇款", "~8 ?可", "/[0-9]/"])
def test_a_pattern_that_cannot_be_read(text: str) -> None:
    with pytest.raises(PatternError):
        read_pattern(text, NAMES)


def test_a_gap_too_long_is_refused() -> None:
    with pytest.raises(PatternError):
        compile_pattern("转 ~90 账户", NAMES)


def test_the_small_language() -> None:
    pattern = read_pattern("先 ?要|得 ~4 交|付 /[0-9]{1,3}/ 元", {})
    compiled = compile_pattern(pattern.text, {})
    assert compiled.search("先要马上交500元")
    assert compiled.search("先付5元")
    assert not compiled.search("先。付5元")
    assert together("甲|乙 & 丙", {}) == (("甲", "乙"), ("丙",))


HOSTILE = {
    "every word": " ".join(sorted({w for _, p in PATTERNS for w in p.needs})),
    "denied": "不会要求转账到安全账户,",
    "half a match": "请把验证码告",
    "a court each time": "向人民法院",
    "addresses": "a.b.c.d.e.top ",
    "one long address": "a",
    "figures": "欠款1,234,567.89元本金",
    "companies": "由某某某某某某某某某某某某某某某某某某某某某某",
    "invisible": "\u200b安",
    "brackets": "【",
    "digits": "1",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_megabyte_is_judged_in_time(name: str) -> None:
    piece = HOSTILE[name]

    def seconds(size: int) -> float:
        text = ("http://" if "address" in name else "") + piece * (size // len(piece) + 1)
        start = time.perf_counter()
        judge(text[:size], BOOK)
        return time.perf_counter() - start

    seconds(MEGABYTE // 100)
    small, large = seconds(MEGABYTE // 10), seconds(MEGABYTE)
    assert large < 30
    assert large < 40 * max(small, 0.01)  # ten times the text: about ten times the time
