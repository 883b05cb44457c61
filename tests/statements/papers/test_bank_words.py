"""Every sentence of the bank and card readers is used, and every one they name exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from debtcheck.statements.papers.bank_layout import UNKNOWN, data
from debtcheck.statements.papers.card import FORMAT
from debtcheck.words.catalog import LANGUAGES

SRC = Path(__file__).resolve().parents[3] / "src" / "debtcheck"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentences_are_those_that_are_named(lang: str) -> None:
    path = SRC / "words" / lang / "papers_bank.toml"
    sentences = tomllib.loads(path.read_text(encoding="utf-8"))
    formats = sentences.pop("format")
    sources = (SRC / "statements" / "papers").glob("*.py")
    named = {
        key
        for source in sources
        for key in re.findall(r'"papers_bank\.([a-z_]+)"', source.read_text(encoding="utf-8"))
    }
    assert sentences.keys() == named
    assert formats.keys() == {UNKNOWN, FORMAT, *(bank["format"] for bank in data()["bank"])}
