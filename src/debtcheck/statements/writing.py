"""Makes disguised writing plain, and remembers where each character came from.

Full width becomes half width, traditional characters simplified ones, letters small; invisible
characters and emoji go; so do spaces and marks inside a Chinese word (微❤信, 安.全.账.户).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Spaces and marks between two Chinese characters, and lists that split one word (安,全,账,户).
_INSIDE = re.compile(
    r"(?<=[\u4e00-\u9fff])[ \t*_~^#|/\\`.=+\-\u2013\u2014\u2022\u00b7]{1,3}(?=[\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff])[,、](?=[\u4e00-\u9fff][,、])"
    r"|(?<=[,、][\u4e00-\u9fff])[,、](?=[\u4e00-\u9fff])"
)
_DROPPED = {"Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me", "So", "Sk"}
_KEPT = "\n\t"


class Folding(dict[int, str]):
    """What each character becomes; worked out when a character is first met."""

    def __init__(self, own: dict[str, str]) -> None:
        super().__init__()
        self._own = own
        self._uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = self._own.get(char) or self._fold(char)
        self[code] = plain
        if len(plain) != 1:
            self._uneven.add(char)
        return plain

    def places(self, raw: str) -> list[int]:
        """Where each folded character came from; empty if every one became exactly one."""
        if self._uneven.isdisjoint(raw):
            return []
        return [i for i, c in enumerate(raw) for _ in range(len(self[ord(c)]))]

    def _fold(self, char: str) -> str:
        if char in _KEPT:
            return char
        if char in "\r\u2028\u2029":
            return "\n"
        folded = unicodedata.normalize("NFKC", char).lower()
        return "".join(
            self._own.get(c, c)
            for c in folded
            if c == " " or unicodedata.category(c) not in _DROPPED
        )


@dataclass(slots=True)
class Normal:
    """A text made plain.

    `folded` is the text character by character, links and numbers intact; `text` is that without
    what stood inside words.
    """

    raw: str
    folded: str
    text: str
    folding: Folding
    _folded_at: list[int] | None = None  # the place in `raw` of each folded character
    _text_at: list[int] | None = None  # the place in `folded` of each character of the text

    def original(self, start: int, end: int) -> str:
        """The user's own words for a span of `text`."""
        first, last = self.span(start, end)
        return self.raw[first:last]

    def original_folded(self, start: int, end: int) -> str:
        """The user's own words for a span of `folded`."""
        first, last = self._span_folded(start, end)
        return self.raw[first:last]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of `text` stands in `raw`."""
        if end <= start:
            return 0, 0
        if len(self.text) == len(self.folded):
            return self._span_folded(start, end)
        if self._text_at is None:
            self._text_at = self._map_text()
        at = self._text_at
        return self._span_folded(at[start], at[end - 1] + 1)

    def _span_folded(self, start: int, end: int) -> tuple[int, int]:
        if end <= start:
            return 0, 0
        if self._folded_at is None:
            self._folded_at = self.folding.places(self.raw)
        at = self._folded_at
        return (at[start], at[end - 1] + 1) if at else (start, end)

    def _map_text(self) -> list[int]:
        kept: list[int] = []
        last = 0
        for match in _INSIDE.finditer(self.folded):
            kept.extend(range(last, match.start()))
            last = match.end()
        kept.extend(range(last, len(self.folded)))
        return kept


@cache
def load_folding() -> Folding:
    """The folding that comes with debtcheck: traditional characters, and those that look alike."""
    source = files("debtcheck.statements").joinpath("writing.toml")
    pairs: dict[str, str] = {}
    for part in tomllib.loads(source.read_text(encoding="utf-8")).values():
        chars = "".join(part.split())
        pairs.update(zip(chars[::2], chars[1::2], strict=True))
    return Folding(pairs)


def normalise(raw: str, folding: Folding) -> Normal:
    """`raw` made plain; `folding` comes from `load_folding`."""
    folded = raw.translate(folding)
    return Normal(raw, folded, _INSIDE.sub("", folded), folding)
