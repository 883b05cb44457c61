"""Both languages say the same things with the same blanks."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

import debtcheck.words
from debtcheck.report.explain import known_codes
from debtcheck.words.catalog import LANGUAGES

from .test_care import sentences

WORDS = Path(debtcheck.words.__file__).parent
PROMISED = [
    "sum_mismatch",
    "line_sum_mismatch",
    "interest_differs",
    "interest_and_penalty_stacked",
    "interest_on_repaid_principal",
    "interest_on_contract_principal",
    "penalty_differs",
    "penalty_rate",
    "penalty_base",
    "penalty_days",
    "grace_ignored",
    "compound_not_agreed",
    "compound_differs",
    "principal_pre_deducted",
    "damages_differs",
    "damages_not_agreed",
    "fee_not_in_contract",
    "fee_undisclosed",
    "fee_differs",
    "costs_unproven",
    "annual_cost_above_ceiling",
    "ceiling_exceeded",
    "ceiling_on_request",
    "payment_missing",
    "payment_booked_late",
    "payment_duplicated",
    "balance_differs",
    "rate_unit_slip",
    "day_count_360",
    "both_ends_counted",
    "penalty_above_band",
    "total_differs",
    "claim_below_contract",
]
FIELDS = {"title", "means", "look", "falls", "law", "ask"}


def blanks(sentence: str) -> set[str]:
    """The blanks of a sentence; who claims (`party`) is always given and may be left out."""
    names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
    return names - {"party"}


def by_key(lang: str) -> dict[str, str]:
    """Sentences by topic and key, without the language."""
    return {key.partition("/")[2]: sentence for key, sentence in sentences(lang)}


def test_the_same_topics_exist_in_every_language() -> None:
    topics = {lang: {p.stem for p in (WORDS / lang).glob("*.toml")} for lang in LANGUAGES}
    assert len(set(map(frozenset, topics.values()))) == 1


def test_every_key_exists_in_every_language() -> None:
    zh, en = by_key("zh"), by_key("en")
    assert sorted(set(zh) ^ set(en)) == []


def test_every_sentence_has_the_same_blanks() -> None:
    zh, en = by_key("zh"), by_key("en")
    assert [key for key in zh.keys() & en.keys() if blanks(zh[key]) != blanks(en[key])] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_empty_and_no_blank_is_numbered(lang: str) -> None:
    for key, sentence in sentences(lang):
        assert sentence.strip(), key
        assert all(name and not name.isdigit() for name in blanks(sentence)), key


def test_chinese_sentences_can_be_printed_on_a_gbk_console() -> None:
    for key, sentence in sentences("zh"):
        try:
            sentence.encode("gbk")
        except UnicodeEncodeError as error:
            pytest.fail(f"{key}: {error}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_is_described_whole(lang: str) -> None:
    keys = {key.partition("/")[2] for key, _ in sentences(lang) if "/code." in key}
    for code in (*PROMISED, *known_codes()):
        assert {f"code.{code}.{field}" for field in FIELDS} <= keys
