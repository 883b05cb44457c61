"""Is the interest what the contract gives: rate, days, balance?"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import head_finding, implied_rate
from debtcheck.audit.checks.codes import CODES
from debtcheck.audit.context import Context
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head

_KEYS = ("loan.rate", "loan.method", "loan.disbursed_on")
_LAW = {"day_count_360": ("bank_day_rate",), "interest_on_repaid_principal": ("performance",)}


def check(ctx: Context) -> Iterator[Finding]:
    """What is left of the interest: the departure that gives it, or its implied rate."""
    asked = ctx.asked(Head.INTEREST)
    if asked is None or abs(ctx.left(Head.INTEREST)) <= ctx.tolerance:
        return
    matches = ctx.matches(Head.INTEREST)
    code = CODES[matches[0].departure.id] if matches else "interest_differs"
    keys = (*_KEYS, *(matches[0].departure.keys if matches else ()))
    implied = None if matches else implied_rate(ctx, Head.INTEREST, asked)
    yield head_finding(
        ctx,
        code,
        Head.INTEREST,
        matches=matches,
        keys=tuple(dict.fromkeys(keys)),
        law=_LAW.get(code, ("performance",)),
        implied=implied,
        params={"what": matches[0].departure.text} if matches else None,
    )
