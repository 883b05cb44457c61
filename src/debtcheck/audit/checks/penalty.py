"""Is the penalty what the contract gives: rate, base, days, grace?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from debtcheck.audit.build import head_finding, implied_rate, law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.report import Finding, Implied
from debtcheck.case.kinds import Head, Method
from debtcheck.case.rate import RateMultiple
from debtcheck.engine.money import FEN, round_money
from debtcheck.engine.working import Simple
from debtcheck.law.lawbook import NoRule

_KEYS = ("loan.overdue.rate", "loan.overdue.base", "loan.overdue.mode")


def check(ctx: Context) -> Iterator[Finding]:
    """What is left of the penalty, and a multiple above the band for banks."""
    asked = ctx.asked(Head.PENALTY)
    if asked is not None and abs(ctx.left(Head.PENALTY)) > ctx.tolerance:
        matches = ctx.matches(Head.PENALTY)
        code = ctx.code(matches[0], Head.PENALTY) if matches else "penalty_differs"
        keys = (*_KEYS, *(matches[0].keys if matches else ()))
        other_days = None if matches else _whole_days(ctx, asked)
        code = "penalty_days" if other_days else code
        implied = None if matches else other_days or implied_rate(ctx, Head.PENALTY, asked)
        yield head_finding(
            ctx,
            code,
            Head.PENALTY,
            matches=matches,
            keys=tuple(dict.fromkeys(keys)),
            law=("overdue_interest", "performance"),
            implied=implied,
            params={"what": matches[0].text} if matches else None,
        )
    yield from _band(ctx)


def _whole_days(ctx: Context, asked: Decimal) -> Implied | None:
    """Another whole number of days that gives the claimed penalty at the agreed rate and base.

    Only where the penalty ran in one stretch, and a day of it is so much more than a fen that a
    whole number is no accident.
    """
    charges = [c for c in ctx.ledger.charges if c.head is Head.PENALTY and c.amount]
    one = charges[0].working if len(charges) == 1 and not charges[0].paid else None
    if not isinstance(one, Simple) or one.share.months or not one.share.days:
        return None
    a_day = one.share.of(one.base, one.rate) / one.share.days
    days = int((asked / a_day).to_integral_value())
    if a_day < 10 * FEN or days < 1 or round_money(a_day * days) != asked:
        return None
    return Implied(str(one.rate), one.base, days)


def _band(ctx: Context) -> Iterator[Finding]:
    """银发〔2003〕251号: a bank's overdue rate is 1.3 to 1.5 times the contract's."""
    rate, origin = ctx.setup.inputs.terms.penalty, ctx.case.loan.originated_on
    kind = ctx.case.lender.kind
    if origin is None or kind is None:
        return
    try:
        rule = ctx.law.find("B2", origin)
    except NoRule:
        return
    times = _times(ctx, rate)
    misused = ctx.case.loan.purpose_misused
    high = rule.high_misuse if misused else rule.high
    flat = ctx.setup.inputs.terms.method is Method.FLAT  # its headline is not the rate it costs
    if flat or kind not in rule.lenders or times is None or high is None or times <= high:
        return
    yield note(
        ctx,
        "penalty_above_band",
        head=Head.PENALTY,
        keys=("loan.overdue.rate", "loan.rate"),
        law=law_on(ctx, "B2"),
        params={"times": f"{times.normalize():f}", "high": f"{high.normalize():f}"},
    )


def _times(ctx: Context, rate: object) -> Decimal | None:
    """The penalty as a multiple of the loan's rate."""
    if isinstance(rate, RateMultiple):
        return rate.times
    terms = ctx.setup.inputs.terms
    loan, penalty = terms.rate_on(ctx.as_of), terms.penalty_on(ctx.as_of)
    if loan is None or penalty is None or not loan.value:
        return None
    return (penalty.yearly() / loan.yearly()).quantize(Decimal("0.0001"))
