"""Writes a letter to a file: whole or not at all, for its owner alone, never over another."""

from __future__ import annotations

import codecs
import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from debtcheck.letters.letter import LetterRefused
from debtcheck.words.text import text

OWNER_ONLY = 0o600


def encode(content: str, encoding: str = "utf-8", *, bom: bool = False) -> bytes:
    """The bytes of a text file. GB18030 is for old Windows and gets its line ends.

    Raises:
        LetterRefused: a byte order mark was asked for in another encoding than UTF-8.
    """
    if encoding == "gb18030":
        if bom:
            raise LetterRefused(text("letter.refuse.bom"))
        return content.replace("\n", "\r\n").encode("gb18030")
    raw = content.encode("utf-8")
    return codecs.BOM_UTF8 + raw if bom else raw


def write(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file in one step.

    The content goes to a file without a name (where the system has such), or with a temporary one,
    is synced, and only then gets its name.

    Raises:
        LetterRefused: the file exists and `force` was not given, or it cannot be written.
    """
    if not force and os.path.lexists(path):
        raise _exists(path)
    try:
        if not _unnamed(path, content, force):
            _named(path, content, force)
        _sync_folder(path.parent)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise LetterRefused(text("letter.refuse.cannot_write", path=path, why=why)) from None


def _unnamed(path: Path, content: bytes, force: bool) -> bool:
    """Through a file that has no name until it is whole: a kill leaves nothing. Linux only."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or force or not os.path.isdir("/proc/self/fd"):
        return False
    try:
        handle = os.open(path.parent, flag | os.O_WRONLY, OWNER_ONLY)
    except OSError:  # a file system without them
        return False
    try:
        _fill(handle, content)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.link(f"/proc/self/fd/{handle}", path.name, dst_dir_fd=folder, follow_symlinks=True)
        finally:
            os.close(folder)
    finally:
        os.close(handle)
    return True


def _named(path: Path, content: bytes, force: bool) -> None:
    """Through a temporary file beside it."""
    with _temporary(path.parent) as (handle, name):
        try:
            _fill(handle, content)
        finally:
            os.close(handle)
        if force:
            os.replace(name, path)
        elif os.name == "nt":
            os.rename(name, path)  # refuses an existing file there
        else:
            os.link(name, path)


@contextlib.contextmanager
def _temporary(folder: Path) -> Iterator[tuple[int, str]]:
    """A temporary file of the owner's, gone afterwards if it did not become the letter."""
    handle, name = tempfile.mkstemp(prefix=".letter-", suffix=".tmp", dir=folder)
    try:
        yield handle, name
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def _fill(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]
    os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    """Make the new name last, where folders can be synced."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _exists(path: Path) -> LetterRefused:
    return LetterRefused(text("letter.refuse.exists", path=path))
