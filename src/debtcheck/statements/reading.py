"""Files and streams into text: the border checks, and the encodings tried in a fixed order."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.foreign_text import clean_text

MEGABYTE = 1_000_000
CASE_LIMIT = 5 * MEGABYTE
TABLE_LIMIT = 50 * MEGABYTE
STDIN = "-"
PLAIN = "UTF-8"
_BINARY = (b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")


def shown(path: str | Path) -> str:
    """A file's name as it may be shown."""
    return clean_text(str(path))


def read_bytes(
    path: str | Path, limit: int = CASE_LIMIT, stdin: Callable[[], bytes] | None = None
) -> bytes:
    """The content of a file of at most `limit` bytes; `-` reads `stdin` (else the process's own).

    Raises:
        InputError: no such file, a folder, not readable, empty, or too large.
    """
    file = shown(path)
    if str(path) == STDIN:
        raw = stdin() if stdin else sys.stdin.buffer.read(limit + 1)
    else:
        raw = _read_file(Path(path), file, limit)
    if len(raw) > limit:
        raise InputError(Problem("too_large", file, params={"limit": limit // MEGABYTE}))
    if not raw.strip():
        raise InputError(Problem("empty_file", file))
    return raw


def decode(raw: bytes, file: str) -> tuple[str, str]:
    """The text and the name of its encoding: a byte order mark, then UTF-8, then GB18030.

    Each is tried strictly; nothing is replaced or left out.

    Raises:
        InputError: binary content, or none of the encodings fits.
    """
    for codec, name in encodings(raw, file):
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise InputError(Problem("binary_file", file))
        if not text.strip():
            raise InputError(Problem("empty_file", file))
        return text, name
    raise InputError(Problem("encoding", file))


def encodings(raw: bytes, file: str) -> tuple[tuple[str, str], ...]:
    """What a text that begins with `raw` may be encoded in, in the order to try: codec, name.

    Raises:
        InputError: binary content.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return (("utf-16", "UTF-16"),)
    if raw.startswith(_BINARY) or b"\0" in raw:
        raise InputError(Problem("binary_file", file))
    if raw.startswith(codecs.BOM_UTF8):
        return (("utf-8-sig", "UTF-8-SIG"),)
    return (("utf-8", PLAIN), ("gb18030", "GB18030"))


def _read_file(path: Path, file: str, limit: int) -> bytes:
    try:
        if path.is_dir():
            raise InputError(Problem("is_folder", file))
        with path.open("rb") as stream:
            return stream.read(limit + 1)
    except FileNotFoundError:
        raise InputError(_no_file(path, file)) from None
    except (OSError, ValueError):  # ValueError: a null byte in the name
        raise InputError(Problem("unreadable", file)) from None


def _no_file(path: Path, file: str) -> Problem:
    try:
        names = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    except OSError:
        names = []
    near = get_close_matches(path.name, names, 1, 0.7)
    if near:
        return Problem("no_file_near", file, params={"near": clean_text(near[0])})
    return Problem("no_file", file)
