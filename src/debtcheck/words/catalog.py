"""Finds the sentence for a key in a language, and fills its blanks.

The sentences lie in `words/<lang>/<topic>.toml`; a key is `topic.rest.of.path`. A topic is read
when its first sentence is asked for, so that a short command pays for nothing else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Protocol, runtime_checkable

from debtcheck.words.text import Text

LANGUAGES = ("zh", "en")


class MissingWords(LookupError):
    """A key without a sentence: our own fault, never the user's."""


@runtime_checkable
class Sayable(Protocol):
    """A value that knows how it reads (a Working)."""

    def say(self, words: Words) -> str:
        """The value in the language of `words`."""


@cache
def _topic(lang: str, topic: str) -> dict[str, str]:
    path = files("debtcheck.words").joinpath(lang, f"{topic}.toml")
    flat: dict[str, str] = {}

    def walk(prefix: str, table: Mapping[str, object]) -> None:
        for key, value in table.items():
            name = f"{prefix}.{key}" if prefix else key
            if isinstance(value, Mapping):
                walk(name, value)
            else:
                flat[name] = str(value)

    walk("", tomllib.loads(path.read_text(encoding="utf-8")))
    return flat


class Words:
    """The sentences of one language: `words("report.title", name="…")`."""

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise ValueError(f"no such language: {lang}")
        self.lang = lang

    def has(self, key: str) -> bool:
        """True if there is a sentence for `key`."""
        topic, _, rest = key.partition(".")
        try:
            return rest in _topic(self.lang, topic)
        except FileNotFoundError:
            return False

    def __call__(self, key: str, /, **params: object) -> str:
        """The sentence for `key` with its blanks filled (`str.format` names)."""
        topic, _, rest = key.partition(".")
        try:
            sentence = _topic(self.lang, topic)[rest]
        except (FileNotFoundError, KeyError):
            raise MissingWords(f"{self.lang}: {key}") from None
        if not params:
            return sentence
        return sentence.format(**{name: self.value(value) for name, value in params.items()})

    def say(self, value: Text) -> str:
        """A Text in this language."""
        return self(value.key, **value.params)

    def value(self, value: object) -> str:
        """A blank's value as it reads: money as 12,345.60, dates as 2025-01-10."""
        if isinstance(value, Text):
            return self.say(value)
        if isinstance(value, Decimal):
            return f"{value:,.2f}"
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Sayable):
            return value.say(self)
        return str(value)
