"""A ledger as one object: schema debtcheck.ledger, version 1. Money as strings, dates ISO."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from debtcheck.audit.course.course import Course
from debtcheck.audit.course.instalments import Instalment
from debtcheck.audit.course.steps import Step
from debtcheck.audit.matching.model import Link, Side
from debtcheck.case.kinds import Head
from debtcheck.case.model import BookedPayment, Evidence
from debtcheck.engine.ledger import Charge
from debtcheck.engine.money import ZERO, round_money
from debtcheck.report.ledger_notes import left_open, notes
from debtcheck.words.catalog import Words


def to_dict(course: Course, words: Words) -> dict[str, object]:
    """Events, instalments, payments, charges with their workings, and what is owed."""
    ledger, matching = course.ledger, course.matching
    return {
        "schema": "debtcheck.ledger",
        "version": 1,
        "as_of": ledger.as_of.isoformat(),
        "owed": _heads(ledger.owed),
        "due": _heads(ledger.due),
        "total": _money(ledger.total),
        "paid_ahead": _money(ledger.credit),
        "overpaid": _money(ledger.overpaid),
        "events": [_event(step) for step in course.steps],
        "instalments": [_instalment(course, one) for one in course.instalments],
        "payments": [_payment(course, link, words) for link in matching.links],
        "bookings_without_payment": [_booking(matching.bookings[k]) for k in matching.unproven],
        "charges": [_charge(charge, words) for charge in ledger.charges],
        "unchecked": [
            {"what": what, "why": why, "needs": needs}
            for what, why, needs in left_open(course, words)
        ],
        "notes": notes(course, words),
    }


def _event(step: Step) -> dict[str, object]:
    """`interest` and `penalty` are what is unpaid after it; `ran` is what the days added."""
    line = step.line
    return {
        "on": line.on.isoformat(),
        "event": line.event,
        "no": line.no,
        "days": step.days,
        "ran": {"interest": _money(step.interest), "penalty": _money(step.penalty)},
        "amount": _money(line.amount),
        "into": _heads(dict(line.paid)),
        "principal": _money(line.balance),
        "interest": _money(line.interest),
        "penalty": _money(line.penalty),
    }


def _instalment(course: Course, one: Instalment) -> dict[str, object]:
    paid: dict[int, dict[Head, Decimal]] = {}
    for part in one.met:
        heads = paid.setdefault(part.payment, {})
        heads[part.head] = heads.get(part.head, ZERO) + part.amount
    return {
        "no": one.no,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "days_late": one.days_late,
        "due": _heads(one.due),
        "paid": _money(one.paid),
        "left": _heads(one.left),
        "payments": [
            {
                "payment": course.place(k),
                "paid_on": course.setup.taken[k].paid_on.isoformat(),
                "amount": _money(sum(heads.values(), ZERO)),
                "into": _heads(heads),
            }
            for k, heads in paid.items()
        ],
        "claimed": None if one.claimed is None else _heads(one.claimed),
        "booked": [_booking(booking) for booking in one.booked],
        "difference": None if one.difference is None else _money(one.difference),
    }


def _payment(course: Course, link: Link, words: Words) -> dict[str, object]:
    """What a payment goes with: `instalments` by day and amount, `met` by the contract's order."""
    payment = course.case.payments[link.payment]
    went: dict[int, Decimal] = {}
    for part in course.met:
        if course.place(part.payment) == link.payment:
            went[part.no] = went.get(part.no, ZERO) + part.amount
    return {
        "payment": link.payment,
        "paid_on": payment.paid_on.isoformat(),
        "amount": _money(payment.amount),
        "status": payment.status,
        "state": link.state.value,
        "why": [words.say(why) for why in link.why],
        "instalments": [
            {"no": no, "amount": _money(amount)} for no, amount in _to(link.instalments)
        ],
        "bookings": [
            {**_booking(course.matching.bookings[k]), "met": _money(amount)}
            for k, amount in _to(link.booked)
        ],
        "met": [{"no": no, "amount": _money(amount)} for no, amount in went.items()],
        "evidence": _place(payment.evidence),
    }


def _to(side: Side | None) -> tuple[tuple[int, Decimal], ...]:
    return side.to if side else ()


def _booking(booking: BookedPayment) -> dict[str, object]:
    return {
        "on": booking.on.isoformat() if booking.on else None,
        "no": booking.no,
        "amount": _money(booking.amount),
        "evidence": _place(booking.evidence),
    }


def _place(evidence: Evidence | None) -> dict[str, str] | None:
    return {"file": evidence.file, "place": evidence.place} if evidence else None


def _charge(charge: Charge, words: Words) -> dict[str, object]:
    return {
        "head": charge.head.value,
        "instalment": charge.no,
        "from": charge.start.isoformat(),
        "to": charge.end.isoformat(),
        "amount": _money(charge.amount),
        "paid": _money(charge.paid),
        "working": charge.working.say(words),
    }


def _heads(side: Mapping[Head, Decimal]) -> dict[str, str]:
    return {head.value: _money(side[head]) for head in Head if head in side}


def _money(amount: Decimal) -> str:
    return f"{round_money(amount):.2f}"
