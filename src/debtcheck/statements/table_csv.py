"""Separated text (CSV, TSV) into rows of cells, with the line each row begins on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from operator import length_hint, methodcaller

from debtcheck.case.problem import InputError, Problem

Grid = list[tuple[int, list[str]]]  # (line, cells)
DELIMITERS = (",", "\t", ";", "，")
HEADING_ROWS = 60  # the heading stands within the first rows
MAX_ROWS = 100_000
MAX_COLUMNS = 300
MAX_CELL = 10_000  # characters
MAX_LINE = 1_000_000  # characters
_WINDOW = MAX_CELL // 2


class Records:
    """The rows of a text under one delimiter, cells as they stand, empty rows included.

    `blocks` gives the text anew in pieces that end with a line, each line with \\n. Each piece is
    checked before it is cut, so that a row costs no more than the csv module takes; pieces
    without a quotation mark are cut at the delimiters alone, which is the same and quicker.
    """

    def __init__(self, blocks: Callable[[], Iterator[str]], file: str, delimiter: str) -> None:
        self.file = file
        self._blocks = blocks
        self._delimiter = delimiter
        self._before = 0  # lines before those that `_last` counts
        self._last: Callable[[], int] = int

    def __iter__(self) -> Iterator[list[str]]:
        """The rows.

        Raises:
            InputError: a line or a cell too long, too many cells, a quotation mark left open.
        """
        self._before, self._last = 0, int
        blocks = self._checked()
        quotes = 0
        for block in blocks:
            if '"' not in block:
                lines = block.removesuffix("\n").split("\n")
                left = iter(lines)
                self._last = partial(_read_of, len(lines), left)
                yield from map(methodcaller("split", self._delimiter), left)
                self._begin_after(len(lines))
                continue
            joined = _Joined(block, blocks)
            reader = csv.reader(joined, delimiter=self._delimiter)
            self._last = partial(getattr, reader, "line_num")
            try:
                yield from reader
            except csv.Error:  # a field beyond the reader's own limit
                raise self._long_cell(self._first_joined()) from None
            quotes += joined.quotes
            self._begin_after(reader.line_num)
        if quotes % 2 and (line := self._first_joined()):
            raise InputError(Problem("table_quote", self.file, f"line {line}"))

    def line(self, cells: Sequence[str]) -> int:
        """The line that the row given last begins on."""
        return self._before + self._last() - sum(cell.count("\n") for cell in cells)

    def _begin_after(self, lines: int) -> None:
        self._before, self._last = self._before + lines, int

    def _checked(self) -> Iterator[str]:
        for block in self._blocks():
            # A line of at least twice the window leaves one of them without an end.
            windows = range(0, len(block) - _WINDOW + 1, _WINDOW)
            if any(block.find("\n", at, at + _WINDOW) < 0 for at in windows):
                self._check(io.StringIO(block, newline="\n"), self._before + self._last())
            yield block

    def _check(self, lines: Iterable[str], before: int) -> None:
        for number, line in enumerate(lines, start=before + 1):
            if len(line) > MAX_LINE:
                raise InputError(Problem("table_long_line", self.file, f"line {number}"))
            if len(line) <= MAX_CELL:
                continue
            cells: list[str] = []
            with suppress(csv.Error):
                cells = next(csv.reader([line], delimiter=self._delimiter))
            if not cells or max(map(len, cells)) > MAX_CELL:
                raise self._long_cell(number)
            if len(cells) > MAX_COLUMNS:
                params: dict[str, object] = {"limit": MAX_COLUMNS}
                raise InputError(Problem("table_columns", self.file, f"line {number}", params))

    def _long_cell(self, line: int) -> InputError:
        params: dict[str, object] = {"limit": MAX_CELL}
        return InputError(Problem("table_long_cell", self.file, f"line {line}", params))

    def _first_joined(self) -> int:
        """The first row that a quotation mark joins with lines after it, or 0."""
        lines = chain.from_iterable(io.StringIO(b, newline="\n") for b in self._blocks())
        reader = csv.reader(lines, delimiter=self._delimiter)
        line = 1
        with suppress(csv.Error):
            for cells in reader:
                if any("\n" in cell for cell in cells):
                    return line
                line = reader.line_num + 1
            return 0
        return line


def _read_of(count: int, left: Iterator[str]) -> int:
    """How many of `count` lines were taken from a list's iterator."""
    return count - length_hint(left)


class _Joined:
    """The lines of a block, and of as many after it as an open quotation mark joins to it."""

    def __init__(self, block: str, more: Iterator[str]) -> None:
        self.quotes = 0
        self._block, self._more = block, more

    def __iter__(self) -> Iterator[str]:
        block: str | None = self._block
        while block is not None:
            self.quotes += block.count('"')
            yield from io.StringIO(block, newline="\n")
            block = next(self._more, None) if self.quotes % 2 else None


def best_delimiter(
    blocks: Callable[[], Iterator[str]], file: str, score: Callable[[list[str]], int]
) -> str:
    """The delimiter under which one of the first rows names most columns; a comma if none does.

    `score` gives how many columns a row of cells names.
    """

    def named(sign: str) -> int:
        best = 0
        with suppress(InputError):  # under a wrong delimiter a whole line is one long cell
            for cells in islice(Records(blocks, file, sign), HEADING_ROWS):
                if len(cells) > 1:
                    best = max(best, score(cells))
        return best

    return max(DELIMITERS, key=named)


def read_grid(text: str, file: str, score: Callable[[list[str]], int]) -> Grid:
    """The rows of a text that are not empty, cells stripped, under the best delimiter.

    Raises:
        InputError: as `Records`, or too many rows.
    """

    def blocks() -> Iterator[str]:
        yield text.replace("\r\n", "\n").replace("\r", "\n")

    records = Records(blocks, file, best_delimiter(blocks, file, score))
    grid: Grid = []
    for cells in records:
        if not any(cells):
            continue
        grid.append((records.line(cells), [cell.strip() for cell in cells]))
        if len(grid) > MAX_ROWS + HEADING_ROWS:
            raise InputError(Problem("table_rows", file, params={"limit": MAX_ROWS}))
    return grid
