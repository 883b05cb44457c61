"""The same payments under the legal limit: what they come to, by the dearest reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.limits.licensed import excess_from_payout
from debtcheck.audit.setup.setup import Setup, set_up
from debtcheck.case.kinds import LenderKind
from debtcheck.case.model import Case
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import replay
from debtcheck.engine.terms import Cap, Paid
from debtcheck.law.caps import licensed_caps, private_caps
from debtcheck.law.capsteps import CapReading
from debtcheck.law.lawbook import LawBook
from debtcheck.planning.series import Pay, left_after, rows_of
from debtcheck.planning.wishes import Limited


def limited(
    case: Case, law: LawBook, setup: Setup, *, today: date, pays: tuple[Pay, ...], total: Decimal
) -> Limited | None:
    """The dearest reading of the limit, if it makes the same payments end for less.

    None where the limit does not bind, where it rests on memory or is disputed, or where the kind
    of lender is not known.
    """
    found: list[Limited] = []
    start = setup.inputs.terms.start
    # charges of others that will fall due by then use up the same room
    outside = set_up(case, pays[-1][0], law).outside if pays else setup.outside
    for reading in _readings(case, law, setup, today):
        unsure = any(s.rule.force == "U" or s.rule.uncertain for s in reading.steps)
        if not reading.steps or unsure or not _may_bind(setup, reading):
            return None
        rules = tuple(dict.fromkeys(step.rule for step in reading.steps))
        if reading.on_request:
            paid = total - _excess(setup, reading, pays, outside)
            count = _closing(pays, paid)
            found.append(Limited(paid, count, pays[count - 1][0], rules, on_request=True))
            continue
        caps = tuple(Cap(max(s.start, start), s.end, s.yearly, s.paid_line) for s in reading.steps)
        left = left_after(setup.on_received(), caps=caps, outside=outside)
        rows = rows_of(left, pays)
        paid = sum((row.amount for row in rows), ZERO)
        found.append(Limited(paid, len(rows), rows[-1].on, rules, on_request=False))
    if not found:
        return None
    dearest = max(found, key=lambda f: f.total)
    return dearest if dearest.total < total else None


def _excess(
    setup: Setup, reading: CapReading, pays: tuple[Pay, ...], outside: tuple[Pay, ...]
) -> Decimal:
    """What all charges of the loan to the last payment exceed the limit by (法发〔2017〕22号 2).

    Counted from the payout: a part of the course alone could exceed what the whole does not.
    """
    inputs = setup.on_received()
    later = tuple(Paid(on, amount) for on, amount in pays)
    ledger = replay(replace(inputs, payments=(*inputs.payments, *later)), pays[-1][0])
    return excess_from_payout(ledger, reading, inputs.terms.start, outside)


def _closing(pays: tuple[Pay, ...], total: Decimal) -> int:
    """How many of the payments make up a total."""
    left = total
    for k, (_, amount) in enumerate(pays, start=1):
        left -= amount
        if left <= ZERO:
            return k
    return len(pays)


def _readings(case: Case, law: LawBook, setup: Setup, today: date) -> tuple[CapReading, ...]:
    """The readings of the limit for the one kind of lender there is; none if that is not known."""
    kinds = {lender.kind for lender in case.lenders}
    if len(kinds) != 1 or kinds & {None, LenderKind.UNKNOWN}:
        return ()
    kind = kinds.pop()
    start = setup.inputs.terms.start
    if kind is not LenderKind.PRIVATE:
        return licensed_caps(law, kind=kind or LenderKind.UNKNOWN, start=start, end=None)
    formed = case.loan.formed_on or case.loan.originated_on
    if formed is None:
        return ()
    court = case.court
    filed = court and (court.filed_on or court.accepted_on)
    return private_caps(
        law,
        formed_on=formed,
        filed_on=filed or today,
        old_rule_requested=court.old_rule_requested if court else None,
        start=start,
        end=None,
    )


def _may_bind(setup: Setup, reading: CapReading) -> bool:
    """False where every rate stays below every limit and nothing comes beside the rates."""
    terms = setup.inputs.terms
    lowest = min(step.yearly for step in reading.steps)
    penalty = terms.penalty_on(terms.start)
    rates = [step.rate.yearly() for step in terms.rates]
    rates += [penalty.yearly()] if penalty is not None else []
    beside = bool(terms.once or terms.fees or terms.dunning or setup.outside)
    return beside or setup.received != terms.principal or any(rate > lowest for rate in rates)
