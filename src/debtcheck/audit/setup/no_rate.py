"""A loan for which no rate was agreed: what that means for this lender, and what overdue days bear.

Without an agreement there is no interest in the term (民法典680); what is unclear counts as none
between natural persons only. Overdue days then bear what the law itself names (P4). A licensed
lender's contract always has a rate: there "none" means that it was not found yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.setup.facts import Facts
from debtcheck.case.kinds import LenderKind
from debtcheck.case.rate import NotAgreed, Rate, RateMultiple, RateUnit
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import heads
from debtcheck.engine.terms import Inputs, RateStep, Terms
from debtcheck.law.capsteps import CapReading
from debtcheck.law.no_rate import overdue_by_law
from debtcheck.words.text import text


def rates(facts: Facts, start: date | None) -> tuple[RateStep, ...]:
    """The term's rate of zero, or nothing where "none agreed" does not settle it."""
    kinds = {lender.kind for lender in facts.case.lenders}
    if kinds != {LenderKind.PRIVATE}:
        unsure = not kinds or bool(kinds & {None, LenderKind.UNKNOWN})
        facts.gap(
            "interest", "none_kind" if unsure else "none_licensed",
            "lender.kind" if unsure else "loan.rate",
        )  # fmt: skip
        return ()
    if facts.loan.rate is NotAgreed.UNCLEAR and facts.case.lender.natural_person is not True:
        known = facts.case.lender.natural_person is not None
        facts.gap(
            "interest", "unclear_company" if known else "unclear_who",
            "loan.rate" if known else "lender.natural_person",
        )  # fmt: skip
        return ()
    return (RateStep(start, Rate(ZERO, RateUnit.YEAR)),) if start is not None else ()


def agreed_penalty(facts: Facts) -> Rate | RateMultiple | None:
    """The overdue rate of the contract; None if it is not stated, or there is no rate at all.

    Where a rate was agreed and no overdue rate, the rate runs on (17号 28(2)(2)).
    """
    loan, rate = facts.loan.rate, facts.loan.overdue.rate
    if not isinstance(rate, NotAgreed):
        return rate
    return None if loan is None or isinstance(loan, NotAgreed) else RateMultiple(Decimal(1))


def without_any(facts: Facts) -> bool:
    """True if neither a term rate nor an overdue rate was agreed."""
    overdue = facts.loan.overdue.rate
    return isinstance(facts.loan.rate, NotAgreed) and (
        overdue is None or isinstance(overdue, NotAgreed)
    )


def overdue_readings(facts: Facts, agreed: Terms, *, overdue: bool) -> tuple[CapReading, ...]:
    """The overdue rate that the law names, in its readings; empty where it names none."""
    if not (overdue and agreed.rates and without_any(facts)):
        return ()
    days = {*agreed.dues, *(t.due_on for t in agreed.tranches if t.due_on)}
    days |= {agreed.accelerated_on} if agreed.accelerated_on else set()
    court, start = facts.case.court, agreed.start
    filed = court and (court.filed_on or court.accepted_on)
    found = overdue_by_law(
        facts.law,
        formed_on=facts.loan.formed_on or start,
        filed_on=filed or facts.as_of,
        old_rule_requested=court.old_rule_requested if court else None,
        due_on=min(days),
        end=facts.as_of,
    )
    if len(days) == 1 or not found:
        return found
    facts.notes.append(text("note.overdue_floating"))  # each due day would have a rate of its own
    return tuple(r for r in found if "lpr_at_default" not in r.id)


def with_overdue(inputs: Inputs, reading: CapReading) -> Inputs:
    """The run with the overdue rate of a reading."""
    steps = tuple(RateStep(s.start, Rate(s.yearly, RateUnit.YEAR)) for s in reading.steps)
    return replace(inputs, terms=replace(inputs.terms, penalty_steps=steps))


def highest(inputs: Inputs, found: Sequence[CapReading], as_of: date) -> Inputs:
    """The run under the reading that comes to the most; as it is where there is none."""
    runs = [with_overdue(inputs, reading) for reading in found]
    if not runs:
        return inputs
    return max(runs, key=lambda run: sum(heads(run, as_of).owed.values(), ZERO))
