"""Help reads well: both languages, 80 columns counted in cells, every option explained."""

from __future__ import annotations

import string
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtcheck.cli.app import MODULES
from debtcheck.cli.help import cells, wrap

WORDS = Path(__file__).resolve().parents[2] / "src" / "debtcheck" / "words"
PAGES = [("--help",), *((name, "--help") for name in MODULES)]
CHECK_OPTIONS = """
    --statement --payments --as-of --json --lang --exit-code --show-private --explain --lpr
    --law-file --readings --principal --received --rate --lender --method --instalments
    --formed-on --disbursed-on --due-on --first-due-on --filed-on --penalty --penalty-mode
    --penalty-base --grace-days --day-count --fee --paid --claimed-principal --claimed-interest
    --claimed-penalty --claimed-compound --claimed-damages --claimed-fee --claimed-costs
    --claimed-total --accept-rate
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("args", PAGES, ids=" ".join)
def test_no_line_passes_the_edge(run, args: tuple[str, ...], lang: str) -> None:  # type: ignore[no-untyped-def]
    ran = run(*args, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert [line for line in ran.out.splitlines() if cells(line) > 80] == []
    assert [line for line in ran.out.splitlines() if line.strip()[:1] in set("，。、；：）")] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_check_has_every_option_that_others_rely_on(run, lang: str) -> None:  # type: ignore[no-untyped-def]
    shown = set(run("check", "--help", "--lang", lang).out.replace(",", " ").split())
    assert shown >= set(CHECK_OPTIONS.split())


def test_english_help_is_english(run) -> None:  # type: ignore[no-untyped-def]
    for args in PAGES:
        out = run(*args, "--lang", "en").out
        assert not [c for c in out if "\u4e00" <= c <= "\u9fff"]


def test_bare_program_is_the_short_help(run) -> None:  # type: ignore[no-untyped-def]
    bare, asked = run("--lang", "zh"), run("--lang", "zh", "--help")
    assert (bare.code, bare.out, bare.err) == (0, asked.out, "")
    for name in MODULES:
        assert f"\n  {name}" in bare.out


def test_short_and_long_help_are_one(run) -> None:  # type: ignore[no-untyped-def]
    assert run("check", "-h").out == run("check", "--help").out


def flat(table: dict[str, object], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[prefix + key] = str(value)
    return found


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things() -> None:
    zh, en = (
        flat(tomllib.loads((WORDS / lang / "cli.toml").read_text(encoding="utf-8")))
        for lang in ("zh", "en")
    )
    assert zh.keys() == en.keys()
    assert {k for k in zh if blanks(zh[k]) != blanks(en[k])} == set()


def test_cells_counts_chinese_as_two() -> None:
    assert cells("本金 10") == 7
    assert cells("（）") == 4


PARTS = st.sampled_from(["本金", "利息，", "（罚息）", " 10,000.00 ", " --as-of "])


@given(st.lists(PARTS, max_size=40).map("".join), st.integers(12, 80))
def test_wrapping_loses_nothing_and_keeps_the_edge(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(cells(line) for line in lines) <= room


def test_a_line_never_begins_with_a_closing_mark() -> None:
    assert wrap("按合同重算，按法律看上限。", 8) == ["按合同重", "算，按法", "律看上", "限。"]
    assert wrap("甲乙（丙丁）", 6) == ["甲乙", "（丙", "丁）"]
