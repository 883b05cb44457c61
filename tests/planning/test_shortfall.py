"""Where the money does not fit: said, ordered, offered to the fen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from debtcheck.case.household import Household, Income, IncomeChange, Minimum, OnceIncome
from debtcheck.law.load import load_lawbook
from debtcheck.planning.plan import Plan, make_plan

from .households import START, household, households, owing

LAW = load_lawbook()
ZERO = Decimal(0)


def plan(house: Household, **more: object) -> Plan:
    return make_plan(house, law=LAW, today=START, solve=False, **more)  # type: ignore[arg-type]


CARD = owing("卡", "36000", "18", Minimum(Decimal(100), Decimal("0.05")), kind="card",
             overdue_since=date(2026, 10, 5))  # fmt: skip
CAR = owing("车", "22000", "6", "1000", kind="auto_finance", secured=True)
AUNT = owing("姨", "5000", "0", "0", kind="family")
LOAN = owing("贷", "15000", "24", "800", kind="microloan")
TIGHT = household("4900", AUNT, CARD, LOAN, CAR, needs="4000")


@settings(max_examples=100, deadline=None)
@given(house=households())
def test_offers_add_up_to_the_surplus(house: Household) -> None:
    found = plan(house).shortfall
    if found is None:
        return
    owed = sum((offer.balance for offer in found.offers), ZERO)
    for offers in (found.offers, found.by_need):
        whole = sum((offer.amount for offer in offers), ZERO)
        assert whole == min(max(found.surplus, ZERO), owed)
        assert all(ZERO <= offer.amount <= offer.balance for offer in offers)


def test_too_tight() -> None:
    found = plan(TIGHT).shortfall
    assert found is not None
    assert (found.why, found.months) == ("minimums", 0)
    # 36,540.00 × 5% = 1,827.00, + 800 + 1,000 = 3,627.00, of which 900 are there
    assert found.missing == Decimal("2727.00")
    assert sum((o.amount for o in found.offers), ZERO) == Decimal("900.00")
    assert [k.debt for k in found.order] == [None, "车", "贷", "卡", "姨"]
    card = next(o for o in found.offers if o.debt == "卡")
    assert (card.longest, card.needs) == (60, Decimal("600.00"))  # 36,000 / 60
    assert [o.longest for o in found.offers if o.debt != "卡"] == [None] * 3


def test_income_gone() -> None:
    found = plan(replace(TIGHT, income=Income(ZERO))).shortfall
    assert found is not None
    assert found.why == "essentials"
    assert sum((o.amount for o in found.offers), ZERO) == ZERO


def test_a_minimum_below_the_interest_grows() -> None:
    house = household("100", owing("贷", "10000", "24", "100"))
    found = plan(house).shortfall
    assert found is not None
    assert (found.why, found.growing) == ("growing", ("贷",))


def test_what_never_ends_is_said() -> None:
    house = household("0", owing("贷", "10000", "0", "0"))
    found = plan(house)
    assert found.chosen.endless
    assert any(w.key == "plan.note.endless" for w in found.warnings)


def test_a_cushion_bridges_and_is_warned_of() -> None:
    debt = owing("贷", "3000", "12", "150")
    changes = (IncomeChange(date(2027, 3, 1), Decimal(900)),)
    income = Income(Decimal(1100), changes=changes)
    house = replace(household("0", debt, needs="800", buffer=Decimal(100)), income=income)
    # surplus 200 for three months, then 0, and 150 are due: 300 were kept, two months of them
    found = plan(house)
    assert found.shortfall is not None
    early = [w for w in found.warnings if w.key == "plan.note.cushion_ends"]
    assert found.shortfall.why == "essentials" or found.shortfall.months > 3
    assert early
    assert early[0].params["n"] == found.shortfall.months


def test_money_is_held_back_for_a_later_month() -> None:
    """In month 4 the income is gone for two months: what is above the minimums waits for it."""
    changes = (IncomeChange(date(2027, 3, 1), Decimal(800)), IncomeChange(date(2027, 5, 1),
               Decimal(1200)))  # fmt: skip
    debt = owing("贷", "3000", "12", "150")
    house = replace(household("0", debt, needs="800"), income=Income(Decimal(1200), None, changes))
    found = plan(house)
    assert found.chosen.fits
    assert found.chosen.held_until
    assert min(m.cushion for m in found.chosen.months) >= ZERO
    assert all(r.payment >= 150 for r in found.chosen.rows[:-1])


@pytest.mark.parametrize(("day", "month"), [(date(2026, 12, 5), 1), (date(2027, 2, 11), 4)])
def test_what_comes_once_is_there_on_the_next_payday(day: date, month: int) -> None:
    income = Income(Decimal(1000), 10, once=(OnceIncome(day, Decimal(500)),))
    house = replace(household("0", owing("贷", "9000", "12", "100"), needs="800"), income=income)
    found = plan(house).chosen
    assert [m.no for m in found.months if m.income == 1500] == [month]


def test_paydays_keep_their_day() -> None:
    income = Income(Decimal(1000), 31)
    house = replace(household("0", owing("贷", "3000", "12", "100"), needs="0"), income=income)
    assert [m.on for m in plan(house).chosen.months[:3]] == [
        date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28),
    ]  # fmt: skip
