"""The same payments under the legal limit: what they come to, by the dearest reading."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.audit.setup.setup import Setup
from debtcheck.case.kinds import LenderKind
from debtcheck.case.model import Case
from debtcheck.engine.money import ZERO
from debtcheck.engine.terms import Cap
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
    for reading in _readings(case, law, setup, today):
        unsure = any(s.rule.force == "U" or s.rule.uncertain for s in reading.steps)
        if not reading.steps or unsure or not _may_bind(setup, reading):
            return None
        caps = tuple(Cap(max(s.start, start), s.end, s.yearly, s.paid_line) for s in reading.steps)
        left = left_after(setup.on_received(), caps=caps, outside=setup.outside)
        rows = rows_of(left, pays)
        rules = tuple(dict.fromkeys(step.rule for step in reading.steps))
        paid = sum((row.amount for row in rows), ZERO)
        found.append(Limited(paid, len(rows), rows[-1].on, rules, reading.on_request))
    if not found:
        return None
    dearest = max(found, key=lambda f: f.total)
    return dearest if dearest.total < total else None


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
