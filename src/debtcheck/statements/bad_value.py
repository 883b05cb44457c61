"""A value that cannot be read, as a sentence's key and its blanks."""

from __future__ import annotations


class BadValue(ValueError):
    """What is wrong with one value; `problem.<key>` says it and what to write instead."""

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params: dict[str, object] = params
