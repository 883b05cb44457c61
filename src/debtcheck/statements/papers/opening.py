"""Opens a file by what its first bytes say: text, workbook, PDF, archive, picture."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.papers.content import Content, Opening
from debtcheck.statements.reading import MEGABYTE, STDIN, read_bytes, shown

TEXT_FILE_LIMIT = 300 * MEGABYTE  # it is never in memory as a whole
OTHER_LIMIT = 100 * MEGABYTE
_SNIFFED = 8192  # bytes
_ZIP, _PDF, _OLD_OFFICE = b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"
_EMPTY_ZIP = b"PK\x05\x06"
_PDF_WITHIN = 1024  # bytes that may stand before a PDF's own first


def open_paper(path: str | Path, opening: Opening) -> Content:
    """The content of a file; archives give the one paper that they hold. `-` is the input.

    Raises:
        InputError: not readable, encrypted without a password, a kind that cannot be read.
    """
    file = shown(path)
    if str(path) == STDIN or not Path(path).is_file():
        return _open(read_bytes(path, TEXT_FILE_LIMIT), file, opening)
    head = _sniffed(path, file)
    if not _is_text(head, file):
        return _open(read_bytes(path, OTHER_LIMIT), file, opening)
    size = Path(path).stat().st_size
    if size > TEXT_FILE_LIMIT:
        limit = TEXT_FILE_LIMIT // MEGABYTE
        raise InputError(Problem("too_large", file, params={"limit": limit}))
    return _open_text(lambda: Path(path).open("rb"), size, file, opening)


def _sniffed(path: str | Path, file: str) -> bytes:
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(_SNIFFED)
    except OSError:
        raise InputError(Problem("unreadable", file)) from None
    if not head:
        raise InputError(Problem("empty_file", file))
    return head


def _is_text(head: bytes, file: str) -> bool:
    """True for a text.

    Raises:
        InputError: a kind of file that is known and not read.
    """
    from debtcheck.statements.papers.image import is_image
    from debtcheck.statements.papers.other_kinds import refuse

    if head.startswith((_ZIP, _EMPTY_ZIP, _OLD_OFFICE)) or _is_pdf(head) or is_image(head):
        return False
    refuse(head, file)
    return True


def _open(raw: bytes, file: str, opening: Opening) -> Content:
    """The content of bytes that are in memory."""
    if _is_text(raw[:_SNIFFED], file):
        return _open_text(lambda: io.BytesIO(raw), len(raw), file, opening)
    if raw.startswith((_ZIP, _EMPTY_ZIP)):
        return _open_zip(raw, file, opening)
    if raw.startswith(_OLD_OFFICE):
        from debtcheck.statements.papers.book_content import open_old_office

        return open_old_office(raw, file, opening)
    if _is_pdf(raw):
        from debtcheck.statements.papers.pdf_content import open_pdf

        return open_pdf(raw, file, opening)
    from debtcheck.statements.papers.image import open_image

    return open_image(raw, file, opening)


def _open_text(source: Callable[[], BinaryIO], size: int, file: str, opening: Opening) -> Content:
    from debtcheck.statements.papers.text_content import TextContent

    return TextContent(source, size, file, opening)


def _open_zip(raw: bytes, file: str, opening: Opening) -> Content:
    from debtcheck.statements.papers.archive import unpack, zip_holds
    from debtcheck.statements.papers.book_content import open_book
    from debtcheck.statements.papers.other_kinds import refuse_zip

    kind = zip_holds(raw, file)
    if kind == "workbook":
        return open_book(raw, file, opening)
    refuse_zip(kind, file)
    name, paper = unpack(raw, file, opening)
    return _open(paper, f"{file}/{name}", opening)


def _is_pdf(raw: bytes) -> bool:
    return _PDF in raw[:_PDF_WITHIN]
