"""The most that the law supports for a claim, by lender kind and date.

Private lender (HARD): a replay of its own, every rate and all charges together held to the cap.
Licensed lender (REDUCE, on request): the contract's replay; W = the days from the first for which
a charge is unpaid; what the unpaid charges of W exceed principal × limit × days is the reduction.
Principal is the cash received (民法典670). Two open readings: the higher one is the total.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.audit.lawrefs import reference
from debtcheck.audit.report import Ceiling, CeilingStep, HeadTotals, Reading, Unchecked
from debtcheck.audit.setup.setup import Setup
from debtcheck.audit.totals import CHARGES, totals
from debtcheck.case.model import (
    Case,
    Compound,
    DayCount,
    Head,
    LenderKind,
    OverdueMode,
    PenaltyBase,
)
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.accrual import noise
from debtcheck.engine.dates import share
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.replay import replay
from debtcheck.engine.terms import CUT_ORDER, Cap
from debtcheck.engine.working import Given, Simple, Sum, Working, added
from debtcheck.law.caps import licensed_caps
from debtcheck.law.capsteps import CapReading, CapStep
from debtcheck.law.lawbook import LawBook
from debtcheck.law.private import private_caps
from debtcheck.words.text import Text, text


@dataclass(frozen=True, slots=True)
class Answer:
    """The ceiling with the readings that were open, and what kept it from being said."""

    ceiling: Ceiling | None
    readings: tuple[Reading, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ask:
    case: Case
    setup: Setup
    as_of: date
    law: LawBook
    ledger: Ledger
    due_only: bool
    contract: HeadTotals

    def part(self, ledger: Ledger) -> dict[Head, Decimal]:
        """The figures of the part that is compared."""
        return ledger.due if self.due_only else ledger.owed


def ceiling(
    case: Case,
    setup: Setup,
    law: LawBook,
    *,
    ledger: Ledger,
    due_only: bool,
    contract: HeadTotals,
) -> Answer:
    """Compute the ceiling of a case on the day of its contract ledger, beside its totals."""
    as_of = ledger.as_of
    ask = _Ask(case, setup, as_of, law, ledger, due_only, contract)
    if not setup.interest_known:
        return Answer(_principal_only(ask))
    kinds = {lender.kind for lender in case.lenders} or {None}
    unsure = bool(kinds & {None, LenderKind.UNKNOWN})
    candidates: list[tuple[str, CapReading, Ceiling]] = []
    unchecked: list[Unchecked] = []
    if unsure:
        unchecked.append(
            Unchecked(text("unchecked.kind"), text("unchecked.why.no_kind"), "lender.kind")
        )
    if unsure or LenderKind.PRIVATE in kinds:
        readings = _private(ask, unchecked)
        name = "private" if len(kinds) > 1 or unsure else ""
        candidates += [(name, r, _hard(ask, r)) for r in readings]
    licensed = sorted(kinds - {None, LenderKind.UNKNOWN, LenderKind.PRIVATE}, key=str)
    for kind in [LenderKind.BANK] if unsure else licensed:
        start = setup.inputs.terms.start
        for reading in licensed_caps(law, kind=kind or LenderKind.BANK, start=start, end=as_of):
            name = "licensed" if unsure else kind.value if kind and len(kinds) > 1 else ""
            candidates.append((name, reading, _reduced(ask, reading)))
    if not candidates:
        return Answer(None, (), tuple(unchecked))
    best = max(candidates, key=lambda c: c[2].totals.total)
    readings_out = tuple(
        Reading(_joined(name, r.id), c.totals, r.why, tuple(s.law for s in c.steps))
        for name, r, c in candidates
    )
    return Answer(best[2], readings_out if len(candidates) > 1 else (), tuple(unchecked))


def _joined(*names: str) -> str:
    return "+".join(n for n in names if n) or "only"


def _private(ask: _Ask, unchecked: list[Unchecked]) -> tuple[CapReading, ...]:
    loan, court = ask.case.loan, ask.case.court
    formed = loan.formed_on or loan.originated_on
    if formed is None:
        needs = Unchecked(
            text("unchecked.ceiling"), text("unchecked.why.no_formed"), "loan.formed_on"
        )
        unchecked.append(needs)
        return ()
    filed = court and (court.filed_on or court.accepted_on)
    return private_caps(
        ask.law,
        formed_on=formed,
        filed_on=filed or ask.as_of,
        old_rule_requested=court.old_rule_requested if court else None,
        start=ask.setup.inputs.terms.start,
        end=ask.as_of,
    )


def _principal_only(ask: _Ask) -> Ceiling:
    """No interest can be counted: only the cash received bounds the principal."""
    heads = dict(ask.contract.heads)
    less = ask.setup.inputs.terms.principal - ask.setup.received
    heads[Head.PRINCIPAL] = max(heads.get(Head.PRINCIPAL, ZERO) - less, ZERO)
    found = totals(heads, (h for h in Head if h not in heads))
    return Ceiling(found, binds=found.total < ask.contract.total, on_request=False)


# ── private lenders ──────────────────────────────────────────────────────────────────────


def _hard(ask: _Ask, reading: CapReading) -> Ceiling:
    inputs = ask.setup.on_received()
    start = inputs.terms.start
    if inputs.terms.scheduled and not _can_bind(ask, reading):
        limits = tuple(_hard_step(step, ask.ledger, ask.as_of) for step in reading.steps)
        return Ceiling(ask.contract, binds=False, on_request=False, steps=limits)
    caps = tuple(Cap(max(s.start, start), s.end, s.yearly, s.paid_line) for s in reading.steps)
    ledger = replay(inputs, ask.as_of, caps=caps, outside=ask.setup.outside)
    steps = tuple(_hard_step(step, ledger, ask.as_of) for step in reading.steps)
    return _closed(ask, ask.part(ledger), steps, on_request=False)


def _can_bind(ask: _Ask, reading: CapReading) -> bool:
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


# ── licensed lenders ─────────────────────────────────────────────────────────────────────


def _reduced(ask: _Ask, reading: CapReading) -> Ceiling:
    inputs = ask.setup.on_received()
    ledger = replay(inputs, ask.as_of)
    heads = dict(ask.part(ledger))
    charges = [c for c in ledger.charges if c.unpaid > 0 and (c.due or not ask.due_only)]
    if not charges or not reading.steps:
        return _closed(ask, heads, (), on_request=True)
    window = min(c.start for c in charges)
    unpaid = sum((c.unpaid for c in charges), ZERO)
    unpaid += sum((a for day, a in ask.setup.outside if day >= window), ZERO)
    steps = _allowance(ledger, reading, window, ask.as_of)
    allowed = added(tuple(s.working for s in steps if s.working))
    excess = unpaid - allowed.amount
    cut = ZERO if excess <= noise(len(charges)) else min(excess, _charged(heads))
    found = _closed(ask, _cut(heads, cut), steps, on_request=True)
    if not cut:
        return found
    working: Working = Sum((Given(unpaid),), cut, (allowed,))
    beside = _beside(ask, ledger, reading, heads, unpaid=unpaid, window=window)
    return Ceiling(found.totals, found.binds, True, steps, cut, beside, (), working)


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
    ask: _Ask,
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


def _closed(
    ask: _Ask, heads: dict[Head, Decimal], steps: tuple[CeilingStep, ...], *, on_request: bool
) -> Ceiling:
    """A ceiling never raises a total: where it would, the contract's figures stand."""
    unknown = [h for h in Head if h not in ask.contract.heads]
    found = totals(heads, unknown)
    if found.total >= ask.contract.total:
        return Ceiling(ask.contract, binds=False, on_request=on_request, steps=steps)
    cut = ask.contract.total - found.total
    return Ceiling(found, binds=True, on_request=on_request, steps=steps, cut=cut)
