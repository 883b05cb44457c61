"""A table of a paper: its heading found by names, its columns mapped, its cells read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from debtcheck.case.model import Evidence
from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.cells import Value, is_blank, parse_cell
from debtcheck.statements.foreign_text import TEXT_LIMIT, clean_text, snippet
from debtcheck.statements.headings import Headings, load_headings, plain_heading, total_words
from debtcheck.statements.place_words import place_words
from debtcheck.statements.reading import TABLE_LIMIT, decode, read_bytes, shown
from debtcheck.statements.table_csv import HEADING_ROWS, MAX_ROWS, read_grid
from debtcheck.statements.table_xlsx import read_sheets

Notice = tuple[str, dict[str, object]]
Placed = Sequence[tuple[str, list[str]]]  # rows: the place of each ("line 14"), its cells
MIN_COLUMNS = 2  # a row with fewer known names is no heading
MAX_SHOWN = 20  # problems of one table that are told one by one
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is known: its place from 0, its key, the kind of its cells, its heading."""

    index: int
    key: str
    kind: str
    heading: str


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: where it stands, its values by column key (no blanks), its words."""

    place: str
    values: Mapping[str, Value]
    words: str

    def amount(self, key: str) -> Decimal | None:
        """The amount in yuan of a column."""
        value = self.values.get(key)
        return value if isinstance(value, Decimal) else None

    def day(self, key: str) -> date | None:
        """The date of a column."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def count(self, key: str) -> int | None:
        """The whole number of a column."""
        value = self.values.get(key)
        return value if isinstance(value, int) else None

    def text(self, key: str) -> str:
        """The text of a column."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read whole; `totals` are its printed total rows, which are no data."""

    file: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...]
    notices: tuple[Notice, ...]

    def has(self, key: str) -> bool:
        """True if there is a column of that meaning."""
        return any(column.key == key for column in self.columns)

    def heading(self, key: str) -> str:
        """The heading of a column as it is printed."""
        return next((column.heading for column in self.columns if column.key == key), key)

    def evidence(self, row: Row) -> Evidence:
        """Where a row stands."""
        return Evidence(self.file, row.place, row.words)


def read_table(path: str | Path, topic: str) -> Table:
    """The table of a CSV, TSV or XLSX file, with the headings of `statement` or `payments`.

    Raises:
        InputError: not readable, no known heading, two columns of one meaning, bad cells.
    """
    file = shown(path)
    headings = load_headings(topic)
    raw = read_bytes(path, TABLE_LIMIT)
    notices: list[Notice] = []
    if raw.startswith(_OLD_OFFICE):
        raise InputError(Problem("xls_old", file))
    if raw.startswith(_ZIP) or str(path).lower().endswith(".xlsx"):
        sheets = read_sheets(raw, file)
        grids = [[(f"row {line}", cells) for line, cells in sheet] for sheet in sheets]
    else:
        text, encoding = decode(raw, file)
        notices.append(("notice.encoding", {"file": file, "encoding": encoding}))
        lines = read_grid(text, file, headings.count)
        grids = [[(f"line {line}", cells) for line, cells in lines]]
    return table_of(grids, file, topic, notices)


def table_of(
    grids: Sequence[Placed],
    file: str,
    topic: str,
    notices: Sequence[Notice] = (),
    *,
    remarks: bool = False,
) -> Table:
    """The table in one of some grids of rows, with the headings of `statement` or `payments`.

    `remarks`: words may stand among the rows (the foot of a page); a row of which no figure and no
    day can be read is one, and is said to be left out.

    Raises:
        InputError: no known heading, two columns of one meaning, bad cells, too many rows.
    """
    headings = load_headings(topic)
    grid, at = _find_heading(grids, headings, file)
    place, cells = grid[at]
    columns, unknown = _columns(cells, headings, file, place)
    said = list(notices)
    if unknown:
        names = ", ".join(snippet(name) for name in unknown)
        said.append(("notice.table_unknown_columns", {"file": file, "columns": names}))
    return _read_rows(file, grid[at:], columns, said, remarks=remarks)


def _find_heading(grids: Sequence[Placed], headings: Headings, file: str) -> tuple[Placed, int]:
    best: tuple[int, Placed, int] = (0, [], 0)
    widest: list[str] = []
    for grid in grids:
        for index, (_, cells) in enumerate(grid[:HEADING_ROWS]):
            known = headings.count(cells)
            if known > best[0]:
                best = (known, grid, index)
            filled = [cell for cell in cells if cell]
            if len(filled) > len(widest):
                widest = filled
    if best[0] < MIN_COLUMNS:
        found = ", ".join(snippet(cell) for cell in widest[:12])
        known_names = ", ".join(headings.examples)
        raise InputError(
            Problem("table_no_heading", file, params={"found": found, "known": known_names})
        )
    return best[1], best[2]


def _columns(
    cells: list[str], headings: Headings, file: str, place: str
) -> tuple[tuple[Column, ...], list[str]]:
    columns: dict[str, Column] = {}
    unknown: list[str] = []
    weak: list[tuple[int, str, str, str]] = []
    problems: list[Problem] = []
    for index, cell in enumerate(cells):
        plain, heading = plain_heading(cell), clean_text(cell)
        key, kind = headings.columns.get(plain, ("", ""))
        if not key and plain in headings.weak:
            weak.append((index, *headings.weak[plain], heading))
        elif not key:
            if heading:
                unknown.append(heading)
        elif key in columns:
            params: dict[str, object] = {"first": columns[key].heading, "second": heading}
            problems.append(Problem("table_twice", file, place, params))
        else:
            columns[key] = Column(index, key, kind, heading)
    if problems:
        raise InputError(*problems)
    for index, key, kind, heading in sorted(weak, key=lambda item: item[1]):
        meant = key
        # A day of payment without anything paid, where no due day is named, is the due day.
        if key == "paid_on" and "due_on" not in columns:
            pays = any(name.startswith("paid_") for name in columns)
            meant = "paid_on" if pays else "due_on"
        if meant in columns:
            unknown.append(heading)
        else:
            columns[meant] = Column(index, meant, kind, heading)
    return tuple(sorted(columns.values(), key=lambda column: column.index)), unknown


def _read_rows(
    file: str, grid: Placed, columns: tuple[Column, ...], notices: list[Notice], *, remarks: bool
) -> Table:
    """The rows under the heading, which is the first of `grid` and may come again on each page."""
    rows: list[Row] = []
    totals: list[Row] = []
    problems: list[Problem] = []
    skipped: list[str] = []
    for place, cells in grid[1:]:
        filled = [cell for cell in cells if not is_blank(cell)]
        if not filled or cells == grid[0][1]:
            continue
        words = clean_text(", ".join(cell for cell in cells if cell))[:TEXT_LIMIT]
        kind = total_words().get(plain_heading(filled[0]))
        if kind:
            if kind == "sum":
                totals.append(Row(place, _amounts(cells, columns), words))
            continue
        row, bad = _read_row(file, place, cells, columns, words)
        read = any(not isinstance(value, str) for value in row.values.values())
        if (len(filled) == 1 and (bad or not row.values)) or (remarks and not read):
            skipped.append(place)  # a remark under the table
            continue
        problems.extend(bad)
        rows.append(row)
        if len(rows) > MAX_ROWS:
            raise InputError(Problem("table_rows", file, params={"limit": MAX_ROWS}))
    if problems:
        more = len(problems) - MAX_SHOWN
        shown_ones = problems[:MAX_SHOWN]
        if more > 0:
            shown_ones.append(Problem("table_more", file, params={"count": more}))
        raise InputError(*shown_ones)
    if not rows:
        raise InputError(Problem("table_no_rows", file))
    if skipped:
        params = {"file": file, "count": len(skipped), "place": place_words(skipped[0])}
        notices.append(("notice.table_skipped", params))
    return Table(file, columns, tuple(rows), tuple(totals), tuple(notices))


def _read_row(
    file: str, place: str, cells: list[str], columns: tuple[Column, ...], words: str
) -> tuple[Row, list[Problem]]:
    values: dict[str, Value] = {}
    bad: list[Problem] = []
    for column in columns:
        cell = cells[column.index] if column.index < len(cells) else ""
        try:
            value = parse_cell(column.kind, cell)
        except BadValue as problem:
            params = {"key": column.heading, **problem.params}
            bad.append(Problem(problem.key, file, f"{place}, {column.heading}", params))
            continue
        if value is not None:
            values[column.key] = value
    return Row(place, values, words), bad


def _amounts(cells: list[str], columns: tuple[Column, ...]) -> dict[str, Value]:
    """The amounts of a total row; its other cells are words."""
    values: dict[str, Value] = {}
    for column in columns:
        if column.kind != "amount" or column.index >= len(cells):
            continue
        try:
            value = parse_cell("amount", cells[column.index])
        except BadValue:
            continue
        if value is not None:
            values[column.key] = value
    return values
