"""Payments held against the plan and against the statement's own list of payments.

What fits several ways is shown with all of them, and nothing is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from debtcheck.audit.matching import days
from debtcheck.audit.matching.booked import RECENT, on_the_list
from debtcheck.audit.matching.model import Due, Link, Matching, Numbered, Side, State
from debtcheck.audit.matching.papers import alike
from debtcheck.audit.matching.planned import in_the_plan
from debtcheck.case.model import BookedPayment, Payment
from debtcheck.words.text import text


def match(
    taken: Numbered,
    dues: Sequence[Due],
    bookings: Sequence[BookedPayment],
    *,
    offered: Numbered | None = None,
    listed_to: date | None = None,
) -> Matching:
    """Match payments with instalments and bookings.

    Args:
        taken: The payments that count, by their place in the case.
        dues: The instalments of the plan; none for a loan without one.
        bookings: The payments that the statement lists; none if it lists none.
        offered: Payments of unknown status: held against what the others leave, never counted.
        listed_to: The statement's day. A payment less than three days older may not be booked yet.
    """
    known, asked = dict(taken), dict(offered or {})
    booked, over = on_the_list(known, bookings, listed_to) if bookings else ({}, ())
    planned = in_the_plan(known, dues) if dues else {}
    left = {k: bookings[k] for k in over}
    links = [Link(k, planned.get(k), booked.get(k)) for k in known]
    links += [Link(k, None, _offer(payment, left)) for k, payment in asked.items()]
    return Matching(
        links=tuple(sorted(links, key=lambda link: link.payment)),
        dues=tuple(dues),
        bookings=tuple(bookings),
        unproven=tuple(left),
        twice=_twice(known, {link.payment: link for link in links}),
    )


def _offer(payment: Payment, left: Mapping[int, BookedPayment]) -> Side:
    """A payment of unknown status: a line of the statement speaks for it, and it is asked."""
    fits = [k for k, booking in left.items()
            if booking.amount == payment.amount and days.booking_fit(payment, booking)]  # fmt: skip
    key = "unknown_listed" if fits else "unknown"
    to = tuple((k, payment.amount) for k in fits)
    return Side(State.AMBIGUOUS, text(f"ledger.match.{key}"), to)


def _twice(payments: Numbered, links: Mapping[int, Link]) -> tuple[tuple[int, int], ...]:
    """Payments alike of which one has found its place and the other has none left."""
    found: list[tuple[int, int]] = []
    order = sorted(payments, key=lambda k: (payments[k].paid_on, k))
    for a, b in combinations(order, 2):
        if payments[b].paid_on - payments[a].paid_on > timedelta(days=days.USUAL):
            continue
        if alike(payments[a], payments[b]) and _one_too_many(links[a], links[b]):
            found.append((a, b))
    return tuple(found)


def _one_too_many(first: Link, second: Link) -> bool:
    if first.instalments is not None and second.instalments is not None:
        states = {first.instalments.state, second.instalments.state}
        return states == {State.MATCHED, State.UNMATCHED}
    sides = [s for s in (first.booked, second.booked) if s is not None]
    places = {place for side in sides for place, _ in side.to}
    both = len(sides) == 2 and all(s.why.key != RECENT for s in sides)  # noqa: PLR2004
    return both and len(places) == 1
