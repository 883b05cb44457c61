"""Rows of text in columns, by cell width; below each other where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from debtcheck.report.cells import cells, left, right, wrap

INDENT = "  "
GAPS = (5, 4, 3, 2)

Rows = Sequence[Sequence[str]]


def aligned(rows: Rows, width: int) -> list[str]:
    """Rows with the first column to the left and the others to the right, by cell width."""
    widths = [max(cells(row[i]) for row in rows) for i in range(len(rows[0]))]
    room = width - len(INDENT) - sum(widths)
    gap = next((g for g in GAPS if g * (len(widths) - 1) <= room), 0)
    if not gap:
        return _stacked(rows, width)
    lines = []
    for row in rows:
        line = INDENT + left(row[0], widths[0])
        for text, cell in zip(row[1:], widths[1:], strict=True):
            line += " " * gap + right(text, cell)
        lines.append(line.rstrip())
    return lines


def _stacked(rows: Rows, width: int) -> list[str]:
    """The same rows below each other, for a screen too narrow for columns."""
    names = [""] * len(rows[0]) if rows[0][0] else rows[0]
    lines = []
    for row in rows if rows[0][0] else rows[1:]:
        lines += wrap(row[0], width, INDENT)
        for name, text in zip(names[1:], row[1:], strict=True):
            start = INDENT * 2 + name
            lines.append(start + right(text, width - cells(start)))
    return lines
