"""A statement as JSON: the form below, or any whose keys are names of a statement's columns.

    {"as_of": "2026-09-27", "loan_id": "A1", "lender": "…", "loan_principal": "10000.00",
     "total": "1006.08",
     "rows": [{"no": 3, "due_on": "2026-09-15", "principal": "833.33", "interest": "121.50",
               "guarantee_fee": "45.00", "penalty": "6.25", "paid": "0.00", "status": "逾期"}]}

Without rows, `principal`, `interest`, `penalty` … beside `total` are the claim. Amounts are text or
numbers; a number is read by its digits, never as a binary fraction.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from debtcheck.case.kinds import Head
from debtcheck.case.model import Claim, Evidence
from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.amounts import parse_amount
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.foreign_text import clean_text, snippet
from debtcheck.statements.headings import load_headings, plain_heading
from debtcheck.statements.papers.content import Content, Opening
from debtcheck.statements.papers.paper import Fact, Paper
from debtcheck.statements.papers.plan_table import named_fact
from debtcheck.statements.papers.sums import sum_notices, with_total
from debtcheck.statements.papers.table_paper import table_paper
from debtcheck.statements.statement_rows import HEAD_OF, ZERO
from debtcheck.statements.table import table_of
from debtcheck.statements.table_csv import MAX_ROWS

FORMAT = "json"
MAX_DEPTH = 12
_BEGINS = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
_HEADINGS = "statement"
_MIN_KEYS = 2

Object = dict[str, Any]


class _Refused(ValueError):
    """A key that stands twice, or a number that is none."""


def identify(content: Content) -> bool:
    """True for a text that begins as JSON does."""
    if content.kind != "text" or not content.head:
        return False
    first = content.head[0]
    if first.place != "line 1" or not first.cells[0].startswith(("{", "[")):
        return False  # a long table is not read to its end for this
    return _BEGINS.match(content.text()[:1000]) is not None


def read(content: Content, opening: Opening) -> Paper:
    """The paper.

    Raises:
        InputError: no JSON, a key twice, too deep, no figures under known keys, bad values.
    """
    file = content.file
    whole = _parse(content.text(), file)
    rows = _best_rows(whole)
    scalars = dict(_scalars(whole))
    named: dict[str, Fact] = {}
    for key, value in scalars.items():
        if fact := named_fact(key, value, Evidence(file, _place(key), f"{key}: {value}")):
            named.setdefault(fact.key, fact)
    day = named.pop("as_of", None)
    as_of = date.fromisoformat(day.value) if day else None
    facts = list(named.values())
    if not rows:
        return _one_claim(file, scalars, facts, as_of)
    if len(rows) > MAX_ROWS:
        raise InputError(Problem("table_rows", file, params={"limit": MAX_ROWS}))
    keys = list(dict.fromkeys(key for row in rows for key in row))
    grid = [("row 0", keys)] + [
        (f"row {n}", [_cell(row.get(key)) for key in keys]) for n, row in enumerate(rows, start=1)
    ]
    paper = table_paper(
        table_of([grid], file, _HEADINGS), FORMAT, opening, as_of=as_of, facts=facts
    )
    return with_total(paper, _total(file, scalars))


def _one_claim(file: str, scalars: dict[str, str], facts: list[Fact], as_of: date | None) -> Paper:
    """The claim of an object without rows."""
    heads: dict[Head, Decimal] = {}
    evidence: list[tuple[str, Evidence]] = []
    for key, value in scalars.items():
        head = HEAD_OF.get(load_headings(_HEADINGS).key(key))
        if head and value:
            heads[head] = heads.get(head, ZERO) + _amount(file, key, value)
            evidence.append((head.value, Evidence(file, _place(key), f"{key}: {value}")))
    total = _total(file, scalars)
    if total:
        evidence.append(("total", total[1]))
    if not heads and not total:
        known = ", ".join(load_headings(_HEADINGS).examples)
        found = ", ".join(snippet(key) for key in list(scalars)[:12])
        raise InputError(Problem("json_no_figures", file, params={"found": found, "known": known}))
    claim = Claim(
        as_of=as_of,
        heads=tuple((head, heads[head]) for head in Head if head in heads),
        total=total[0] if total else None,
        evidence=tuple(evidence),
    )
    return Paper(
        file, FORMAT, rows=1, claims=(claim,), facts=tuple(facts), notices=sum_notices(file, claim)
    )


def _total(file: str, scalars: dict[str, str]) -> tuple[Decimal, Evidence] | None:
    for key, value in scalars.items():
        if value and (plain_heading(key) in ("total", "合计", "总计", "总额") or _is_total(key)):
            place = Evidence(file, _place(key), f"{key}: {value}")
            return _amount(file, key, value), place
    return None


def _is_total(key: str) -> bool:
    return load_headings(_HEADINGS).key(key) == "due_total"


def _amount(file: str, key: str, value: str) -> Decimal:
    try:
        return parse_amount(value)
    except BadValue as bad:
        params = {"key": snippet(key), **bad.params}
        raise InputError(Problem(bad.key, file, _place(key), params)) from None


def _place(key: str) -> str:
    return f"text {snippet(key)}"


def _cell(value: object) -> str:
    """A value of a row as a cell; what is no single value is left empty."""
    return value if isinstance(value, str) else ""


def _parse(text: str, file: str) -> object:
    try:
        whole = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_object,
            parse_float=str,
            parse_int=str,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        params: dict[str, object] = {"column": error.colno}
        raise InputError(Problem("json_broken", file, f"line {error.lineno}", params)) from None
    except _Refused as error:
        raise InputError(Problem("json_twice", file, params={"key": str(error)})) from None
    except RecursionError:
        raise InputError(Problem("json_deep", file, params={"limit": MAX_DEPTH})) from None
    if _depth(whole) > MAX_DEPTH:
        raise InputError(Problem("json_deep", file, params={"limit": MAX_DEPTH}))
    return whole


def _object(pairs: list[tuple[str, Any]]) -> Object:
    """An object; true, false and null become text, numbers are their digits already."""
    found: Object = {}
    for key, value in pairs:
        name = clean_text(key)
        if name in found:
            raise _Refused(snippet(name))
        if isinstance(value, bool):
            found[name] = "true" if value else "false"
        else:
            found[name] = "" if value is None else value
    return found


def _no_number(name: str) -> str:
    raise _Refused(name)


def _depth(value: object, level: int = 0) -> int:
    if level > MAX_DEPTH or not isinstance(value, dict | list):
        return level
    inner = value.values() if isinstance(value, dict) else value
    return max((_depth(item, level + 1) for item in inner), default=level)


def _lists(value: object) -> Iterator[list[Object]]:
    """Every list of objects."""
    inner: list[Any] = []
    if isinstance(value, list):
        inner = [item for item in value if isinstance(item, dict)]
        if inner:
            yield inner
    elif isinstance(value, dict):
        inner = list(value.values())
    for item in inner:
        yield from _lists(item)


def _best_rows(whole: object) -> list[Object]:
    """The list whose objects have most keys of a statement; none if there is no such list."""
    headings = load_headings(_HEADINGS)
    best: tuple[int, list[Object]] = (_MIN_KEYS - 1, [])
    for rows in _lists(whole):
        known = headings.count(list(rows[0]))
        if known > best[0]:
            best = (known, rows)
    return best[1]


def _scalars(whole: object) -> Iterator[tuple[str, str]]:
    """Keys with one value, of the whole and of the objects in it; the first of a name stays."""
    if not isinstance(whole, dict):
        return
    for key, value in whole.items():
        if isinstance(value, str):
            yield key, clean_text(value)
    for value in whole.values():
        yield from _scalars(value)
