"""The page of a household's plan: the same shell, its own parts, and never one for a creditor."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from debtcheck.cli.main import main

from .pages import LANGS, SAMPLES, Tags, households, plan_of, plan_page_of, text_of

BOTH = pytest.mark.parametrize("lang", LANGS)
EVERY = pytest.mark.parametrize("name", households())


@BOTH
@EVERY
def test_the_page_is_whole_and_harmless(name: str, lang: str) -> None:
    found = Tags(plan_page_of(name, lang))
    assert found.wrong == []
    assert "script" not in {tag for tag, _ in found.tags}
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


@BOTH
@EVERY
def test_every_payment_of_every_month_stands_on_it(name: str, lang: str) -> None:
    text = text_of(plan_page_of(name, lang))
    run = plan_of(name).chosen
    for month in run.months:
        assert month.on.isoformat() in text
    assert [f for row in run.rows if (f := f"{row.payment:,.2f}") not in text and row.payment] == []


@EVERY
def test_both_languages_carry_the_same_figures(name: str) -> None:
    amount = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})*\.\d{2}(?![\d%])")
    zh, en = (text_of(plan_page_of(name, lang)) for lang in LANGS)
    assert sorted(amount.findall(zh)) == sorted(amount.findall(en))


def test_what_to_live_on_comes_first_where_the_money_does_not_fit() -> None:
    text = text_of(plan_page_of("household_too_tight", "zh"))
    assert text.index("先顾哪一头") < text.index("各笔欠款（", text.index("先顾哪一头"))
    assert "不借新的钱来还" in text


def test_a_household_is_told_from_a_loan_and_kept_from_creditors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = str(SAMPLES / "household.toml")
    target = tmp_path / "plan.html"
    assert main(["report", house, "-o", str(target), "--lang", "zh"]) == 0
    assert "还款计划" in target.read_text(encoding="utf-8")
    draft = ["report", house, "-o", str(tmp_path / "d.html"), "--for", "creditor", "--lang", "zh"]
    assert main(draft) == 2
    assert "--letters" in capsys.readouterr().err
    assert not (tmp_path / "d.html").exists()
