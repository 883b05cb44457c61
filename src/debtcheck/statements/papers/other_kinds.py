"""Files of kinds that are not read, each with what to do instead."""

from __future__ import annotations

import re

from debtcheck.case.problem import InputError, Problem

_BY_SIGN = (
    (b"Rar!", "paper_rar"),
    (b"7z\xbc\xaf\x27\x1c", "paper_rar"),
    (b"\x1f\x8b", "paper_rar"),
    (b"BZh", "paper_rar"),
    (b"\xfd7zXZ", "paper_rar"),
    (b"{\\rtf", "paper_word"),
    (b"ID3", "paper_recording"),
    (b"#!AMR", "paper_recording"),
    (b"OggS", "paper_recording"),
    (b"MZ", "paper_program"),
    (b"\x7fELF", "paper_program"),
    (b"SQLite format 3\0", "paper_database"),
)
_OF_ZIP = {
    "word": "paper_word",
    "slides": "paper_to_pdf",
    "ofd": "paper_to_pdf",
    "xps": "paper_to_pdf",
    "open_document": "paper_to_xlsx",
}
_HEAD = 4000  # bytes in which a page or a mail shows itself
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<table[\s>]", re.IGNORECASE)
_MAIL = re.compile(
    rb"(?:(?:received|return-path|mime-version|from|to|date|subject|message-id|x-[a-z-]+"
    rb"|delivered-to|content-type): ?[^\n]*\n(?:[ \t][^\n]*\n)*){3}",
    re.IGNORECASE,
)


def refuse(raw: bytes, file: str) -> None:
    """Raises for a file that is known and not read; says nothing of others.

    Raises:
        InputError: a packed file, a recording, a web page, a mail, a program, a data base.
    """
    for sign, key in _BY_SIGN:
        if raw.startswith(sign):
            raise InputError(Problem(key, file))
    if raw[4:8] == b"ftyp" or (raw.startswith(b"RIFF") and raw[8:12] in (b"WAVE", b"AVI ")):
        raise InputError(Problem("paper_recording", file))
    head = raw[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") and _PAGE.search(head):
        raise InputError(Problem("paper_html", file))
    if _MAIL.match(head.replace(b"\r\n", b"\n")):
        raise InputError(Problem("paper_mail", file))


def refuse_zip(kind: str, file: str) -> None:
    """Raises for a ZIP that is the file of a program; `kind` is `archive.zip_holds`'.

    Raises:
        InputError: Word, slides, OFD, XPS, an open document.
    """
    if kind in _OF_ZIP:
        raise InputError(Problem(_OF_ZIP[kind], file))
