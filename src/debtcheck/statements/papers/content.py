"""The content of a paper as its reader sees it, whatever the file is: rows of cells, or text."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from debtcheck.words.text import Text

HEAD_ROWS = 80  # rows by which a paper is recognised
TEXT_LIMIT = 5_000_000  # characters of a paper that is read as a text


class Row(NamedTuple):
    """One row: its place in the file ("line 27", "sheet 2, row 5", "page 3, row 2"), its cells.

    Cells are stripped of spaces and tabs; none is computed.
    """

    place: str
    cells: list[str]


def no_password(file: str) -> str | None:
    """No password is known for any file."""
    return None


def no_progress(done: int, whole: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening a paper may need of the world: a password, someone who watches, the day.

    `password` gets the file's name and is asked once a file; None means that there is none.
    `progress` gets how much is done and how much there is (bytes or pages).
    `today` fills a year that the paper leaves out.
    """

    today: date
    password: Callable[[str], str | None] = no_password
    progress: Callable[[int, int], None] = no_progress


class Content(ABC):
    """An opened paper. `file` may be shown; `encoding` is "" where there is none."""

    file: str
    encoding: str
    kind: str  # text sheets pdf image
    notices: tuple[Text, ...] = ()  # what opening it showed: macros that were not run

    @property
    @abstractmethod
    def head(self) -> Sequence[Row]:
        """The first rows (at most HEAD_ROWS of every sheet or of the first pages)."""

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """All rows, from the start, one at a time; empty ones are left out.

        Raises:
            InputError: a row that is beyond the limits, or a file cut off in the middle.
        """

    def records(self) -> tuple[Iterator[list[str]], Callable[[Sequence[str]], str]]:
        """As `rows`, for papers of a million rows: the cells as they stand (not stripped, empty
        rows included), and what gives the place of the row that was given last from its cells.
        """
        place = ""

        def cells() -> Iterator[list[str]]:
            nonlocal place
            for row in self.rows():
                place = row.place
                yield row.cells

        return cells(), lambda cells: place

    @property
    def is_cut_off(self) -> bool:
        """True if the last line has no end: the file may be half-written."""
        return False

    @abstractmethod
    def text(self) -> str:
        """All words as they stand, line by line, within the limit of a text.

        Raises:
            InputError: larger than a text may be.
        """
