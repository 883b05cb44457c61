"""A guarantor that paid: it recovers what it paid, and no more than the debtor owed (民法典700).

Whether interest runs on what it paid, and at which rate, follows from its own contract with the
debtor; courts differ, so it is not counted.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.audit.lawrefs import cited
from debtcheck.audit.papers.against import Against, Notes
from debtcheck.audit.papers.fixed import FixedDebt
from debtcheck.audit.report import Paper
from debtcheck.audit.setup.setup import Setup
from debtcheck.case.kinds import Head
from debtcheck.case.model import Case, CreditorChange
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import heads
from debtcheck.law.lawbook import LawBook

GUARANTOR_PAID = "guarantor_paid"


def paid_by_guarantor(case: Case, day: date) -> tuple[CreditorChange, ...]:
    """What guarantors paid by this day, oldest first; rows without day or amount are left out."""
    found = [
        (c.on, c)
        for c in case.creditor_changes
        if c.kind == GUARANTOR_PAID and c.on is not None and c.on <= day and c.amount
    ]
    return tuple(change for _, change in sorted(found, key=lambda f: f[0]))


def same_name(one: str, other: str) -> bool:
    """True if two names are the same but for spaces."""
    return "".join(one.split()) == "".join(other.split())


def claims_recourse(case: Case, day: date) -> bool:
    """True if what is asked for is what a guarantor paid."""
    paid = paid_by_guarantor(case, day)
    if not paid:
        return False
    claimant = case.claim.claimant if case.claim else ""
    if claimant:
        return any(same_name(claimant, change.to) for change in paid)
    return not any(c.on and c.on > (paid[-1].on or day) for c in case.creditor_changes)


def owed_when_paid(case: Case, setup: Setup, day: date) -> Decimal | None:
    """What the debtor owed by the contract on the day of the last payment, or None if unknown."""
    paid = paid_by_guarantor(case, day)
    if not paid or paid[-1].on is None or not setup.interest_known:
        return None
    return sum(heads(setup.inputs, paid[-1].on).owed.values(), ZERO)


def by_recourse(case: Case, setup: Setup, law: LawBook, as_of: date) -> Against | None:
    """What a guarantor may ask back on a day, or None where it is not what is claimed."""
    if not claims_recourse(case, as_of):
        return None
    paid = paid_by_guarantor(case, as_of)
    since = paid[-1].on or as_of
    amount = sum((c.amount or ZERO for c in paid), ZERO)
    owed = owed_when_paid(case, setup, as_of)
    bound = amount if owed is None else min(amount, owed)
    debt = FixedDebt(since, ((Head.PRINCIPAL, bound),), paid_from=since)
    notes = Notes.of(debt, setup.taken, as_of)
    if owed is None:
        notes.gap("recourse", "recourse_owed", "loan.rate")
    notes.gap("guarantor_rate", "guarantor_rate", "creditor_change.proof")
    keys = tuple(f"creditor_change.{case.creditor_changes.index(c)}.amount" for c in paid)
    return notes.against(Paper.RECOURSE, keys, cited(law, as_of, "recourse"))
