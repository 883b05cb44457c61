"""What a case says of the kind of the debt."""

from __future__ import annotations

from debtcheck.case.kinds import Method
from debtcheck.case.model import Case


def is_card(case: Case) -> bool:
    """A credit card: by its method, its own table, or the kind of a statement."""
    if case.loan.method is Method.CARD or case.card is not None:
        return True
    return any(claim.kind == "card" for claim in case.claims)
