"""Reads the rules of the package: the one door through which their data comes in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from debtcheck.messages.patterns import expand, read_pattern
from debtcheck.messages.rules import Domain, Frames, Rule, RuleSet
from debtcheck.statements.writing import load_folding

RULE_FILES = (
    "scam_money.toml",
    "scam_lure.toml",
    "pressure_words.toml",
    "pressure_deeds.toml",
    "other.toml",
)
_FRAMES = ("negation", "inside", "double", "teller", "after", "warning", "imperative")


@cache
def load_rules() -> RuleSet:
    """The rules that come with debtcheck."""
    names = _read("names.toml")
    rules = tuple(rule for file in RULE_FILES for rule in _rules(_read(file), names))
    frames = _read("frames.toml")
    domains = _read("domains.toml")
    return RuleSet(
        rules=rules,
        names=names,
        frames=Frames(*(re.compile(frames[name]) for name in _FRAMES)),
        folding=load_folding(),
        domains={n: Domain(n, *row) for n, row in domains["official"].items()},
        brands=frozenset(domains["lookalike"]["brands"].split()),
        odd_endings=frozenset(domains["lookalike"]["endings"].split()),
    )


def _read(name: str) -> dict[str, Any]:
    path = files("debtcheck.messages").joinpath("data", name)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _rules(data: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Rule]:
    for row in data["rule"]:
        yield Rule(
            id=row["id"],
            kind=row["kind"],
            weight=row["weight"],
            patterns=tuple(read_pattern(p, names) for p in row["patterns"]),
            context=expand(row["context"], names) if "context" in row else (),
            unless=tuple(w for step in row.get("unless", ()) for w in expand(step, names)),
            plain=row.get("plain", False),
            hard=row.get("hard", False),
            rules=tuple(row.get("rules", ())),
        )
