"""`debtcheck law --codes`: every code once, by the dispute that it answers."""

from __future__ import annotations

import json

import pytest

from debtcheck.audit.disputes import DISPUTES
from debtcheck.cli.main import main
from debtcheck.report.explain import known_codes
from debtcheck.words.catalog import Words


def shown(lang: str, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert main(["law", "--codes", "--lang", lang, *more]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_stands_once_with_its_title(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = shown(lang, capsys).splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert sorted(listed) == sorted(known_codes())
    title = Words(lang)("code.sum_mismatch.title")
    assert any(line.split() == ["sum_mismatch", *title.split()] for line in lines)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_dispute_stands_before_its_codes(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = shown(lang, capsys)
    places = [text.index(f"\n{no} {Words(lang)(f'dispute.{no}')}\n") for no in DISPUTES]
    assert places == sorted(places)
    for no, codes in DISPUTES.items():
        after = text[places[no - 1] :]
        assert all(f"  {code}" in after.split("\n\n")[0] for code in codes)


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(shown("en", capsys, "--json"))
    assert (found["schema"], found["version"]) == ("debtcheck.codes", 1)
    assert {d["no"]: tuple(d["codes"]) for d in found["disputes"]} == DISPUTES
    assert [c["code"] for c in found["codes"]] == list(known_codes())
    assert next(c for c in found["codes"] if c["code"] == "penalty_base")["dispute"] == 8
