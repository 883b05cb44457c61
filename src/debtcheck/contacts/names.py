"""How columns and values may be written: the lists of `names.toml`, ready to compare."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def plain(text: str) -> str:
    """A name for comparison: half width, lower case, no spaces, no colon at the end."""
    folded = unicodedata.normalize("NFKC", text[:200]).lower()
    return "".join(folded.split()).replace("_", "").rstrip(":")


@cache
def names(*path: str) -> Mapping[str, str]:
    """Plain name → key, for a table of `names.toml`: `names("phone", "type")`."""
    table: Any = _data()
    for part in path:
        table = table[part]
    found: dict[str, str] = {}
    for key, others in table.items():
        for name in (key, *others):
            found.setdefault(plain(name), key)
    return found


@cache
def _data() -> dict[str, Any]:
    source = files("debtcheck.contacts").joinpath("names.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def lists(table: str) -> Mapping[str, tuple[str, ...]]:
    """Key → words, as they stand in a table of `names.toml`."""
    return {key: tuple(words) for key, words in _data()[table].items()}
