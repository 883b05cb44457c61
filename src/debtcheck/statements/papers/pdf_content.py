"""A PDF with words in it, as rows: page by page, each page forgotten once it is read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.papers.content import HEAD_ROWS, TEXT_LIMIT, Content, Opening, Row
from debtcheck.statements.papers.locked import ask_password
from debtcheck.statements.papers.pdf_limits import Meter, PdfTooLarge, metered
from debtcheck.statements.papers.pdf_page import Columns, page_rows
from debtcheck.words.text import Text

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

MAX_PAGES = 3000
_HEAD_PAGES = 3
_UNREADABLE = re.compile(r"\(cid:[0-9]+\)")  # a letter whose meaning the file does not tell
_MOST_UNREADABLE = 4  # one in so many
_TOLD = 10  # pages named in a message


class PdfContent(Content):
    """The pages of a PDF; each is read once and kept as its words."""

    kind = "pdf"
    encoding = ""

    def __init__(self, raw: bytes, file: str, opening: Opening) -> None:
        self.file = file
        self._opening = opening
        self._meter = Meter()
        self._pages: list[list[Row]] = []
        self._columns = Columns()
        self._size = 0
        self._without: list[int] = []  # pages with a picture in place of words
        self._pdf = self._open(raw)

    @property
    def head(self) -> Sequence[Row]:
        while len(self._pages) < min(_HEAD_PAGES, self._count):
            self._read_page()
        return [row for page in self._pages[:_HEAD_PAGES] for row in page][:HEAD_ROWS]

    def rows(self) -> Iterator[Row]:
        number = 0
        while number < self._count:
            if number == len(self._pages):
                self._read_page()
            yield from self._pages[number]
            number += 1

    def text(self) -> str:
        return "\n".join(" ".join(cell for cell in row.cells if cell) for row in self.rows())

    def require_words(self) -> None:
        """Reads on until a page has words.

        Raises:
            InputError: none has any (a scan), or none that can be read out.
        """
        while not any(self._pages) and len(self._pages) < self._count:
            self._read_page()
        words = "".join(cell for row in self.head for cell in row.cells)
        if not words:
            raise InputError(Problem("pdf_scan", self.file))
        if len(_UNREADABLE.findall(words)) * 2 * _MOST_UNREADABLE > len(words):
            raise InputError(Problem("pdf_no_letters", self.file))

    def _open(self, raw: bytes) -> PDF:
        pdf = self._try(raw, "")
        if pdf is None:
            pdf = self._try(raw, ask_password(self.file, self._opening))
        if pdf is None:
            raise InputError(Problem("paper_wrong_password", self.file))
        try:
            with metered(self._meter):
                self._count = len(pdf.pages)
        except Exception as error:
            raise self._problem(error) from None
        if not self._count:
            raise InputError(Problem("pdf_broken", self.file))
        if self._count > MAX_PAGES:
            params: dict[str, object] = {"count": self._count, "limit": MAX_PAGES}
            raise InputError(Problem("pdf_pages", self.file, params=params))
        return pdf

    def _try(self, raw: bytes, password: str) -> PDF | None:
        """The opened file, or None if it wants another password."""
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect

        try:
            with metered(self._meter):
                return pdfplumber.open(io.BytesIO(raw), password=password)
        except Exception as error:
            # A password that the format cannot write is a wrong one too.
            wrong = (PDFPasswordIncorrect, UnicodeEncodeError)
            if any(isinstance(cause, wrong) for cause in _causes(error)):
                return None
            raise self._problem(error) from None

    def _read_page(self) -> None:
        number = len(self._pages) + 1
        page = self._pdf.pages[number - 1]
        try:
            with metered(self._meter):
                found = page_rows(page, self._columns)
                picture = not found and bool(page.images)
        except Exception as error:
            raise self._problem(error, f"page {number}") from None
        finally:
            with suppress(Exception):
                page.close()
        rows = [Row(f"page {number}, row {n}", cells) for n, cells in enumerate(found, start=1)]
        self._pages.append(rows)
        self._size += sum(len(cell) for row in rows for cell in row.cells)
        if self._size > TEXT_LIMIT:
            raise InputError(Problem("pdf_too_large", self.file, f"page {number}"))
        if picture:
            self._without.append(number)
            pages = ", ".join(str(n) for n in self._without[:_TOLD])
            params = {"file": self.file, "pages": pages, "count": len(self._without)}
            self.notices = (Text("papers_doc.picture_pages", params),)
        self._opening.progress(number, self._count)

    def _problem(self, error: Exception, place: str = "") -> InputError:
        """What to say of an error of the library, which has many words for a broken file."""
        if isinstance(error, InputError):
            return error
        if any(isinstance(cause, PdfTooLarge) for cause in _causes(error)):
            return InputError(Problem("pdf_too_large", self.file, place))
        return InputError(Problem("pdf_broken", self.file, place))


def open_pdf(raw: bytes, file: str, opening: Opening) -> Content:
    """A PDF; a password is asked for if it wants one.

    Raises:
        InputError: the library is absent, broken, locked, beyond the limits, or without words.
    """
    try:
        import pdfplumber  # noqa: F401
    except ImportError:
        raise InputError(Problem("pdf_extra", file)) from None
    content = PdfContent(raw, file, opening)
    content.require_words()
    return content


def _causes(error: BaseException) -> Iterator[object]:
    """An error, what it wraps and what came before it."""
    found: BaseException | None = error
    for _ in range(_TOLD):
        if found is None:
            return
        yield found
        yield from found.args
        found = found.__cause__ or found.__context__
