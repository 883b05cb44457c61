"""What is open in a case, as values: the range of the totals, and three readings side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from debtcheck.words.text import Text

if TYPE_CHECKING:
    from debtcheck.audit.report import HeadTotals, LawRef


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact that is missing or disputed, and the lowest and highest total over its answers.

    The total is the contract's; `of_ceiling`: what is supportable at most, where only that moves.
    """

    key: str
    what: Text
    low: Decimal
    high: Decimal
    assumed: bool  # it stands among the assumptions too
    of_ceiling: bool = False

    @property
    def worth(self) -> Decimal:
        """What settling it alone decides, in yuan."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Range:
    """The totals by contract, lowest and highest, over the answers to what is open."""

    low: Decimal
    high: Decimal
    settled_by: str  # the key of the fact that settles most, of the contract's total if it moves
    facts: tuple[OpenFact, ...] = ()  # those of the contract's total first, then the dearest
    ceiling: tuple[Decimal, Decimal] | None = None  # what is supportable at most; None: not known


@dataclass(frozen=True, slots=True)
class Side:
    """One consistent set of answers to all that is open, and what it comes to."""

    id: str  # lender borrower court
    totals: HeadTotals
    choices: tuple[Text, ...]
    law: tuple[LawRef, ...] = ()


class Open:
    """What is open, measured when somebody first looks at it: each figure is a replay of its own.

    `remembered`: most terms rest on memory.
    """

    def __init__(
        self,
        *,
        remembered: bool = False,
        make_range: Callable[[], Range | None] | None = None,
        make_sides: Callable[[], tuple[Side, ...]] | None = None,
    ) -> None:
        self.remembered = remembered
        self._make_range, self._make_sides = make_range, make_sides

    @cached_property
    def range(self) -> Range | None:
        """Where something open moves the total by more than rounding; else None."""
        return self._make_range() if self._make_range is not None else None

    @property
    def is_range(self) -> bool:
        """True if the answer is a range: most terms are remembered, and what is open moves it."""
        found = self.range if self.remembered else None
        return found is not None and found.low < found.high

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The lender's, the borrower's and a court's likely reading; empty after a judgment or
        another paper that takes the contract's place."""
        return self._make_sides() if self._make_sides is not None else ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Open) and self._said == other._said

    __hash__ = None  # type: ignore[assignment]  # as its texts

    @property
    def _said(self) -> tuple[object, ...]:
        return self.remembered, self.range, self.sides

    def __reduce__(self) -> tuple[object, ...]:
        """Stored, or sent to another process, as what it says."""
        return _settled, (self.remembered, self.range, self.sides)


def _settled(remembered: bool, found: Range | None, sides: tuple[Side, ...]) -> Open:
    return Open(remembered=remembered, make_range=lambda: found, make_sides=lambda: sides)
