"""Sums by head, and which part of a loan a statement asks for."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from debtcheck.audit.report import HeadTotals
from debtcheck.case.kinds import Head
from debtcheck.case.model import Claim
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import FEN, ZERO, round_money

CHARGES = (Head.INTEREST, Head.PENALTY, Head.COMPOUND, Head.DAMAGES, Head.FEE)


def totals(heads: dict[Head, Decimal], unknown: Iterable[Head] = ()) -> HeadTotals:
    """Amounts by head without the unknown ones; heads sum to the total to the fen."""
    left_out = set(unknown)
    known = {h: round_money(heads.get(h, ZERO)) for h in Head if h not in left_out}
    return HeadTotals(known, sum(known.values(), ZERO))


def claimed_totals(claim: Claim) -> HeadTotals | None:
    """The statement's figures; without a printed total, the sum of its heads.

    Where the total is the heads less payments or waivers that are not split, the heads are what was
    due before them: only the total can be compared, and no head is given.
    """
    heads = dict(claim.heads)
    if claim.total is None and not heads:
        return None
    split = sum(heads.values(), ZERO)
    if claim.total is None:
        return HeadTotals(heads, split)
    if deducted(claim) and claim.total == split - deducted(claim):
        return HeadTotals({}, claim.total)
    return HeadTotals(heads, claim.total)


def deducted(claim: Claim) -> Decimal:
    """Payments and waivers that stand as lines of the statement."""
    taken = (line.amount for line in claim.lines if line.head in ("payment", "waiver"))
    return sum((abs(amount) for amount in taken), ZERO)


def tolerance(claim: Claim | None) -> Decimal:
    """0.01 yuan for each line that was rounded on its own."""
    return FEN * max(len(claim.lines) if claim else 0, 1)


def asks_for_due(claim: Claim | None, ledger: Ledger) -> bool:
    """True if the statement asks for what is due rather than for the whole loan.

    Decided by the figure that is nearer: the claimed principal, else the claimed total, else the
    heads that are claimed.
    """
    whole, due = ledger.owed[Head.PRINCIPAL], ledger.due[Head.PRINCIPAL]
    if claim is None or claim.kind == "settlement":
        return False
    asked = claim.head(Head.PRINCIPAL)
    if asked is None:
        figures = claimed_totals(claim)
        if figures is None:
            return False
        named = list(Head) if claim.total is not None else list(figures.heads)
        asked = figures.total
        whole, due = (sum((part[h] for h in named), ZERO) for part in (ledger.owed, ledger.due))
    return due != whole and abs(asked - due) < abs(asked - whole)
