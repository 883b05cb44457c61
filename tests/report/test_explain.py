"""`--explain CODE`: a finding in plain words, with and without a case."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from debtcheck.report.explain import UnknownCode, explain, known_codes
from debtcheck.words.catalog import LANGUAGES, Words

from . import fixtures
from .run import flat


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", known_codes())
def test_every_code_is_explained_without_a_case(code: str, lang: str) -> None:
    out = explain(None, code, Words(lang))
    assert code in out.split("---")[0]
    assert max(cell_len(line) for line in out.splitlines()) <= 80
    words = Words(lang)
    for field in ("means", "law", "look", "falls", "ask"):
        assert flat(words(f"code.{code}.{field}")) in flat(out)
    if lang == "zh":
        out.encode("gbk")


def test_with_a_case_the_figures_and_the_keys_are_shown() -> None:
    out = explain(fixtures.case_a(), "interest_and_penalty_stacked", Words("zh"))
    assert "这份资料里（第 1 处）" in out
    assert "10,000.00 × 0.04% × 90 天 = 360.00" in out
    assert "loan.overdue.mode (合同)" in out
    assert "interest_goes_on" in out
    assert "共比较了120种算法；碰巧得到同一个数的，预计0.02个" in flat(out)


def test_a_code_that_is_not_in_the_case_says_so() -> None:
    assert "这份资料里没有这一条" in explain(fixtures.case_a(), "grace_ignored", Words("zh"))


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(UnknownCode) as caught:
        explain(None, "penalty_bse", Words("zh"))
    assert "penalty_base" in caught.value.say(Words("zh"))
    with pytest.raises(UnknownCode) as far:
        explain(None, "\x1b[1mzzz", Words("en"))
    assert far.value.say(Words("en")) == 'There is no entry called "zzz".'
