"""Writes a file whole or not at all, for its owner alone, never over another unless told to."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

from debtcheck.case.problem import InputError, Problem

OWNER_ONLY = 0o600
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


class _Changed(Exception):
    """The file is not the one that was read."""


def safe_write(
    path: Path, content: bytes, *, force: bool = False, instead_of: bytes | None = None
) -> None:
    """Write a file in one step.

    The content goes to a file without a name (where the system has such), or to a temporary one
    beside it, is synced, and only then gets its name: a reader sees the old file or the new one.

    Args:
        path: The file.
        content: All of it.
        force: Take the place of a file that is there.
        instead_of: Take the place of a file whose content is this, and of no other.

    Raises:
        InputError: The file exists and neither `force` nor `instead_of` was given, it has been
            changed since it was read, or it cannot be written.
    """
    over = force or instead_of is not None
    if not over and os.path.lexists(path):
        raise _problem("file_exists", path)
    try:
        if not _unnamed(path, content, over, instead_of):
            _named(path, content, over, instead_of)
        _sync_folder(path.parent)
    except FileExistsError:
        raise _problem("file_exists", path) from None
    except _Changed:
        raise _problem("file_changed", path) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise _problem("cannot_write", path, why=why) from None


def _unnamed(path: Path, content: bytes, over: bool, instead_of: bytes | None) -> bool:
    """Through a file that has no name until it is whole: a kill leaves nothing. Linux only.

    False if there are no such files here; then nothing has been done.
    """
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not os.path.isdir("/proc/self/fd"):
        return False
    try:
        handle = os.open(path.parent, flag | os.O_WRONLY, OWNER_ONLY)
    except OSError:  # a file system without them, or no folder: the other way says which
        return False
    try:
        _fill(handle, content)
        if not over:
            return _link(handle, path)
        spare = path.with_name(f".debtcheck-{secrets.token_hex(8)}.tmp")
        if not _link(handle, spare):
            return False
        try:
            _still(path, instead_of)
            os.replace(spare, path)  # over a name that is taken there is no link, only this
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(spare)
            raise
    finally:
        os.close(handle)
    return True


def _link(handle: int, path: Path) -> bool:
    """Give a name to a file without one; False where the file system has no links."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.link(f"/proc/self/fd/{handle}", path.name, dst_dir_fd=folder, follow_symlinks=True)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return False
    finally:
        os.close(folder)
    return True


def _named(path: Path, content: bytes, over: bool, instead_of: bytes | None) -> None:
    """Through a temporary file beside it."""
    with _temporary(path) as (handle, name):
        try:
            _fill(handle, content)
        finally:
            os.close(handle)
        if over:
            _still(path, instead_of)
            os.replace(name, path)
        else:
            _give_new_name(name, path)


def _give_new_name(name: str, path: Path) -> None:
    if os.name == "nt":
        os.rename(name, path)  # refuses an existing file there
        return
    try:
        os.link(name, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # a file system without hard links: take the name first, then fill it in one step
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
        os.replace(name, path)


def _still(path: Path, content: bytes | None) -> None:
    """Nobody else has written the file since it was read."""
    if content is not None and path.read_bytes() != content:
        raise _Changed


@contextlib.contextmanager
def _temporary(path: Path) -> Iterator[tuple[int, str]]:
    """A temporary file of the owner's, gone afterwards if it did not get the name."""
    handle, name = tempfile.mkstemp(prefix=".debtcheck-", suffix=".tmp", dir=path.parent)
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


def _problem(key: str, path: Path, **params: object) -> InputError:
    return InputError(Problem(key, file=str(path), params=dict(params)))
