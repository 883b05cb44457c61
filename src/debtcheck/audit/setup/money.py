"""What arrived, which fees belong to the loan, which payments count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.audit.matching.papers import in_two_papers
from debtcheck.audit.report import Unchecked
from debtcheck.audit.setup.facts import Assumed, Facts
from debtcheck.case.kinds import Head
from debtcheck.case.model import Case, Fee, Payment
from debtcheck.engine.money import ZERO
from debtcheck.engine.terms import (
    FeeTerm,
    Terms,
)
from debtcheck.words.text import text


def received(facts: Facts) -> Decimal:
    loan = facts.loan
    drawn = [d.received if d.received is not None else d.amount for d in loan.disbursements]
    deducted = sum((f.amount for f in facts.case.fees if f.deducted), ZERO)
    if loan.received is not None:
        received = loan.received
    elif drawn:
        received = sum(drawn, ZERO)
    else:
        received = loan.principal - deducted
        why = text("assume.received_less" if deducted else "assume.received")
        facts.assume(Assumed("loan.received", f"{received:.2f}", why))
    return received


def owed_to_claimant(facts: Facts, fee: Fee) -> bool:
    """Fees of the claimant, or that the statement claims (but not what was taken up front)."""
    if fee.deducted or fee.kind == "agent" or fee.when == "upfront":
        return False
    claimed = facts.claim.head(Head.FEE) if facts.claim and not facts.own_fees_only else None
    return relation(facts.case, fee) == "claimant" or bool(claimed)


def may_claim_either(facts: Facts) -> bool:
    """True if the claimed fees may be the claimant's own alone, or those of other payees too."""
    claimed = facts.claim.head(Head.FEE) if facts.claim else None
    owed = [f for f in facts.case.fees if owed_to_claimant(facts, f)]
    own = [f for f in owed if relation(facts.case, f) == "claimant"]
    return bool(claimed) and len(own) < len(owed) and bool(own or facts.loan.overdue.fees)


def relation(case: Case, fee: Fee) -> str:
    """What a fee's payee is to the claimant: as stated, else by its name."""
    if fee.payee_relation is not None:
        return fee.payee_relation
    own = {lender.name for lender in case.lenders}
    if case.claim is not None:
        own.add(case.claim.claimant)
    return "third_party" if fee.payee and fee.payee not in own else "claimant"


def fees(facts: Facts, begin: date) -> tuple[FeeTerm, ...]:
    if not facts.case.fees:
        facts.gap("fees", "no_card_fees" if facts.is_card else "no_fees", "fee")
    return tuple(
        FeeTerm(
            f.name,
            f.amount,
            (f.on or begin) if f.when == "once" else None,
            owed_to_claimant(facts, f),
        )
        for f in facts.case.fees
        if not f.deducted and f.kind != "agent" and f.when != "upfront"
    )


def outside(facts: Facts, begin: date, terms: Terms) -> tuple[tuple[date, Decimal], ...]:
    """Charges that were a condition of the loan and are not owed to the claimant."""
    found: list[tuple[date, Decimal]] = []
    for fee in facts.case.fees:
        if fee.deducted or fee.kind == "agent" or fee.condition_of_loan is False:
            continue
        if owed_to_claimant(facts, fee):
            continue
        if fee.when == "upfront":
            found.append((begin, fee.amount))
        elif fee.when == "once":
            found.append((fee.on or begin, fee.amount))
        else:
            found.extend((due, fee.amount) for due in terms.dues)
    return tuple(f for f in found if f[0] <= facts.as_of)


def payments(facts: Facts) -> tuple[tuple[Payment, ...], tuple[Payment, ...], tuple[Payment, ...]]:
    """Those that count, those listed twice (or in two papers), those after the day."""
    others = {f.payee for f in facts.case.fees if f.payee and not owed_to_claimant(facts, f)}
    others -= {lender.name for lender in facts.case.lenders}
    taken: list[Payment] = []
    twice: list[Payment] = []
    later: list[Payment] = []
    seen: set[tuple[date, Decimal, str]] = set()
    for k, payment in enumerate(facts.case.payments):
        mark = (payment.paid_on, payment.amount, payment.reference)
        if payment.status in ("failed", "refunded"):
            facts.notes.append(text("note.payment_void", on=payment.paid_on, amount=payment.amount))
        elif payment.status == "unknown":
            what = text("unchecked.payment", on=payment.paid_on, amount=payment.amount)
            why = text("unchecked.payment_status")
            facts.unchecked.append(Unchecked(what, why, f"payment.{k}.status"))
        elif payment.paid_on > facts.as_of:
            later.append(payment)
        elif payment.payee and payment.payee in others:
            facts.notes.append(
                text("note.payment_other", on=payment.paid_on, amount=payment.amount)
            )
        elif payment.reference and mark in seen:
            twice.append(payment)
        elif payment.amount:
            seen.add(mark)
            taken.append(payment)
    if later:
        total = sum((p.amount for p in later), ZERO)
        facts.notes.append(text("note.payments_later", n=len(later), amount=total))
    taken.sort(key=lambda p: p.paid_on)
    again = in_two_papers(taken, facts.case.file)
    twice.extend(taken[k] for k in again)
    once = tuple(p for k, p in enumerate(taken) if k not in again)
    return once, tuple(twice), tuple(later)
