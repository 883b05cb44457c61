"""A sentence in no language yet: a key and its blanks."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """`key` names a sentence of the word files; `params` fill it.

    A blank may be a Decimal (money), a date, a Text, a rate, a Working, or anything that prints.
    """

    key: str
    params: dict[str, object] = field(default_factory=dict)


def text(key: str, /, **params: object) -> Text:
    """Short for `Text(key, {…})`."""
    return Text(key, params)
