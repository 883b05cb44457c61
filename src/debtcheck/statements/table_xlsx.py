"""The sheets of a workbook as rows of cells; nothing in it is computed or run."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.table_csv import HEADING_ROWS, MAX_CELL, MAX_COLUMNS, MAX_ROWS, Grid
from debtcheck.statements.xls_limits import SIGNATURE, check_old_workbook
from debtcheck.statements.xlsx_formulas import (
    Formulas,
    by_sheet,
    column_number,
    counts_from_1904,
    find_formulas,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_UNPACKED = 300_000_000  # bytes of all parts of the workbook
_CHUNK = 1_000_000
_REFERENCE = re.compile(rb"\sr\s{0,9}=\s{0,9}[\"']([A-Z]{1,4})([0-9]{1,9})[\"']")
_TAIL = 16_000  # bytes kept between chunks, so that no reference and no formula is cut in two
_EXACT = 15  # significant digits a spreadsheet shows
_STDERR = 2
_MACROS, _BINARY = "xl/vbaproject.bin", "xl/workbook.bin"


def read_sheets(raw: bytes, file: str) -> list[Grid]:
    """Every sheet of an XLSX, as `Book.rows`.

    Raises:
        InputError: the library is absent, no workbook, a password, or one far too large.
    """
    book = Book(raw, file)
    return [list(book.rows(name)) for name in book.names]


class Book:
    """An opened XLSX or XLS: the `names` of its sheets, their rows, and what is odd about it.

    `macros`: it holds some, none is run. `from_1904`: its day numbers count from 1904-01-01.
    """

    def __init__(self, raw: bytes, file: str) -> None:
        """
        Raises:
            InputError: the library is absent, no workbook, a password, or one far too large.
        """
        self.file = file
        self.macros = self.from_1904 = False
        self._formulas: dict[str, Formulas] = {}
        self._sheets: dict[str, CalamineSheet] = {}
        if raw.startswith(b"PK"):
            self._look_into(raw)
        elif raw.startswith(SIGNATURE):
            check_old_workbook(raw, file)
        self._book = self._open(raw)
        self.names: list[str] = list(self._book.sheet_names)

    def rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """The rows of a sheet with their numbers from 1, cells as text: numbers to 15 digits,
        dates as 2025-01-10, a formula that nobody has computed yet as it is written.

        Raises:
            InputError: broken, or beyond the limits.
        """
        formulas = self._formulas.get(name, {})
        sheet = self._sheet(name)
        left = [""] * (sheet.start[1] if sheet.start else 0)
        number = 0
        for number, values in enumerate(self._values(sheet), start=1):
            if number > MAX_ROWS + HEADING_ROWS * 2:
                raise InputError(Problem("table_rows", self.file, params={"limit": MAX_ROWS}))
            if len(left) + len(values) > MAX_COLUMNS:
                raise self._too_wide()
            cells = left + [_text(value) for value in values]
            if any(len(cell) > MAX_CELL for cell in cells):
                params: dict[str, object] = {"limit": MAX_CELL}
                raise InputError(Problem("table_long_cell", self.file, f"row {number}", params))
            yield number, _filled(cells, formulas.get(number, {}))
        for row in sorted(line for line in formulas if line > number):
            yield row, _filled([], formulas[row])

    def _open(self, raw: bytes) -> CalamineWorkbook:
        try:
            import python_calamine as calamine
        except ImportError:
            raise InputError(Problem("xlsx_extra", self.file)) from None
        try:
            with _quiet():
                return calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        except calamine.PasswordError:
            raise InputError(Problem("paper_locked", self.file)) from None
        except BaseException as error:
            raise self._broken(error) from None

    def _sheet(self, name: str) -> CalamineSheet:
        if name not in self._sheets:
            try:
                with _quiet():
                    self._sheets[name] = self._book.get_sheet_by_name(name)
            except BaseException as error:
                raise self._broken(error) from None
        return self._sheets[name]

    def _values(self, sheet: CalamineSheet) -> Iterator[list[Any]]:
        rows = sheet.iter_rows()
        while True:
            try:
                values = next(rows, None)
            except BaseException as error:
                raise self._broken(error) from None
            if values is None:
                return
            yield values

    def _broken(self, error: BaseException) -> BaseException:
        """What to raise for an error of the library: its own panics are no Exception, and a
        broken workbook must not end in a traceback."""
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            return error
        return InputError(Problem("xlsx_broken", self.file))

    def _too_wide(self) -> InputError:
        return InputError(Problem("table_columns", self.file, params={"limit": MAX_COLUMNS}))

    def _look_into(self, raw: bytes) -> None:
        """Refuses a workbook that would fill the memory: by its parts, and by its furthest cell.

        The reader builds the whole rectangle up to the furthest cell, so that one cell in the
        last corner would be enough.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as parts:
                infos = parts.infolist()
                if sum(info.file_size for info in infos) > MAX_UNPACKED:
                    raise InputError(Problem("xlsx_too_large", self.file))
                if any(info.filename.lower() == _BINARY for info in infos):
                    raise InputError(Problem("xlsb", self.file))
                self.macros = any(info.filename.lower() == _MACROS for info in infos)
                self.from_1904 = counts_from_1904(parts)
                found: dict[str, Formulas] = {}
                for info in infos:
                    if info.filename.lower().startswith("xl/worksheets/"):
                        found[info.filename] = self._look_into_sheet(parts, info)
                self._formulas = by_sheet(parts, {k: v for k, v in found.items() if v})
        except (InputError, MemoryError):
            raise
        except Exception:  # each way of packing fails in its own words
            raise InputError(Problem("xlsx_broken", self.file)) from None

    def _look_into_sheet(self, parts: zipfile.ZipFile, info: zipfile.ZipInfo) -> Formulas:
        found: Formulas = {}
        read, tail = 0, b""
        with parts.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                read += len(chunk)
                if read > MAX_UNPACKED:
                    raise InputError(Problem("xlsx_too_large", self.file))
                seen = tail + chunk
                for letters, row in _REFERENCE.findall(seen):
                    if int(row) > MAX_ROWS + HEADING_ROWS * 2:
                        params: dict[str, object] = {"limit": MAX_ROWS}
                        raise InputError(Problem("table_rows", self.file, params=params))
                    if column_number(letters) > MAX_COLUMNS:
                        raise self._too_wide()
                find_formulas(seen, found)
                tail = seen[-_TAIL:]
        return found


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps the library's last words off the screen: it writes them past Python."""
    try:
        kept = os.dup(_STDERR)
    except OSError:  # there is no such stream
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(nowhere)
        os.close(kept)


def _filled(cells: list[str], formulas: dict[int, str]) -> list[str]:
    """The cells, and in place of an empty one the formula that would give its value."""
    for column, formula in formulas.items():
        if column > len(cells):
            cells.extend([""] * (column - len(cells)))
        cells[column - 1] = cells[column - 1] or formula
    return cells


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
