"""What a text says of a debt, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Change(StrEnum):
    """How somebody else comes to claim the debt."""

    ASSIGNED = "assigned"
    GUARANTOR_PAID = "guarantor_paid"
    ENTRUSTED = "entrusted"


@dataclass(frozen=True, slots=True)
class MessageClaim:
    """The figures that a text states; what it does not state is None."""

    total: Decimal | None = None
    principal: Decimal | None = None
    interest: Decimal | None = None
    penalty: Decimal | None = None
    compound: Decimal | None = None
    damages: Decimal | None = None
    fee: Decimal | None = None
    costs: Decimal | None = None
    overdue_days: int | None = None
    as_of: date | None = None
    creditor: str | None = None
    sender: str | None = None  # the name in 【】, which anyone can write
    change: Change | None = None

    @property
    def parts(self) -> Decimal | None:
        """The sum of the heads; None unless the principal and one more are stated."""
        rest = (self.interest, self.penalty, self.compound, self.damages, self.fee, self.costs)
        stated = [amount for amount in rest if amount is not None]
        if self.principal is None or not stated:
            return None
        return sum(stated, self.principal)

    @property
    def gap(self) -> Decimal | None:
        """The total less the sum of its heads; None if one of them is not stated."""
        if self.total is None or self.parts is None:
            return None
        return self.total - self.parts
