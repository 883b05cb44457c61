"""A picture is no table: it is kept as evidence, with the way to bring in what it shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from debtcheck.statements.papers.content import Content, Opening, Row
from debtcheck.statements.papers.paper import Paper
from debtcheck.words.text import Text

FORMAT = "image"
_SIGNS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif")
_BMP_RESERVED = slice(6, 10)


class ImageContent(Content):
    """A picture: no rows, no words, only what identifies it."""

    kind = FORMAT
    encoding = ""

    def __init__(self, raw: bytes, file: str) -> None:
        self.file = file
        self.digest = hashlib.sha256(raw).hexdigest()

    @property
    def head(self) -> Sequence[Row]:
        return ()

    def rows(self) -> Iterator[Row]:
        return iter(())

    def text(self) -> str:
        return ""


def is_image(raw: bytes) -> bool:
    """True for PNG, JPEG, GIF, BMP, TIFF, WebP, HEIC and AVIF, by their first bytes."""
    if raw.startswith(b"BM"):
        return raw[_BMP_RESERVED] == b"\0\0\0\0"
    if raw.startswith(b"RIFF"):
        return raw[8:12] == b"WEBP"
    if raw[4:8] == b"ftyp":
        return raw[8:12] in _BRANDS
    return raw.startswith(_SIGNS)


def open_image(raw: bytes, file: str, opening: Opening) -> Content:
    """A picture as evidence."""
    opening.progress(len(raw), len(raw))
    return ImageContent(raw, file)


def identify(content: Content) -> bool:
    """True for a picture."""
    return content.kind == FORMAT


def read(content: Content, opening: Opening) -> Paper:
    """The picture's name and SHA-256, and what to do with what it shows."""
    assert isinstance(content, ImageContent)
    params: dict[str, object] = {"file": content.file}
    return Paper(
        file=content.file,
        format=FORMAT,
        digest=content.digest,
        notices=(
            Text("papers_doc.image", params),
            Text("papers_doc.image_words", params),
        ),
    )
