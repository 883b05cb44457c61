"""A workbook (XLSX, XLSM, XLS) as rows of cells. Nothing in it is computed or run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.days import parse_cell_day
from debtcheck.statements.papers.content import HEAD_ROWS, TEXT_LIMIT, Content, Opening, Row
from debtcheck.statements.papers.locked import unlock_office
from debtcheck.statements.table_xlsx import Book
from debtcheck.words.text import Text

_LATER = timedelta(days=1462)  # from 1900's day numbers to 1904's
_DAY_WORDS = ("日期", "时间", "date", "time")
_DAY_ENDS = ("日", "_on", "_at")
_LONGEST_HEADING = 20  # characters
_WHOLE_DAY = 5  # digits of a day number


class BookContent(Content):
    """The sheets of a workbook, one after another."""

    kind = "sheets"
    encoding = ""

    def __init__(self, book: Book) -> None:
        self.file = book.file
        self._book = book
        self._head: list[Row] | None = None
        if book.macros:
            self.notices = (Text("papers_doc.macros", {"file": book.file}),)

    @property
    def head(self) -> Sequence[Row]:
        if self._head is None:
            self._head = [
                row
                for sheet in range(len(self._book.names))
                for row in islice(self._sheet_rows(sheet), HEAD_ROWS)
            ]
        return self._head

    def rows(self) -> Iterator[Row]:
        for sheet in range(len(self._book.names)):
            yield from self._sheet_rows(sheet)

    def text(self) -> str:
        lines: list[str] = []
        size = 0
        for row in self.rows():
            lines.append("\t".join(row.cells).rstrip())
            size += len(lines[-1]) + 1
            if size > TEXT_LIMIT:
                raise InputError(Problem("paper_text_long", self.file))
        return "\n".join(lines)

    def _sheet_rows(self, sheet: int) -> Iterator[Row]:
        name = self._book.names[sheet]
        where = f"sheet {sheet + 1}, row" if len(self._book.names) > 1 else "row"
        days: set[int] = set()  # columns of days
        for number, cells in self._book.rows(name):
            stripped = [cell.strip() for cell in cells]
            if not any(stripped):
                continue
            if self._book.from_1904:
                days |= {index for index, cell in enumerate(stripped) if _names_a_day(cell)}
                stripped = [
                    _from_1904(cell) if index in days else cell
                    for index, cell in enumerate(stripped)
                ]
            yield Row(f"{where} {number}", stripped)


def open_book(raw: bytes, file: str, opening: Opening) -> Content:
    """An XLSX or XLSM.

    Raises:
        InputError: the library is absent, it is broken, or beyond the limits.
    """
    content = BookContent(Book(raw, file))
    opening.progress(len(raw), len(raw))
    return content


def open_old_office(raw: bytes, file: str, opening: Opening) -> Content:
    """A file of the old Office container: an XLS, or a workbook under a password.

    Raises:
        InputError: as `open_book`, no password or a wrong one, or no workbook (a .doc, a mail).
    """
    if _holds(raw, "EncryptedPackage"):
        raw = unlock_office(raw, file, opening)
        if not raw.startswith(b"PK"):
            raise InputError(Problem("paper_lock_unknown", file))
        if b"word/document.xml" in raw:
            raise InputError(Problem("paper_word", file))
        return open_book(raw, file, opening)
    if _holds(raw, "WordDocument"):
        raise InputError(Problem("paper_word", file))
    if not (_holds(raw, "Workbook") or _holds(raw, "Book")):
        raise InputError(Problem("paper_old_kind", file))
    try:
        return open_book(raw, file, opening)
    except InputError as error:
        if error.problems[0].key != "paper_locked":
            raise
    return open_book(unlock_office(raw, file, opening), file, opening)


def _holds(raw: bytes, stream: str) -> bool:
    """True if the container names a stream so."""
    return b"\0" + stream.encode("utf-16-le") + b"\0\0" in b"\0" + raw


def _names_a_day(cell: str) -> bool:
    plain = cell.lower()
    return len(plain) <= _LONGEST_HEADING and (
        any(word in plain for word in _DAY_WORDS) or plain.endswith(_DAY_ENDS)
    )


def _from_1904(cell: str) -> str:
    """A bare day number of a workbook that counts from 1904, as a date; other cells as they are."""
    whole, _, part = cell.partition(".")
    if len(whole) != _WHOLE_DAY or not (whole + part).isdecimal():
        return cell
    try:
        return str(parse_cell_day(whole) + _LATER)
    except BadValue:
        return cell
