"""The bytes of a text, decoded piece by piece: no more than a piece is ever in memory."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.papers.content import no_progress
from debtcheck.statements.reading import encodings
from debtcheck.statements.table_csv import MAX_LINE

_PIECE = 1_000_000  # bytes
_SMALL_PIECE = 50_000
_FEW_ZEROS = 100  # at most one byte in so many


class Blocks:
    """A text in pieces that end with a line. `encoding` is its name, decided once.

    The encoding is the first that fits the first piece with other letters than ASCII. A later
    byte that does not fit it is an error: nothing is replaced or left out.
    """

    def __init__(self, source: Callable[[], BinaryIO], size: int, file: str) -> None:
        """`source` opens the bytes anew, `size` is how many there are.

        Raises:
            InputError: no text, empty, or no known encoding.
        """
        self.file = file
        self._source = source
        self._size = size
        self._codec, self.encoding = self._decide()

    def first_texts(self) -> Iterator[str]:
        """As `texts`, in smaller pieces, for whoever needs only the first rows."""
        return self.texts(size=_SMALL_PIECE)

    def texts(
        self, progress: Callable[[int, int], None] = no_progress, size: int = _PIECE
    ) -> Iterator[str]:
        """The pieces of some `size` bytes, each of whole lines, every line ending with \\n.

        Raises:
            InputError: a byte that does not fit, a NUL, a line too long, a letter cut in two at
                the end; each with its line.
        """
        decoder = io.IncrementalNewlineDecoder(
            codecs.getincrementaldecoder(self._codec)("strict"), translate=True
        )
        done = given = 0
        rest = ""
        with self._source() as stream:
            while True:
                piece = stream.read(size)
                done += len(piece)
                try:
                    text = rest + decoder.decode(piece, final=not piece)
                except UnicodeDecodeError as error:
                    read = rest + piece[: error.start].decode(self._codec, "replace")
                    key = "text_encoding" if piece else "text_cut"
                    raise self._bad(key, given, read, encoding=self.encoding) from None
                # Bytes are quicker to search; in UTF-16 every ASCII letter has a zero byte.
                if b"\0" in piece and "\0" in text:
                    raise self._bad("text_nul", given, text[: text.index("\0")])
                cut = text.rfind("\n") + 1 if piece else len(text)
                whole, rest = text[:cut], text[cut:]
                if whole:
                    yield whole
                    given += len(whole)
                if not piece:
                    return
                if len(rest) > MAX_LINE:
                    raise self._bad("table_long_line", given, "")
                progress(done, self._size)

    @property
    def ends_with_line(self) -> bool:
        """True if the last line is whole."""
        with self._source() as stream:
            stream.seek(max(0, self._size - len(codecs.BOM_UTF8) - 1))
            return stream.read().rstrip(b"\0 \t").endswith((b"\n", b"\r"))

    def _decide(self) -> tuple[str, str]:
        with self._source() as stream:
            piece = stream.read(_PIECE)
            has_zeros = b"\0" in piece
            begin = piece
            if piece.count(0) * _FEW_ZEROS < len(piece):  # a text that is damaged, no other kind
                begin = piece.replace(b"\0", b"")
            tried = encodings(begin, self.file)
            if not piece.strip():
                raise InputError(Problem("empty_file", self.file))
            while len(tried) > 1 and piece.isascii() and (more := stream.read(_PIECE)):
                piece = more
            for codec, name in tried:
                decoder = codecs.getincrementaldecoder(codec)("strict")
                try:
                    text = decoder.decode(piece)
                except UnicodeDecodeError:
                    continue
                # A letter cut in two at the end, and no whole one, is no sign of this encoding.
                if not (decoder.getstate()[0] and text.isascii() and len(tried) > 1):
                    return codec, name
        raise InputError(Problem("binary_file" if has_zeros else "encoding", self.file))

    def _bad(self, key: str, given: int, read: str, **params: object) -> InputError:
        """A problem on the line after the first `given` characters and what was `read` of more.

        Lines are counted only here: counting them always would cost a tenth of the time.
        """
        line = 1 + read.count("\n")
        for block in self.texts() if given else ():
            line += block.count("\n", 0, given)
            given -= len(block)
            if given <= 0:
                break
        return InputError(Problem(key, self.file, f"line {line}", params))
