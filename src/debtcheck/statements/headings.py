"""Which column a heading names, and what a word in a status column means."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_UNIT = re.compile(r"\((?:元|人民币|人民币元|rmb|cny|天|%)\)$")
KINDS = ("text", "count", "day", "amount")


@dataclass(frozen=True, slots=True)
class Headings:
    """The column names of one kind of table: plain heading -> (key, kind of cell)."""

    columns: Mapping[str, tuple[str, str]]
    weak: Mapping[str, tuple[str, str]]
    examples: tuple[str, ...]

    def key(self, heading: str) -> str:
        """The key of a heading, or an empty text."""
        plain = plain_heading(heading)
        return (self.columns.get(plain) or self.weak.get(plain) or ("", ""))[0]

    def count(self, cells: list[str]) -> int:
        """How many different columns these cells name."""
        return len({key for cell in cells if (key := self.key(cell))})


@cache
def load_headings(topic: str) -> Headings:
    """The headings of a `statement` or of `payments`."""
    data = _data()[topic]
    columns: dict[str, tuple[str, str]] = {}
    kinds: dict[str, str] = {}
    for kind in KINDS:
        for key, names in data[kind].items():
            kinds[key] = kind
            columns.update({plain_heading(name): (key, kind) for name in (key, *names)})
    weak = {plain_heading(name): (key, kinds[key]) for name, key in data.get("weak", {}).items()}
    return Headings(columns, weak, tuple(data["examples"]))


@cache
def status_words() -> Mapping[str, str]:
    """Plain status -> settled, not_due, open, paid, failed or refunded."""
    return {plain_heading(word): name for name, ws in _data()["status"].items() for word in ws}


@cache
def total_words() -> Mapping[str, str]:
    """Plain first cell of a total row -> sum or part."""
    return {plain_heading(word): name for name, ws in _data()["total"].items() for word in ws}


def plain_heading(text: str) -> str:
    """A heading for comparison: NFKC, no spaces, lower case, no unit in brackets, no colon."""
    plain = "".join(unicodedata.normalize("NFKC", text[:200]).split()).lower().rstrip(":")
    return _UNIT.sub("", plain)


@cache
def _data() -> dict[str, Any]:
    source = files("debtcheck.statements").joinpath("headings.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
