"""What of a claim is searched: the places that differ, and those that must stay as they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.audit.forensics.departure import PLACE, TOTAL, Figures, fen
from debtcheck.audit.report import HeadTotals
from debtcheck.audit.setup.setup import Setup
from debtcheck.case.kinds import Head
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import ZERO
from debtcheck.engine.terms import Inputs


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched: the contract's inputs and day, and the claimed figures by place (fen).

    `right` are the places where claim and contract agree, `wrong` where they differ.
    """

    inputs: Inputs
    as_of: date
    due_only: bool
    received: Inputs
    base: Figures
    asked: dict[int, int]
    right: tuple[int, ...]
    wrong: tuple[int, ...]
    tolerance: int
    compound: bool  # whether compounding can show
    fold: bool  # a claim without a head for compound interest has it in its penalty
    to_come: int | None = None  # interest to come of a loan that was called in, else None

    def answered_by(self, figures: Figures) -> bool:
        """True if figures give all that differs to the fen, and leave what is right."""
        wrong = all(figures[p] == self.asked[p] for p in self.wrong)
        return wrong and all(abs(figures[p] - self.asked[p]) <= self.tolerance for p in self.right)


def question(
    setup: Setup,
    ledger: Ledger,
    *,
    due_only: bool,
    claimed: HeadTotals,
    known: Collection[Head],
    tolerance: Decimal,
) -> Question | None:
    """The question for a claim; None where no compared figure differs.

    `known`: the heads whose figure by the contract is known. Compared are those of them that are
    claimed, and the total where the heads do not make it up.
    """
    base = fen(ledger.due if due_only else ledger.owed)
    asked = {PLACE[head]: _fen(amount) for head, amount in claimed.heads.items()}
    for head in Head:
        if head is Head.COSTS or head not in known:
            asked.pop(PLACE[head], None)
    heads, split = claimed.heads, sum(claimed.heads.values(), ZERO)
    made_up = Head.PRINCIPAL in heads and len(heads) > 1
    if not made_up and split < claimed.total and len(known) == len(Head):
        asked[TOTAL] = _fen(claimed.total)
    near = _fen(tolerance)
    wrong = tuple(p for p in sorted(asked) if abs(asked[p] - base[p]) > near)
    if not wrong:
        return None
    by_charge = any(head is not Head.PRINCIPAL for head in heads)
    return Question(
        inputs=setup.inputs,
        as_of=ledger.as_of,
        due_only=due_only,
        received=setup.on_received(),
        base=base,
        asked=asked,
        right=tuple(p for p in sorted(asked) if p not in wrong),
        wrong=wrong,
        tolerance=near,
        compound=not by_charge or Head.PENALTY in heads or Head.COMPOUND in heads,
        fold=by_charge and Head.COMPOUND not in heads,
        to_come=_to_come(setup, ledger, due_only=due_only),
    )


def _fen(amount: Decimal) -> int:
    return int(amount.scaleb(2))


def _to_come(setup: Setup, ledger: Ledger, *, due_only: bool) -> int | None:
    """Interest of the instalments after a loan was called in, less what of it is counted (fen);
    None if it was not."""
    stop = setup.inputs.terms.accelerated_on
    if stop is None or stop > ledger.as_of:
        return None
    rows = {row.no: row.interest for row in ledger.rows if row.due_on > stop}
    counted = sum(
        (
            charge.amount
            for charge in ledger.charges
            if charge.head is Head.INTEREST and charge.no in rows and not charge.overdue
            if charge.due or not due_only
        ),
        ZERO,
    )
    return _fen(sum(rows.values(), ZERO) - counted)
