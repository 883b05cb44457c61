"""Widths in terminal cells: padding and wrapping of mixed Chinese and Latin text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OPEN = "（《〈「『【〔“‘([{"
_CLOSE = "，。、；：？！）》〉」』】〕”’…"
_TIED = re.compile(r"(?<=[\d%]) (?=[元天日个行项笔种处期月年倍份])")
_TIE = "\u00a0"  # a space that does not break; written as a plain space at the end


def tied(text: str) -> str:
    """The text with a space that does not break between a figure and its unit."""
    return _TIED.sub(_TIE, text)


def cells(text: str) -> int:
    """How many cells a text takes; a Chinese character takes two."""
    from rich.cells import cell_len

    return cell_len(text)


def _cautious(text: str) -> int:
    """The same, with the marks that some Chinese consoles draw two cells wide counted as two."""
    return cells(text) + sum(map(_ambiguous, text))


@lru_cache(maxsize=1 << 13)
def _ambiguous(char: str) -> bool:
    return char != "×" and unicodedata.east_asian_width(char) == "A" and cells(char) == 1


def left(text: str, width: int) -> str:
    """`text`, filled with spaces on the right."""
    return text + " " * max(0, width - cells(text))


def right(text: str, width: int) -> str:
    """`text`, filled with spaces on the left."""
    return " " * max(0, width - cells(text)) + text


def clip(text: str, width: int) -> str:
    """At most `width` cells of a text; what is cut is shown by three dots."""
    if cells(text) <= width:
        return text
    kept = ""
    for char in text:
        if cells(kept + char) > width - 3:
            break
        kept += char
    return kept + "..."


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Lines of at most `width` cells.

    Args:
        text: One paragraph.
        width: Cells of a line, prefixes included.
        first: What the first line begins with.
        rest: What the others begin with; None: as many spaces as `first` has cells.

    Returns:
        At least one line. No line begins with a closing mark or ends with an opening one.
    """
    indent = " " * cells(first) if rest is None else rest
    lines: list[str] = []
    line, empty = first, True
    for spaced, atom in atoms(tied(text)):
        glue = " " if spaced and not empty else ""
        if not empty and _cautious(line + glue + atom) > width:
            lines.append(line)
            line, empty, glue = indent, True, ""
        for piece in _pieces(atom, width - cells(line + glue)):
            if not empty and not glue and _cautious(line + piece) > width:
                lines.append(line)
                line, empty = indent, True
            line += glue + piece
            empty, glue = False, ""
    lines.append(line)
    return [found.replace(_TIE, " ").rstrip() for found in lines]


def _pieces(atom: str, room: int) -> list[str]:
    """An atom, cut only if it is wider than a line has room for."""
    if _cautious(atom) <= room:
        return [atom]
    found, piece = [], ""
    for char in atom:
        if piece and _cautious(piece + char) > room:
            found.append(piece)
            piece = ""
        piece += char
    return [*found, piece]


def atoms(text: str) -> list[tuple[bool, str]]:
    """A text in pieces that no line end divides, in order: (a space came before, piece)."""
    found: list[tuple[bool, str]] = []
    spaced, glued = False, True
    for char in text:
        if char in " \u3000":
            spaced, glued = True, False
            continue
        joined = bool(found) and not spaced and (glued or char in _CLOSE)
        tail = found[-1][1][-1] if found else ""
        if joined and char not in _CLOSE and tail not in _OPEN and tail != _TIE:
            joined = _word(char) and _word(tail)
        if joined:
            before, atom = found[-1]
            found[-1] = (before, atom + char)
        else:
            found.append((spaced, char))
        spaced, glued = False, True
    return found


@lru_cache(maxsize=1 << 13)
def _word(char: str) -> bool:
    """Part of a Latin word, a number, a path: never broken inside."""
    return cells(char) == 1 and char not in _OPEN[:9] + _CLOSE
