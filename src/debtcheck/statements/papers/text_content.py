"""A text (CSV, TSV, a pasted notice) as rows, read from its source anew each time, never whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from itertools import islice
from typing import BinaryIO

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.headings import load_headings, plain_heading
from debtcheck.statements.papers.content import HEAD_ROWS, TEXT_LIMIT, Content, Opening, Row
from debtcheck.statements.papers.text_blocks import Blocks
from debtcheck.statements.table_csv import Records, best_delimiter

_TOPICS = ("payments", "bank", "card", "statement")


class TextContent(Content):
    """A text of any length; what is kept of it is its first rows."""

    kind = "text"

    def __init__(
        self, source: Callable[[], BinaryIO], size: int, file: str, opening: Opening
    ) -> None:
        """`source` opens the bytes anew, `size` is how many there are.

        Raises:
            InputError: no text, empty, no known encoding.
        """
        self.file = file
        self._opening = opening
        self._blocks = Blocks(source, size, file)
        self.encoding = self._blocks.encoding

    @cached_property
    def head(self) -> Sequence[Row]:
        """The first rows; fewer where one of them is beyond the limits, which `rows` says."""
        records = Records(self._blocks.first_texts, self.file, self._delimiter)
        found: list[Row] = []
        try:
            found.extend(islice(_rows(records), HEAD_ROWS))
        except InputError:
            if not found:
                raise
        return found

    def rows(self) -> Iterator[Row]:
        return _rows(self._records())

    def records(self) -> tuple[Iterator[list[str]], Callable[[Sequence[str]], str]]:
        records = self._records()
        return iter(records), lambda cells: f"line {records.line(cells)}"

    def text(self) -> str:
        whole: list[str] = []
        size = 0
        for block in self._blocks.texts():
            size += len(block)
            if size > TEXT_LIMIT:
                raise InputError(Problem("paper_text_long", self.file))
            whole.append(block)
        return "".join(whole)

    @property
    def is_cut_off(self) -> bool:
        return not self._blocks.ends_with_line

    @cached_property
    def _delimiter(self) -> str:
        return best_delimiter(self._blocks.first_texts, self.file, _named)

    def _records(self) -> Records:
        watch = self._opening.progress
        return Records(lambda: self._blocks.texts(watch), self.file, self._delimiter)


def _rows(records: Records) -> Iterator[Row]:
    for cells in records:
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            yield Row(f"line {records.line(cells)}", stripped)


@cache
def _names() -> frozenset[str]:
    return frozenset(
        name
        for topic in _TOPICS
        for name in (*load_headings(topic).columns, *load_headings(topic).weak)
    )


def _named(cells: list[str]) -> int:
    """How many cells are names of columns, of whatever kind of table."""
    return len({plain_heading(cell) for cell in cells} & _names())
