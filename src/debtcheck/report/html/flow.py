"""Blocks as HTML: lists, tables and labelled texts from what stands behind each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

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
from debtcheck.report.cells import tied
from debtcheck.report.html.markup import Html, el, join

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
_WIDE = 5  # columns; such a table stands as a list on a narrow screen
_PAIR = 2
_INSIDE = 4  # a paragraph so far in belongs to the item before it


def flow(blocks: Iterable[Block]) -> Html:
    """Blocks in their order; neighbours of one kind become one list."""
    return join(_group(kind, list(group)) for kind, group in groupby(blocks, type))


def _group(kind: type[Block], blocks: list[Block]) -> Html:
    if kind is Item:
        return el("ul", *(el("li", prose(b.text)) for b in blocks if isinstance(b, Item)))
    if kind is Way:
        ways = (el("li", prose(b.text)) for b in blocks if isinstance(b, Way))
        return el("ul", *ways, class_="ways")
    if kind is Step:
        steps = [b for b in blocks if isinstance(b, Step)]
        return el("ol", *(el("li", prose(s.text), value=s.number) for s in steps), class_="steps")
    if kind is Labelled:
        return _labelled([b for b in blocks if isinstance(b, Labelled)])
    return join(_single(b) for b in blocks)


def _single(block: Block) -> Html | None:
    match block:
        case Para():
            return el("p", prose(block.text), class_=_paragraph(block))
        case Table():
            return table(block)
        case Heading():
            return el("h3", block.text)
        case Title():
            return el("p", block.name)
        case Command():
            return el("pre", el("code", block.text))
        case Gap():
            return None
        case _:
            return el("p", prose(block.text))


def prose(text: str) -> Html:
    """A text whose dates, and figures with their units, are not broken at a line end."""
    parts = _DAY.split(tied(text))
    days = (el("span", p, class_="whole") if i % 2 else p for i, p in enumerate(parts))
    return join(days)


def _paragraph(block: Para) -> str | None:
    if block.kind:
        return block.kind
    return "inside" if block.indent >= _INSIDE else None


def _labelled(blocks: list[Labelled]) -> Html:
    """A description list; a text without a label belongs to the label before it."""
    children: list[Html] = []
    for block in blocks:
        if block.label:
            children.append(el("dt", block.label))
        children.append(el("dd", prose(block.text)))
    return el("dl", *children)


def table(block: Table) -> Html:
    """A table whose headers say what they are headers of; on a narrow screen a wide one is shown
    row by row, each figure behind its name, and keeps its roles."""
    columns = len(block.rows[0]) if block.rows else 0
    wide = columns >= _WIDE
    shape = "wide" if wide else "pair" if columns == _PAIR else None
    head = el("thead", _header(block, wide), role=wide and "rowgroup") if block.header else None
    rows = [_row(block, row, wide) for row in block.body]
    foot = el("tfoot", rows.pop(), role=wide and "rowgroup") if block.total and rows else None
    body = el("tbody", *rows, role=wide and "rowgroup")
    whole = el("table", head, body, foot, class_=shape, role=wide and "table")
    return el("div", whole, class_="scroll")


def _header(block: Table, wide: bool) -> Html:
    role = wide and "columnheader"
    cells = (
        el("th", name, scope="col", class_=_column(block, i), role=role) if name else el("td")
        for i, name in enumerate(block.header)
    )
    return el("tr", *cells, role=wide and "row")


def _row(block: Table, row: tuple[str, ...], wide: bool) -> Html:
    names = block.header or ("",) * len(row)
    first = el("th", row[0], scope="row", role=wide and "rowheader")
    rest = (
        el(
            "td",
            text,
            class_=_column(block, i),
            data_name=names[i] if wide else None,
            role=wide and "cell",
        )
        for i, text in enumerate(row[1:], 1)
    )
    return el("tr", first, *rest, role=wide and "row")


def _column(block: Table, at: int) -> str | None:
    return None if at in block.texts else "figure"
