"""Bounds for reading a PDF: what its streams unpack to, and how much stands on a page.

The library unpacks a stream whole and draws whatever a page asks for, so that a small file could
fill the memory or never end. The counting stands where the library unpacks and draws.
"""

from __future__ import annotations

import io
import logging
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

STREAM_LIMIT = 40_000_000  # bytes of one unpacked stream (a large embedded font)
WHOLE_LIMIT = 250_000_000  # bytes of all streams of a file
STEPS = 500_000  # of one table in the file (its objects, the letters of a font)
WHOLE_STEPS = 5_000_000  # of all of them
PAGE_OBJECTS = 50_000  # letters, lines and pictures of a page
_FORM = 20  # a form within a page costs as much as so many letters
_RUN_LENGTH_LIMIT = 200_000  # packed bytes: each may become 64


class PdfTooLarge(Exception):
    """A bound was met."""


class Meter:
    """What a file has unpacked so far."""

    def __init__(self) -> None:
        self.unpacked = 0
        self.steps = 0

    def room(self) -> int:
        """Bytes that the next stream may have."""
        return min(STREAM_LIMIT, WHOLE_LIMIT - self.unpacked)

    def add(self, data: bytes) -> bytes:
        """Counts an unpacked stream.

        Raises:
            PdfTooLarge: beyond the bounds.
        """
        if len(data) > self.room():
            raise PdfTooLarge
        self.unpacked += len(data)
        return data

    def step(self, count: int) -> None:
        """Counts the rows of a table.

        Raises:
            PdfTooLarge: beyond the bounds.
        """
        self.steps += count
        if count > STEPS or self.steps > WHOLE_STEPS:
            raise PdfTooLarge


_METER: ContextVar[Meter | None] = ContextVar("pdf_meter", default=None)


@contextmanager
def metered(meter: Meter) -> Iterator[None]:
    """Inside, the library is held to the bounds and is quiet; outside it is as it always was.

    It talks of each oddity of a file on the screen; what matters of them is said by us.
    """
    _install()
    token = _METER.set(meter)
    talk = [logging.getLogger(name) for name in ("pdfminer", "pdfplumber")]
    levels = [logger.level for logger in talk]
    for logger in talk:
        logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(talk, levels, strict=True):
            logger.setLevel(level)
        _METER.reset(token)


class _Zlib:
    """As the module `zlib`, within the room of the meter."""

    error = zlib.error
    decompressobj = staticmethod(zlib.decompressobj)

    @staticmethod
    def decompress(data: bytes) -> bytes:
        meter = _METER.get()
        if meter is None:
            return zlib.decompress(data)
        unpacker = zlib.decompressobj()
        found = unpacker.decompress(data, max(1, meter.room()) + 1)
        meter.add(found)
        if not unpacker.eof:
            raise zlib.error("incomplete")  # as zlib.decompress says it
        return found


def _range(*bounds: int) -> range:
    """As `range`: a file may say that a font has a thousand million letters."""
    found = range(*bounds)
    meter = _METER.get()
    if meter is not None and found:
        # len() itself cannot say the length of the very longest
        meter.step(abs(found[-1] - found[0]) // abs(found.step) + 1)
    return found


@cache
def _install() -> None:
    """Puts the counting in place, once."""
    from pdfminer import cmapdb, pdfdocument, pdffont, pdftypes
    from pdfminer.lzw import LZWDecoder
    from pdfminer.runlength import rldecode as run_length
    from pdfplumber import page

    corrupted = pdftypes.decompress_corrupted

    def lzw(data: bytes) -> bytes:
        meter = _METER.get() or Meter()
        found = bytearray()
        for piece in LZWDecoder(io.BytesIO(data)).run():
            found += piece
            if len(found) > meter.room():
                raise PdfTooLarge
        return meter.add(bytes(found))

    def runs(data: bytes) -> bytes:
        if len(data) > _RUN_LENGTH_LIMIT:
            raise PdfTooLarge
        return run_length(data)

    def broken(data: bytes) -> bytes:
        """The library saves what it can, byte by byte: only what is small."""
        meter = _METER.get()
        if meter is None:
            return corrupted(data)
        unpacker = zlib.decompressobj()
        return meter.add(unpacker.decompress(data, max(1, meter.room()) + 1))

    class Counting(page.PDFPageAggregatorWithMarkedContent):
        """Counts what a page draws."""

        drawn = 0

        def _count(self, weight: int = 1) -> None:
            self.drawn += weight
            if self.drawn > PAGE_OBJECTS and _METER.get() is not None:
                raise PdfTooLarge

        def render_char(self, *args: Any, **kwargs: Any) -> float:
            self._count()
            return super().render_char(*args, **kwargs)

        def begin_figure(self, *args: Any, **kwargs: Any) -> None:
            self._count(_FORM)
            super().begin_figure(*args, **kwargs)

        def paint_path(self, *args: Any, **kwargs: Any) -> None:
            self._count()
            super().paint_path(*args, **kwargs)

    for module, name, value in (
        (pdftypes, "zlib", _Zlib),
        (pdftypes, "lzwdecode", lzw),
        (pdftypes, "rldecode", runs),
        (pdftypes, "decompress_corrupted", broken),
        (cmapdb, "range", _range),
        (pdffont, "range", _range),
        (pdfdocument, "range", _range),
        (page, "PDFPageAggregatorWithMarkedContent", Counting),
    ):
        setattr(module, name, value)
