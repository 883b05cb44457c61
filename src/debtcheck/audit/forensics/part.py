"""Which part of a loan a statement asks for, where its principal is neither part's: the part for
which one departure gives the whole statement, or its principal, or that has
more figures right."""

from __future__ import annotations

from collections.abc import Collection

from debtcheck.audit.forensics.departure import PLACE
from debtcheck.audit.forensics.question import question
from debtcheck.audit.forensics.search import singly
from debtcheck.audit.setup.setup import Setup
from debtcheck.audit.totals import claimed_totals, tolerance
from debtcheck.case.kinds import Head
from debtcheck.case.model import Claim
from debtcheck.engine.ledger import Ledger


def asked_part(
    claim: Claim | None,
    setup: Setup,
    ledger: Ledger,
    *,
    nearer: bool,
    known: Collection[Head],
) -> bool:
    """True for what is due, False for all that is outstanding.

    `nearer`: the part whose principal is nearer to the claimed one, which it is unless the other
    part explains the statement and this one does not.
    """
    asked = claim.head(Head.PRINCIPAL) if claim else None
    parts = (ledger.owed[Head.PRINCIPAL], ledger.due[Head.PRINCIPAL])
    if claim is None or asked is None or asked in parts or claim.kind == "settlement":
        return nearer
    claimed = claimed_totals(claim)
    if claimed is None or not setup.interest_known:
        return nearer
    near = tolerance(claim)
    this, other = (
        question(setup, ledger, due_only=due, claimed=claimed, known=known, tolerance=near)
        for due in (nearer, not nearer)
    )
    if this is None or other is None:
        return nearer
    runs = [trial.run for trial in singly(this).singles]
    if any(this.answered_by(run.figures) for run in runs):
        return nearer
    if any(other.answered_by(run.other_part) for run in runs):
        return not nearer
    principal = PLACE[Head.PRINCIPAL]
    given = this.asked[principal]
    by_this = any(run.figures[principal] == given for run in runs)
    by_other = any(run.other_part[principal] == given for run in runs)
    if by_this or by_other:
        return nearer != (by_other and not by_this)
    return nearer != (len(other.right) > len(this.right))
