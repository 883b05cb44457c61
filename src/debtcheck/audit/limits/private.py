"""Private lender (HARD): a replay of its own, each rate and all charges held to the cap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.lawrefs import reference
from debtcheck.audit.limits.ask import Ask, caps_of, closed
from debtcheck.audit.limits.months import by_months
from debtcheck.audit.limits.rolled import OldDebt, both_tests
from debtcheck.audit.report import Ceiling, CeilingStep, HeadWorking
from debtcheck.audit.totals import CHARGES
from debtcheck.audit.workings import unpaid_working
from debtcheck.case.kinds import Compound, Head, OverdueMode, PenaltyBase
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import replay
from debtcheck.engine.terms import Cap, Inputs
from debtcheck.engine.working import added
from debtcheck.law.capsteps import CapReading, CapStep

_NO_LIMIT = Decimal(10) ** 6  # a fraction a year that no rate reaches


def private_ceiling(ask: Ask, reading: CapReading, old: OldDebt | None = None) -> Ceiling:
    """The ceiling of a private loan in one reading; `old` is a debt that was rolled into it."""
    refused = old.refused if old is not None else ZERO
    inputs = ask.setup.on_principal(ask.setup.received - refused)
    start = inputs.terms.start
    alone = old is None and not ask.setup.by_law
    if alone and inputs.terms.scheduled and not _can_bind(ask, reading):
        limits = tuple(_hard_step(step, ask.ledger, ask.as_of) for step in reading.steps)
        return Ceiling(ask.contract, binds=False, on_request=False, steps=limits)
    caps = caps_of(reading, start, ask.as_of)
    ledger = replay(by_months(inputs), ask.as_of, caps=caps, outside=ask.setup.outside)
    steps = tuple(_hard_step(step, ledger, ask.as_of) for step in reading.steps)
    heads, rolled = ask.part(ledger), None
    if old is not None:
        heads, rolled = both_tests(ask, old, reading, ledger)
    found = closed(ask, heads, steps, on_request=False)
    if not found.binds:
        return found
    by_head = _by_head(ask, ledger)
    if alone:
        plain, free = _without_limits(ask, inputs, caps)
        if free == heads:
            steps = tuple(_hard_step(step, plain, ask.as_of) for step in reading.steps)
            received = closed(ask, dict(ask.part(plain)), steps, on_request=False)
            return replace(received, only_received=True)
        by_contract = ask.part(plain)
        if sum(free.values()) < sum(by_contract.values()):  # that much is no limit's doing
            off = {head for head in free if free[head] != by_contract[head]}
            heads = {h: max(by_contract[h] - free[h] + heads[h], ZERO) for h in heads}
            found = closed(ask, heads, steps, on_request=False)
            by_head = tuple(w for w in by_head if w.head not in off)
    return replace(found, by_head=by_head if found.binds else (), rolled=rolled)


def _without_limits(
    ask: Ask, inputs: Inputs, caps: tuple[Cap, ...]
) -> tuple[Ledger, dict[Head, Decimal]]:
    """The contract's own counting on the cash received (民法典670), and the limit's own replay
    without its limits.

    What the two differ by comes of counting days for months, and of money paid ahead: no limit
    takes it off.
    """
    plain = ask.ledger if inputs is ask.setup.inputs else replay(inputs, ask.as_of)
    free = tuple(replace(cap, yearly=_NO_LIMIT, paid_line=None) for cap in caps)
    return plain, ask.part(replay(by_months(inputs), ask.as_of, caps=free))


def _by_head(ask: Ask, ledger: Ledger) -> tuple[HeadWorking, ...]:
    found: list[HeadWorking] = []
    for head in CHARGES:
        how = unpaid_working(ledger, head, due_only=ask.due_only)
        if how is not None:
            found.append(HeadWorking(head, *how))
    return tuple(found)


def _can_bind(ask: Ask, reading: CapReading) -> bool:
    """False for a schedule whose rates stay below every limit, without anything beside them.

    Its months are not held against days: a period of 28 days is a twelfth of the year all the same.
    """
    inputs, clause = ask.setup.inputs, ask.case.loan.overdue
    terms, conv = inputs.terms, inputs.conventions
    lowest = min((step.yearly for step in reading.steps), default=None)
    penalty = terms.penalty_on(ask.as_of)
    rates = [step.rate.yearly() for step in terms.rates]
    rates += [penalty.yearly()] if penalty is not None else []
    beside = (
        terms.once is not None
        or bool(terms.dunning or terms.fees or ask.setup.outside)
        or clause.mode is OverdueMode.ADDS
        or conv.base is not PenaltyBase.OVERDUE_PRINCIPAL
        or conv.compound is not Compound.NONE
        or ask.setup.received != terms.principal
        or bool(terms.plan)
    )
    return beside or lowest is None or any(rate > lowest for rate in rates)


def _hard_step(step: CapStep, ledger: Ledger, as_of: date) -> CeilingStep:
    end = min(step.end or as_of, as_of)
    inside = [c.working for c in ledger.charges if step.start <= c.start < end]
    working = added(tuple(inside)) if inside else None
    return CeilingStep(step.start, end, reference(step.rule, step.on), _limit(step), working)


def _limit(step: CapStep) -> str:
    return str(Rate(step.yearly, RateUnit.YEAR))
