"""Which instalment each payment went into, head by head, by the contract's own order.

The replay says what each payment paid of each head, and what was paid of each instalment in the
end. What one payment did is the difference between the replays with it and without it and those
after it: so money that was paid ahead and met a later due date is told too, and all adds up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import Head, PenaltyBase
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import replay
from debtcheck.engine.schedule import build_schedule
from debtcheck.engine.terms import Inputs

_WHOLE = (PenaltyBase.OUTSTANDING_PRINCIPAL, PenaltyBase.STATEMENT)
Cell = tuple[Head, int]
UNDIVIDED = 0  # the number of what belongs to no instalment: a single fee, a penalty on the whole


@dataclass(frozen=True, slots=True)
class Met:
    """A part of a payment (its place in the replay's payments) that met an instalment on a day."""

    payment: int
    no: int
    head: Head
    amount: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class Portion:
    """The principal of an instalment, or of a drawdown, and the day it falls due."""

    no: int
    due_on: date | None
    principal: Decimal


def portions(inputs: Inputs, as_of: date) -> tuple[Portion, ...]:
    """What the principal paid out by a day is divided into, in the order in which it is repaid."""
    terms = inputs.terms
    if terms.card is not None:
        return tuple(Portion(*part) for part in terms.card.spending(as_of))
    found = [Portion(r.no, r.due_on, r.principal) for r in build_schedule(terms)]
    if not found:
        found = [Portion(t.no, t.due_on, t.amount) for t in terms.tranches if t.on <= as_of]
    stop = terms.accelerated_on
    if stop is not None:
        found = [replace(p, due_on=min(p.due_on or stop, stop)) for p in found]
    return tuple(sorted(found, key=lambda p: (p.due_on or date.max, p.no)))


def met(inputs: Inputs, ledger: Ledger) -> tuple[Met, ...]:
    """Every part of every payment, in the order of the payments.

    `ledger` is the replay of `inputs` with its lines.
    """
    spent = [line.paid for line in ledger.lines if line.event == "payment"]
    shares = portions(inputs, ledger.as_of)
    due, left = {p.no: p.due_on for p in shares}, {p.no: p.principal for p in shares}
    found: list[Met] = []
    before, repaid = dict[Cell, Decimal](), ZERO
    if inputs.terms.card is not None:  # a refund repays, and is no payment
        first_of_all = _first(inputs, ledger, 0)
        before = _charges_paid(inputs, first_of_all)
        repaid = first_of_all.paid.get(Head.PRINCIPAL, ZERO)
    for k, payment in enumerate(inputs.payments):
        end = _first(inputs, ledger, k + 1)
        after = _charges_paid(inputs, end)
        cells = {c: after.get(c, ZERO) - before.get(c, ZERO) for c in {**before, **after}}
        cells = {c: part for c, part in cells.items() if part}
        principal = end.paid.get(Head.PRINCIPAL, ZERO) - repaid
        first = payment.instalment or payment.tranche
        if first and inputs.terms.scheduled and (due.get(first) or date.max) > payment.paid_on:
            first = None  # not yet due: it waits, and meets what falls due first
        repay = (
            _repay(left, principal, first) if principal > ZERO else _undo(left, -principal, shares)
        )
        for no, part in repay:
            cells[(Head.PRINCIPAL, no)] = part
        _moved(found, cells)
        at_once = sum((part for _, part in spent[k]), ZERO) == sum(cells.values(), ZERO)
        for (head, no), part in cells.items():
            later = due.get(no)
            ahead = not at_once and later is not None and later > payment.paid_on
            on = min(later, ledger.as_of) if ahead and later is not None else payment.paid_on
            found.append(Met(k, no, head, part, on))
        before, repaid = after, repaid + principal
    return tuple(sorted(found, key=lambda one: one.payment))


def _moved(found: list[Met], cells: dict[Cell, Decimal]) -> None:
    """Money ahead meets other charges once a later payment lets fewer of them arise.

    What a charge gives back stays with the payment that had met it, and goes to what the later
    payment met instead.
    """
    for cell in [c for c, part in cells.items() if part < ZERO]:
        back = -cells.pop(cell)
        for k in range(len(found) - 1, -1, -1):
            one = found[k]
            if (one.head, one.no) != cell or not back:
                continue
            part = min(back, one.amount)
            back -= part
            found[k] = replace(one, amount=one.amount - part)
            for other in [c for c, amount in cells.items() if amount > ZERO]:
                taken = min(part, cells[other])
                part -= taken
                cells[other] -= taken
                if taken:
                    found.append(Met(one.payment, other[1], other[0], taken, one.on))
    found[:] = [one for one in found if one.amount]
    for cell in [c for c, part in cells.items() if not part]:
        del cells[cell]


def cell_of(inputs: Inputs, head: Head, no: int) -> Cell:
    """Where a charge belongs: a penalty on the whole balance to no instalment."""
    whole = head is Head.PENALTY and inputs.conventions.base in _WHOLE
    return head, UNDIVIDED if whole else no


def _first(inputs: Inputs, ledger: Ledger, count: int) -> Ledger:
    """The replay with the first payments only."""
    if count == len(inputs.payments):
        return ledger
    return replay(replace(inputs, payments=inputs.payments[:count]), ledger.as_of)


def _charges_paid(inputs: Inputs, end: Ledger) -> dict[Cell, Decimal]:
    found: dict[Cell, Decimal] = {}
    for charge in end.charges:
        cell = cell_of(inputs, charge.head, charge.no)
        found[cell] = found.get(cell, ZERO) + charge.paid
    return found


def _repay(
    left: dict[int, Decimal], amount: Decimal, first: int | None
) -> Iterator[tuple[int, Decimal]]:
    """Repaid principal goes to the portion that the payment names, then to the oldest."""
    order = [first, *(no for no in left if no != first)] if first in left else list(left)
    for no in order:
        part = min(amount, left[no])
        if part and no is not None:
            left[no] -= part
            amount -= part
            yield no, part


def _undo(
    left: dict[int, Decimal], amount: Decimal, shares: tuple[Portion, ...]
) -> Iterator[tuple[int, Decimal]]:
    """Principal that earlier payments repay no longer, taken back from the newest portion."""
    for share in reversed(shares):
        part = min(amount, share.principal - left[share.no])
        if part:
            left[share.no] += part
            amount -= part
            yield share.no, -part
