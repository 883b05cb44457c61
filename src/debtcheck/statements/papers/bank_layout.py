"""Which bank a statement is from, and which column holds what: by its headings and its titles."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from debtcheck.statements.headings import Headings, load_headings, plain_heading
from debtcheck.statements.papers.content import Row

UNKNOWN = "bank"  # the format of a bank that is known by its headings alone
_ENGLISH = re.compile(r"(?<=[^\x00-\x7f])[A-Za-z][A-Za-z .&/()-]*$")  # 记账日期Date
_RADICALS = re.compile("[\u2e80-\u2fdf]")
_BREAK = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class Layout:
    """How one table is laid out.

    `columns` gives the place of each column by its key. `names` are the headings as printed.
    In `lines` mode every row is one line of text, and `columns` tells the order only.
    """

    format: str
    columns: Mapping[str, int]
    names: Mapping[str, str]
    lines: bool = False
    wrap: str = "below"
    noise: tuple[str, ...] = ()

    def name(self, key: str) -> str:
        """A column's heading as it is printed."""
        return self.names.get(key, key)


@cache
def data() -> dict[str, Any]:
    """The banks and their words, as the data file has them."""
    source = files("debtcheck.statements.papers").joinpath("bank_layouts.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists of words, in plain form."""
    return frozenset(plain_heading(word) for word in data()["words"][name])


def whole(cell: str) -> str:
    """A cell on one line, with the glyphs of radicals made the characters they stand for.

    PDFs of some banks print ⽇ and ⾦ (radicals) for 日 and 金.
    """
    if "\n" in cell:
        cell = " ".join(_BREAK.sub("", cell).split())
    if cell.isascii() or not _RADICALS.search(cell):
        return cell
    return _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), cell)


def heading_keys(cells: Sequence[str], headings: Headings) -> dict[str, int]:
    """The columns of a heading row: key -> place; of two with one meaning the first."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        key = next((key for name in _spellings(cell) if (key := headings.key(name))), "")
        if key:
            found.setdefault(key, index)
    return found


def split_line(row: Row) -> list[str]:
    """The cells of a row; of a line that came as one cell, its words."""
    filled = [cell for cell in row.cells if cell]
    if len(filled) == 1:
        return whole(filled[0]).split()
    return row.cells


def find_layout(head: Sequence[Row], *, known: bool) -> Layout | None:
    """The layout of the first table in `head` that can be an account's statement, or None.

    With `known`, only that of a bank of the data file.
    """
    headings = load_headings("bank")
    titles = _titles(head)
    for row in head:
        cells = split_line(row)
        columns = heading_keys(cells, headings)
        if not _is_account(columns):
            continue
        bank = _bank(cells, titles)
        if known and not bank:
            continue
        names = {key: whole(cells[index]) for key, index in columns.items()}
        lines = cells is not row.cells
        if not bank:
            return Layout(UNKNOWN, columns, names, lines)
        return Layout(bank["format"], columns, names, lines, bank["wrap"], tuple(bank["noise"]))
    return None


def is_heading(cells: Sequence[str], columns: Mapping[str, int], topic: str) -> bool:
    """True if a row repeats the headings, as on the next page."""
    again = heading_keys(cells, load_headings(topic))
    return len(again) * 2 > len(columns) and len(again) > 1


def _is_account(columns: Mapping[str, int]) -> bool:
    days = {"day", "booked_on", "time"} & columns.keys()
    both = {"income", "expense"} <= columns.keys()
    return bool(days) and (both or {"amount", "balance"} <= columns.keys())


def _bank(cells: Sequence[str], titles: str) -> dict[str, Any] | None:
    plain = {plain_heading(name) for cell in cells for name in _spellings(cell)}
    banks = data()["bank"]
    for bank in banks:
        if any(plain_heading(title) in titles for title in bank["titles"]):
            return bank  # type: ignore[no-any-return]
    for bank in banks:
        if any({plain_heading(n) for n in names} <= plain for names in bank["headings"]):
            return bank  # type: ignore[no-any-return]
    return None


def _titles(head: Iterable[Row]) -> str:
    return plain_heading_all("".join(cell for row in head for cell in row.cells))


def plain_heading_all(text: str) -> str:
    """Any text as headings are compared: NFKC, no spaces, lower case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def _spellings(cell: str) -> Iterable[str]:
    """A heading as it stands, its first line, and without an English name behind it."""
    first = cell.partition("\n")[0]
    yield cell
    yield first
    yield _ENGLISH.sub("", "".join(first.split()))
