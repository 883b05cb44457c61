"""Lays a letter out as plain text: 80 cells a line, each paragraph whole.

A Chinese character takes two cells; marks that some fonts draw wide count as two. No line begins
with a closing mark or ends with an opening one; numbers, words and blanks are not broken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from debtcheck.letters.letter import Block, Shape

WIDTH = 80
_CLOSE = frozenset("，。、；：？！）》〉」』】〕”’…·%％,.;:?!)]}")
_OPEN = frozenset("（《〈「『【〔“‘([{")
_ATOM = re.compile(
    r"【[^】]{0,36}】|\s+|\d{4}年\d{1,2}月\d{1,2}日|-?\d[\d,.]*\d?[%％]?(?:\s*[元天日年月期行])?|[!-~]+|.",
    re.DOTALL,
)
_INNER = (Shape.ITEM, Shape.LINE, Shape.LISTED)
_INDENT = {"zh": "　　", "en": ""}


def cells(text: str) -> int:
    """How many cells a text takes at most."""
    return sum(map(_cells_of, text))


@lru_cache(maxsize=1 << 13)
def _cells_of(char: str) -> int:
    wide = unicodedata.east_asian_width(char) in "WFA"
    return 1 + wide - bool(unicodedata.combining(char))


def lay_out(blocks: Sequence[Block], lang: str) -> str:
    """The text file of a letter."""
    lines: list[str] = []
    for k, block in enumerate(blocks):
        if lines and lines[-1] and _apart(block, blocks[k - 1], lang):
            lines.append("")
        lines += _block(block, lang)
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _apart(block: Block, before: Block, lang: str) -> bool:
    """True if an empty line stands between two blocks."""
    if block.shape in (Shape.HEADING, Shape.ITEM):
        return True
    return block.shape is Shape.PARAGRAPH and (lang == "en" or before.shape in _INNER)


def _block(block: Block, lang: str) -> list[str]:
    text = block.text
    if block.shape is Shape.SPACE:
        return [""]
    if block.shape is Shape.TITLE:
        return [*(_shifted(line, 2) for line in wrap(text, WIDTH)), ""]
    if block.shape is Shape.RIGHT:
        return [_shifted(line, 1) for line in wrap(text, WIDTH)]
    if block.shape is Shape.PARAGRAPH:
        return wrap(text, WIDTH, _INDENT[lang], "")
    if block.shape is Shape.ITEM:
        return wrap(text, WIDTH, f"{block.mark} ")
    if block.shape is Shape.LINE:
        colon = "：" if lang == "zh" else ": "
        first = f"    {block.mark}{colon}" if block.mark else "        "
        return wrap(text, WIDTH, first, "        ")
    if block.shape is Shape.LISTED:
        return wrap(text, WIDTH, f"  {block.mark} " if block.mark else "  ")
    return wrap(text, WIDTH)


def _shifted(line: str, share: int) -> str:
    """Centred (share 2) or at the right edge (share 1)."""
    return " " * (max(WIDTH - cells(line), 0) // share) + line


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Lines of at most `width` cells; `first` begins the first line, `rest` the others."""
    indent = " " * cells(first) if rest is None else rest
    margin = cells(indent)
    lines: list[str] = []
    line, used, empty = first, cells(first), True
    for atom in _atoms(text):
        if not empty and used + cells(atom.rstrip()) > width:
            lines.append(line)
            line, used, empty, atom = indent, margin, True, atom.lstrip()  # noqa: PLW2901
        for piece in _pieces(atom, max(width - (used if empty else margin), 2)):
            if not empty and used + cells(piece.rstrip()) > width:
                lines.append(line)
                line, used, empty = indent, margin, True
            line += piece
            used += cells(piece)
            empty = False
    lines.append(line)
    return lines


def _pieces(atom: str, room: int) -> list[str]:
    """An atom, cut only if it is wider than a line."""
    if cells(atom.rstrip()) <= room:
        return [atom]
    found, piece = [], ""
    for char in atom:
        if piece and cells(piece + char) > room:
            found.append(piece)
            piece = ""
        piece += char
    return [*found, piece]


def _atoms(text: str) -> list[str]:
    """What a line may be broken between: opening marks hold what follows, closing what precedes."""
    found: list[str] = []
    held = False
    for token in _ATOM.findall(text):
        if token.isspace():
            if found:
                found[-1] += " "
            held = False
            continue
        joined = bool(found) and (held or (token[0] in _CLOSE and not found[-1].endswith(" ")))
        if joined:
            found[-1] += token
        else:
            found.append(token)
        held = token[-1] in _OPEN
    return found
