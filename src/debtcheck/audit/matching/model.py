"""What matching takes and what it says, as frozen values. Amounts are Decimal yuan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from debtcheck.case.model import BookedPayment, Payment
from debtcheck.words.text import Text

Numbered = Mapping[int, Payment]  # payments by their place in the case


class State(StrEnum):
    """Whether a payment has found what it belongs to."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"  # several fit: shown and asked, never guessed
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Due:
    """What the contract asks for on a day: one instalment."""

    no: int
    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Side:
    """What a payment meets on one side.

    `to` holds (instalment number, or place of the booking; amount of it that the payment meets):
    what it meets when matched, what it may meet when ambiguous.
    """

    state: State
    why: Text
    to: tuple[tuple[int, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One payment of the borrower (its place in the case) with what it meets.

    A side is None where there is nothing to meet: a loan without a plan of instalments, a
    statement that lists no payments.
    """

    payment: int
    instalments: Side | None
    booked: Side | None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that there are."""
        return tuple(s for s in (self.instalments, self.booked) if s is not None)

    @property
    def state(self) -> State:
        """Ambiguous if one side is, unmatched if one is; matched only if nothing is open."""
        states = {side.state for side in self.sides}
        for state in (State.AMBIGUOUS, State.UNMATCHED):
            if state in states:
                return state
        return State.MATCHED

    @property
    def why(self) -> tuple[Text, ...]:
        """What each side says."""
        return tuple(side.why for side in self.sides)


@dataclass(frozen=True, slots=True)
class Matching:
    """Payments, instalments and bookings held against each other.

    `unproven` are the places of bookings that no payment meets; `twice` pairs of payments that
    look like one debit made twice (places in the case, the later one second).
    """

    links: tuple[Link, ...] = ()
    dues: tuple[Due, ...] = ()
    bookings: tuple[BookedPayment, ...] = ()
    unproven: tuple[int, ...] = ()
    twice: tuple[tuple[int, int], ...] = ()

    def link(self, payment: int) -> Link | None:
        """The link of a payment by its place in the case; None if it takes no part."""
        return next((link for link in self.links if link.payment == payment), None)
