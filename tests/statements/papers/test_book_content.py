"""Workbooks: places, both epochs, formulas, macros, passwords, old files, and each bad one."""

from __future__ import annotations

import builtins
import io
import re
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from debtcheck.statements.papers import book_content, locked
from debtcheck.statements.papers.content import Content, Opening, Row
from debtcheck.statements.papers.opening import open_paper

TODAY = date(2026, 9, 28)
OPENING = Opening(today=TODAY, password=lambda file: "123456")
XLSX_HEAD = b"PK\x03\x04"


def packed(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_book(*rows: list[object]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def opened(tmp_path: Path, raw: bytes, opening: Opening = OPENING) -> Content:
    path = tmp_path / "账单.bin"  # the name says nothing
    path.write_bytes(raw)
    return open_paper(path, opening)


def rows(tmp_path: Path, raw: bytes) -> list[Row]:
    return list(opened(tmp_path, raw).rows())


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one more part, or one replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, content)
    return out.getvalue()


def locked_book(password: str = "123456") -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(packed(a_book(["期数", "金额"], [1, 866.2])))).encrypt(password, out)
    return out.getvalue()


def test_cells_as_they_are_shown(tmp_path: Path) -> None:
    raw = packed(
        a_book(
            [" 期数\t", "日期"],
            [3, datetime.fromisoformat("2026-09-15 09:30:00")],
            [None, None],
            [0.1 + 0.2, "x"],
        )
    )
    assert rows(tmp_path, raw) == [
        Row("row 1", ["期数", "日期"]),
        Row("row 2", ["3", "2026-09-15 09:30:00"]),
        Row("row 4", ["0.3", "x"]),
    ]


def test_sheets_are_named_in_the_place(tmp_path: Path) -> None:
    book = a_book(["a"])
    book.create_sheet("二").append(["b"])
    assert [row.place for row in rows(tmp_path, packed(book))] == [
        "sheet 1, row 1",
        "sheet 2, row 1",
    ]


def test_a_table_that_does_not_begin_in_the_corner(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C3"] = "期数"
    assert rows(tmp_path, packed(book)) == [Row("row 3", ["", "", "期数"])]


@pytest.mark.parametrize("mac", [False, True])
def test_both_epochs(tmp_path: Path, mac: bool) -> None:
    """2026-09-15 is day 46280 from 1899-12-30, and 46280 − 1462 = 44818 from 1904-01-01."""
    book = openpyxl.Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    for row in (["到期日", "本金"], [date(2026, 9, 15), 44818], [44818 if mac else 46280, 44818]):
        book.active.append(row)
    found = rows(tmp_path, packed(book))
    assert found[1].cells == ["2026-09-15", "44818"]  # an amount is no day
    # A bare day number under the heading of a day: from 1904 it is put into words here, from
    # 1900 by whoever reads the cell as a day.
    assert found[2].cells == (["2026-09-15", "44818"] if mac else ["46280", "44818"])


def test_a_formula_that_nobody_computed_is_shown_as_it_is(tmp_path: Path) -> None:
    book = a_book(["期数", "应还本金"], [1, '=SUM(A1:A2)&"元"'])
    book.active["D9"] = "=A1"
    book.create_sheet("二").append(["=B1"])
    assert rows(tmp_path, packed(book)) == [
        Row("sheet 1, row 1", ["期数", "应还本金"]),
        Row("sheet 1, row 2", ["1", '=SUM(A1:A2)&"元"']),
        Row("sheet 1, row 9", ["", "", "", "=A1"]),
        Row("sheet 2, row 1", ["=B1"]),
    ]


def test_a_formula_with_its_value_is_the_value(tmp_path: Path) -> None:
    raw = packed(a_book(["a"], ["=1+1"]))
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    filled, count = re.subn(rb"(<f>1\+1</f>)<v(?: ?/>|></v>)", rb"\1<v>2</v>", sheet)
    assert count == 1
    raw = with_part(raw, "xl/worksheets/sheet1.xml", filled)
    assert rows(tmp_path, raw)[1].cells == ["2"]


def test_macros_are_not_run_and_said(tmp_path: Path) -> None:
    content = opened(tmp_path, with_part(packed(a_book(["a"])), "xl/vbaProject.bin", b"Sub Evil()"))
    assert [row.cells for row in content.rows()] == [["a"]]
    assert [notice.key for notice in content.notices] == ["papers_doc.macros"]


def test_an_old_xls(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write(1, 1, "本金")
    sheet.write(1, 2, 833.33)
    out = io.BytesIO()
    book.save(out)
    assert rows(tmp_path, out.getvalue()) == [Row("row 2", ["", "本金", "833.33"])]


def test_a_workbook_under_a_password(tmp_path: Path, refused) -> None:
    raw = locked_book()
    assert rows(tmp_path, raw)[1].cells == ["1", "866.2"]
    for password, key in ((None, "paper_locked"), ("1", "paper_wrong_password")):
        opening = Opening(today=TODAY, password=lambda file, given=password: given)
        (problem,) = refused(lambda o=opening: opened(tmp_path, raw, o))
        assert problem.key == key


def test_the_password_is_asked_once_and_for_the_file(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(file: str) -> str:
        asked.append(Path(file).name)
        return "123456"

    opened(tmp_path, locked_book(), Opening(today=TODAY, password=ask))
    assert asked == ["账单.bin"]


def test_a_lock_that_would_take_for_ever(tmp_path: Path, refused, monkeypatch) -> None:
    """A file may say that its key is made in two thousand million rounds."""
    monkeypatch.setattr(locked, "_MOST_ROUNDS", 99_999)  # Office's own 100,000 is one too many
    (problem,) = refused(lambda: opened(tmp_path, locked_book()))
    assert problem.key == "xlsx_broken"


@pytest.mark.parametrize(
    ("stream", "key"),
    [("WordDocument", "paper_word"), ("__nameid_version1.0", "paper_old_kind")],
)
def test_other_old_files(tmp_path: Path, refused, stream: str, key: str) -> None:
    raw = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(64)
    (problem,) = refused(lambda: opened(tmp_path, raw))
    assert problem.key == key


def test_a_workbook_cut_off(tmp_path: Path, refused) -> None:
    raw = packed(a_book(["a"], ["b"]))
    (problem,) = refused(lambda: opened(tmp_path, raw[: len(raw) // 2]))
    assert problem.key in ("zip_broken", "xlsx_broken")


def test_a_bomb_is_not_unpacked(tmp_path: Path, refused) -> None:
    raw = with_part(packed(a_book(["a"])), "xl/worksheets/sheet9.xml", bytes(310_000_000))
    (problem,) = refused(lambda: opened(tmp_path, raw))
    assert problem.key == "xlsx_too_large"


@pytest.mark.parametrize(
    ("cell", "key"),
    [("A1048576", "table_rows"), ("XFD2", "table_columns"), ("KO2", "table_columns")],
)
def test_a_cell_far_away(tmp_path: Path, refused, cell: str, key: str) -> None:
    book = a_book(["a"])
    book.active[cell] = 1
    (problem,) = refused(lambda: opened(tmp_path, packed(book)))
    assert problem.key == key


@pytest.mark.parametrize("sign", [b"r='XFD1048576'", b'r = "XFD1048576"'])
def test_a_cell_far_away_written_in_another_way(tmp_path: Path, refused, sign: bytes) -> None:
    raw = packed(a_book([1]))
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    far = sheet.replace(b'<c r="A1"', b"<c " + sign)
    assert far != sheet
    raw = with_part(raw, "xl/worksheets/sheet1.xml", far)
    (problem,) = refused(lambda: opened(tmp_path, raw))
    assert problem.key == "table_rows"


def test_a_binary_workbook(tmp_path: Path, refused) -> None:
    raw = with_part(packed(a_book([1])), "xl/workbook.bin", b"x")
    (problem,) = refused(lambda: opened(tmp_path, raw))
    assert problem.key == "xlsb"


def test_a_cell_far_too_long(tmp_path: Path, refused) -> None:
    content = opened(tmp_path, packed(a_book(["a", "x" * 10_001])))
    (problem,) = refused(lambda: list(content.rows()))
    assert (problem.key, problem.place) == ("table_long_cell", "row 1")


def test_entities_in_a_workbook_are_refused(tmp_path: Path, refused) -> None:
    raw = packed(a_book(["=1+1"]))
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        book = parts.read("xl/workbook.xml")
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + book.removeprefix(b"<?xml version='1.0'?>")
    (problem,) = refused(lambda: opened(tmp_path, with_part(raw, "xl/workbook.xml", bomb)))
    assert problem.key == "xlsx_broken"


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of libraries that are not installed."""
    absent: set[str] = set()
    real = builtins.__import__

    def fake(name: str, *args: object, **kwargs: object) -> object:
        if name.partition(".")[0] in absent:
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", fake)
    for name in ("python_calamine", "msoffcrypto"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return absent


@pytest.mark.parametrize(
    ("library", "key"), [("python_calamine", "xlsx_extra"), ("msoffcrypto", "paper_locked_book")]
)
def test_a_library_that_is_absent(tmp_path: Path, refused, without, library, key) -> None:
    without.add(library)
    raw = locked_book() if library == "msoffcrypto" else packed(a_book(["a"]))
    (problem,) = refused(lambda: opened(tmp_path, raw))
    assert problem.key == key


def test_the_text_of_a_workbook_has_a_limit(tmp_path: Path, refused, monkeypatch) -> None:
    content = opened(tmp_path, packed(a_book(["a", "b"], ["c"])))
    assert content.text() == "a\tb\nc"
    monkeypatch.setattr(book_content, "TEXT_LIMIT", 3)
    (problem,) = refused(content.text)
    assert problem.key == "paper_text_long"
