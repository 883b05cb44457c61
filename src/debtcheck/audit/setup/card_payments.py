"""Payments that stand on a card's statement join those the cardholder lists, each once."""

from __future__ import annotations

from dataclasses import replace

from debtcheck.case.card import CardTransaction
from debtcheck.case.model import Case, Payment

_BOOKING_DAYS = 5  # a payment listed so many days before its booking is the same


def with_card_payments(case: Case) -> Case:
    """The case with the payments of `[[card.transaction]]`.

    A listed payment of the same amount, made up to five days before the booking, is the same
    payment: it keeps its own day and gets the booking day. Doing this twice changes nothing.
    """
    if not case.is_card or case.card is None:
        return case
    booked = [t for t in case.card.transactions if t.kind == "payment" and t.amount]
    payments, free = list(case.payments), list(range(len(case.payments)))
    for entry in sorted(booked, key=lambda t: t.on):
        same = next((k for k in free if _same(payments[k], entry)), None)
        on = entry.posted_on or entry.on
        if same is None:
            payments.append(Payment(entry.on, abs(entry.amount), entry.posted_on))
            continue
        free.remove(same)
        listed = payments[same]
        day = listed.booked_on or (on if on != listed.paid_on else None)
        if (listed.status, listed.booked_on) != ("settled", day):
            payments[same] = replace(listed, status="settled", booked_on=day)
    joined = tuple(payments)
    return case if joined == case.payments else replace(case, payments=joined)


def _same(payment: Payment, entry: CardTransaction) -> bool:
    if payment.amount == abs(entry.amount) and payment.paid_on == entry.on:
        return payment.status in ("settled", "unknown")
    days = ((entry.posted_on or entry.on) - payment.paid_on).days
    settled = payment.status in ("settled", "unknown")
    return settled and payment.amount == abs(entry.amount) and 0 <= days <= _BOOKING_DAYS
