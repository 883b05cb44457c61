"""Lines of separated text, read so that one broken line costs no other, and written harmlessly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from debtcheck.contacts.names import plain
from debtcheck.statements.foreign_text import clean_text

DELIMITERS = (",", "\t", ";", "，")
LONGEST_LINE = 100_000  # characters
MOST_LINES = 50  # a cell with line breaks is at most so long
MOST_ROWS = 100_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the line it begins on, its number, its cells; `broken` if it could not be cut."""

    line: int
    row: int
    cells: tuple[str, ...]
    broken: bool = False


def delimiter(text: str, known: frozenset[str]) -> str:
    """The sign under which the first line names most columns."""
    first = next((line for line in text.splitlines() if line.strip()), "")[:LONGEST_LINE]
    return max(DELIMITERS, key=lambda sign: sum(plain(c) in known for c in _cut(first, sign)))


def records(text: str, sign: str) -> Iterator[Record]:
    """Every row that is not empty. A quotation mark left open breaks its own line only."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = row = 0
    width = 0
    while at < len(lines):
        start, span = at, _span(lines, at, sign, width)
        at += max(1, span)
        body = "\n".join(lines[start : start + max(1, span)])
        row += 1
        if not body.strip():
            continue
        broken = span == 0 or len(body) > LONGEST_LINE
        cells = () if broken else tuple(unescape(cell) for cell in _cut(body, sign))
        width = width or len(cells)
        yield Record(start + 1, row, cells, broken)
        if row > MOST_ROWS:
            return


def _span(lines: list[str], at: int, sign: str, width: int) -> int:
    """How many lines a row takes; 0 if its quotation mark is never closed."""
    quotes = lines[at].count('"')
    if quotes % 2 == 0:
        return 1
    for more in range(1, min(MOST_LINES, len(lines) - at)):
        line = lines[at + more]
        if width and line.count('"') % 2 == 0 and len(_cut(line, sign)) == width:
            return 0  # a whole row of its own: the line before was cut off
        quotes += line.count('"')
        if quotes % 2 == 0:
            return more + 1
    return 0


def _cut(line: str, sign: str) -> list[str]:
    try:
        rows = list(csv.reader(io.StringIO(line, newline=""), delimiter=sign))
    except csv.Error:
        return []
    return [cell.strip() for cell in rows[0]] if rows else []


def written(cells: list[str], sign: str = ",") -> str:
    """One row with its line end: harmless, without line breaks, no cell a formula."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign, lineterminator="\r\n").writerow(
        [escape(" ".join(clean_text(cell).split())) for cell in cells]
    )
    return out.getvalue()


def escape(cell: str) -> str:
    """A cell that a spreadsheet will not compute: an apostrophe stands before = + - @."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def unescape(cell: str) -> str:
    """The cell as it was before `escape`."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell
