"""The twenty disputes, one by one, from case files on the command line: `disputes.toml`."""

from __future__ import annotations

import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

import debtcheck
from debtcheck.audit.disputes import DISPUTES
from debtcheck.cli.main import main
from debtcheck.report.explain import known_codes
from debtcheck.words.catalog import Words

from .case_file import arguments, read

HERE = Path(__file__).parent
TABLE = tomllib.loads((HERE / "disputes.toml").read_text(encoding="utf-8"))["dispute"]
FINDINGS = [(row["no"], found) for row in TABLE for found in row["finding"]]
OPEN = [(row["no"], kind, fact) for row in TABLE for kind in ("needs", "assumed")
        for fact in row.get(kind, ())]  # fmt: skip


def checked(
    data: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str], lang: str = "en"
) -> dict[str, Any]:
    """What `debtcheck check CASE --json` says of an input."""
    assert main([*arguments(data, folder), "--json", "--lang", lang]) == 0
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def without(data: dict[str, Any], path: str) -> dict[str, Any]:
    """An input with a key of its case left out; it must have been there."""
    left = copy.deepcopy(data)
    at: Any = left["case"]
    *tables, last = (int(part) if part.isdecimal() else part for part in path.split("."))
    for part in tables:
        at = at[part]
    del at[last]
    return left


def codes(report: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in report["findings"]}


def test_the_table_is_the_programs_own_list() -> None:
    assert {row["no"]: tuple(f["code"] for f in row["finding"]) for row in TABLE} == DISPUTES
    assert [row["no"] for row in TABLE] == list(range(1, 21))
    for lang in debtcheck.words.catalog.LANGUAGES:
        assert [row[lang] for row in TABLE] == [Words(lang)(f"dispute.{no}") for no in DISPUTES]


def test_a_code_has_one_place_and_is_known() -> None:
    listed = [code for found in DISPUTES.values() for code in found]
    assert len(listed) == len(set(listed))
    assert set(listed) <= set(known_codes())


@pytest.mark.parametrize(
    ("no", "row"), FINDINGS, ids=lambda x: x if isinstance(x, int) else x["code"]
)
def test_the_case_raises_it_and_the_near_miss_does_not(
    no: int, row: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, near = (read(HERE / f"{row[key]}.toml") for key in ("raises", "near_miss"))
    for lang in ("zh", "en"):
        found = checked(case["input"], tmp_path, capsys, lang)
        named = [f for f in found["findings"] if f["code"] == row["code"]]
        assert named, (no, codes(found))
        assert all(f["summary"] and f["ask"] for f in named)
    assert row["code"] not in codes(checked(near["input"], tmp_path, capsys))


@pytest.mark.parametrize(
    ("no", "kind", "fact"), OPEN, ids=lambda x: x["key"] if isinstance(x, dict) else str(x)
)
def test_without_the_fact_the_report_names_it(
    no: int, kind: str, fact: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = read(HERE / f"{fact['case']}.toml")["input"]
    if "leave_out" in fact:
        data = without(data, fact["leave_out"])
    found = checked(data, tmp_path, capsys)
    if kind == "needs":
        assert fact["key"] in [gap["needs"] for gap in found["unchecked"]]
    else:
        assert fact["key"] in [assumed["key"] for assumed in found["assumptions"]]


def test_every_dispute_names_a_fact_without_which_it_is_open() -> None:
    assert {no for no, _, _ in OPEN} == set(DISPUTES)
