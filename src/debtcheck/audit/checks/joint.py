"""Several lenders in one loan: do their shares make up the whole?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from debtcheck.audit.build import note
from debtcheck.audit.context import Context
from debtcheck.audit.report import Finding
from debtcheck.case.rate import plain


def check(ctx: Context) -> Iterator[Finding]:
    """Shares that are all stated and do not add up to 100%."""
    shares = [lender.share for lender in ctx.case.lenders]
    if len(shares) <= 1 or any(share is None for share in shares):
        return
    total = sum((share for share in shares if share is not None), Decimal(0))
    if total == 1:
        return
    yield note(
        ctx,
        "shares_not_whole",
        keys=("lender",),
        params={"total": f"{plain(total * 100)}%"},
    )
