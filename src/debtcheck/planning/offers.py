"""An offer that holds: what is paid on which day, what it costs, and that it pays the debt off.

The debt is the whole of what is owed by the contract's own words, and runs on by the contract until
the last payment; the same payments are followed under the legal limit. An offer that would never
pay the debt off is refused, with the least that would.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.audit.setup.setup import set_up
from debtcheck.case.model import Case
from debtcheck.engine.dates import add_months
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import replay
from debtcheck.law.lawbook import LawBook
from debtcheck.planning.limited import limited
from debtcheck.planning.series import MOST_MONTHS, Series, left_after, rows_of
from debtcheck.planning.wishes import NOTHING, Limited, Means, Offer, OfferRefused, OfferRow, Wish
from debtcheck.words.text import text

__all__ = [
    "MOST_MONTHS",
    "NOTHING",
    "Limited",
    "Means",
    "Offer",
    "OfferRefused",
    "OfferRow",
    "Wish",
    "make_offer",
]


def make_offer(case: Case, law: LawBook, *, today: date, wish: Wish) -> Offer:
    """Follow an offer until the debt is paid.

    Args:
        case: The debt. Payments after `today` are not counted.
        law: For the legal limit.
        today: The day of the offer.
        wish: What can be paid.

    Raises:
        OfferRefused: nothing is owed, a term that interest needs is unknown, the first day lies in
            the past, or the payments never pay the debt off (with the least that would).
    """
    setup = set_up(case, today, law)
    if not (setup.interest_known and setup.penalty_known):
        raise OfferRefused(text("letter.offer.unknown_terms"))
    owed = replay(setup.inputs, today).total
    if owed <= ZERO:
        raise OfferRefused(text("letter.offer.nothing_owed"))
    first = wish.first_on or add_months(today, 1)
    if first <= today:
        raise OfferRefused(text("letter.offer.past", first=first, today=today))
    series = Series(left_after(setup.inputs), first, wish.lump or ZERO)
    monthly, months = _settle(series, wish)
    pays = series.pays(monthly, months)
    rows = rows_of(series.left, pays)
    total = sum((row.amount for row in rows), ZERO)
    return Offer(
        start=today,
        owed=owed,
        monthly=monthly or None,
        lump=wish.lump,
        rows=rows,
        total=total,
        cost=total - owed,
        closes_on=rows[-1].on,
        limited=limited(case, law, setup, today=today, pays=pays, total=total),
    )


def _settle(series: Series, wish: Wish) -> tuple[Decimal, int]:
    """The monthly amount and the number of months; either is found where it is not given."""
    if series.lump and series.closes(ZERO, 0):
        return ZERO, 0
    if wish.monthly is None and wish.months is None:
        least = series.left((), series.first)
        raise OfferRefused(text("letter.offer.lump_short", least=least, first=series.first))
    if wish.monthly is None:
        months = wish.months or 1
        return series.least(months), months
    if wish.months is not None:
        if not series.closes(wish.monthly, wish.months):
            least = series.least(wish.months)
            raise OfferRefused(
                text("letter.offer.months_short", monthly=wish.monthly, n=wish.months, least=least)
            )
        return wish.monthly, series.fewest(wish.monthly) or wish.months
    found = series.fewest(wish.monthly)
    if found is None:
        least = series.least(MOST_MONTHS)
        raise OfferRefused(
            text("letter.offer.never", monthly=wish.monthly, n=MOST_MONTHS, least=least)
        )
    return wish.monthly, found
