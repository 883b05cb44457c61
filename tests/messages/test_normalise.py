"""Disguised writing becomes plain, and the way back is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtcheck.messages.load import load_rules
from debtcheck.statements.writing import Normal, normalise

FOLDING = load_rules().folding


def plain(text: str) -> Normal:
    return normalise(text, FOLDING)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("微❤信", "微信"),
        ("安.全.账.户", "安全账户"),
        ("安 全 账 户", "安全账户"),
        ("转入安，全，账，户", "转入安全账户"),
        ("安\u200b全\u200d账\ufeff户", "安全账户"),
        ("\u202e安全\u2066账户\u2069", "安全账户"),
        ("請將資金轉入帳戶", "请将资金转入账户"),
        ("Ｖ信：ＡＢＣ１２３", "v信:abc123"),
        ("＋Ⓥ", "+v"),
        ("徾信", "微信"),
        ("5️⃣0️⃣0️⃣元", "500元"),
        ("⽇期", "日期"),
        ("第一行\r\n第二行", "第一行\n\n第二行"),
        ("see you at eight", "see you at eight"),
        ("https://www.jd.com/a.b", "https://www.jd.com/a.b"),
        ("1,006.08元", "1,006.08元"),
    ],
)
def test_written_and_meant(written: str, meant: str) -> None:
    assert plain(written).text == meant


@pytest.mark.parametrize(
    ("written", "word", "own"),
    [
        ("请加微❤信哦", "微信", "微❤信"),
        ("转入 安.全.账.户 里", "安全账户", "安.全.账.户"),
        ("請轉入安全帳戶", "安全账户", "安全帳戶"),
        ("安\u200b全账户", "安全账户", "安\u200b全账户"),
    ],
)
def test_the_way_back(written: str, word: str, own: str) -> None:
    normal = plain(written)
    start = normal.text.index(word)
    assert normal.original(start, start + len(word)) == own


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_has_a_way_back(text: str) -> None:
    normal = plain(text)
    for i in range(len(normal.text)):
        own = normal.original(i, i + 1)
        assert own
        assert own in text


@given(st.text(alphabet="安全账户转帳戶 .，、❤\u200b①Ｖ1a", max_size=40))
def test_normal_text_stays_as_it_is(text: str) -> None:
    once = plain(text).text
    assert plain(once).folded == once
