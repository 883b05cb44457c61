"""Is the interest what the contract gives: rate, days, balance?"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import head_finding, implied_rate
from debtcheck.audit.context import Context
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head
from debtcheck.words.text import text

_KEYS = ("loan.rate", "loan.method", "loan.disbursed_on")
_CARD_KEYS = ("loan.rate", "card.due_day", "card.full_interest")
_LAW = {
    "day_count_360": ("bank_day_rate",),
    "card_interest_on_fees": ("C3",),
    "undue_interest": ("early_repayment", "performance"),
    "card_full_vs_partial": ("card_terms", "performance"),
    "card_free_period": ("card_terms", "performance"),
}


def check(ctx: Context) -> Iterator[Finding]:
    """What is left of the interest: the departure that gives it, or its implied rate."""
    asked = ctx.asked(Head.INTEREST)
    if asked is None or abs(ctx.left(Head.INTEREST)) <= ctx.tolerance:
        return
    matches = ctx.matches(Head.INTEREST)
    code = ctx.code(matches[0], Head.INTEREST) if matches else "interest_differs"
    card = ctx.setup.inputs.terms.card is not None
    what = matches[0].text if matches else None
    if card and not matches and not any(c.head is Head.INTEREST for c in ctx.ledger.charges):
        code, what = "card_free_period", text("departure.card_free_period_lost")
    keys = (*(_CARD_KEYS if card else _KEYS), *(matches[0].keys if matches else ()))
    implied = None if matches else implied_rate(ctx, Head.INTEREST, asked)
    yield head_finding(
        ctx,
        code,
        Head.INTEREST,
        matches=matches,
        keys=tuple(dict.fromkeys(keys)),
        law=_LAW.get(code, ("performance",)),
        implied=implied,
        params={"what": what} if what else None,
    )
