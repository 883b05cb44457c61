"""Departure: one thing a statement may do otherwise than the contract, as data and a change.

It shows how a figure can come about, not that it was so made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import Head
from debtcheck.engine.terms import Inputs
from debtcheck.words.text import Text, text

HEADS = tuple(Head)
PLACE = {head: k for k, head in enumerate(HEADS)}
TOTAL = len(HEADS)

# Figures: whole fen by head, in the order of `HEADS`, and the total at place `TOTAL`.
Figures = tuple[int, ...]
Change = Callable[[Inputs], Inputs]


@dataclass(frozen=True, slots=True)
class Run:
    """A replay's inputs and day, and its figures: those of the part that is asked for (what is
    outstanding, or what of it is due), of the other part, and the interest that is due (fen)."""

    inputs: Inputs
    day: date
    figures: Figures
    other_part: Figures
    due_interest: int


After = Callable[[Run], Figures]


@dataclass(frozen=True, slots=True, eq=False)
class Departure:
    """One departure.

    `axis` names what it decides: two departures on one axis exclude each other. `cost` is how
    implausible it is, the lower the likelier. Exactly one thing is done: `change` to the inputs of
    the replay, `shift` to its day, or `after` to its figures (no replay needed).
    """

    id: str
    axis: str
    cost: int
    text: Text
    keys: tuple[str, ...] = ()  # the case keys that it contradicts
    payments: tuple[int, ...] = ()  # the payments it is about, by their place in the inputs
    change: Change | None = None
    shift: Callable[[date], date] | None = None
    after: After | None = None

    def excludes(self, other: Departure) -> bool:
        """True if the two cannot stand together."""
        return self.axis == other.axis or bool(set(self.payments) & set(other.payments))


def fen(heads: dict[Head, Decimal]) -> Figures:
    """Amounts by head (yuan, rounded) as figures."""
    found = [int(heads[head].scaleb(2)) for head in HEADS]
    return (*found, sum(found))


def with_total(heads: list[int]) -> Figures:
    """Figures whose total is the sum of the heads."""
    return (*heads, sum(heads))


def yuan(amount: int) -> Decimal:
    """Whole fen as yuan with two decimals."""
    return Decimal(amount).scaleb(-2)


def said(name: str, **params: object) -> Text:
    """The sentence of a departure."""
    return text(f"departure.{name}", **params)
