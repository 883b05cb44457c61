"""The words of a paper as one text, and the place of each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from debtcheck.statements.foreign_text import clean_text
from debtcheck.statements.papers.content import Content

_SENTENCE_ENDS = "。；;：:！!？?）)】"
_FULL_LINE = 15  # characters of a line that may go on in the next
_PAIR = 2
_LABEL = re.compile(r"[^0-9０-９，。；;！]{1,16}")
_TABS = re.compile(r"[\t\v\f]+")


@dataclass(frozen=True, slots=True)
class Lines:
    """`text`, made harmless, and for each piece of it where it begins and its place."""

    text: str
    starts: tuple[int, ...]
    places: tuple[str, ...]

    def place(self, at: int) -> str:
        """The place of a character of the text."""
        index = bisect_right(self.starts, max(at, 0)) - 1
        return self.places[max(index, 0)] if self.places else ""


def lines_of(content: Content) -> Lines:
    """The text of a paper; a table of two columns reads `label: value`.

    The lines of a PDF that break in the middle of a sentence are put together.

    Raises:
        InputError: larger than a text may be.
    """
    if content.kind != "text":
        return _joined((row.place, _row(row.cells), content.kind) for row in content.rows())
    if len(content.head) >= _PAIR and all(_is_pair(row.cells) for row in content.head):
        return _joined((row.place, _row(row.cells), content.kind) for row in content.rows())
    lines = content.text().split("\n")
    return _joined((f"line {n}", line, "text") for n, line in enumerate(lines, start=1))


def _is_pair(cells: list[str]) -> bool:
    """A label and its value. A comma within an amount also parts a line in two: no label then."""
    return len(cells) == _PAIR and _LABEL.fullmatch(cells[0]) is not None


def _row(cells: list[str]) -> str:
    filled = [cell for cell in cells if cell]
    return (": " if len(filled) == _PAIR else " ").join(filled)


def _joined(lines: Iterable[tuple[str, str, str]]) -> Lines:
    parts: list[str] = []
    starts: list[int] = []
    places: list[str] = []
    at = 0
    before = ""
    for place, line, kind in lines:
        plain = clean_text(_TABS.sub(" ", line))
        goes_on = (
            kind == "pdf"
            and len(before) >= _FULL_LINE
            and not before.rstrip().endswith(tuple(_SENTENCE_ENDS))
        )
        joint = "" if goes_on or not starts else "\n"
        starts.append(at + len(joint))
        places.append(place)
        parts.append(joint + plain)
        at += len(joint) + len(plain)
        before = plain
    return Lines("".join(parts), tuple(starts), tuple(places))
