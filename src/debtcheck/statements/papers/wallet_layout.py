"""Where the columns of a wallet's export stand: by the names in its heading row."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from debtcheck.statements.headings import plain_heading
from debtcheck.statements.papers.content import Row
from debtcheck.statements.papers.repayment import Direction

NEEDED = ("direction", "amount")  # and a moment
_MOMENTS = ("moment", "created")
_NAMES = ("words", "payee")
_AMOUNT = re.compile(r"\s*[¥￥]?[0-9,]{1,20}(?:\.[0-9]{1,2})?[(（元\s]*")


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns of one heading row, by key; `names` are the headings as printed.

    `width` is how many cells a whole row has at least.
    """

    places: Mapping[str, int]
    names: Mapping[str, str]
    width: int

    def cell(self, cells: Sequence[str], key: str) -> str:
        """A cell, stripped; empty if there is no such column, or the row is too short."""
        at = self.places.get(key, len(cells))
        return cells[at].strip() if at < len(cells) else ""


@dataclass(frozen=True, slots=True)
class WalletLayout:
    """The names by which one wallet's export is known."""

    format: str
    titles: tuple[str, ...]
    signs: tuple[frozenset[str], ...]
    columns: Mapping[str, tuple[str, ...]]  # plain names by key
    examples: str  # headings to name in a message

    def is_titled(self, head: Iterable[Row]) -> bool:
        """True if one of the first rows is a title of this wallet."""
        return any(
            plain_heading(cell).lstrip("-").startswith(self.titles)
            for row in head
            for cell in row.cells[:1]
        )

    def find(self, cells: Sequence[str]) -> Columns | None:
        """The columns, if these cells are the heading row."""
        plain = [plain_heading(cell) if len(cell) < _LONGEST else "" for cell in cells]
        names = set(plain)
        if not any(sign <= names for sign in self.signs):
            return None
        places: dict[str, int] = {}
        for key, known in self.columns.items():
            at = next((plain.index(name) for name in known if name in names), None)
            if at is not None:
                places[key] = at
        if not all(key in places for key in NEEDED) or not any(m in places for m in _MOMENTS):
            return None
        width = 1 + max(at for key, at in places.items() if key != "note")
        return Columns(places, {key: cells[at].strip() for key, at in places.items()}, width)


_LONGEST = 40  # characters of a heading


@cache
def load_layout(name: str) -> WalletLayout:
    """The layout of a wallet."""
    data = _data()[name]
    return WalletLayout(
        name,
        tuple(map(plain_heading, data["titles"])),
        tuple(frozenset(map(plain_heading, sign)) for sign in data["signs"]),
        {key: tuple(map(plain_heading, names)) for key, names in data["columns"].items()},
        ", ".join(names[0] for names in data["columns"].values()),
    )


@cache
def direction_of(text: str) -> Direction | None:
    """What a cell under 收/支 says, or None."""
    plain = plain_heading(text)
    return next((Direction(key) for key, ws in _data()["directions"].items() if plain in ws), None)


def fits(cells: Sequence[str], columns: Columns) -> bool:
    """True if a direction and what may be an amount stand under their headings."""
    places = columns.places
    is_amount = _AMOUNT.match(cells[places["amount"]]) is not None
    return is_amount and direction_of(cells[places["direction"]]) is not None


def realigned(cells: Sequence[str], columns: Columns) -> list[str] | None:
    """The cells of a row that commas in a name have pushed to the right, put back, or None.

    The row fits again where a direction and an amount stand under their headings. Which of the
    names held the comma makes no difference to what follows them.
    """
    places = columns.places
    name = next((places[key] for key in _NAMES if key in places), 0)
    for extra in range(1, len(cells) - columns.width + 1):
        joined = ",".join(cells[name : name + extra + 1])
        fitted = [*cells[:name], joined, *cells[name + extra + 1 :]]
        if fits(fitted, columns):
            return fitted
    return None


@cache
def _data() -> dict[str, Any]:
    source = files("debtcheck.statements.papers").joinpath("wallets.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
