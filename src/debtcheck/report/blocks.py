"""What a report is made of, in no shape yet: a terminal, a page and a document each give it one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Room between two parts."""


@dataclass(frozen=True, slots=True)
class Title:
    """What the report is about, and its days."""

    name: str
    days: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `kind` is answer, court, quiet, or empty."""

    text: str
    indent: int = 2
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph behind a mark."""

    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered paragraph; `strong` when it is the title of what follows."""

    number: int
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text behind its label; an empty label goes on with the one before."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way of counting, under the line that introduces it; `marked` when there are several."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Command:
    """A command on a line of its own, never broken, so that it can be copied."""

    text: str
    indent: int = 4


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells: texts to the left, figures to the right."""

    rows: tuple[tuple[str, ...], ...]
    headed: bool = False  # the first row names the columns
    total: bool = False  # the last row adds the others up
    texts: frozenset[int] = frozenset({0})  # the columns that are texts

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns; empty if there are none."""
        return self.rows[0] if self.headed else ()

    @property
    def body(self) -> tuple[tuple[str, ...], ...]:
        """The rows below the header."""
        return self.rows[1:] if self.headed else self.rows


Block = Gap | Title | Heading | Para | Item | Step | Labelled | Way | Command | Table
