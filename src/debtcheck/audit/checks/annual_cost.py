"""Is the true annual cost, to all payees, above the limits of the day the loan was made?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from debtcheck.audit.build import note
from debtcheck.audit.context import Context
from debtcheck.audit.cost import all_payees_cost
from debtcheck.audit.lawrefs import reference
from debtcheck.audit.report import Cost, Finding, LawRef
from debtcheck.case.kinds import LenderKind, Method
from debtcheck.case.rate import plain
from debtcheck.engine.dates import ONE_DAY
from debtcheck.engine.yields import annual_cost as solve
from debtcheck.law.caps import licensed_caps, origination_caps, origination_limit

_HALF_A_FEN = Decimal("0.005")
_NEAR = Decimal(1)  # percent: so near a limit, the rounding of the instalments may be all of it


def check(ctx: Context) -> Iterator[Finding]:
    """Nominal cost (monthly IRR × 12), else the day-exact one, against each limit that applies."""
    cost = all_payees_cost(ctx.case, ctx.setup, ctx.ledger)
    figure = cost.nominal if cost.nominal is not None else cost.xirr
    kind, origin = ctx.case.lender.kind, ctx.case.loan.originated_on
    if figure is None or kind in (None, LenderKind.PRIVATE, LenderKind.UNKNOWN) or origin is None:
        return
    laws, limits = _limits(ctx, kind, figure)
    if laws and figure - max(limits) < _NEAR:
        laws, limits = _limits(ctx, kind, _at_least(cost, figure))
    if not laws:
        return
    yield note(
        ctx,
        "annual_cost_above_ceiling",
        keys=("loan.rate", "fee"),
        law=laws,
        params={
            "cost": f"{plain(figure)}%",
            "limit": f"{plain(min(limits))}%",
        },
    )


def _at_least(cost: Cost, figure: Decimal) -> Decimal:
    """The cost if every payment had been rounded up by half a fen: what is surely above a limit.

    Twelve rounded instalments at just 24% come out at 24.0008%, which is no excess.
    """
    fewer = [(on, amount + _HALF_A_FEN if amount < 0 else amount) for on, amount in cost.flows]
    less = solve(fewer)
    found = less.nominal if cost.nominal is not None else less.xirr
    return figure if found is None else min(figure, found)


def _limits(
    ctx: Context, kind: LenderKind, figure: Decimal
) -> tuple[tuple[LawRef, ...], list[Decimal]]:
    """The rules whose limit the cost exceeds, with the limits in percent."""
    origin = ctx.case.loan.originated_on
    laws: list[LawRef] = []
    limits: list[Decimal] = []
    if origin is None:
        return (), []
    rules = origination_caps(
        ctx.law,
        kind=kind,
        facilitated=ctx.case.lender.facilitated,
        card=ctx.case.loan.method is Method.CARD,
        originated_on=origin,
        as_of=ctx.as_of,
    )
    for rule in rules:
        limit = origination_limit(ctx.law, rule, originated_on=origin, last_due=_last_due(ctx))
        if limit is not None and figure > limit * 100:
            laws.append(reference(rule, origin))
            limits.append(limit * 100)
    for reading in licensed_caps(ctx.law, kind=kind, start=origin, end=ctx.as_of + ONE_DAY):
        for step in reading.steps[-1:]:
            if figure > step.yearly * 100 and step.rule.id not in {x.id for x in laws}:
                laws.append(reference(step.rule, step.on))
                limits.append(step.yearly * 100)
    return tuple(laws), limits


def _last_due(ctx: Context) -> date | None:
    terms = ctx.setup.inputs.terms
    days = [*terms.dues, *(t.due_on for t in terms.tranches if t.due_on)]
    return max(days, default=None)
