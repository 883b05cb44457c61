"""From the facts of a case to what the replay runs on, with every assumption and every gap said.

The defaults are those of the case format's own table: what an absent key means is decided in this
package and nowhere else. Nothing is taken silently: each default is an `Assumed`, each gap an
`Unchecked`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.matching.of_case import booking_days
from debtcheck.audit.report import Unchecked
from debtcheck.audit.setup import conventions, money, no_rate, terms
from debtcheck.audit.setup.card import card_loan, damages_known, say_card
from debtcheck.audit.setup.card_payments import with_card_payments
from debtcheck.audit.setup.facts import Assumed, Facts
from debtcheck.case.kinds import Method
from debtcheck.case.model import Case, Payment
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import heads
from debtcheck.engine.terms import DunningFee, Inputs, Paid, Terms, Tranche
from debtcheck.law.capsteps import CapReading
from debtcheck.law.lawbook import LawBook
from debtcheck.words.text import Text


@dataclass(slots=True)
class Setup:
    """What the replay runs on, and what had to be assumed or left out."""

    inputs: Inputs
    received: Decimal
    interest_known: bool = True
    penalty_known: bool = True
    damages_known: bool = True
    assumed: list[Assumed] = field(default_factory=list)
    unchecked: list[Unchecked] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    outside: tuple[tuple[date, Decimal], ...] = ()  # charges paid to others, condition of the loan
    taken: tuple[Payment, ...] = ()  # the payments that count, in the order of inputs.payments
    twice: tuple[Payment, ...] = ()  # the same payment listed again
    later: tuple[Payment, ...] = ()  # after the day
    by_law: tuple[CapReading, ...] = ()  # the overdue rate, where none was agreed

    def on_received(self) -> Inputs:
        """The same run with the cash received as principal (民法典670)."""
        return self.on_principal(self.received)

    def on_principal(self, amount: Decimal) -> Inputs:
        """The same run with a lower principal."""
        terms = self.inputs.terms
        if amount >= terms.principal:
            return self.inputs
        left, tranches = terms.principal - amount, list[Tranche]()
        for tranche in terms.tranches:
            off = min(left, tranche.amount)
            left -= off
            tranches.append(replace(tranche, amount=tranche.amount - off))
        plan, left = list(terms.plan), terms.principal - amount
        for k in range(len(plan) - 1, -1, -1):
            off = min(left, plan[k].principal)
            left -= off
            plan[k] = replace(plan[k], principal=plan[k].principal - off)
        kept = replace(terms, tranches=tuple(tranches), plan=tuple(plan))
        return replace(self.inputs, terms=kept)


def set_up(case: Case, as_of: date, law: LawBook) -> Setup:
    """Decide terms, conventions and payments for a replay to `as_of`."""
    case = with_card_payments(case)
    facts = Facts(case, as_of, law)
    facts.own_fees_only = money.may_claim_either(facts) and _own_fees_only(case, as_of, law)
    return _set_up(facts)


def _own_fees_only(case: Case, as_of: date, law: LawBook) -> bool:
    """True if the claim is nearer to the claimant's own fees than to those of every payee.

    All its heads tell: a fee that counts takes its part of what was paid.
    """
    day = (case.claim.as_of if case.claim else None) or as_of
    asked = case.claim.heads if case.claim else ()
    every, own = Facts(case, day, law), Facts(case, day, law, own_fees_only=True)
    found = [heads(_set_up(facts).inputs, day) for facts in (own, every)]
    off = [
        min(sum((abs(a - part[h]) for h, a in asked), ZERO) for part in (f.owed, f.due))
        for f in found
    ]
    return off[0] < off[1]


def _set_up(facts: Facts) -> Setup:
    """The same, with the payees of the claimed fees decided."""
    case, as_of = facts.case, facts.as_of
    agreed, interest_known = card_loan(facts) if facts.is_card else _loan(facts)
    overdue = terms.is_overdue(facts, agreed)
    counted = conventions.conventions(facts, agreed, overdue=overdue)
    say_card(facts, agreed)
    taken, twice, later = money.payments(facts)
    booked = booking_days(case.claim, taken)
    paid = tuple(
        Paid(p.paid_on, p.amount, day, p.instalment, terms.tranche_no(facts, p))
        for p, day in zip(taken, booked, strict=True)
    )
    by_law = no_rate.overdue_readings(facts, agreed, overdue=overdue)
    setup = Setup(
        inputs=no_rate.highest(Inputs(agreed, counted, paid), by_law, as_of),
        received=agreed.principal if facts.is_card else money.received(facts),
        interest_known=interest_known,
        penalty_known=bool(by_law) or terms.penalty_known(facts, agreed, overdue=overdue),
        damages_known=damages_known(facts) and (interest_known or not facts.is_card),
        outside=money.outside(facts, agreed.start, agreed),
        taken=taken,
        twice=twice,
        later=later,
        by_law=by_law,
    )
    _later_parts(facts)
    setup.assumed, setup.unchecked, setup.notes = facts.assumed, facts.unchecked, facts.notes
    return setup


def _loan(facts: Facts) -> tuple[Terms, bool]:
    """The terms of a loan, and whether its interest can be counted."""
    dues = terms.dues(facts)
    start = terms.start(facts, dues)
    if start is not None and dues and dues[0] < start:
        facts.gap("interest", "dues_before_start", "loan.first_due_on")
        dues, method = (), None
    else:
        method = terms.method(facts, dues)
    rates = terms.rates(facts, start)
    interest_known = bool(rates) and method is not None and start is not None
    begin = start or terms.earliest(facts, dues)
    clause = facts.loan.overdue
    agreed = Terms(
        method=method or Method.DAILY,
        tranches=terms.tranches(facts, begin, dues, method),
        rates=rates if interest_known else (),
        dues=dues,
        plan=terms.plan(facts, method, dues),
        fees=money.fees(facts, begin),
        penalty=no_rate.agreed_penalty(facts),
        once=clause.once,
        once_base=clause.once_base or "instalment",
        compound_rate=clause.compound_rate,
        dunning=tuple(
            DunningFee(f.name, f.amount, f.after_days, f.every_days) for f in clause.fees
        ),
        accelerated_on=clause.accelerated_on,
    )
    return agreed, interest_known


def _later_parts(facts: Facts) -> None:
    """Parts of the case that are read and kept, and not looked at yet."""
    case, loan = facts.case, facts.loan
    parts: tuple[tuple[bool, str, str], ...] = (
        (case.card is not None and not case.is_card, "card", "card"),
        (loan.purpose_misused, "misused", "loan.purpose_misused"),
    )
    for there, what, key in parts:
        if there:
            facts.gap(what, "later_part", key)
