"""Reads the contact log, and adds lines to it: each flushed and synced, one writer at a time."""

from __future__ import annotations

import codecs
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from debtcheck.case.problem import InputError, Problem
from debtcheck.contacts.csvtext import delimiter, records, written
from debtcheck.contacts.lock import Busy, locked
from debtcheck.contacts.model import COLUMNS, Contact, Log, Note
from debtcheck.contacts.names import names, plain
from debtcheck.contacts.rows import RowReader, cells_of
from debtcheck.statements.foreign_text import clean_text, snippet
from debtcheck.statements.reading import TABLE_LIMIT, decode, read_bytes, shown
from debtcheck.words.text import text

FILE = "contacts.csv"
PRIVATE = 0o600
_NEEDED = "at"
_MIN_COLUMNS = 2
_CODECS = {"UTF-8": "utf-8", "UTF-8-SIG": "utf-8", "GB18030": "gb18030"}


def read_log(path: str | Path, now: datetime) -> Log:
    """The contacts of a log; rows that cannot be used are named in `notes`, the others kept.

    Raises:
        InputError: the file cannot be read, or has no heading that is known.
    """
    file = shown(path)
    content, _ = _text(read_bytes(path, TABLE_LIMIT), file)
    known = names("column")
    sign = delimiter(content, frozenset(known))
    rows = list(records(content, sign))
    headings = [clean_text(cell) for cell in rows[0].cells] if rows else []
    columns = _columns(headings, file)
    notes: list[Note] = []
    unknown = [snippet(h) for h in headings if h and plain(h) not in known]
    if unknown:
        what = text("contact.note.unknown_columns", columns=", ".join(unknown))
        notes.append(Note(rows[0].line, "", what))
    contacts: list[Contact] = []
    for record in rows[1:]:
        cut = any("\ufffd" in cell for cell in record.cells)
        if record.broken or cut or len(record.cells) > len(headings):
            notes.append(Note(record.line, "", text("contact.note.broken"), lost=True))
            continue
        cells = dict(zip(columns, record.cells, strict=False))
        cells.pop("", None)
        if not any(cell.strip() for cell in cells.values()):
            continue
        printed = dict(zip(columns, headings, strict=True))
        reader = RowReader(record.line, record.row, cells, printed, now)
        contact = reader.contact()
        notes += reader.notes
        if len(record.cells) < len(headings):
            notes.append(Note(record.line, "", text("contact.note.short")))
        if contact is not None:
            contacts.append(contact)
    return Log(file, tuple(contacts), tuple(notes), tuple(headings))


def _text(raw: bytes, file: str) -> tuple[str, str]:
    """The text and its encoding; in a log of our own a character that was cut off is marked."""
    if raw.startswith(codecs.BOM_UTF8):
        body = raw.removeprefix(codecs.BOM_UTF8)
        if not body.strip():
            raise InputError(Problem("log_empty", file))
        if b"\0" not in body:
            return body.decode("utf-8", errors="replace"), "UTF-8-SIG"
    return decode(raw, file)


def _columns(headings: Sequence[str], file: str) -> list[str]:
    """The key of each column, empty where it is not known."""
    known = names("column")
    columns: list[str] = []
    for heading in headings:
        key = known.get(plain(heading), "")
        columns.append(key if key not in columns else "")
    if _NEEDED not in columns or len([c for c in columns if c]) < _MIN_COLUMNS:
        found = ", ".join(snippet(h) for h in headings[:12])
        raise InputError(Problem("log_no_heading", file, params={"found": found}))
    return columns


def append(path: str | Path, contacts: Sequence[Contact], words_lang: str = "en") -> int:
    """Add lines: written at once, flushed and synced under a lock; nothing before is touched.

    A new file is made with a heading and a byte order mark, so that a spreadsheet opens it; a file
    that is there keeps its own heading, order, sign and encoding. A last line that was cut off is
    ended first, so that it stays one broken line.

    Args:
        path: The log.
        contacts: What is added, in order.
        words_lang: The language of the headings of a new file.

    Returns:
        The row of the last line, as a spreadsheet counts.

    Raises:
        InputError: it cannot be written, is in use for too long, or lacks a column that is needed.
    """
    file = shown(path)
    try:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags, PRIVATE)
    except (OSError, ValueError):
        raise InputError(Problem("log_not_writable", file)) from None
    try:
        with locked(descriptor):
            raw = _content(descriptor, file)
            addition = _addition(raw, contacts, file, words_lang)
            try:
                _write(descriptor, addition)
                os.fsync(descriptor)
            except OSError:  # a full disk: half a line is worse than none
                os.ftruncate(descriptor, len(raw))
                raise
            return _last_row(raw + addition, file)
    except Busy:
        raise InputError(Problem("log_busy", file)) from None
    except OSError:
        raise InputError(Problem("log_not_writable", file)) from None
    finally:
        os.close(descriptor)


def _last_row(raw: bytes, file: str) -> int:
    content, _ = _text(raw, file)
    return max(record.row for record in records(content, delimiter(content, frozenset())))


def _content(descriptor: int, file: str) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    parts: list[bytes] = []
    size = 0
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
        size += len(part)
        if size > TABLE_LIMIT:
            raise InputError(Problem("log_too_large", file))
    return b"".join(parts)


def _addition(raw: bytes, contacts: Sequence[Contact], file: str, lang: str) -> bytes:
    """What is to be written behind what is there."""
    if not raw.strip(codecs.BOM_UTF8 + b" \t\r\n"):
        heading = list(COLUMNS if lang == "en" else chinese_headings())
        body = "".join(written(list(cells_of(contact).values())) for contact in contacts)
        mark = b"" if raw.startswith(codecs.BOM_UTF8) else codecs.BOM_UTF8
        return mark + (written(heading) + body).encode("utf-8")
    content, encoding = _text(raw, file)
    if encoding not in _CODECS:
        raise InputError(Problem("log_encoding", file))
    sign = delimiter(content, frozenset(names("column")))
    first = next(records(content, sign))
    columns = _columns([clean_text(cell) for cell in first.cells], file)
    body = ""
    for contact in contacts:
        cells = cells_of(contact)
        missing = [c for c in COLUMNS if cells[c] and c not in columns and not _implied(c, cells)]
        if missing:
            raise InputError(
                Problem("log_missing_column", file, params={"columns": ", ".join(missing)})
            )
        body += written([cells.get(column, "") for column in columns], sign)
    torn = "" if content.endswith(("\n", "\r")) else "\r\n"
    return (torn + body).encode(_CODECS[encoding])


def _implied(column: str, cells: dict[str, str]) -> bool:
    """A value that a log without this column would be read as."""
    return (column, cells[column]) in (("direction", "in"), ("channel", "other"))


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def chinese_headings() -> tuple[str, ...]:
    """The first Chinese name of each column."""
    by_key: dict[str, str] = {}
    for name, key in names("column").items():
        if not name.isascii():
            by_key.setdefault(key, name)
    return tuple(by_key[column] for column in COLUMNS)
