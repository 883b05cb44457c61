"""A slice: principal with one due date, and the charges that hang on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import Compound, Head
from debtcheck.engine.accrual import Account, Stream
from debtcheck.engine.ledger import Row
from debtcheck.engine.money import ZERO
from debtcheck.engine.terms import Tranche


@dataclass(slots=True, eq=False)
class Slice:
    """Principal with one due date: an instalment's, or a whole payout."""

    no: int
    unpaid: Decimal
    due_on: date | None
    tranche: Tranche
    row: Row | None = None
    is_due: bool = False
    interest: Stream | None = None  # runs by the day, in the term or on after it
    penalty: Stream | None = None
    compound: Stream | None = None
    with_it: list[Account] = field(default_factory=list)  # interest and fees due with it
    is_paid: bool = False  # principal and what fell due with it; its penalty may still be owed

    capital: Decimal = ZERO  # charges on which compound interest runs, as last capitalised
    capital_paid: Decimal = ZERO  # what had been paid of the charges then

    def charges_with_it(self, head: Head | None = None) -> Decimal:
        """What is unpaid of the interest and fees (or one of them) that fell due with it."""
        on, unpaid = self.due_on or date.max, ZERO
        for account in self.with_it:
            if head is None or account.head is head:
                unpaid += account.owed(on)
        return unpaid

    def owes(self) -> bool:
        """True while its principal, or what fell due with it, is unpaid."""
        return bool(self.unpaid or self.charges_with_it())

    def paid_of_charges(self) -> Decimal:
        """What was paid so far of the charges that can bear compound interest."""
        late = (a for a in (self.penalty, self.compound) if a is not None)
        return sum((a.paid for a in (*self.with_it, *late)), ZERO)

    def bears_compound(self, compound: Compound) -> Decimal:
        """The base of compound interest now: what is unpaid of the interest, or of the capital."""
        if compound is Compound.ON_INTEREST:
            return self.charges_with_it(Head.INTEREST)
        return max(self.capital - (self.paid_of_charges() - self.capital_paid), ZERO)

    def place(self) -> tuple[date, int]:
        """Its place among the slices that a payment meets: the oldest due first."""
        return self.due_on or date.max, self.no
