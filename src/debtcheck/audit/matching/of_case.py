"""The matching of a case: its payments, the plan of its terms, the list of its statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from debtcheck.audit.matching.booked import on_the_list
from debtcheck.audit.matching.match import match
from debtcheck.audit.matching.model import Due, Matching, State
from debtcheck.case.model import Case, Claim, Payment
from debtcheck.engine.schedule import build_schedule
from debtcheck.engine.terms import Inputs

if TYPE_CHECKING:
    from debtcheck.audit.setup.setup import Setup


def matching_of(case: Case, setup: Setup) -> Matching:
    """Hold a case's payments against its instalments and its statement's list.

    `setup` is what the replay runs on: its payments are those that count, its terms give the
    instalments.
    """
    taken = dict(zip(places(case, setup.taken), setup.taken, strict=True))
    unknown = {k: p for k, p in enumerate(case.payments) if p.status == "unknown" and p.amount}
    claim = case.claim
    return match(
        taken,
        dues_of(setup.inputs),
        claim.booked if claim else (),
        offered=unknown,
        listed_to=claim.as_of if claim else None,
    )


def places(case: Case, taken: Sequence[Payment]) -> tuple[int, ...]:
    """The place in the case of each payment that counts; of equal ones the earlier place first.

    A card's payment may have got its booking day from the statement since: then its own day and
    amount tell which it is.
    """
    found: dict[int, int] = {}
    for key in (_whole, _day_and_amount):
        free: dict[object, list[int]] = {}
        used = set(found.values())
        for k, payment in enumerate(case.payments):
            if k not in used:
                free.setdefault(key(payment), []).append(k)
        for i, payment in enumerate(taken):
            if i not in found and (same := free.get(key(payment))):
                found[i] = same.pop(0)
    return tuple(found[i] for i in range(len(taken)))


def _whole(payment: Payment) -> object:
    return payment


def _day_and_amount(payment: Payment) -> object:
    return payment.paid_on, payment.amount


def dues_of(inputs: Inputs) -> tuple[Due, ...]:
    """The instalments of the contract's plan; none for a loan without one."""
    return tuple(Due(r.no, r.due_on, r.payment) for r in build_schedule(inputs.terms))


def booking_days(claim: Claim | None, payments: Sequence[Payment]) -> tuple[date | None, ...]:
    """When each payment was booked: as the case says, else where the statement lists it.

    Only a day after the payment's own, and only where one booking fits and no other.
    """
    stated = [p.booked_on for p in payments]
    if claim is None or not claim.booked:
        return tuple(stated)
    sides, _ = on_the_list(dict(enumerate(payments)), claim.booked, claim.as_of)
    for k, side in sides.items():
        if stated[k] is None and side.state is State.MATCHED and len(side.to) == 1:
            on = claim.booked[side.to[0][0]].on
            if on is not None and on > payments[k].paid_on:
                stated[k] = on
    return tuple(stated)
