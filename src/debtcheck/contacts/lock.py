"""One writer at a time: a lock on the open log itself, released when the process ends, however."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 10  # seconds
PAUSE_MS = 20
_FAR = 0x7FFF0000  # on Windows a byte far behind the end is locked, so that readers are let in


class Busy(OSError):
    """Another process holds the log for too long."""


@contextmanager
def locked(descriptor: int, patience: int = PATIENCE) -> Iterator[None]:
    """Hold the lock of an open file.

    Raises:
        Busy: it was held by another for longer than `patience` seconds.
    """
    give_up = time.monotonic() + patience
    while not _take(descriptor):
        if time.monotonic() > give_up:
            raise Busy("the log is in use")
        time.sleep(PAUSE_MS / 1000)
    try:
        yield
    finally:
        _release(descriptor)


if sys.platform == "win32":
    import msvcrt
    import os

    def _take(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
