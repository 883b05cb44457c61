"""What the model refuses, as problems with a place: never the library's own words."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from debtcheck.case.problem import Problem
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.foreign_text import snippet
from debtcheck.statements.places import Places, label
from debtcheck.statements.schema import repeated, tables

_FREE = "sources"  # a table whose keys are not fixed
_LIST_KEYS = ("loan.due_dates", "judgment.stays")
_LIKELY = ("loan", "loan.overdue", "lender", "statement", "payment", "fee")
# Words of other tools and of daily speech that no spelling likeness finds.
_SYNONYMS = {
    "amount": "principal",
    "term": "instalments",
    "periods": "instalments",
    "installments": "instalments",
    "start_date": "disbursed_on",
    "date": "on",
    "due_date": "due_on",
    "interest_rate": "rate",
    "apr": "rate",
}


def problems(error: ValidationError, places: Places) -> list[Problem]:
    """Every error of a validation, in the order of the file."""
    return [_problem(detail, places) for detail in error.errors(include_url=False)]


def _problem(detail: ErrorDetails, places: Places) -> Problem:
    path = ".".join(str(part) for part in detail["loc"])
    kind = detail["type"]
    cause = (detail.get("ctx") or {}).get("error")
    if isinstance(cause, BadValue):
        return places.bad(path, cause)
    if kind == "extra_forbidden":
        return _unknown(path, places)
    shown = snippet(detail["input"])
    table = label(path)
    if table in _LIST_KEYS:
        return places.problem(path, "list_type", value=shown)
    if kind == "missing":
        return _missing(path, places)
    if table in (*tables(), _FREE):
        return places.problem(path, "table_type", header=_header(table))
    return places.problem(path, "value_type", value=shown)


def _missing(path: str, places: Places) -> Problem:
    if path in ("loan", "loan.principal"):
        return places.problem(path, "missing_principal")
    return places.problem(path, "missing_key", name=label(path).rpartition(".")[2])


def _unknown(path: str, places: Places) -> Problem:
    table, _, name = label(path).rpartition(".")
    known = tables().get(table, ())
    shown = snippet(name)
    name = name.lower()
    synonym = _SYNONYMS.get(name)
    near = [synonym] if synonym in known else get_close_matches(name, known, 1, 0.6)
    if name in (*tables(), _FREE):
        return places.problem(path, "unknown_key_table", name=shown, header=_header(name))
    homes = _homes(name)
    if near and (not homes or near[0] == synonym or get_close_matches(name, near, 1, 0.8)):
        return places.problem(path, "unknown_key_near", name=shown, near=near[0])
    if homes:
        return places.problem(path, "unknown_key_home", name=shown, table=homes)
    return places.problem(path, "unknown_key", name=shown, known=", ".join(known))


def _homes(name: str) -> str:
    """The tables that know `name`, as headers, the likeliest first: at most three."""
    found = [path for path, keys in tables().items() if path and name in keys]
    found.sort(key=lambda path: (_LIKELY.index(path) if path in _LIKELY else len(_LIKELY), path))
    return ", ".join(_header(path) for path in found[:3])


def _header(table: str) -> str:
    return f"[[{table}]]" if table in repeated() else f"[{table}]"


def unknown_source(path: str, key: str, places: Places) -> Problem | None:
    """A problem if a key of [sources] names no fact of the case file."""
    plain = label(key)
    table, _, name = plain.rpartition(".")
    if key == "default" or plain in tables() or name in tables().get(table, ()):
        return None
    paths = _paths(tables())
    near = get_close_matches(plain, paths, 1, 0.6)
    if near:
        return places.problem(path, "unknown_source_near", name=snippet(key), near=near[0])
    return places.problem(path, "unknown_source", name=snippet(key))


def _paths(known: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [f"{table}.{key}" if table else key for table, keys in known.items() for key in keys]
