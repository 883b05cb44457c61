"""The small language that the patterns are written in, and how it becomes a regular expression.

A pattern is a row of steps parted by spaces. A step is a choice of plain words, `转账|汇款`, in
which `<name>` stands for a named choice and `_` for a space; `?再|又` may be absent; `~8` is a gap
of at most eight characters that ends no sentence; `/[0-9]{11}/` is a regular expression of bounded
length. Choices joined by `&` may stand in any order, anywhere in a text of at most 300 characters,
or so near each other in a longer one. Nothing in it can repeat without a bound, so the time for a
text grows only with its length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

GAP = "[^。!?;\n]"
_NAME = re.compile(r"<([a-z_]+)>")
_LONGEST_GAP = 60


class PatternError(ValueError):
    """A pattern of the data that cannot be read: our own fault."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as it is written; one of the words in `needs` stands in every text it matches."""

    text: str
    needs: tuple[str, ...]


def expand(step: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The words of a step, names replaced.

    Raises:
        PatternError: a name that is not known, or an empty word.
    """
    while "<" in step:
        try:
            step = _NAME.sub(lambda m: names[m[1]], step)
        except KeyError as error:
            raise PatternError(f"no such name: {error}") from None
    words = tuple(step.replace("_", " ").split("|"))
    if "" in words:
        raise PatternError(f"an empty word in {step!r}")
    return words


def read_pattern(text: str, names: Mapping[str, str]) -> Pattern:
    """A pattern of the data, with the choice of words that is rarest in ordinary texts.

    Raises:
        PatternError: it has no words that must be there.
    """
    best: tuple[str, ...] = ()
    rank = (0, 0)
    for step in text.split():
        if step[0] not in "~/?&":
            words = expand(step, names)
            here = (min(3, *map(len, words)), -len(words))
            if here > rank:
                best, rank = words, here
    if not best:
        raise PatternError(f"no word that must be there: {text!r}")
    return Pattern(text, best)


def together(text: str, names: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The choices of a pattern whose steps are joined by `&`; none for any other."""
    if " & " not in text:
        return ()
    return tuple(expand(step, names) for step in text.split(" & "))


def compile_pattern(text: str, names: Mapping[str, str]) -> re.Pattern[str]:
    """The regular expression of a pattern.

    Raises:
        PatternError: a gap is too long.
    """
    parts: list[str] = []
    for step in text.split():
        if step[0] == "~":
            gap = int(step[1:])
            if gap > _LONGEST_GAP:
                raise PatternError(f"a gap too long: {step}")
            parts.append(f"{GAP}{{0,{gap}}}?")
        elif step[0] == "/":
            parts.append(f"(?:{step[1:-1]})")
        else:
            words = expand(step.removeprefix("?"), names)
            absent = "?" if step[0] == "?" else ""
            parts.append(f"(?:{'|'.join(map(re.escape, words))}){absent}")
    return re.compile("".join(parts))
