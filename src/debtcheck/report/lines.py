"""Blocks as the lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from debtcheck.report.blocks import (
    Block,
    Command,
    Gap,
    Heading,
    Item,
    Labelled,
    Para,
    Step,
    Table,
    Title,
    Way,
)
from debtcheck.report.cells import cells, left, wrap
from debtcheck.report.columns import aligned

WIDEST = 100
NARROWEST = 40
_LABEL_CELLS = {"zh": 8, "en": 12}
Untitled = Gap | Heading | Para | Item | Step | Labelled | Way | Command | Table
_STYLES = {"head": "1", "answer": "1", "court": "1", "quiet": "2"}


def held(width: int) -> int:
    """A width that lines can have: between 40 and 100 cells."""
    return max(NARROWEST, min(width, WIDEST))


def to_lines(blocks: Iterable[Block], *, lang: str, width: int, style: bool = False) -> list[str]:
    """Blocks as lines.

    Args:
        blocks: What is to be said.
        lang: The language of the texts: English labels take more room.
        width: Cells of a line. Only a command is never broken.
        style: Bold and dim by ANSI codes; meaning never depends on it.

    Returns:
        The lines, without line ends.
    """
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Title):
            found += _title(block, width, style)
            continue
        lines, kind = _lines(block, lang, width)
        found += _painted(lines, kind) if style else lines
    return found


def _painted(lines: list[str], kind: str) -> list[str]:
    if not kind:
        return lines
    return [f"\x1b[{_STYLES[kind]}m{line}\x1b[0m" if line else line for line in lines]


def _lines(block: Untitled, lang: str, width: int) -> tuple[list[str], str]:
    """The lines of a block, and how they are painted."""
    match block:
        case Gap():
            return [""], ""
        case Heading():
            return wrap(block.text, width), "head"
        case Para():
            return wrap(block.text, width, " " * block.indent), block.kind
        case Item():
            return wrap(block.text, width, " -  "), ""
        case Step():
            return wrap(block.text, width, f"{block.number:>2}  "), "head" if block.strong else ""
        case Labelled():
            return _labelled(block, _LABEL_CELLS[lang], width), ""
        case Way():
            indent = 8 + (0 if lang == "zh" else 4)
            mark = "  - " if block.marked else "    "
            return wrap(block.text, width, " " * indent + mark), ""
        case Command():
            return [" " * block.indent + block.text], ""
        case Table():
            return aligned(block.rows, width), ""


def _title(block: Title, width: int, style: bool) -> list[str]:
    """The name, its days at the other end or below, and a line under both."""
    gap = width - cells(block.name) - cells(block.days)
    fits = gap > 1 and bool(block.days)
    name = [block.name + " " * gap + block.days] if fits else wrap(block.name, width)
    days = wrap(block.days, width) if block.days and not fits else []
    return [*(_painted(name, "head") if style else name), *days, "-" * width]


def _labelled(block: Labelled, column: int, width: int) -> list[str]:
    """`    账单    利息 720.00`, the text hanging under itself."""
    if cells(block.label) >= column:
        hanging = wrap(block.text, width, " " * (4 + column))
        return [*wrap(block.label, width, "    "), *hanging]
    return wrap(block.text, width, "    " + left(block.label, column))
