"""One table of a law file as a Rule: every key checked, nothing guessed.

The keys are those of `Rule`; `law/data/*.toml` shows each in use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from difflib import get_close_matches
from itertools import pairwise
from typing import Any, get_args

from debtcheck.case.kinds import Head, LenderKind
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.law.lawbook import (
    BENCHMARK_TERMS,
    Axis,
    ForceCode,
    Kind,
    LawDataError,
    Rule,
)
from debtcheck.words.text import text

_RATE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,6})?)%/(day|month|year)")
_NUMBER = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,6})?")
_ARTICLE_ZH = re.compile(r"第[0-9一二三四五六七八九十]+[条项]")
_ARTICLE_EN = re.compile(r"\b(Arts?\.|items?) [0-9]")

FIRST_YEAR, LAST_YEAR = 1949, 2100  # of a rule or a rate

_TEXTS = ("id", "cite_zh", "cite_en", "says_zh", "says_en", "source")
_OPTIONAL_TEXTS = ("doubt_zh", "doubt_en")
_DATES = ("until", "formed_from", "formed_until", "filed_from")
_RATES = ("value", "line_paid", "floor", "in_term", "average", "practice", "value_short")
_NUMBERS = ("times", "low", "high", "low_misuse", "high_misuse")
_COUNTS = ("short_months", "most", "least", "days", "years", "quiet_from", "quiet_to")
_FLAGS = ("facilitated_only", "card_only", "article_unread")
_CHOICES: dict[str, tuple[str, ...]] = {
    "looked_up_by": get_args(Axis),
    "kind": get_args(Kind),
    "force": get_args(ForceCode),
    "confidence": ("V", "V2", "M", "U"),
}
_OPTIONAL_CHOICES: dict[str, tuple[str, ...]] = {
    "lpr_on": get_args(Axis),
    "lpr_before": get_args(Axis),
    "lpr_other": get_args(Axis),
    "benchmark_term": BENCHMARK_TERMS,
}
_NEEDS: dict[str, tuple[str, ...]] = {
    "percent": ("value",),
    "two_lines": ("value", "line_paid"),
    "lpr_multiple": ("times", "lpr_on"),
    "benchmark_multiple": ("times", "benchmark_term"),
    "band": ("low", "high"),
    "day_rate": ("value",),
    "rule": (),
}
_KEYS = (
    *_TEXTS,
    *_OPTIONAL_TEXTS,
    *_DATES,
    *_RATES,
    *_NUMBERS,
    *_COUNTS,
    *_FLAGS,
    *_CHOICES,
    *_OPTIONAL_CHOICES,
    *("topic", "since", "lenders", "covers", "on_request"),
)


def read_versions(table: Mapping[str, object], file: str) -> tuple[Rule, ...]:
    """Every `[[version]]` of a law file; a `topic` at the top stands for those without one.

    Raises:
        LawDataError: the first key that is unknown, missing or unusable.
    """
    for key in table:
        if key not in ("topic", "version"):
            raise _unknown(file, key, ("topic", "version"))
    versions = table.get("version", [])
    if not isinstance(versions, list) or not all(isinstance(v, dict) for v in versions):
        raise LawDataError(file, "version", text("law.error.not_tables"))
    topic = table.get("topic")
    rules = []
    for number, version in enumerate(versions, 1):
        name = f"version {number} ({version.get('id', '?')})"
        filled = version if topic is None else {"topic": topic, **version}
        rules.append(_Version(filled, file, name).rule())
    return tuple(rules)


def check_sequence(rules: tuple[Rule, ...]) -> None:
    """The versions of each id follow one another day by day on one axis.

    Raises:
        LawDataError: an overlap, a gap, or two axes within one id.
    """
    by_id: dict[str, list[Rule]] = {}
    for rule in rules:
        by_id.setdefault(rule.id, []).append(rule)
    for rule_id, versions in by_id.items():
        versions.sort(key=lambda r: r.since)
        for before, after in pairwise(versions):
            key = f"{rule_id}.since"
            params: dict[str, object] = {"id": rule_id, "since": after.since}
            if before.until is None or before.until >= after.since:
                raise LawDataError(after.file, key, text("law.error.overlap", **params))
            if before.until + timedelta(days=1) != after.since:
                raise LawDataError(
                    after.file, key, text("law.error.gap", until=before.until, **params)
                )
            if before.looked_up_by != after.looked_up_by:
                raise LawDataError(
                    after.file, f"{rule_id}.looked_up_by", text("law.error.axes", id=rule_id)
                )


def _unknown(file: str, key: str, known: tuple[str, ...]) -> LawDataError:
    near = get_close_matches(key, known, n=1)
    if near:
        return LawDataError(file, key, text("law.error.unknown_key_near", name=key, near=near[0]))
    return LawDataError(file, key, text("law.error.unknown_key", name=key))


class _Version:
    """One table while it is being read: raw values, file, and its name for messages."""

    def __init__(self, table: Mapping[str, object], file: str, name: str) -> None:
        self.table, self.file, self.name = table, file, name

    def rule(self) -> Rule:
        for key in self.table:
            if key not in _KEYS:
                error = _unknown(self.file, key, _KEYS)
                raise LawDataError(self.file, f"{self.name}.{key}", error.why)
        fields: dict[str, Any] = {key: self.words(key) for key in (*_TEXTS, "topic")}
        fields |= {key: self.words(key) for key in _OPTIONAL_TEXTS if key in self.table}
        fields |= {key: self.choice(key, of) for key, of in _CHOICES.items()}
        fields |= {k: self.choice(k, of) for k, of in _OPTIONAL_CHOICES.items() if k in self.table}
        fields |= {"until": None} | {key: self.day(key) for key in _DATES if key in self.table}
        fields |= {key: self.rate(key) for key in _RATES if key in self.table}
        fields |= {key: self.number(key) for key in _NUMBERS if key in self.table}
        fields |= {key: self.flag(key) for key in _FLAGS if key in self.table}
        fields["since"] = self.day("since")
        fields["on_request"] = self.flag("on_request")
        fields["lenders"] = self.lenders()
        fields["covers"] = tuple(Head(v) for v in self.names("covers", tuple(Head)))
        fields |= {key: self.count(key) for key in _COUNTS if key in self.table}
        self.consistent(fields)
        return Rule(**fields, file=self.file)

    def fail(self, key: str, message: str, **params: object) -> LawDataError:
        return LawDataError(self.file, f"{self.name}.{key}", text(f"law.error.{message}", **params))

    def raw(self, key: str) -> object:
        if key not in self.table:
            raise self.fail(key, "missing", name=key)
        return self.table[key]

    def words(self, key: str) -> str:
        value = self.raw(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(key, "not_text", name=key)
        return value.strip()

    def choice(self, key: str, of: tuple[str, ...]) -> str:
        value = self.words(key)
        if value not in of:
            raise self.fail(key, "not_one_of", value=value, choices=", ".join(of))
        return value

    def day(self, key: str) -> date:
        value = self.raw(key)
        if isinstance(value, datetime) or not isinstance(value, date):
            raise self.fail(key, "not_date", name=key)
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise self.fail(key, "bad_year", value=value, first=FIRST_YEAR, last=LAST_YEAR)
        return value

    def rate(self, key: str) -> Rate:
        value = self.words(key)
        match = _RATE.fullmatch(value)
        if match is None:
            raise self.fail(key, "not_rate", value=value)
        return Rate(Decimal(match[1]) / 100, RateUnit(match[2]))

    def number(self, key: str) -> Decimal:
        value = self.words(key)
        if _NUMBER.fullmatch(value) is None:
            raise self.fail(key, "not_number", value=value)
        return Decimal(value)

    def flag(self, key: str) -> bool:
        value = self.raw(key)
        if not isinstance(value, bool):
            raise self.fail(key, "not_flag", name=key)
        return value

    def count(self, key: str) -> int:
        value = self.raw(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.fail(key, "not_number", value=value)
        return value

    def names(self, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
        values = self.table.get(key, [])
        if not isinstance(values, list):
            raise self.fail(key, "not_list", name=key)
        for value in values:
            if value not in known:
                raise self.fail(key, "not_one_of", value=value, choices=", ".join(known))
        return tuple(values)

    def lenders(self) -> tuple[LenderKind, ...]:
        self.raw("lenders")
        names = self.names("lenders", ("all", *LenderKind))
        if not names:
            raise self.fail("lenders", "missing", name="lenders")
        return tuple(LenderKind) if "all" in names else tuple(LenderKind(name) for name in names)

    def consistent(self, fields: Mapping[str, Any]) -> None:
        for key in _NEEDS[fields["kind"]]:
            if key not in fields:
                raise self.fail(key, "kind_needs", name=key, kind=fields["kind"])
        if fields["until"] is not None and fields["until"] < fields["since"]:
            raise self.fail("until", "ends_early", since=fields["since"], until=fields["until"])
        if ("doubt_zh" in fields) != ("doubt_en" in fields):
            raise self.fail("doubt_zh", "both_languages", name="doubt")
        if fields.get("article_unread"):
            return
        for key, article in (("cite_zh", _ARTICLE_ZH), ("cite_en", _ARTICLE_EN)):
            if article.search(fields[key]) is None:
                raise self.fail(key, "no_article", name=key)
