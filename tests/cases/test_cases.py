"""Every check against cases worked by hand: what it must name, and what it must leave alone.

A case is a TOML file in the folder of its check:

    name = "a sentence"
    worked = "how the figures were worked by hand, or the published case they come from"
    [input.case]            the case, as in a case file
    input.statement_table   a statement table beside it, if any (CSV)
    [expect]                contract, ceiling, undisputed, … : figures that must come out
    [[expect.finding]]      every finding, no more and no fewer
    expect.absent           codes that come near and must not be named
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import debtcheck
from debtcheck.audit import checks
from debtcheck.statements.statement_table import with_statement

from .case_file import read, write

HERE = Path(__file__).parent
CHECKS = {file.stem for file in Path(checks.__file__).parent.glob("*.py")} - {"__init__", "codes"}
FILES = [file for file in sorted(HERE.glob("*/*.toml")) if file.parent.name in CHECKS]
WORDS = Path(debtcheck.__file__).parent / "words" / "zh" / "finding.toml"
FIGURES = frozenset({"claimed", "recomputed", "difference"})
OWN_KEYS = frozenset(
    {"code", "head", "law", "explained_by", "implied_rate", "implied_days"} | FIGURES
)
EXPECTED = frozenset(
    {"contract", "ceiling", "undisputed", "disputed", "disputed_split", "cost_per_day"}
    | {"annual_cost", "readings", "beside", "unchecked", "absent", "finding"}
)


def report(data: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The report of a case, as `--json` gives it."""
    file, *table = write(data, folder)
    case = debtcheck.load_case(file)
    if table:
        case = with_statement(case, table[0])
    return debtcheck.audit(case).to_dict("en")


def matches(finding: dict[str, Any], expected: dict[str, Any]) -> bool:
    """True if a finding has the code, the head and the figures that are expected."""
    assert expected.keys() <= OWN_KEYS
    ways = [way["departures"] for way in finding["explanations"]]
    implied = finding["implied"] or {}
    return (
        finding["code"] == expected["code"]
        and finding["head"] == expected.get("head")
        and all(finding[key] == expected[key] for key in FIGURES & expected.keys())
        and ("law" not in expected or [law["id"] for law in finding["law"]] == expected["law"])
        and ("explained_by" not in expected or ways[:1] == [[expected["explained_by"]]])
        and ("implied_rate" not in expected or implied["rate"] == expected["implied_rate"])
        and ("implied_days" not in expected or implied["days"] == expected["implied_days"])
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_case_gives_what_was_worked_by_hand(file: Path, tmp_path: Path) -> None:
    data = read(file)
    expect = data["expect"]
    assert expect.keys() <= EXPECTED
    got = report(data["input"], tmp_path)
    said = [(f["code"], f["head"], f["difference"], f["summary"]) for f in got["findings"]]
    for side in ("contract", "ceiling"):
        for head, amount in expect.get(side, {}).items():
            assert (side, head, got["totals"][side][head]) == (side, head, amount)
    for key in ("undisputed", "disputed", "cost_per_day"):
        if key in expect:
            assert (key, got[key]) == (key, expect[key])
    if "disputed_split" in expect:
        split = {key: part for key, part in got["disputed_split"].items() if part != "0.00"}
        assert split == expect["disputed_split"]
    for key, figure in expect.get("annual_cost", {}).items():
        assert (key, got["annual_cost"]["all_payees"][key]) == (key, figure)
    readings = {reading["id"]: reading["totals"]["total"] for reading in got["readings"]}
    assert readings == expect.get("readings", {})
    ceiling = got["totals"]["ceiling"] or {"beside": []}  # none after a judgment or a plan
    beside = [row["amount"] for row in ceiling["beside"]]
    assert [amount for amount in expect.get("beside", ()) if amount not in beside] == []
    needs = [gap["needs"] for gap in got["unchecked"]]
    assert [key for key in expect.get("unchecked", ()) if key not in needs] == []
    expected = expect.get("finding", [])
    assert [e for e in expected if not any(matches(f, e) for f in got["findings"])] == [], said
    assert sorted(f["code"] for f in got["findings"]) == sorted(e["code"] for e in expected)
    assert not {f["code"] for f in got["findings"]} & set(expect.get("absent", ()))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_case_says_what_it_is_and_how_it_was_worked(file: Path) -> None:
    data = read(file)
    assert data.keys() == {"name", "worked", "input", "expect"}
    assert len(data["name"].split()) >= 4
    assert any(sign.isdigit() for sign in data["worked"])
    assert data["expect"].get("finding") or data["expect"].get("absent")


def codes() -> list[str]:
    """Every finding that has words."""
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return [code for code, said in words.items() if isinstance(said, dict)]


@pytest.mark.parametrize("code", codes())
def test_every_finding_has_a_case_and_a_near_miss(code: str) -> None:
    cases = [read(file)["expect"] for file in FILES]
    assert any(f["code"] == code for case in cases for f in case.get("finding", ())), "no case"
    assert any(code in case.get("absent", ()) for case in cases), "no near miss"


def test_every_code_of_a_case_has_words() -> None:
    named = {f["code"] for file in FILES for f in read(file)["expect"].get("finding", ())}
    named |= {code for file in FILES for code in read(file)["expect"].get("absent", ())}
    assert named <= set(codes())


def test_every_check_has_its_folder_of_cases() -> None:
    assert {file.parent.name for file in FILES} == CHECKS


def test_the_names_are_sentences_that_differ() -> None:
    names = [read(file)["name"] for file in FILES]
    assert len(names) == len(set(names))
