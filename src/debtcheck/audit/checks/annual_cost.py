"""Is the true annual cost, to all payees, above the limits of the day the loan was made?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from decimal import Context as Digits

from debtcheck.audit.build import note
from debtcheck.audit.context import Context
from debtcheck.audit.cost import all_payees_cost
from debtcheck.audit.lawrefs import reference
from debtcheck.audit.report import Cost, Finding, LawRef
from debtcheck.case.kinds import LenderKind, Method
from debtcheck.case.rate import DAYS_OF_YEAR, plain
from debtcheck.engine.dates import ONE_DAY
from debtcheck.engine.money import ZERO
from debtcheck.engine.yields import annual_cost as solve
from debtcheck.law.caps import licensed_caps, origination_caps, origination_limit

_HALF_A_FEN = Decimal("0.005")
_SHOWN = Decimal("0.0001")
_WIDE = Digits(prec=400)  # little received for much has a rate of many digits
_NEAR = Decimal(1)  # percent: so near a limit, the rounding of the instalments may be all of it


def check(ctx: Context) -> Iterator[Finding]:
    """Nominal cost (monthly IRR × 12, or what the day-exact cost is in it) against each limit."""
    cost = _cost(ctx)
    figure = _nominal(cost)
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
    found = _nominal(Cost(less.nominal, less.effective, less.xirr, flows=tuple(fewer)))
    return figure if found is None else min(figure, found)


def _cost(ctx: Context) -> Cost:
    """The cost to all payees.

    A loan that still runs, without a last day, has no time over which what was paid once at the
    start could be spread: then that is left out.
    """
    case, terms = ctx.case, ctx.setup.inputs.terms
    if ctx.ledger.total and not terms.scheduled and any(t.due_on is None for t in terms.tranches):
        case = replace(case, fees=tuple(f for f in case.fees if f.when == "instalment"))
    return all_payees_cost(case, ctx.setup, ctx.ledger)


def _nominal(cost: Cost) -> Decimal | None:
    """The yearly rate in percent as the limits count it, which is without interest on interest.

    Of flows that fall on no whole months: for one payment the simple rate of its days, else
    12 × ((1 + x)^(1/12) − 1) of the day-exact rate x.
    """
    if cost.nominal is not None or cost.xirr is None:
        return cost.nominal
    by_day: dict[date, Decimal] = {}
    for on, amount in cost.flows:
        by_day[on] = by_day.get(on, ZERO) + amount
    flows = [(on, amount) for on, amount in by_day.items() if amount]
    if len(flows) == 2:  # noqa: PLR2004 (received once, paid once)
        (start, got), (end, paid) = flows
        figure = (-paid - got) / got / (end - start).days * DAYS_OF_YEAR * 100
    else:
        figure = (((1 + cost.xirr / 100).ln() / 12).exp() - 1) * 1200
    return figure.quantize(_SHOWN, ROUND_HALF_UP, _WIDE)


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
