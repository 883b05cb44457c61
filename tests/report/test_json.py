"""`check --json`: the object, and the schema that describes it."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from debtcheck.audit.report import Cost
from debtcheck.audit.serialise import next_commands, quote, to_dict
from debtcheck.report.schema import Audit, audit_json_schema
from debtcheck.words.catalog import Words

from . import fixtures
from .fixtures import ALL

HEADS = ("principal", "interest", "penalty", "compound", "damages", "fee", "costs", "total")
TOTALS: dict[str, Any] = dict.fromkeys(HEADS)
COST: dict[str, Any] = dict.fromkeys(("nominal", "effective", "xirr"))
# Every key that scripts may rely on, as the interface names them.
PROMISED: dict[str, Any] = {
    **dict.fromkeys(("schema", "version", "as_of", "law_verified_through")),
    "totals": {"claimed": TOTALS, "contract": TOTALS, "ceiling": {**TOTALS, "binds": None}},
    **dict.fromkeys(("undisputed", "disputed")),
    "disputed_split": dict.fromkeys(
        ("arithmetic", "contract", "ceiling_hard", "ceiling_on_request")
    ),
    **dict.fromkeys(("range", "owed_on_report_day", "cost_per_day")),
    "annual_cost": {"contract": COST, "all_payees": COST},
    "readings": [{"id": None, "totals": TOTALS, "why": None}],
    "findings": [
        {
            **dict.fromkeys(
                ("code", "head", "claimed", "recomputed", "difference", "certainty", "working")
            ),
            "law": [dict.fromkeys(("id", "cite", "force", "on_request", "on", "confidence"))],
            "evidence": [dict.fromkeys(("file", "place", "text"))],
            "explanations": [dict.fromkeys(("text", "departures", "reproduces"))],
            "hypotheses": dict.fromkeys(("tried", "expected_by_chance")),
            "implied": dict.fromkeys(("rate", "base", "days")),
            "ask": None,
        }
    ],
    "unchecked": [dict.fromkeys(("what", "why", "needs"))],
    "assumptions": [dict.fromkeys(("key", "value", "why", "effect"))],
    "next": None,
}


def missing(promised: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> list[str]:
    """The promised keys that a JSON Schema does not require."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    if "anyOf" in schema:
        schema = next(s for s in schema["anyOf"] if s.get("type") != "null")
        return missing(promised, schema, root, at)
    if isinstance(promised, list):
        return missing(promised[0], schema["items"], root, f"{at}[]")
    if not isinstance(promised, dict):
        return []
    found = []
    for key, below in promised.items():
        if key not in schema.get("properties", {}) or key not in schema.get("required", []):
            found.append(f"{at}.{key}")
        else:
            found += missing(below, schema["properties"][key], root, f"{at}.{key}")
    return found


def test_the_schema_has_every_promised_key() -> None:
    schema = audit_json_schema()
    assert missing(PROMISED, schema, schema) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [*ALL, "hostile"])
def test_what_is_printed_fits_the_schema(name: str, lang: str) -> None:
    make = (ALL | {"hostile": fixtures.hostile_case})[name]
    found = json.loads(json.dumps(to_dict(make(), Words(lang)), ensure_ascii=False))
    Audit.model_validate(found)


def test_case_a_reads_as_promised() -> None:
    found: Any = to_dict(fixtures.case_a(), Words("zh"))
    assert found["schema"] == "debtcheck.audit"
    assert found["version"] == 1
    assert found["as_of"] == "2025-07-09"
    assert found["totals"]["claimed"] == {
        "principal": "10000.00",
        "interest": "720.00",
        "penalty": "559.44",
        "compound": None,
        "damages": None,
        "fee": None,
        "costs": None,
        "total": "11279.44",
    }
    assert found["totals"]["contract"]["fee"] == "0.00"
    assert found["totals"]["ceiling"]["binds"] is False
    assert (found["undisputed"], found["disputed"]) == ("10900.00", "379.44")
    assert found["disputed_split"]["contract"] == "379.44"
    first = found["findings"][1]
    assert first["code"] == "interest_and_penalty_stacked"
    assert first["certainty"] == "contract"
    assert first["working"] == "10,000.00 × 0.04% × 90 天 = 360.00"
    assert first["law"][0]["force"] == "REG"
    assert first["law"][0]["on"] == "2025-04-10"
    assert first["evidence"][0]["place"] == "line 12"
    assert first["explanations"][0]["reproduces"] == "720.00"
    assert first["hypotheses"] == {"tried": 120, "expected_by_chance": "0.02"}
    assert found["findings"][0]["implied"] == {
        "rate": "0.06%/day",
        "base": "10360.00",
        "days": 90,
    }
    assert found["assumptions"][0]["effect"] == "6.00"
    assert found["annual_cost"]["contract"]["nominal"] == "14.6000%"


def test_what_is_not_known_is_null() -> None:
    found: Any = to_dict(fixtures.no_claim(), Words("en"))
    assert found["totals"]["claimed"] is None
    assert found["totals"]["ceiling"] is None
    for key in ("undisputed", "disputed", "disputed_split", "range", "owed_on_report_day"):
        assert found[key] is None
    cost = replace(fixtures.case_a(), cost_contract=Cost(None, None, Decimal("34.04667")))
    annual: Any = to_dict(cost, Words("en"))["annual_cost"]
    assert annual["contract"]["nominal"] is None
    assert annual["contract"]["xirr"] == "34.0467%"


def test_only_sentences_differ_between_the_languages() -> None:
    zh: Any = to_dict(fixtures.case_a(), Words("zh"))
    en: Any = to_dict(fixtures.case_a(), Words("en"))
    assert list(zh) == list(en)
    for side in ("claimed", "contract"):
        assert zh["totals"][side] == en["totals"][side]
    assert zh["next"] == en["next"]


def test_the_library_gives_the_same_object() -> None:
    report = fixtures.case_a()
    assert report.to_dict() == to_dict(report, Words("zh"))


def test_a_negative_zero_is_zero() -> None:
    report = replace(fixtures.case_a(), disputed=Decimal("-0.00"))
    assert to_dict(report, Words("zh"))["disputed"] == "0.00"


def test_next_holds_only_what_can_be_typed() -> None:
    report = fixtures.case_a()
    offered = next_commands(report, path="a b.toml", commands=frozenset({"letter", "plan"}))
    assert offered == ['debtcheck letter dispute "a b.toml"', "debtcheck plan"]
    assert next_commands(fixtures.no_claim(), commands=frozenset({"verify", "plan"})) == [
        "debtcheck plan"
    ]


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/home/zhang/金条.toml", "/home/zhang/金条.toml"),
        ("C:\\loans\\a.toml", "C:\\loans\\a.toml"),
        ("my loan.toml", '"my loan.toml"'),
        ("a(1).toml", '"a(1).toml"'),
        ("a$HOME.toml", "'a$HOME.toml'"),
        ("it's `x`.toml", "'it'\\''s `x`.toml'"),
        ("-o.toml", "./-o.toml"),
    ],
)
def test_a_path_is_quoted_when_it_must_be(path: str, typed: str) -> None:
    assert quote(path) == typed
