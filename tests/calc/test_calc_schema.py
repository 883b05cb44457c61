"""`schema calc` describes what every `calc … --json` prints."""

from __future__ import annotations

import json
from typing import Any

import pytest

from debtcheck.cli.main import main
from debtcheck.report.calc_schema import Calc, calc_json_schema

LOAN = ["--principal", "1200", "--rate", "12%/year", "--first-due-on", "2025-02-10",
        "--disbursed-on", "2025-01-10", "--instalments", "3",
        "--method", "equal_principal"]  # fmt: skip
SPAN = ["--principal", "10000", "--from", "2025-01-10", "--to", "2025-04-10"]
COMMON = {"schema", "version", "kind", "amount", "working", "law", "assumptions"}
CALLS: dict[str, tuple[list[str], set[str]]] = {
    "interest": ([*SPAN, "--rate", "0.04%/day"], {"days"}),
    "schedule": (LOAN, {"rows"}),
    "apr": (LOAN, {"nominal", "effective", "xirr", "residual", "roots"}),
    "overdue": ([*SPAN, "--rate", "0.04%/day", "--penalty", "1.5x"], {"days", "rate"}),
    "ceiling": ([*SPAN, "--lender", "bank", "--formed-on", "2025-01-10"], {"segments"}),
    "settle": ([*LOAN, "--on", "2025-03-01"], {"principal", "interest", "fee"}),
    "doubled": (SPAN, {"days"}),
    "floating": ([*SPAN, "--times", "4"], {"segments"}),
}


def printed(capsys: pytest.CaptureFixture[str], *args: str) -> Any:
    """The object that a command prints."""
    assert main(args) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("kind", CALLS)
def test_what_is_printed_fits_the_schema(capsys: pytest.CaptureFixture[str], kind: str) -> None:
    options, adds = CALLS[kind]
    found = printed(capsys, "calc", kind, *options, "--json", "--lang", "en")
    Calc.model_validate(found)
    assert found.keys() >= COMMON | adds
    assert found["kind"] == kind


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    schema = printed(capsys, "schema", "calc")
    assert schema == calc_json_schema()
    assert set(schema["required"]) >= COMMON
    rows = schema["$defs"]["PlanRow"]["required"]
    assert rows == ["no", "due_on", "principal", "interest", "fee", "payment", "balance"]
    assert set(schema["$defs"]["Segment"]["required"]) >= {
        "from",
        "to",
        "days",
        "rate",
        "amount",
        "law",
    }
