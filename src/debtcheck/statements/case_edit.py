"""Adds to a case file and leaves every byte of it that was there: comments, order, line ends.

New tables are written by tomlkit. They are put into the text at the end of a line: a document
that is parsed and written again would move comments from one table to the next and bring tables
that are written apart together.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from debtcheck.case.model import Case
from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.case_file import load_case
from debtcheck.statements.case_values import Additions, Value, fact_value
from debtcheck.statements.named_place import file_name, written_place
from debtcheck.statements.options import stand_alone
from debtcheck.statements.papers.paper import Fact
from debtcheck.statements.positions import Statement, statements
from debtcheck.statements.reading import decode, read_bytes, shown
from debtcheck.statements.safe_write import safe_write
from debtcheck.statements.schema import repeated
from debtcheck.statements.toml_text import parse_toml

_CODECS = {"UTF-8": "utf-8", "UTF-8-SIG": "utf-8-sig", "GB18030": "gb18030"}
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case file that is open for additions: what it says, and its bytes when it was read."""

    path: Path
    case: Case
    data: Mapping[str, object]  # repeated tables are lists
    text: str
    encoding: str
    raw: bytes


def open_case(path: str | Path) -> OpenCase:
    """Read a case file that something is to be added to; a link is followed to its file.

    Raises:
        InputError: it cannot be read, or is not right as it stands.
    """
    file = shown(path)
    raw = read_bytes(path)
    text, encoding = decode(raw, file)
    case = load_case(path)
    opened = OpenCase(Path(path).resolve(), case, _data(text, file), text, encoding, raw)
    if _encode(text, opened) != raw:
        raise InputError(Problem("encoding", file))
    return opened


@dataclass(frozen=True, slots=True)
class Edited:
    """A case file with additions, not written yet: its bytes, and what they say."""

    content: bytes
    case: Case


def added_to(opened: OpenCase, additions: Additions) -> Edited:
    """The file with the additions, read back before it is returned.

    Raises:
        InputError: the case would not be right with them, or its file has a form (tables in one
            line) that nothing can be added to.
    """
    if not additions:
        return Edited(opened.raw, opened.case)
    file = opened.case.file
    content = _encode(edited(opened.text, additions), opened)
    try:
        same = _data(decode(content, file)[0], file) == _expected(opened.data, additions)
    except InputError:
        same = False
    if not same:
        raise InputError(Problem("case_form", file))
    try:
        case = load_case("-", stdin=lambda: content)
    except InputError as error:
        # the lines are those of a file that was never written
        named = (replace(p, file=file, place="") for p in error.problems)
        raise InputError(Problem("case_refuses", file), *named) from None
    return Edited(content, replace(case, file=file))


def save(opened: OpenCase, edited: Edited) -> bool:
    """Write the file, whole or not at all; True if there was anything to write.

    Raises:
        InputError: the file was changed since it was read, or it cannot be written.
    """
    if edited.content == opened.raw:
        return False
    safe_write(opened.path, edited.content, instead_of=opened.raw)
    return True


def edited(text: str, additions: Additions) -> str:
    """The text of a case file with the additions."""
    editor = _Editor(text)
    for table, facts in _by_table(additions.facts).items():
        editor.values(table, facts)
    for name, rows in additions.rows().items():
        editor.rows(name, rows)
    if additions.sources:
        editor.pairs("sources", {key: source.value for key, source in additions.sources}, {})
    editor.remarks(f"{file_name(file)}  SHA-256 {digest}" for file, digest in additions.kept)
    return editor.text()


class _Editor:
    """Insertions into a text, all at the ends of lines, made in one go."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._statements = statements(text)
        self._newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
        self._inserted: list[tuple[int, int, int, str]] = []  # from, rank, until, what

    def text(self) -> str:
        """The text with everything that was put in."""
        found, at = [], 0
        # where both end, the values of a table come before the tables behind it
        for where, _, until, piece in sorted(self._inserted, key=lambda each: each[:2]):
            found += [self._text[at:where], piece]
            at = until
        return "".join([*found, self._text[at:]])

    def rows(self, name: str, rows: Iterable[Mapping[str, Value]]) -> None:
        """Behind the last row of a repeated table; without one, at the end."""
        own = [s for s in self._statements if s.path == name or s.path.startswith(f"{name}.")]
        alone = next((s for s in own if s.path == name and s.header and not s.many), None)
        if alone:  # `[payment]`, one of its kind, becomes the first of several
            header = self._text[alone.start : alone.end]
            self._inserted.append((alone.start, 2, alone.end, f"[{header}]"))
        blocks = "".join(self._block(_rendered(name, [row])) for row in rows)
        self._insert(self._line_end(own[-1].end) if own else len(self._text), blocks)

    def values(self, table: str, facts: Iterable[Fact]) -> None:
        """Facts of one table, each with the place it was found at behind it."""
        values = {fact.key.rpartition(".")[2]: fact_value(fact) for fact in facts}
        comments = {fact.key.rpartition(".")[2]: written_place(fact.evidence) for fact in facts}
        self.pairs(table, values, comments)

    def pairs(self, table: str, values: Mapping[str, Value], comments: Mapping[str, str]) -> None:
        """Behind the last value of a table; a table that is not there yet comes at the end."""
        name = table.removesuffix(".0")
        last = self._last_value(table)
        if last is None:
            many = name in repeated()
            block = _rendered(name, [values] if many else values, comments)
            self._insert(len(self._text), self._block(block))
            return
        lines = _rendered("", values, comments)
        self._insert(self._line_end(last.end), self._own_lines(lines))

    def remarks(self, lines: Iterable[str]) -> None:
        """Comments at the end."""
        block = "".join(f"# {line}{self._newline}" for line in lines)
        if block:
            self._insert(len(self._text), self._newline + block)

    def _last_value(self, table: str) -> Statement | None:
        """The last statement of a table's own, its header included."""
        names = (table, table.removesuffix(".0"))
        found = None
        for statement in self._statements:
            if statement.header:
                if found is not None:
                    break
                if statement.path in names:
                    found = statement
            elif found is not None:
                found = statement
        return found

    def _insert(self, at: int, piece: str) -> None:
        block = piece.startswith(self._newline)
        if block and self._text[at : at + 1] not in ("", "\r", "\n"):
            piece += self._newline
        if at and self._text[at - 1] != "\n":
            piece = self._newline + piece
        self._inserted.append((at, int(block), at, piece))

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end + 1

    def _block(self, text: str) -> str:
        """A table, with an empty line before it."""
        return self._newline + self._own_lines(text)

    def _own_lines(self, text: str) -> str:
        return text.strip("\n").replace("\n", self._newline) + self._newline


def _rendered(
    name: str, values: Mapping[str, Value] | list[Any], comments: Mapping[str, str] | None = None
) -> str:
    """Values as TOML: pairs (no name), a table, or the rows of a repeated one."""
    import tomlkit

    document = tomlkit.document()
    if not name:
        _fill(document, values, comments)
        return tomlkit.dumps(document)
    holder: Any = document
    *outer, last = name.split(".")
    for part in outer:
        inner = tomlkit.table(is_super_table=True)
        holder.append(part, inner)
        holder = inner
    holder.append(last, _item(values, comments))
    return tomlkit.dumps(document)


def _item(value: Any, comments: Mapping[str, str] | None = None) -> Any:
    import tomlkit

    if isinstance(value, Mapping):
        table = tomlkit.table()
        _fill(table, value, comments)
        return table
    if isinstance(value, list):
        many = tomlkit.aot()
        for row in value:
            many.append(_item(row, comments))
        return many
    return tomlkit.item(value)


def _fill(holder: Any, values: Any, comments: Mapping[str, str] | None) -> None:
    for key, value in values.items():
        item = _item(value)
        if comments and comments.get(key):
            item.comment(comments[key])
        holder.append(key, item)


def _by_table(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Facts by their table; the first row of a repeated one has its number."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        table = fact.key.rpartition(".")[0]
        found.setdefault(f"{table}.0" if table in repeated() else table, []).append(fact)
    return found


def _expected(data: Mapping[str, object], additions: Additions) -> dict[str, Any]:
    """What the file must say afterwards."""
    found: dict[str, Any] = _copy(data)
    for table, facts in _by_table(additions.facts).items():
        holder: Any = found
        for part in table.removesuffix(".0").split("."):
            holder = holder.setdefault(part, [{}] if f"{part}.0" == table else {})
        holder = holder[0] if table.endswith(".0") else holder
        holder.update({fact.key.rpartition(".")[2]: fact_value(fact) for fact in facts})
    for name, rows in additions.rows().items():
        *outer, last = name.split(".")
        holder = found
        for part in outer:
            holder = holder.setdefault(part, {})
        holder[last] = [*holder.get(last, []), *rows]
    if additions.sources:
        found.setdefault("sources", {}).update({key: s.value for key, s in additions.sources})
    return found


def _copy(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {key: _copy(value) for key, value in node.items()}
    return [_copy(value) for value in node] if isinstance(node, list) else node


def _data(text: str, file: str) -> dict[str, object]:
    data = parse_toml(text, file)
    stand_alone(data)
    return data


def _encode(text: str, opened: OpenCase) -> bytes:
    if opened.encoding in _CODECS:
        return text.encode(_CODECS[opened.encoding])
    mark = opened.raw[:2]
    return mark + text.encode(_UTF16[mark])
