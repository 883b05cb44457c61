"""The bytes of a letter as a text file."""

from __future__ import annotations

import codecs

from debtcheck.letters.letter import LetterRefused
from debtcheck.words.text import text


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
