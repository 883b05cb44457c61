"""Lines of text as rows of an account, where a PDF gives no cells.

A row begins with its date; a line without one is the rest of a cell that was too wide. Banks place
such rests below the row, or as much above it as below (the cell is centred on its line).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from debtcheck.statements.papers.bank_align import cells_of, is_dated
from debtcheck.statements.papers.bank_layout import (
    Layout,
    is_heading,
    plain_heading_all,
    whole,
    words,
)
from debtcheck.statements.papers.content import Row

MAX_WORDS = 200  # of one line; more is no row of an account
_MARK = re.compile(r"(?<=[借贷])\s+(?=[DC]r\b)", re.IGNORECASE)  # 借 Dr is one word
_PAGE = re.compile(r"第?\s?[0-9]+\s?页?\s?[/／共]\s?共?\s?[0-9]+\s?页?|[0-9]{1,4}|-\s?[0-9]+\s?-")
_REST = 60  # characters of the rest of a cell; a longer line is a remark

Line = tuple[str, list[str]]  # the place, the words


def aligned(rows: Iterable[Row], layout: Layout) -> Iterator[Row]:
    """The rows of the account, each with as many cells as there are columns.

    What stands above the first heading and under the table comes as rows of one cell, so that
    totals printed there are found; page numbers and printed-over words are left out.
    """
    page: list[Line] = []
    inside = False
    for row in rows:
        line = (row.place, _words(row, layout))
        if is_heading(line[1], layout.columns, "bank"):
            yield from _page(page, layout)
            page, inside = [], True
        elif not inside:
            yield _remark(line)
        elif line[1] and not _PAGE.fullmatch(" ".join(line[1])):
            if layout.wrap == "below" and is_dated(line[1]):
                yield from _page(page, layout)
                page = []
            page.append(line)
    yield from _page(page, layout)


def _words(row: Row, layout: Layout) -> list[str]:
    text = " ".join(whole(cell) for cell in row.cells if cell)
    return [w for w in _MARK.sub("", text).split() if w not in layout.noise][:MAX_WORDS]


def _page(page: list[Line], layout: Layout) -> Iterator[Row]:
    """The rows of the lines of one page (or of one row, where rests stand below)."""
    dated = [index for index, (_, tokens) in enumerate(page) if is_dated(tokens)]
    around = layout.wrap == "around"
    above = dated[0] if dated and around else 0
    done = 0
    for number, index in enumerate(dated):
        for line in page[done : index - above]:
            yield _remark(line)
        end = dated[number + 1] if number + 1 < len(dated) else len(page)
        below = min(above, end - index - 1) if around else end - index - 1
        rests = list(_rests(page[index + 1 : index + 1 + below]))
        before = [tokens for _, tokens in page[max(done, index - above) : index]]
        place, tokens = page[index]
        yield Row(place, cells_of(tokens, before, rests, layout))
        done = index + 1 + len(rests)
        above = end - done if around and number + 1 < len(dated) else 0
    for line in page[done:]:
        yield _remark(line)


def _rests(lines: Sequence[Line]) -> Iterator[list[str]]:
    for _, tokens in lines:
        text = plain_heading_all("".join(tokens))
        if len(text) > _REST or any(text.startswith(mark) for mark in words("footer")):
            return
        yield tokens


def _remark(line: Line) -> Row:
    return Row(line[0], [" ".join(line[1])])
