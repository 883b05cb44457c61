"""After a judgment, a renegotiated plan or a guarantor's payment: is more claimed than it gives?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from debtcheck.audit.basis import Basis
from debtcheck.audit.build import head_finding, law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.papers.against import Against
from debtcheck.audit.papers.agreement import governing
from debtcheck.audit.papers.recourse import owed_when_paid
from debtcheck.audit.report import Cause, Finding, Paper
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO
from debtcheck.engine.working import Given, Working, added
from debtcheck.words.text import Text, text


def check(ctx: Context) -> Iterator[Finding]:
    """The claim against the paper, by head where the heads tell, else by the total."""
    figures = ctx.figures
    if figures is None or figures.against is None or ctx.claimed is None:
        return
    if ctx.left_in_total <= ctx.tolerance:
        return
    if figures.paper is Paper.JUDGMENT:
        yield from _judgment(ctx, figures, figures.against)
    elif figures.paper is Paper.AGREEMENT:
        yield _agreement(ctx, figures.against)
    else:
        yield from _recourse(ctx, figures.against)


def _judgment(ctx: Context, figures: Basis, against: Against) -> Iterator[Finding]:
    awarded = dict(ctx.case.judgment.award) if ctx.case.judgment else {}
    total = ctx.claimed.total if ctx.claimed else ZERO
    within = any(total <= r.totals.total + ctx.tolerance for r in against.readings)
    over = [h for h in Head if ctx.left(h) > ctx.tolerance]
    below = any(ctx.left(h) < -ctx.tolerance for h in Head)
    if within or below or not over:
        cause = Cause.UNVERIFIED if within else Cause.CONTRACT
        yield _in_all(ctx, "judgment_exceeded", against, cause, _said(within=within))
        return
    for head in over:
        named = head in awarded or bool(figures.ledger.owed[head])
        code = "judgment_exceeded" if named else "not_in_judgment"
        yield head_finding(
            ctx,
            code,
            head,
            keys=against.keys,
            law=_ids(against),
            params={"what": _said(within=False)} if named else None,
        )


def _said(*, within: bool) -> Text:
    return text(f"finding.judgment_exceeded.{'reading' if within else 'above'}")


def _agreement(ctx: Context, against: Against) -> Finding:
    plan = governing(ctx.case, ctx.as_of)
    waived = plan.waived if plan else None
    if waived and abs(ctx.left_in_total - waived) <= ctx.tolerance:
        return _in_all(ctx, "waiver_not_booked", against, Cause.CONTRACT)
    within = bool(against.readings)
    cause = Cause.UNVERIFIED if within else Cause.CONTRACT
    found = _in_all(ctx, "agreement_exceeded", against, cause)
    working = _left_of(against)
    return replace(found, working=working) if working.amount == ctx.contract.total else found


def _recourse(ctx: Context, against: Against) -> Iterator[Finding]:
    split = ctx.asked(Head.PRINCIPAL) is not None
    if not split:
        yield _in_all(ctx, "guarantor_above_payment", against, Cause.UNVERIFIED, _bound(ctx))
        return
    if ctx.left(Head.PRINCIPAL) > ctx.tolerance:
        found = head_finding(
            ctx,
            "guarantor_above_payment",
            Head.PRINCIPAL,
            keys=against.keys,
            law=_ids(against),
            params={"what": _bound(ctx)},
        )
        yield replace(found, working=_left_of(against))
    for head in Head:
        if head is not Head.PRINCIPAL and ctx.left(head) > ctx.tolerance:
            yield head_finding(
                ctx,
                "guarantor_charges_after_payment",
                head,
                cause=Cause.UNVERIFIED,
                keys=against.keys,
                law=_ids(against),
            )


def _left_of(against: Against) -> Working:
    """What the paper names, less each payment since."""
    paid = [line.amount for line in against.ledger.lines if line.event == "payment"]
    return added((Given(against.given),), tuple(Given(amount) for amount in paid))


def _bound(ctx: Context) -> Text:
    """Which of the two bounds holds: what was paid, or what was owed."""
    owed = owed_when_paid(ctx.case, ctx.setup, ctx.as_of)
    given = ctx.figures.against.given if ctx.figures and ctx.figures.against else ZERO
    key = "owed" if owed is not None and given >= owed else "paid"
    return text(f"finding.guarantor_above_payment.{key}", given=given)


def _in_all(
    ctx: Context, code: str, against: Against, cause: Cause, what: Text | None = None
) -> Finding:
    left = ctx.left_in_total
    ctx.explain({None: left})
    return note(
        ctx,
        code,
        cause=cause,
        claimed=ctx.claimed.total if ctx.claimed else None,
        recomputed=ctx.contract.total,
        difference=left,
        keys=against.keys,
        law=against.law or law_on(ctx, "performance"),
        evidence=ctx.evidence(None),
        params={"what": what} if what else None,
    )


def _ids(against: Against) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref.id for ref in against.law))
