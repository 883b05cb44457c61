"""Writes a file whole or not at all, for its owner alone, never over another unless told to."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from debtcheck.case.problem import InputError, Problem

OWNER_ONLY = 0o600
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def safe_write(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file in one step.

    The content goes to a temporary file beside it, is synced, and only then gets its name.

    Args:
        path: The file.
        content: All of it.
        force: Take the place of a file that is there.

    Raises:
        InputError: The file exists and `force` was not given, or it cannot be written.
    """
    if not force and os.path.lexists(path):
        raise _problem("file_exists", path)
    try:
        with _temporary(path) as name:
            _fill(name, content)
            _give_name(name, path, force)
        _sync_folder(path.parent)
    except FileExistsError:
        raise _problem("file_exists", path) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise _problem("cannot_write", path, why=why) from None


@contextlib.contextmanager
def _temporary(path: Path) -> Iterator[str]:
    """A temporary file of the owner's, gone afterwards if it did not get the name."""
    handle, name = tempfile.mkstemp(prefix=".debtcheck-", suffix=".tmp", dir=path.parent)
    os.close(handle)
    try:
        yield name
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def _fill(name: str, content: bytes) -> None:
    with open(name, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _give_name(name: str, path: Path, force: bool) -> None:
    if force:
        os.replace(name, path)
        return
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
