"""Was old interest written into the principal beyond what the private-lending rules allow?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from debtcheck.audit.build import law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.report import Cause, Finding
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO

_KEYS = tuple(
    f"loan.rolled_from.{key}" for key in ("principal", "capitalised_interest", "disbursed_on")
)


def check(ctx: Context) -> Iterator[Finding]:
    """The two tests: interest above the limit is no principal; no more than the limit in all."""
    rolled = ctx.ceiling.rolled if ctx.ceiling is not None else None
    if rolled is None or ctx.ceiling is None:
        return
    law = law_on(ctx, "private_rolled")
    owed = ctx.contract.heads[Head.PRINCIPAL]
    refused = min(rolled.refused, owed)
    if refused > ctx.tolerance:
        found = note(
            ctx,
            "rolled_interest",
            head=Head.PRINCIPAL,
            cause=Cause.CEILING_HARD,
            claimed=ctx.asked(Head.PRINCIPAL) or owed,
            recomputed=owed - refused,
            difference=refused,
            keys=_KEYS,
            law=law,
            evidence=ctx.evidence(Head.PRINCIPAL),
        )
        yield replace(found, working=rolled.first)
    above = sum(rolled.cut.values(), ZERO)
    if above > ctx.tolerance and rolled.total is not None:
        found = note(
            ctx,
            "rolled_total",
            cause=Cause.CEILING_HARD,
            claimed=ctx.contract.total,
            recomputed=ctx.contract.total - above,
            difference=above,
            keys=_KEYS,
            law=law,
        )
        yield replace(found, working=rolled.total)
