"""A place in a paper ("line 14", "page 3, row 2", "sheet 2, row 5, 罚息") in words."""

from __future__ import annotations

import re

from debtcheck.words.text import Text

_SHAPES = (
    ("line", re.compile(r"line (?P<n>[0-9]+)(?:, (?P<column>.+))?")),
    ("row", re.compile(r"row (?P<n>[0-9]+)(?:, (?P<column>.+))?")),
    ("sheet", re.compile(r"sheet (?P<part>[0-9]+), row (?P<n>[0-9]+)(?:, (?P<column>.+))?")),
    ("page_row", re.compile(r"page (?P<part>[0-9]+), row (?P<n>[0-9]+)(?:, (?P<column>.+))?")),
    ("page", re.compile(r"page (?P<n>[0-9]+)(?:, (?P<column>.+))?")),
)
_KEY = re.compile(r"text (?P<key>.+)")  # what a value is called, in papers without rows


def place_words(place: str) -> Text:
    """The place in words; one of no known shape stays as it is."""
    for name, shape in _SHAPES:
        if found := shape.fullmatch(place):
            said = Text(
                f"place.{name}", {k: v for k, v in found.groupdict().items() if k != "column"}
            )
            if not found["column"]:
                return said
            return Text("place.column", {"place": said, "column": found["column"]})
    if found := _KEY.fullmatch(place):
        return Text("place.key", found.groupdict())
    return Text("place.as_written", {"place": place})
