"""Refuses an old workbook (XLS) that would fill the memory, before anything reads it.

An XLS is a small file system (sectors, chained by a table) around a stream of records. A chain
that runs in a circle, a length beyond the file or one cell in the last corner would let the reader
take all memory there is, so that the whole program ends.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.table_csv import MAX_COLUMNS, MAX_ROWS

SIGNATURE = b"\xd0\xcf\x11\xe0"
MAX_CELLS = 5_000_000  # of the rectangle up to the furthest cell
_SHIFTS = (9, 12)  # sectors of 512 or 4096 bytes
_SMALL = 64  # bytes of a small sector
_LAST = 0xFFFFFFFA  # this number and those above it name no sector
_IN_HEADER = 109  # sectors of the table that the header names
_ENTRY = 128  # bytes of an entry of the directory
_STREAM, _ROOT = 2, 5
_NAMES = ("Workbook", "Book")
_DIMENSIONS, _STRINGS = 0x0200, 0x00FC
# formula, number, label, blank, error, rk, rich label, shared label; several blanks, several rk
_CELLS = frozenset((0x0006, 0x0203, 0x0204, 0x0201, 0x0205, 0x027E, 0x00D6, 0x00FD, 0x00BE, 0x00BD))
_SEVERAL = (0x00BE, 0x00BD)


def check_old_workbook(raw: bytes, file: str) -> None:
    """
    Raises:
        InputError: broken, or it has more rows, columns or cells than a paper may have.
    """
    try:
        corners = [_corner(records, len(raw)) for records in _Container(raw).workbooks()]
    except (struct.error, IndexError, ValueError):
        raise InputError(Problem("xlsx_broken", file)) from None
    rows, columns = (max(reach) for reach in zip(*corners, strict=True))
    if rows > MAX_ROWS:
        raise InputError(Problem("table_rows", file, params={"limit": MAX_ROWS}))
    if columns > MAX_COLUMNS:
        raise InputError(Problem("table_columns", file, params={"limit": MAX_COLUMNS}))
    if rows * columns > MAX_CELLS:
        raise InputError(Problem("xlsx_too_large", file))


class _Container:
    """The sectors and chains of a file. Every chain ends (ValueError: one runs in a circle)."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        (shift,) = struct.unpack_from("<H", raw, 30)
        if shift not in _SHIFTS:
            raise ValueError
        self._size = 1 << shift
        self._directory, self._cutoff, small = struct.unpack_from("<I4xII", raw, 48)
        self._table = self._chains(self._table_sectors())
        self._small = self._chains(self._follow(small, self._table))

    def workbooks(self) -> Iterator[bytes]:
        """The streams of records, one of which is read (two where two versions are kept)."""
        found: list[tuple[int, int]] = []
        root = 0
        directory = self._stream(self._directory)
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            kind = directory[at + 66]
            start, size = struct.unpack_from("<II", directory, at + 116)
            if kind in (_STREAM, _ROOT) and size > len(self._raw):
                raise ValueError
            name = directory[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
            if name in _NAMES:
                found.append((start, size))
            elif kind == _ROOT:
                root = start
        if not found:
            raise ValueError
        smalls = self._stream(root)
        for start, size in found:
            if size >= self._cutoff:
                yield self._stream(start)[:size]
            else:
                numbers = self._follow(start, self._small)
                pieces = (smalls[n * _SMALL : (n + 1) * _SMALL] for n in numbers)
                yield b"".join(pieces)[:size]

    def _table_sectors(self) -> Iterator[int]:
        yield from struct.unpack_from(f"<{_IN_HEADER}I", self._raw, 76)
        (sector,) = struct.unpack_from("<I", self._raw, 68)
        seen = set()
        while sector < _LAST:
            if sector in seen:
                raise ValueError
            seen.add(sector)
            names = struct.unpack(f"<{self._size // 4}I", self._sector(sector))
            yield from names[:-1]
            sector = names[-1]

    def _chains(self, sectors: Iterator[int]) -> array[int]:
        """The table in these sectors: for each sector the next one of its chain."""
        table = array("I")
        for sector in sectors:
            if sector < _LAST:
                table.extend(struct.unpack(f"<{self._size // 4}I", self._sector(sector)))
        passed = bytearray(len(table))  # 1: on the way now, 2: known to end
        for first in range(len(table)):
            way = []
            at = first
            while at < len(table) and not passed[at]:
                passed[at] = 1
                way.append(at)
                at = table[at]
            if at < len(table) and passed[at] == 1:
                raise ValueError
            for each in way:
                passed[each] = 2
        return table

    def _follow(self, sector: int, table: array[int]) -> Iterator[int]:
        while sector < _LAST:
            yield sector
            sector = table[sector]

    def _stream(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in self._follow(start, self._table))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._raw):
            raise ValueError
        return self._raw[start : start + self._size].ljust(self._size, b"\0")


def _corner(records: bytes, most: int) -> tuple[int, int]:
    """How many rows and columns the furthest cell and the stated size reach over.

    Raises:
        ValueError: more strings are announced than there are bytes (`most`), or a size is none.
    """
    rows = columns = at = 0
    while at + 4 <= len(records):
        kind, length = struct.unpack_from("<HH", records, at)
        at += 4
        body = records[at : at + length]
        at += length
        if kind in _CELLS and len(body) >= 4:  # noqa: PLR2004
            row, column = struct.unpack_from("<HH", body)
            if kind in _SEVERAL and len(body) >= 6:  # noqa: PLR2004
                (column,) = struct.unpack_from("<H", body, len(body) - 2)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _DIMENSIONS:
            row, last_row, column, last_column = _dimensions(body)
            if row > last_row or column > last_column:
                raise ValueError
            rows, columns = max(rows, last_row), max(columns, last_column)
        elif kind == _STRINGS and max(struct.unpack_from("<II", body)) > most:
            raise ValueError
    return rows, columns


def _dimensions(body: bytes) -> tuple[int, int, int, int]:
    """First row, row behind the last, first column, column behind the last."""
    wide = len(body) >= struct.calcsize("<IIHH")
    return struct.unpack_from("<IIHH" if wide else "<HHHH", body)
