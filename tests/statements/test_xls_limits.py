"""Old workbooks that would fill the memory are refused before anything reads them."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from debtcheck.case.problem import Problem
from debtcheck.statements.xls_limits import check_old_workbook

RAW = (Path(__file__).resolve().parents[2] / "sample_statements/papers/ccb.xls").read_bytes()
SECTOR = 512
TABLE, DIRECTORY = struct.unpack_from("<I", RAW, 76)[0], struct.unpack_from("<I", RAW, 48)[0]
# Where the records are, by their own marks: DIMENSIONS (0x0200, 14 bytes), the first shared label
# (0x00FD, 10 bytes), the table of strings (0x00FC).
DIMENSIONS = RAW.index(struct.pack("<HHIIHH", 0x0200, 14, 0, 14, 0, 11)) + 4
LABEL = RAW.index(struct.pack("<HHHH", 0x00FD, 10, 0, 0)) + 4
STRINGS = RAW.index(struct.pack("<H", 0x00FC), SECTOR + 900)


def changed(at: int, new: bytes) -> bytes:
    """The workbook with some bytes of it replaced."""
    return RAW[:at] + new + RAW[at + len(new) :]


def sector(number: int) -> int:
    """Where a sector begins."""
    return (number + 1) * SECTOR


def test_a_workbook_passes() -> None:
    check_old_workbook(RAW, "a.xls")


@pytest.mark.parametrize(
    "raw",
    [
        changed(sector(TABLE), struct.pack("<II", 1, 0)),  # sector 0 leads to 1, and 1 to 0
        changed(sector(TABLE), struct.pack("<I", 0)),  # sector 0 leads to itself
        changed(68, struct.pack("<II", 0, 1)),  # the table goes on in a sector of data
        changed(76, struct.pack("<I", 99_999)),  # the table lies behind the end
        changed(sector(DIRECTORY) + 128 + 120, struct.pack("<I", 0xFFFFFF00)),  # 4 GB of records
        changed(sector(DIRECTORY) + 128, b"X\0"),  # no stream of records
        changed(DIMENSIONS, struct.pack("<I", 0xFFFF00)),  # the first row lies behind the last
        changed(STRINGS + 8, struct.pack("<I", 0x7FFFFFFF)),  # two thousand million strings
        changed(30, b"\x1f"),  # sectors of 2 GB
        RAW[:300],
        RAW[:8],
    ],
)
def test_what_cannot_be_is_refused(refused: Callable[..., list[Problem]], raw: bytes) -> None:
    (problem,) = refused(lambda: check_old_workbook(raw, "a.xls"))
    assert (problem.key, problem.file) == ("xlsx_broken", "a.xls")


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (changed(LABEL, struct.pack("<HH", 65_535, 255)), "xlsx_too_large"),  # 16.7 million cells
        (changed(LABEL, struct.pack("<HH", 1, 60_000)), "table_columns"),
        (changed(DIMENSIONS + 4, struct.pack("<I", 0x7FFFFFFF)), "table_rows"),
    ],
)
def test_a_far_cell_is_refused(refused: Callable[..., list[Problem]], raw: bytes, key: str) -> None:
    (problem,) = refused(lambda: check_old_workbook(raw, "a.xls"))
    assert problem.key == key
