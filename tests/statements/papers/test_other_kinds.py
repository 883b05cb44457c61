"""Pictures are kept as evidence; other kinds of files say what to do instead."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from debtcheck.words.catalog import LANGUAGES, Words

from .text_papers import Read, reader


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path)


@pytest.mark.parametrize(
    "head",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"BM\x9a\x00\x00\x00\x00\x00\x00\x00",
        b"II*\x00",
        b"RIFF\x24\x00\x00\x00WEBPVP8 ",
        b"\x00\x00\x00\x18ftypheic",
        b"\x00\x00\x00\x18ftypmif1",
    ],
)
def test_a_picture(read: Read, head: bytes) -> None:
    raw = head + bytes(range(256))
    found = read(raw)
    assert (found.format, found.rows, found.payments, found.claims) == ("image", 0, (), ())
    assert found.digest == hashlib.sha256(raw).hexdigest()
    for lang in LANGUAGES:
        words = Words(lang)
        said = " ".join(words.say(notice) for notice in found.notices)
        assert "debtcheck import -" in said


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b"Rar!\x1a\x07\x00abc", "paper_rar"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "paper_rar"),
        (b"\x1f\x8b\x08\x00abc", "paper_rar"),
        (b"{\\rtf1 hello}", "paper_word"),
        (b"MZ\x90\x00\x03", "paper_program"),
        (b"ID3\x03\x00", "paper_recording"),
        (b"#!AMR\n\x3c", "paper_recording"),
        (b"\x00\x00\x00\x18ftypmp42", "paper_recording"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "paper_recording"),
        (b"SQLite format 3\x00", "paper_database"),
        ("<!DOCTYPE html><html><body>账单</body></html>".encode(), "paper_html"),
        (b"\xef\xbb\xbf  <table border=1><tr><td>1</td></tr></table>", "paper_html"),
        (b"From: a@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nbill", "paper_mail"),
        (b"\0\0\0\0not a text", "binary_file"),
        (b"", "empty_file"),
    ],
)
def test_kinds_that_are_not_read(read: Read, refused, raw: bytes, key: str) -> None:
    (problem,) = refused(lambda: read(raw))
    assert problem.key == key


def test_a_letter_that_begins_like_a_mail_is_a_letter(read: Read) -> None:
    assert read("致：张三\n截至2026年9月27日，您尚欠本金100元，利息1元\n日期：2026-09-28").claims
