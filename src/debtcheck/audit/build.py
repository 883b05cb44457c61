"""Builds findings, so that every check says its part and nothing else."""

from __future__ import annotations

from decimal import Decimal

from debtcheck.audit.context import Context
from debtcheck.audit.forensics.explain import Match
from debtcheck.audit.lawrefs import cited
from debtcheck.audit.report import Cause, Explanation, Finding, Implied, LawRef
from debtcheck.case.kinds import Head, LenderKind
from debtcheck.case.model import Evidence
from debtcheck.case.rate import Rate, RateUnit, plain
from debtcheck.engine.money import ZERO
from debtcheck.words.text import Text, text


def head_finding(
    ctx: Context,
    code: str,
    head: Head,
    *,
    cause: Cause = Cause.CONTRACT,
    keys: tuple[str, ...] = (),
    law: tuple[str, ...] = (),
    matches: tuple[Match, ...] = (),
    amount: Decimal | None = None,
    params: dict[str, object] | None = None,
    evidence: tuple[Evidence, ...] = (),
    implied: Implied | None = None,
) -> Finding:
    """A finding on one head: `amount` of its difference (all that is left, by default).

    The word files hold `finding.<code>.why` (the reason, after the figure) and
    `finding.<code>.ask`; both get `amount` and `params`.
    """
    difference = ctx.left(head) if amount is None else amount
    ctx.explain({head: difference})
    working, span = ctx.working(head)
    basis = ctx.basis(*keys)
    return Finding(
        code=code,
        cause=cause,
        head=head,
        claimed=ctx.asked(head),
        recomputed=ctx.owed(head),
        difference=difference,
        summary=_summary(code, head, difference, params, cause),
        ask=_ask(ctx, code, head, difference, params, matches)
        if difference >= 0
        else text("finding.lower_ask"),
        working=working,
        span=span,
        certainty=ctx.certainty(basis),
        basis=basis,
        law=law_on(ctx, *law),
        evidence=evidence or ctx.evidence(head),
        explanations=_explained(ctx, matches, head),
        nearest=None if matches else _nearest(ctx, head),
        tried=ctx.forensics.tried if ctx.forensics else 0,
        expected_by_chance=ctx.by_chance(head),
        implied=implied or Implied(),
    )


def note(
    ctx: Context,
    code: str,
    *,
    head: Head | None = None,
    cause: Cause = Cause.NOTE,
    claimed: Decimal | None = None,
    recomputed: Decimal | None = None,
    difference: Decimal | None = None,
    keys: tuple[str, ...] = (),
    law: tuple[LawRef, ...] = (),
    evidence: tuple[Evidence, ...] = (),
    matches: tuple[Match, ...] = (),
    params: dict[str, object] | None = None,
    searched: bool = False,
) -> Finding:
    """A finding that carries its own figures and explains no head's difference.

    `searched`: ways of counting that give its figure were looked for, even if none was found.
    """
    searched = searched or bool(matches)
    basis = ctx.basis(*keys)
    return Finding(
        code=code,
        cause=cause,
        head=head,
        claimed=claimed,
        recomputed=recomputed,
        difference=difference,
        summary=_summary(code, head, difference, params),
        ask=text("finding.lower_ask")
        if cause is Cause.CONTRACT and (difference or ZERO) < 0
        else _ask(ctx, code, head, difference or ZERO, params, matches),
        certainty=ctx.certainty(basis),
        basis=basis,
        law=law,
        evidence=evidence,
        explanations=_explained(ctx, matches, head),
        nearest=_nearest(ctx, head) if searched and not matches else None,
        tried=ctx.forensics.tried if searched and ctx.forensics else 0,
        expected_by_chance=ctx.by_chance(head) if searched else ZERO,
    )


def _ask(
    ctx: Context,
    code: str,
    head: Head | None,
    difference: Decimal,
    params: dict[str, object] | None,
    matches: tuple[Match, ...],
) -> Text:
    """What to ask for; where two departures make up the difference, for each its own part."""
    asked = {"amount": abs(difference), **(params or {})}
    parts = ctx.forensics.parts(matches[0], head) if matches and ctx.forensics else ()
    codes = [ctx.code_of(departure, head) for departure, _ in parts]
    amounts = [amount for _, amount in parts]
    if len(set(codes)) < 2 or min(amounts) <= 0 or sum(amounts) != difference:  # noqa: PLR2004
        return text(f"finding.{code}.ask", **asked)
    first, second = (
        text(f"finding.{name}.ask", **{**asked, "amount": amount})
        for name, amount in zip(codes, amounts, strict=True)
    )
    return text("finding.two_asks", **asked, first=first, second=second)


def _explained(
    ctx: Context, matches: tuple[Match, ...], head: Head | None
) -> tuple[Explanation, ...]:
    return ctx.forensics.explanations(matches, head) if ctx.forensics else ()


def _nearest(ctx: Context, head: Head | None) -> Explanation | None:
    """What comes nearest where nothing gives the figure, unless chance would give it."""
    silent = ctx.forensics is None or ctx.by_chance(head) > 1
    return None if silent or ctx.forensics is None else ctx.forensics.nearest(head)


def _summary(
    code: str,
    head: Head | None,
    difference: Decimal | None,
    params: dict[str, object] | None,
    cause: Cause = Cause.CONTRACT,
) -> Text:
    """`利息多 360.00 元：` and the reason; without a figure the reason alone."""
    why = text(f"finding.{code}.why", **(params or {}))
    if not difference:
        return why
    what = text(f"head.{head}" if head else "head.total")
    side = "more" if difference > 0 else "less"
    side = "unproven" if cause is Cause.UNVERIFIED else side
    return text(f"finding.{side}", head=what, amount=abs(difference), why=why)


def law_on(ctx: Context, *ids: str) -> tuple[LawRef, ...]:
    """Rules as they stood on the day of their own axis: formation, accrual, payout or filing."""
    loan, court = ctx.case.loan, ctx.case.court
    days = {
        "formed_on": loan.formed_on or loan.originated_on,
        "originated_on": loan.originated_on,
        "filed_on": court and (court.filed_on or court.accepted_on),
        "accrued_on": ctx.as_of,
    }
    kind = ctx.case.lender.kind or LenderKind.UNKNOWN
    found: list[LawRef] = []
    for rule_id in ids:
        for version in ctx.law.versions(rule_id)[:1]:
            if kind in version.lenders or len(version.lenders) == len(LenderKind):
                on = days[version.looked_up_by] or ctx.as_of
                found.extend(cited(ctx.law, on, rule_id))
    return tuple(found)


def implied_rate(ctx: Context, head: Head, asked: Decimal) -> Implied:
    """What a claimed charge amounts to on the principal over the days that it covers."""
    charges = [c for c in ctx.ledger.charges if c.head is head]
    days = [(c.start, c.end) for c in charges]
    base = ctx.ledger.due[Head.PRINCIPAL] or ctx.ledger.owed[Head.PRINCIPAL]
    if not days:
        dues = [r.due_on for r in ctx.ledger.rows] or [
            t.due_on for t in ctx.setup.inputs.terms.tranches if t.due_on
        ]
        past = [d for d in dues if d < ctx.as_of]
        days = [(min(past), ctx.as_of)] if past else []
    if not days or base <= 0:
        return Implied()
    count = (max(b for _, b in days) - min(a for a, _ in days)).days
    if not count:
        return Implied()
    rate = Rate((asked / base / count).quantize(Decimal("0.00000001")), RateUnit.DAY)
    return Implied(f"{plain(rate.value * 100)}%/day", base, count)
