"""Rows as a paper gives them, for readers that are tested without a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debtcheck.statements.papers.content import HEAD_ROWS, Content, Row


class Rows(Content):
    """A content of given rows: a text is one cell, a list its cells. `pdf` places name pages."""

    encoding = ""

    def __init__(self, *rows: str | list[str], kind: str = "text") -> None:
        self.file = "paper"
        self.kind = kind
        self._rows = [
            Row(f"line {number}", [row] if isinstance(row, str) else list(row))
            for number, row in enumerate(rows, start=1)
            if row
        ]

    @property
    def head(self) -> Sequence[Row]:
        return self._rows[:HEAD_ROWS]

    def rows(self) -> Iterator[Row]:
        return iter(self._rows)

    def text(self) -> str:
        return "\n".join(" ".join(row.cells) for row in self._rows)


def table(*lines: str) -> Rows:
    """A content of comma-separated lines without quotation marks."""
    return Rows(*(line.split(",") for line in lines))
