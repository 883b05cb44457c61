"""Charts of a plan for a terminal: bars that need no colour and stay within the width.

A debt is a letter, so that stacked bars can be told apart anywhere. Where the console cannot show
blocks, `#` and `.` stand in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from debtcheck.engine.money import ZERO
from debtcheck.report.cells import cells, left, right

_BLOCKS = ("█", "░")
_PLAIN = ("#", ".")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_MOST_ROWS = 12
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its parts in order, and the figure behind it."""

    label: str
    parts: tuple[Decimal, ...]
    figure: str


def letter(place: int) -> str:
    """The letter of a debt; beyond the alphabet they begin again."""
    return _LETTERS[place % len(_LETTERS)]


def marks(*, blocks: bool) -> tuple[str, str]:
    """The solid and the light mark."""
    return _BLOCKS if blocks else _PLAIN


def bars(rows: Sequence[Bar], fills: Sequence[str], width: int, indent: str = "  ") -> list[str]:
    """The bars on one scale, each a line of at most `width` cells.

    Args:
        rows: The bars; the longest fills the room.
        fills: One character for each part.
        width: Cells of a line.
        indent: What each line begins with.
    """
    if not rows:
        return []
    labels = max(cells(row.label) for row in rows)
    figures = max(cells(row.figure) for row in rows)
    room = max(width - len(indent) - labels - figures - 2, _SHORTEST)
    most = max(sum(row.parts, ZERO) for row in rows)
    lines = []
    for row in rows:
        counts = lengths(row.parts, most, room)
        bar = "".join(fill * n for fill, n in zip(fills, counts, strict=True))
        line = f"{indent}{left(row.label, labels)} {bar}"
        lines.append(line + " " * (room - sum(counts)) + " " + right(row.figure, figures))
    return lines


def lengths(parts: Sequence[Decimal], most: Decimal, room: int) -> list[int]:
    """Cells for each part: their sum is that of the whole bar, and ends fall where they belong."""
    if most <= ZERO:
        return [0] * len(parts)
    found: list[int] = []
    total, before = ZERO, 0
    for part in parts:
        total += part
        end = int(total * room / most + Decimal("0.5"))
        if not before and not end and total > ZERO and part is parts[-1]:
            end = 1
        found.append(end - before)
        before = end
    return found


def samples(count: int, most: int = _MOST_ROWS) -> list[int]:
    """At most `most` numbers from 0 to `count`, evenly apart, both ends among them."""
    if count < most:
        return list(range(count + 1))
    step = -(-count // (most - 1))
    found = list(range(0, count, step))
    return [*found, count]


def stretches(count: int, most: int = _MOST_ROWS) -> list[tuple[int, int]]:
    """The months 1 to `count` in at most `most` stretches of equal length."""
    step = -(-count // most)
    return [(k, min(k + step - 1, count)) for k in range(1, count + 1, step)]
