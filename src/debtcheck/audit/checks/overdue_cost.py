"""What do the overdue charges come to in a year, all that run at once, or the rate alone?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from debtcheck.audit.build import note
from debtcheck.audit.context import Context
from debtcheck.audit.lawrefs import reference
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head, LenderKind, OverdueMode
from debtcheck.case.rate import DAYS_OF_YEAR, Rate, plain
from debtcheck.engine.dates import ONE_DAY
from debtcheck.engine.money import ZERO
from debtcheck.law.caps import licensed_caps
from debtcheck.law.capsteps import CapStep
from debtcheck.words.text import Text, text

_STACKED, _RATE = "overdue_charges_stacked", "overdue_rate_above_line"
_CEILING = frozenset({"ceiling_on_request", "ceiling_not_from_payout"})
COLLECTION = "collection"


def check(ctx: Context) -> Iterator[Finding]:
    """Penalty, damages and dunning fees of the same arrears against the line at which a court may
    be asked to reduce; and the rate that runs, while the sum is below it. For licensed lenders: the
    limit of a private one is held against each charge by the ceiling."""
    overdue = any(c.overdue and c.unpaid > 0 for c in ctx.ledger.charges)
    if not (overdue or ctx.asked(Head.PENALTY)) or ctx.setup.inputs.terms.card is not None:
        return
    step = _line(ctx)
    if step is None:
        return
    stacked = list(_stacked(ctx, step))
    yield from stacked
    if not stacked and not _CEILING & {f.code for f in ctx.findings}:
        yield from _rate_alone(ctx, step)


def _line(ctx: Context) -> CapStep | None:
    """The limit on request on the day, if there is one for this kind of lender."""
    kind = ctx.case.lender.kind
    if kind in (None, LenderKind.PRIVATE, LenderKind.UNKNOWN):
        return None
    day = ctx.as_of
    found = licensed_caps(ctx.law, kind=kind, start=day, end=day + ONE_DAY)
    return next((step for reading in found for step in reading.steps[-1:]), None)


def _stacked(ctx: Context, step: CapStep) -> Iterator[Finding]:
    charges = [c for c in ctx.ledger.charges if c.overdue and c.unpaid > 0]
    base = ctx.ledger.due[Head.PRINCIPAL]
    since = min((c.start for c in charges), default=ctx.as_of)
    days = (ctx.as_of - since).days
    parts = _parts(ctx)
    if not days or base <= 0 or len(parts) < 2:  # noqa: PLR2004 (one charge is no stack)
        return
    whole = sum((amount for _, amount in parts), ZERO)
    yearly = whole / base / days * DAYS_OF_YEAR
    if yearly <= step.yearly:
        return
    named = [text(f"finding.{_STACKED}.part", name=name, amount=a) for name, a in parts]
    yield note(
        ctx,
        _STACKED,
        keys=("loan.overdue", "lender.kind"),
        law=(reference(step.rule, step.on),),
        evidence=ctx.evidence(Head.PENALTY) or ctx.evidence(None),
        params={
            "days": days,
            "parts": _list(named),
            "sum": whole,
            "base": base,
            "rate": _percent(yearly),
            "limit": _percent(step.yearly),
        },
    )


def _parts(ctx: Context) -> list[tuple[object, Decimal]]:
    """The overdue charges by name, as claimed; what the statement does not split, by contract."""
    found: list[tuple[object, Decimal]] = []
    for head in (Head.DAMAGES, Head.PENALTY):
        asked = ctx.asked(head)
        amount = asked if asked is not None else ctx.owed(head) or ZERO
        if amount:
            found.append((text(f"head.{head}"), amount))
    dunning = [c for c in ctx.ledger.charges if c.head is Head.FEE and c.overdue]
    unpaid = sum((c.unpaid for c in dunning), ZERO)
    if unpaid:
        names = dict.fromkeys(fee.name for fee in ctx.setup.inputs.terms.dunning)
        found.append((" / ".join(names), unpaid))
    found.extend(
        (fee.name, fee.amount)
        for fee in ctx.case.fees
        if fee.kind == COLLECTION and fee.amount and (fee.on or ctx.as_of) <= ctx.as_of
    )
    return found


def _list(named: list[Text]) -> Text:
    """`A、B、C`, as a text of texts."""
    first, *others = named
    return (
        first if not others else text(f"finding.{_STACKED}.more", first=first, rest=_list(others))
    )


def _rate_alone(ctx: Context, step: CapStep) -> Iterator[Finding]:
    """The agreed rate of a loan that is overdue, with the interest that runs beside it.

    Up to the usual multiple of the loan's rate (银发〔2003〕251号) nothing is said: most contracts
    have it, and whether the sum is too high is the ceiling's question.
    """
    terms, conv = ctx.setup.inputs.terms, ctx.setup.inputs.conventions
    owed = (ctx.owed(Head.PENALTY) or ZERO) + (ctx.asked(Head.PENALTY) or ZERO)
    penalty, loan = terms.penalty_on(ctx.as_of), terms.rate_on(ctx.as_of)
    if penalty is None or not owed:
        return
    yearly = penalty.yearly()
    if conv.mode is OverdueMode.ADDS and loan is not None:
        yearly += loan.yearly()
    if yearly <= step.yearly or _is_usual(ctx, yearly, loan):
        return
    yield note(
        ctx,
        _RATE,
        head=Head.PENALTY,
        keys=("loan.overdue.rate", "loan.rate", "lender.kind"),
        law=(reference(step.rule, step.on),),
        evidence=ctx.evidence(Head.PENALTY),
        params={"rate": _percent(yearly), "limit": _percent(step.yearly)},
    )


def _is_usual(ctx: Context, yearly: Decimal, loan: Rate | None) -> bool:
    """True up to the top of the band for an overdue rate, as a multiple of the loan's."""
    band = ctx.law.versions("B2")
    high = band[-1].high if band else None
    return loan is not None and high is not None and yearly <= loan.yearly() * high


def _percent(yearly: Decimal) -> str:
    return f"{plain((yearly * 100).quantize(Decimal('0.0001')))}%"
