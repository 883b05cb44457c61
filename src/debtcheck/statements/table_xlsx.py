"""The sheets of a workbook as rows of cells; nothing in it is computed or run."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.table_csv import HEADING_ROWS, MAX_CELL, MAX_ROWS, Grid

MAX_UNPACKED = 300_000_000  # bytes of all parts of the workbook
MAX_COLUMNS = 300
_CHUNK = 1_000_000
_REFERENCE = re.compile(rb'\sr="([A-Z]{1,4})([0-9]{1,9})"')
_TAIL = 64  # bytes kept between chunks, so that no reference is cut in two
_EXACT = 15  # significant digits a spreadsheet shows


def read_sheets(raw: bytes, file: str) -> list[Grid]:
    """Every sheet, its cells as text: numbers to 15 digits, dates as 2025-01-10.

    Raises:
        InputError: the library is absent, no workbook, a password, or one far too large.
    """
    try:
        import python_calamine as calamine
    except ImportError:
        raise InputError(Problem("xlsx_extra", file)) from None
    _check_size(raw, file)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheets = [
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        ]
    except BaseException as error:
        # The reader's own panics are no Exception; a broken workbook must not end in a traceback.
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise InputError(Problem("xlsx_broken", file)) from None
    return [_grid(rows, file) for rows in sheets]


def _check_size(raw: bytes, file: str) -> None:
    """Refuses a workbook that would fill the memory: by its parts, and by its furthest cell.

    The reader builds the whole rectangle up to the furthest cell, so that one cell in the last
    corner would be enough.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            infos = parts.infolist()
            if sum(info.file_size for info in infos) > MAX_UNPACKED:
                raise InputError(Problem("xlsx_too_large", file))
            for info in infos:
                if info.filename.lower().startswith("xl/worksheets/"):
                    _check_cells(parts, info, file)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        raise InputError(Problem("xlsx_broken", file)) from None


def _check_cells(parts: zipfile.ZipFile, info: zipfile.ZipInfo, file: str) -> None:
    read, tail = 0, b""
    with parts.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            if read > MAX_UNPACKED:
                raise InputError(Problem("xlsx_too_large", file))
            for letters, row in _REFERENCE.findall(tail + chunk):
                if int(row) > MAX_ROWS + HEADING_ROWS * 2:
                    raise InputError(Problem("table_rows", file, params={"limit": MAX_ROWS}))
                if _column(letters) > MAX_COLUMNS:
                    raise InputError(Problem("table_columns", file, params={"limit": MAX_COLUMNS}))
            tail = chunk[-_TAIL:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _grid(rows: list[list[Any]], file: str) -> Grid:
    grid: Grid = []
    for line, row in enumerate(rows, start=1):
        cells = [_text(value) for value in row]
        if any(len(cell) > MAX_CELL for cell in cells):
            raise InputError(Problem("table_long_cell", file, f"line {line}", {"limit": MAX_CELL}))
        grid.append((line, cells))
    return grid


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # A spreadsheet keeps binary numbers and shows 15 digits: 0.1 + 0.2 is meant as 0.3.
        text = format(value, f".{_EXACT}g")
        return format(int(value), "d") if "e" in text and value.is_integer() else text
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S") if value.time() != time() else _day(value)
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value).strip()


def _day(value: date) -> str:
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
