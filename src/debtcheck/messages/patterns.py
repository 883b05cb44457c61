"""The small language that the patterns are written in, and how it becomes a regular expression.

A pattern is a row of steps parted by spaces. A step is a choice of plain words, `转账|汇款`, in
which `<name>` stands for a named choice; `?再|又` may be absent; `~8` is a gap of at most eight
characters that ends no sentence; `/[0-9]{11}/` is a regular expression of bounded length. Nothing
in it can repeat without a bound, so the time for a text grows only with its length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

GAP = "[^。!?;\n]"
_NAME = re.compile(r"<([a-z_]+)>")
_UNBOUNDED = re.compile(r"(?<!\\)[*+]|\{\d+,\}|\(\?[=!<]|\\\d")
_LONGEST_GAP = 60


class PatternError(ValueError):
    """A pattern of the data that cannot be read: our own fault."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, not compiled: `needs` are words of which one must stand in the text."""

    source: str
    needs: tuple[str, ...]


def expand(step: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The words of a step, names replaced.

    Raises:
        PatternError: a name that is not known, or an empty word.
    """
    for _ in range(4):
        if "<" not in step:
            break
        try:
            step = _NAME.sub(lambda m: names[m[1]], step)
        except KeyError as error:
            raise PatternError(f"no such name: {error}") from None
    words = tuple(w.replace("_", " ") for w in step.split("|"))
    if not all(words):
        raise PatternError(f"an empty word in {step!r}")
    return words


def read_pattern(text: str, names: Mapping[str, str]) -> Pattern:
    """A pattern of the data.

    Raises:
        PatternError: it cannot be read.
    """
    parts: list[str] = []
    best: tuple[str, ...] = ()
    for step in text.split():
        if step.startswith("~"):
            gap = int(step[1:])
            if gap > _LONGEST_GAP:
                raise PatternError(f"a gap too long: {step}")
            parts.append(f"{GAP}{{0,{gap}}}?")
        elif step.startswith("/") and step.endswith("/") and len(step) > 1:
            if _UNBOUNDED.search(step):
                raise PatternError(f"not bounded: {step}")
            parts.append(f"(?:{step[1:-1]})")
        else:
            optional = step.startswith("?")
            words = expand(step[1:] if optional else step, names)
            parts.append(f"(?:{'|'.join(map(re.escape, words))}){'?' if optional else ''}")
            if not optional and _rank(words) > _rank(best):
                best = words
    if not best:
        raise PatternError(f"no word that must be there: {text!r}")
    return Pattern("".join(parts), best)


def _rank(words: tuple[str, ...]) -> tuple[int, int]:
    """The rarer a choice is in ordinary texts, the higher: long words, few of them."""
    if not words:
        return (0, 0)
    return (min(3, min(map(len, words))), -len(words))
