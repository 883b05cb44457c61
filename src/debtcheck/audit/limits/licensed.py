"""Licensed lender (REDUCE, on request): the contract's replay, then its unpaid charges.

W is the days from the first for which a charge is unpaid; what the unpaid charges of W exceed
outstanding principal × limit × days is the reduction (法发〔2017〕22号 2:
charges claimed together).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.audit.lawrefs import reference
from debtcheck.audit.limits.ask import Ask, closed
from debtcheck.audit.report import Ceiling, CeilingStep
from debtcheck.audit.totals import CHARGES
from debtcheck.case.kinds import DayCount, Head
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.accrual import noise
from debtcheck.engine.dates import share
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.replay import replay
from debtcheck.engine.terms import CUT_ORDER, Cap
from debtcheck.engine.working import Given, Simple, Sum, Working, added
from debtcheck.law.capsteps import CapReading
from debtcheck.words.text import Text, text


def licensed_ceiling(ask: Ask, reading: CapReading) -> Ceiling:
    inputs = ask.setup.on_received()
    ledger = replay(inputs, ask.as_of)
    heads = dict(ask.part(ledger))
    charges = [c for c in ledger.charges if c.unpaid > 0 and (c.due or not ask.due_only)]
    if not charges or not reading.steps:
        return closed(ask, heads, (), on_request=True)
    window = min(c.start for c in charges)
    unpaid = sum((c.unpaid for c in charges), ZERO)
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
    return Ceiling(found.totals, found.binds, True, steps, cut, beside, (), working)


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
    if any(c.paid for c in ledger.charges):
        everything = sum((c.amount for c in ledger.charges), ZERO)
        everything += sum((a for _, a in ask.setup.outside), ZERO)
        excess = max(everything - allowed(start), ZERO)
        found.append((text("ceiling.from_payout"), max(charged - excess, ZERO)))
        caps = tuple(Cap(max(s.start, start), s.end, s.yearly) for s in reading.steps)
        credited = replay(ask.setup.on_received(), ask.as_of, caps=caps, outside=ask.setup.outside)
        found.append((text("ceiling.paid_credited"), credited.total))
    return tuple(found)
