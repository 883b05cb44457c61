"""Licensed lender (REDUCE, on request): the contract's replay, then its unpaid charges.

W is the days from the first for which a charge is unpaid; what the unpaid charges of W exceed
outstanding principal × limit × days is the reduction (法发〔2017〕22号 2:
charges claimed together).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.lawrefs import reference
from debtcheck.audit.limits.ask import Ask, caps_of, closed
from debtcheck.audit.limits.months import by_months
from debtcheck.audit.report import Ceiling, CeilingStep
from debtcheck.audit.totals import CHARGES
from debtcheck.case.kinds import Compound, DayCount, Head, Method, OverdueMode
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.accrual import noise
from debtcheck.engine.dates import share
from debtcheck.engine.ledger import Charge, Ledger
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.replay import replay
from debtcheck.engine.terms import CUT_ORDER
from debtcheck.engine.working import Given, Simple, Sum, Working, added
from debtcheck.law.capsteps import CapReading
from debtcheck.words.text import Text, text


def licensed_ceiling(ask: Ask, reading: CapReading) -> Ceiling:
    inputs = ask.setup.on_received()
    ledger = ask.ledger if inputs is ask.setup.inputs else replay(inputs, ask.as_of)
    heads = dict(ask.part(ledger))
    charges = [c for c in ledger.charges if c.unpaid > 0 and (c.due or not ask.due_only)]
    if not charges or not reading.steps:
        return closed(ask, heads, (), on_request=True)
    window = max(min(c.start for c in charges), reading.steps[0].start)
    unpaid = round_money(sum((c.unpaid * _since(c, window) for c in charges), ZERO))
    unpaid += sum(
        (a for day, a in ask.setup.outside if _inside(day, window, inputs.terms.start)), ZERO
    )
    steps = _allowance(ledger, reading, window, ask.as_of)
    allowed = added(tuple(s.working for s in steps if s.working))
    excess = unpaid - allowed.amount
    cut = ZERO if excess <= noise(len(charges)) else min(excess, _charged(heads))
    found = closed(ask, _cut(heads, cut), steps, on_request=True)
    if not cut:
        return found
    working: Working = Sum((Given(unpaid),), excess, (allowed,))
    beside = _beside(ask, ledger, reading, heads, unpaid=unpaid, window=window)
    return replace(
        found,
        steps=steps,
        cut=cut,
        beside=beside,
        working=working,
        only_unpaid=_only_unpaid(ask, ledger, reading),
    )


def _only_unpaid(ask: Ask, ledger: Ledger, reading: CapReading) -> bool:
    """True if flat charges on a loan that is nearly repaid are all that exceeds the limit.

    A charge on the original principal, or of a fixed amount an instalment, weighs heavily on the
    little that is left. Where a rate of the loan is itself above the limit, or two rates run on the
    same days, the excess is real whatever was paid before.
    """
    terms, conv = ask.setup.inputs.terms, ask.setup.inputs.conventions
    by_instalment = any(fee.on is None for fee in terms.fees) or bool(ask.setup.outside)
    flat = terms.scheduled and (terms.method is Method.FLAT or by_instalment)
    beside = terms.once is not None or conv.mode is OverdueMode.ADDS or conv.interest_after_due
    if not flat or beside or conv.compound is not Compound.NONE:
        return False
    limit = min(step.yearly for step in reading.steps)
    rates = [terms.rate_on(ask.as_of), terms.penalty_on(ask.as_of)]
    if any(rate is not None and rate.yearly() > limit for rate in rates):
        return False
    return _from_payout(ask, ledger, reading) == ZERO


def _since(charge: Charge, day: date) -> Decimal:
    """The part of a charge's days from a day on: those before the rule are under no limit."""
    days = (charge.end - charge.start).days
    if charge.start >= day:
        return Decimal(1)
    return Decimal(max((charge.end - day).days, 0)) / days if days else ZERO


def _from_payout(ask: Ask, ledger: Ledger, reading: CapReading) -> Decimal | None:
    """What exceeds the limit over the whole loan, with what was paid; None: nothing was paid."""
    if not any(c.paid for c in ledger.charges):
        return None
    return excess_from_payout(ledger, reading, ask.setup.inputs.terms.start, ask.setup.outside)


def excess_from_payout(
    ledger: Ledger, reading: CapReading, start: date, outside: tuple[tuple[date, Decimal], ...]
) -> Decimal:
    """All charges from the payout, paid or not, less balance × limit × days; zero if within it.

    `outside` are charges paid to others; they use up the same room.
    """
    first = max(start, reading.steps[0].start)
    everything = round_money(sum((c.amount * _since(c, first) for c in ledger.charges), ZERO))
    everything += sum((a for day, a in outside if _inside(day, first, start)), ZERO)
    steps = _allowance(ledger, reading, first, ledger.as_of)
    allowed = sum((s.working.amount for s in steps if s.working), ZERO)
    excess = everything - allowed
    return excess if excess > noise(len(ledger.charges)) else ZERO


def _inside(day: date, window: date, start: date) -> bool:
    """True if a charge to others falls into the window.

    A fee that is due on the window's first day belongs to the period before it; only at the payout
    is there none.
    """
    return day > window or day == window == start


def _charged(heads: dict[Head, Decimal]) -> Decimal:
    return sum((heads[h] for h in CHARGES), ZERO)


def _allowance(
    ledger: Ledger,
    reading: CapReading,
    start: date,
    end: date,
    day_count: DayCount = DayCount.ACT_365,
) -> tuple[CeilingStep, ...]:
    """Outstanding principal × limit × days, for every stretch of one balance under one limit."""
    found: list[CeilingStep] = []
    for step in reading.steps:
        low, high = max(step.start, start), min(step.end or end, end)
        rate = Rate(step.yearly, RateUnit.YEAR)
        law = reference(step.rule, step.on)
        for k, (day, balance) in enumerate(ledger.balances):
            last = ledger.balances[k + 1][0] if k + 1 < len(ledger.balances) else end
            a, b = max(low, day), min(high, last)
            if a < b and balance:
                part = share(a, b, RateUnit.YEAR, day_count)
                working = Simple(balance, rate, part, round_money(part.of(balance, rate)), a, b)
                found.append(CeilingStep(a, b, law, str(rate), working))
    return tuple(found)


def _cut(heads: dict[Head, Decimal], amount: Decimal) -> dict[Head, Decimal]:
    """Take the reduction off fee, damages, compound, penalty, interest, in this order."""
    left = dict(heads)
    for head in CUT_ORDER:
        part = min(amount, left[head])
        left[head] -= part
        amount -= part
    return left


def _beside(
    ask: Ask,
    ledger: Ledger,
    reading: CapReading,
    heads: dict[Head, Decimal],
    *,
    unpaid: Decimal,
    window: date,
) -> tuple[tuple[Text, Decimal], ...]:
    """Other ways to measure the same limit: named, never the total."""
    found: list[tuple[Text, Decimal]] = []
    start, charged = ask.setup.inputs.terms.start, _charged(heads)

    def allowed(since: date, day_count: DayCount = DayCount.ACT_365) -> Decimal:
        steps = _allowance(ledger, reading, since, ask.as_of, day_count)
        return sum((s.working.amount for s in steps if s.working), ZERO)

    by_360 = max(charged - max(unpaid - allowed(window, DayCount.ACT_360), ZERO), ZERO)
    if by_360 != charged - max(unpaid - allowed(window), ZERO):
        found.append((text("ceiling.by_360"), by_360))
    excess = _from_payout(ask, ledger, reading)
    if excess is not None:
        found.append((text("ceiling.from_payout"), max(charged - excess, ZERO)))
    if any(c.paid for c in ledger.charges) and ask.setup.inputs.terms.card is None:
        caps, inputs = caps_of(reading, start, ask.as_of), by_months(ask.setup.on_received())
        credited = replay(inputs, ask.as_of, caps=caps, outside=ask.setup.outside)
        if credited.total < ledger.total:
            found.append((text("ceiling.paid_credited"), credited.total))
    return tuple(found)
