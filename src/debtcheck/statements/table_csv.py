"""Separated text (CSV, TSV) into rows of cells, with the line each row begins on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

from debtcheck.case.problem import InputError, Problem

Grid = list[tuple[int, list[str]]]  # (line, cells)
DELIMITERS = (",", "\t", ";", "，")
HEADING_ROWS = 60  # the heading stands within the first rows
MAX_ROWS = 100_000
MAX_CELL = 10_000  # characters
MAX_LINE = 1_000_000  # characters


def read_grid(text: str, file: str, score: Callable[[list[str]], int]) -> Grid:
    """The rows of a text; the delimiter is the one under which a row names most columns.

    `score` gives how many columns a row of cells names.

    Raises:
        InputError: a line or a cell too long, too many rows, a quotation mark left open.
    """
    for number, physical in enumerate(text.split("\n"), start=1):
        if len(physical) > MAX_LINE:
            raise InputError(Problem("table_long_line", file, f"line {number}"))
    best = max(DELIMITERS, key=lambda sign: _best_score(text, file, sign, score))
    grid: Grid = []
    for row in _rows(text, file, best):
        grid.append(row)
        if len(grid) > MAX_ROWS + HEADING_ROWS:
            raise InputError(Problem("table_rows", file, params={"limit": MAX_ROWS}))
    if text.count('"') % 2:  # one was left open; it swallows the lines after it
        for line, cells in grid:
            if any("\n" in cell for cell in cells):
                raise InputError(Problem("table_quote", file, f"line {line}"))
    return grid


def _best_score(text: str, file: str, mark: str, score: Callable[[list[str]], int]) -> int:
    best = 0
    with suppress(InputError):  # under a wrong delimiter a whole line is one long cell
        for _, cells in islice(_rows(text, file, mark), HEADING_ROWS):
            best = max(best, score(cells))
    return best


def _rows(text: str, file: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if any(len(cell) > MAX_CELL for cell in cells):
                raise InputError(
                    Problem("table_long_cell", file, f"line {line}", {"limit": MAX_CELL})
                )
            if any(cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error:  # a field beyond the reader's own limit
        raise InputError(
            Problem("table_long_cell", file, f"line {line}", {"limit": MAX_CELL})
        ) from None
