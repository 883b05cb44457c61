"""Do the parts of the statement add up to what it prints as their sum?"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import note
from debtcheck.audit.context import Context
from debtcheck.audit.report import Cause, Finding
from debtcheck.audit.totals import deducted
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO


def check(ctx: Context) -> Iterator[Finding]:
    """The total against its heads, and each head against its lines."""
    claim = ctx.claim
    if claim is None:
        return
    heads = dict(claim.heads)
    split = sum(heads.values(), ZERO)
    whole = len(heads) > 1 and Head.PRINCIPAL in heads
    if claim.total is not None and heads and (whole or split > claim.total):
        off = claim.total - split
        if min(abs(off), abs(off + deducted(claim))) > ctx.tolerance:
            ctx.explain({None: off})
            yield note(
                ctx,
                "sum_mismatch",
                cause=Cause.ARITHMETIC,
                claimed=claim.total,
                recomputed=split,
                difference=off,
                evidence=ctx.evidence(None),
            )
    for head, asked in heads.items():
        lines = [x for x in claim.lines if x.head == head.value]
        added = sum((x.amount for x in lines), ZERO)
        if len(lines) > 1 and abs(asked - added) > ctx.tolerance:
            evidence = (*ctx.evidence(head), *(x.evidence for x in lines if x.evidence))
            yield note(
                ctx,
                "line_sum_mismatch",
                head=head,
                claimed=asked,
                recomputed=added,
                difference=asked - added,
                evidence=evidence,
            )
