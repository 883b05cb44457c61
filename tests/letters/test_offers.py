"""Offers by hand arithmetic and by an independent count; what never pays off is refused exactly."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtcheck.case.kinds import LenderKind, Method, Source
from debtcheck.case.loan import Loan
from debtcheck.case.model import Case, Lender
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.dates import add_months
from debtcheck.planning.offers import MOST_MONTHS, Offer, OfferRefused, Wish, make_offer

from .written import day, law

START, TODAY, FIRST = day("2025-01-01"), day("2025-01-31"), day("2025-02-10")


def debt(principal: str = "1000.00", rate: str = "0.0005") -> Case:
    """A loan by the day, repayable at any time, without a due day."""
    loan = Loan(
        principal=Decimal(principal),
        received=Decimal(principal),
        formed_on=START,
        disbursed_on=START,
        rate=Rate(Decimal(rate), RateUnit.DAY),
        method=Method.DAILY,
    )
    return Case(loan=loan, lenders=(Lender(kind=LenderKind.MICROLOAN),),
                sources={"default": Source.CONTRACT})  # fmt: skip


def offer(case: Case | None = None, **wish: object) -> Offer:
    """The offer of a wish from 2025-02-10 on."""
    wished = Wish(**({"first_on": FIRST} | wish))  # type: ignore[arg-type]
    return make_offer(case or debt(), law(), today=TODAY, wish=wished)


def test_monthly_by_hand() -> None:
    """1,000 at 0.05% a day from 1 January.

    31 January: 30 days, 15.00. 10 February: 40 days, 20.00, owed 1,020.00, 510.00 left (principal).
    10 March: 28 days on 510, 7.14; owed 517.14, 7.14 left. 10 April: 31 days on 7.14, 0.11; 7.25.
    """
    found = offer(monthly=Decimal("510.00"))
    assert found.owed == Decimal("1015.00")
    assert [(r.on, r.amount, r.left) for r in found.rows] == [
        (FIRST, Decimal("510.00"), Decimal("510.00")),
        (day("2025-03-10"), Decimal("510.00"), Decimal("7.14")),
        (day("2025-04-10"), Decimal("7.25"), Decimal("0.00")),
    ]
    assert (found.total, found.cost) == (Decimal("1027.25"), Decimal("12.25"))


def test_one_sum_by_hand() -> None:
    """10 February: 1,020.00 closes it, a fen less does not and the least is named."""
    assert offer(lump=Decimal("1020.00")).total == Decimal("1020.00")
    with pytest.raises(OfferRefused) as caught:
        offer(lump=Decimal("1019.99"))
    assert caught.value.why.params["least"] == Decimal("1020.00")


def test_a_lump_first_then_months_by_hand() -> None:
    """520 on 10 February leaves 500 of principal; 10 March: 28 days, 7.00; 507.00 closes it."""
    found = offer(lump=Decimal("520.00"), monthly=Decimal("600.00"))
    assert [(r.on, r.amount) for r in found.rows] == [
        (FIRST, Decimal("520.00")),
        (day("2025-03-10"), Decimal("507.00")),
    ]


def counted(principal: Fraction, rate: Fraction, monthly: Fraction, months: int) -> Fraction:
    """What is left after so many months, counted anew: interest to the fen each month."""
    interest, at = Fraction(0), START
    for k in range(months):
        due = add_months(FIRST, k)
        exact = principal * rate * (due - at).days
        interest += Fraction(
            (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
        )
        to_interest = min(monthly, interest)
        interest -= to_interest
        principal -= min(monthly - to_interest, principal)
        at = due
    return principal + interest


@pytest.mark.parametrize("months", [2, 6, 24, 60])
@pytest.mark.parametrize("rate", ["0.0003", "0.0005", "0.00065"])
def test_the_least_for_a_number_of_months_is_exact(months: int, rate: str) -> None:
    least = offer(debt("8000.00", rate), months=months).monthly
    assert least is not None
    start, per_day = Fraction(8000), Fraction(rate)
    assert counted(start, per_day, Fraction(least), months) == 0
    assert counted(start, per_day, Fraction(least) - Fraction(1, 100), months) > 0


def test_what_never_pays_off_is_refused_with_the_least_that_does() -> None:
    """10,000 at 0.05% a day costs about 150 a month: 140 never ends."""
    with pytest.raises(OfferRefused) as caught:
        offer(debt("10000.00"), monthly=Decimal("140.00"))
    why = caught.value.why
    least = why.params["least"]
    assert (why.key, why.params["n"]) == ("letter.offer.never", MOST_MONTHS)
    assert isinstance(least, Decimal)
    start, rate = Fraction(10000), Fraction("0.0005")
    assert counted(start, rate, Fraction(least), MOST_MONTHS) == 0
    assert counted(start, rate, Fraction(least) - Fraction(1, 100), MOST_MONTHS) > 0
    assert offer(debt("10000.00"), monthly=least).rows[-1].left == 0


def test_too_few_months_are_refused_with_the_least() -> None:
    with pytest.raises(OfferRefused) as caught:
        offer(monthly=Decimal("300.00"), months=2)
    least = caught.value.why.params["least"]
    assert least == offer(months=2).monthly


@given(st.integers(200, 4000))
def test_what_is_paid_is_what_is_owed_and_its_cost(monthly: int) -> None:
    found = offer(debt("3000.00"), monthly=Decimal(monthly))
    assert sum(r.amount for r in found.rows) == found.total == found.owed + found.cost
    assert found.rows[-1].left == 0
    assert all(r.left > 0 for r in found.rows[:-1])
    assert all(r.amount == monthly for r in found.rows[:-1])


def test_the_limit_makes_it_end_for_less_and_only_where_it_binds() -> None:
    assert offer(monthly=Decimal(200)).limited is None  # 18.25% a year stays below 24%
    dear = offer(debt("1000.00", "0.001"), monthly=Decimal(200)).limited  # 36.5%
    assert dear is not None
    assert dear.on_request
    assert dear.total < offer(debt("1000.00", "0.001"), monthly=Decimal(200)).total


@pytest.mark.parametrize("first", ["2025-01-31", "2025-01-01"])
def test_the_first_day_lies_ahead(first: str) -> None:
    with pytest.raises(OfferRefused) as caught:
        offer(monthly=Decimal(200), first_on=day(first))
    assert caught.value.why.key == "letter.offer.past"


def test_a_debt_whose_terms_are_not_known_gets_no_offer() -> None:
    case = Case(loan=Loan(principal=Decimal(1000), disbursed_on=START, due_on=day("2025-01-20")))
    with pytest.raises(OfferRefused) as caught:
        offer(case, monthly=Decimal(200))
    assert caught.value.why.key == "letter.offer.unknown_terms"


def test_without_a_day_it_begins_a_month_from_today() -> None:
    assert make_offer(debt(), law(), today=date(2025, 1, 31), wish=Wish(monthly=Decimal(500))).rows[
        0
    ].on == date(2025, 2, 28)
