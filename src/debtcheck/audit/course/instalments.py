"""Instalment by instalment: what fell due, what ran, what was paid by which payment, what is left;
and what the statement has for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from debtcheck.audit.course.met import UNDIVIDED, Met, Portion, cell_of, portions
from debtcheck.case.kinds import Head
from debtcheck.case.model import BookedPayment, Claim
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import ZERO
from debtcheck.engine.terms import Inputs

Heads = dict[Head, Decimal]


@dataclass(frozen=True, slots=True)
class Instalment:
    """One instalment by the contract's replay, on the replay's day.

    `due` is what was to be paid for it in all so far, by head; `left` what of it is unpaid.
    `no` 0 holds what belongs to no instalment. `claimed` is what the statement's lines ask for it
    (None: they name no instalment), `booked` what the statement lists as paid on it.
    """

    no: int
    due_on: date | None
    due: Heads
    left: Heads
    met: tuple[Met, ...] = ()
    days_late: int = 0
    claimed: Heads | None = None
    booked: tuple[BookedPayment, ...] = ()

    @property
    def paid(self) -> Decimal:
        """All that was paid on it."""
        return sum((m.amount for m in self.met), ZERO)

    @property
    def open(self) -> Decimal:
        """All that is unpaid of it."""
        return sum(self.left.values(), ZERO)

    @property
    def difference(self) -> Decimal | None:
        """What the statement asks for it above what is left; None: it does not say."""
        return None if self.claimed is None else sum(self.claimed.values(), ZERO) - self.open


@dataclass(slots=True)
class _Sums:
    due: Heads = field(default_factory=dict)
    left: Heads = field(default_factory=dict)

    def add(self, head: Head, due: Decimal, left: Decimal) -> None:
        self.due[head] = self.due.get(head, ZERO) + due
        self.left[head] = self.left.get(head, ZERO) + left


def instalments(
    inputs: Inputs, ledger: Ledger, met: Sequence[Met], claim: Claim | None
) -> tuple[Instalment, ...]:
    """Every instalment that is due, or for which something ran or was paid; oldest first."""
    sums: dict[int, _Sums] = {}
    for charge in ledger.charges:
        head, no = cell_of(inputs, charge.head, charge.no)
        sums.setdefault(no, _Sums()).add(head, charge.amount - charge.cut, charge.unpaid)
    repaid = {m.no: ZERO for m in met}
    for part in met:
        if part.head is Head.PRINCIPAL:
            repaid[part.no] += part.amount
    shares = portions(inputs, ledger.as_of)
    for portion in shares:
        left = portion.principal - repaid.get(portion.no, ZERO)
        sums.setdefault(portion.no, _Sums()).add(Head.PRINCIPAL, portion.principal, left)
    days = {p.no: p for p in shares}
    order = [p.no for p in shares] + sorted(sums.keys() - days.keys())
    return tuple(
        _one(no, days.get(no), sums[no], ledger, met, claim)
        for no in order
        if _shown(days.get(no), sums[no], ledger, met)
    )


def _shown(portion: Portion | None, sums: _Sums, ledger: Ledger, met: Sequence[Met]) -> bool:
    if portion is None:
        return any(sums.due.values())
    is_due = portion.due_on is None or portion.due_on <= ledger.as_of
    return is_due or len(sums.due) > 1 or any(m.no == portion.no for m in met)


def _one(
    no: int,
    portion: Portion | None,
    sums: _Sums,
    ledger: Ledger,
    met: Sequence[Met],
    claim: Claim | None,
) -> Instalment:
    due_on = portion.due_on if portion else None
    own = tuple(m for m in met if m.no == no)
    return Instalment(
        no=no,
        due_on=due_on,
        due=sums.due,
        left=sums.left,
        met=own,
        days_late=_late(due_on, own, sums.left, ledger.as_of),
        claimed=_claimed(claim, no),
        booked=tuple(b for b in claim.booked if b.no == no) if claim and no else (),
    )


def _late(due_on: date | None, met: Sequence[Met], left: Heads, as_of: date) -> int:
    """Days from the due date to the last payment on it, or to the replay's day while it is open."""
    if due_on is None:
        return 0
    end = as_of if any(left.values()) else max((m.on for m in met), default=due_on)
    return max((end - due_on).days, 0)


def _claimed(claim: Claim | None, no: int) -> Heads | None:
    """What the statement's lines ask for an instalment, less what they show as paid or waived."""
    if claim is None or no == UNDIVIDED:
        return None
    found: Heads = {}
    for head, amount in _lines(claim, no):
        found[head] = found.get(head, ZERO) + amount
    return found or None


def _lines(claim: Claim, no: int) -> Iterator[tuple[Head, Decimal]]:
    heads = {head.value: head for head in Head}
    for line in claim.lines:
        if line.no == no and line.head in heads:
            yield heads[line.head], line.amount
        elif line.no == no:  # paid or waived in one sum: it lowers the principal first of all
            yield Head.PRINCIPAL, -abs(line.amount)
