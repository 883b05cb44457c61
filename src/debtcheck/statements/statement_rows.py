"""What one row of a statement says: its figures by head, what was paid, whether it claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from debtcheck.case.kinds import Head
from debtcheck.statements.headings import plain_heading, status_words
from debtcheck.statements.table import Row, Table

ZERO = Decimal(0)
HEAD_OF = {
    "due_principal": Head.PRINCIPAL,
    "due_interest": Head.INTEREST,
    "penalty": Head.PENALTY,
    "compound": Head.COMPOUND,
    "damages": Head.DAMAGES,
    "guarantee_fee": Head.FEE,
    "service_fee": Head.FEE,
    "handling_fee": Head.FEE,
    "instalment_fee": Head.FEE,
    "consulting_fee": Head.FEE,
    "management_fee": Head.FEE,
    "membership_fee": Head.FEE,
    "benefit_fee": Head.FEE,
    "insurance_fee": Head.FEE,
    "early_fee": Head.FEE,
    "fee": Head.FEE,
    "costs": Head.COSTS,
}
PAID_OF = {
    "paid_principal": Head.PRINCIPAL,
    "paid_interest": Head.INTEREST,
    "paid_penalty": Head.PENALTY,
    "paid_compound": Head.COMPOUND,
    "paid_damages": Head.DAMAGES,
    "paid_fee": Head.FEE,
}
_IN_THE_PLAN = (Head.PRINCIPAL, Head.INTEREST, Head.FEE)


class State(Enum):
    """Whether a row claims something."""

    SETTLED = "settled"
    NOT_DUE = "not_due"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class Figure:
    """One unpaid figure of a row, in yuan, under the column it stands in."""

    head: Head
    key: str
    amount: Decimal


def state(row: Row, as_of: date | None) -> State:
    """Settled, not yet due on `as_of` (if that is known), or a claim."""
    meaning = status_words().get(plain_heading(row.text("status")), "")
    if meaning == "settled":
        return State.SETTLED
    due = row.day("due_on")
    if meaning == "not_due" or (as_of is not None and due is not None and due > as_of):
        return State.NOT_DUE
    return State.SETTLED if _is_paid(row) else State.CLAIMS


def figures(row: Row) -> Iterator[Figure]:
    """Due less paid, by column; what was paid on fees in one sum goes to them in order."""
    paid = {head: row.amount(key) or ZERO for key, head in PAID_OF.items()}
    last = {HEAD_OF[key]: key for key in HEAD_OF if row.amount(key) is not None}
    for key, head in HEAD_OF.items():
        due = row.amount(key)
        if due is None:
            continue
        # Only the last column of a head may fall below zero: it shows what was paid too much.
        less = paid.get(head, ZERO) if last[head] == key else min(due, paid.get(head, ZERO))
        paid[head] = paid.get(head, ZERO) - less
        yield Figure(head, key, due - less)


def paid_in_one_sum(row: Row) -> Decimal:
    """What was paid, if the row does not say on which head; else zero."""
    if any(row.amount(key) is not None for key in PAID_OF):
        return ZERO
    return row.amount("paid_total") or ZERO


def paid(row: Row) -> Decimal:
    """All that a row shows as paid."""
    total = row.amount("paid_total")
    if total is not None:
        return total
    return sum((row.amount(key) or ZERO for key in PAID_OF), ZERO)


def row_total(row: Row) -> Decimal:
    """What the row asks for before payments: its parts less the waiver, or its own total."""
    parts = [amount for key in HEAD_OF if (amount := row.amount(key)) is not None]
    if not parts:
        return row.amount("due_total") or ZERO
    return sum(parts, ZERO) - abs(row.amount("waiver") or ZERO)


def total_agrees(row: Row, table: Table) -> bool:
    """Whether the printed total of a row is the sum of its parts, in any of the usual readings.

    A total may hold the late charges or not, and the waiver may be taken off or not.
    """
    total = row.amount("due_total")
    parts = [(head, row.amount(key) or ZERO) for key, head in HEAD_OF.items() if table.has(key)]
    heads = {head for head, _ in parts}
    if total is None or not {Head.PRINCIPAL, Head.INTEREST} <= heads:
        return True
    if all(row.amount(key) is None for key in HEAD_OF):
        return True  # this row has a total alone
    every = sum((amount for _, amount in parts), ZERO)
    plan = sum((amount for head, amount in parts if head in _IN_THE_PLAN), ZERO)
    waiver = abs(row.amount("waiver") or ZERO)
    return total in (every, every - waiver, plan, plan - waiver)


def _is_paid(row: Row) -> bool:
    if all(row.amount(key) is None for key in ("due_total", *HEAD_OF)):
        return False
    printed = row.amount("due_total")
    if row.amount("paid_total") is not None and row.amount("paid_total") == printed:
        return True
    if any(row.amount(key) is not None for key in PAID_OF):
        left = sum((figure.amount for figure in figures(row)), ZERO)
        return left - abs(row.amount("waiver") or ZERO) == 0
    return row_total(row) - paid(row) == 0
