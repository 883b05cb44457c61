"""A case as the text of a commented file; reading it back gives the same case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from debtcheck.statements.foreign_text import clean_text
from debtcheck.statements.schema import FORMAT, repeated, tables

_ALONE = ("lender", "statement")  # tables that may repeat, and stand as `[lender]` if they do not
_IN_ONE_LINE = ("card.minimum", "payment.heads", "judgment.award", "statement.evidence")
_APART = ("format", "sources")  # keys of the whole file, written by themselves


def case_text(
    data: Mapping[str, object],
    *,
    head: Sequence[str] = (),
    comments: Mapping[str, str] | None = None,
    missing: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The file's text.

    Args:
        data: The case as its file holds it: repeated tables are lists of mappings, amounts and
            rates text, days dates. Keys stand in the order of the format whatever their order here.
        head: Comment lines above everything.
        comments: What stands behind a value, by its key path ("loan.rate", "payment.0.amount").
        missing: Keys that are not known, by key path, each with the comment lines that stand in
            their place. No value is written for them.

    Returns:
        TOML, with a line end at the end.
    """
    text = _Text(comments or {}, missing or {})
    lines = [*(_comment(line) for line in head), f"format = {FORMAT}"]
    lines += text.values(data, "", "")
    for table in (name for name in tables() if name and name != "sources"):
        if "." in table:
            continue  # written with the table around it
        lines += text.table(data.get(table), table, table)
    sources = data.get("sources")
    if isinstance(sources, Mapping) and sources:
        lines += ["", "[sources]"]
        lines += [f"{_key(str(key))} = {_value(value)}" for key, value in sources.items()]
    return "\n".join(lines) + "\n"


class _Text:
    """Lines of tables, with what is said beside them."""

    def __init__(self, comments: Mapping[str, str], missing: Mapping[str, Sequence[str]]) -> None:
        self._comments = comments
        self._missing = missing

    def table(self, node: object, table: str, path: str) -> Iterator[str]:
        """A table or the rows of one, with the tables inside it."""
        if isinstance(node, list):
            alone = len(node) == 1 and table in _ALONE
            for number, row in enumerate(node):
                header = f"[{table}]" if alone else f"[[{table}]]"
                yield from self._one(row, table, f"{path}.{number}", header)
        elif isinstance(node, Mapping):
            yield from self._one(node, table, path, f"[{table}]")
        elif any(key.startswith(f"{path}.") for key in self._missing):
            first = f"{path}.0" if table in repeated() else path
            yield from self._one({}, table, first, f"[{table}]")

    def _one(self, node: Mapping[str, object], table: str, path: str, header: str) -> Iterator[str]:
        own = [*self.values(node, table, path)]
        written = any(not line.startswith("#") for line in own) or header.startswith("[[")
        if own:
            yield from ("", header if written else f"# {header}")
        yield from own
        for name in tables()[table]:
            inner = f"{table}.{name}"
            if inner in tables() and inner not in _IN_ONE_LINE:
                yield from self.table(node.get(name), inner, f"{path}.{name}")

    def values(self, node: Mapping[str, object], table: str, path: str) -> Iterator[str]:
        """`key = value  # comment`, and a comment in the place of what is not known."""
        for key in tables()[table]:
            name = f"{table}.{key}" if table else key
            if key in _APART or (name in tables() and name not in _IN_ONE_LINE):
                continue
            below = f"{path}.{key}" if path else key
            value = node.get(key)
            if value is None:
                yield from self._open(below)
                continue
            said = self._comments.get(below, "")
            yield f"{key} = {_value(value)}" + (f"  {_comment(said)}" if said else "")

    def _open(self, path: str) -> Iterator[str]:
        for key, lines in self._missing.items():
            if key == path or key.startswith(f"{path}."):
                yield from (_comment(line) for line in lines)


def _comment(text: str) -> str:
    return f"# {clean_text(text)}".rstrip()


def _key(key: str) -> str:
    return key if key.isidentifier() and key.isascii() else toml_text(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(str(k))} = {_value(v)}" for k, v in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    return toml_text(str(value))


def toml_text(text: str) -> str:
    """A basic string: the escapes of JSON are those of TOML for text without control characters."""
    return json.dumps(clean_text(text, lines=True), ensure_ascii=False)
