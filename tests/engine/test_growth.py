"""What a replay costs grows with the loan and not with its square; its short ways agree with it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from types import FrameType

import pytest
from hypothesis import given

from debtcheck.case.kinds import Compound, Head, Method, Rounding
from debtcheck.case.rate import Rate, RateMultiple, RateUnit
from debtcheck.engine.dates import ONE_DAY, due_dates, share
from debtcheck.engine.replay import heads, replay, replay_with_day_after
from debtcheck.engine.schedule import build_schedule
from debtcheck.engine.terms import Cap, Conventions, Inputs, Paid, RateStep, Terms, Tranche
from debtcheck.engine.yields import annual_cost

from . import loans
from .loans import some

START, FIRST = date(2021, 1, 10), date(2021, 2, 10)


def equal_instalments(count: int, paid: int) -> tuple[Inputs, date]:
    """A schedule of which the first `paid` rows are paid, some late, and nothing after them."""
    terms = Terms(
        Method.EQUAL_INSTALMENT,
        (Tranche(1, START, Decimal(1000 * count)),),
        (RateStep(START, Rate(Decimal("0.18"), RateUnit.YEAR)),),
        due_dates(FIRST, count),
        penalty=RateMultiple(Decimal("1.5")),
    )
    rows = build_schedule(terms)
    late = (0, 0, 3, 0, 15)
    payments = tuple(
        Paid(row.due_on + timedelta(days=late[k % 5]), row.payment)
        for k, row in enumerate(rows[:paid])
    )
    conventions = Conventions(rounding=Rounding.INSTALMENT)
    return Inputs(terms, conventions, payments), rows[-1].due_on + timedelta(days=20)


def calls(run: Callable[[], object]) -> int:
    """How many functions a run calls: the same on every machine."""
    count = 0

    def seen(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    for kept in (build_schedule, share):
        kept.cache_clear()
    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count


CAP = (Cap(START, None, Decimal("0.154")),)


@pytest.mark.parametrize(
    "run",
    [
        pytest.param(lambda n: replay(*equal_instalments(n, n)), id="all paid"),
        pytest.param(lambda n: replay(*equal_instalments(n, n * 5 // 9)), id="stopped paying"),
        pytest.param(lambda n: replay(*equal_instalments(n, 0)), id="never paid"),
        pytest.param(lambda n: heads(*equal_instalments(n, n), caps=CAP), id="under a ceiling"),
    ],
)
def test_twice_the_instalments_cost_about_twice_as_much(run: Callable[[int], object]) -> None:
    """Twice the rows and payments, at most 2.3 times the calls; with n² it would be four times."""
    counts = [calls(lambda n=n: run(n)) for n in (36, 72, 144)]
    assert counts[1] < 2.3 * counts[0]
    assert counts[2] < 2.3 * counts[1]


@some
@given(loans.instalment_loans())
def test_the_sums_alone_are_those_of_the_ledger(drawn: tuple[loans.Loan, date]) -> None:
    loan, as_of = drawn
    inputs = loans.inputs(loan)
    ledger, found = replay(inputs, as_of), heads(inputs, as_of)
    assert (found.owed, found.due) == (ledger.owed, ledger.due)


@some
@given(loans.overdue_loans())
def test_the_day_after_is_a_replay_of_its_own(drawn: tuple[loans.Loan, date]) -> None:
    loan, as_of = drawn
    inputs = loans.inputs(loan)
    ledger, after = replay_with_day_after(inputs, as_of)
    assert ledger == replay(inputs, as_of)
    assert after == heads(inputs, as_of + ONE_DAY)


def test_what_was_paid_between_the_old_lines_is_used_up_to_the_fen() -> None:
    """10,000 at 30% from 2019-01-01 for 365 days under 24%, paid lines 36%.

    24% of it, 2,400.00, is owed; a further 6%, 600.00, stays paid if it was paid. 13,000.00 on the
    due day goes 2,400.00 + 600.00 to interest and 10,000.00 to principal: nothing is left over.
    """
    start, due = date(2019, 1, 1), date(2020, 1, 1)
    terms = Terms(
        Method.BULLET,
        (Tranche(1, start, Decimal(10000), due),),
        (RateStep(start, Rate(Decimal("0.3"), RateUnit.YEAR)),),
        (due,),
    )
    caps = (Cap(start, None, Decimal("0.24"), Decimal("0.36")),)
    inputs = Inputs(terms, Conventions(), (Paid(due, Decimal(13000)),))
    ledger = replay(inputs, due, caps=caps)
    assert ledger.paid == {Head.INTEREST: Decimal("3000.00"), Head.PRINCIPAL: Decimal("10000.00")}
    assert (ledger.total, ledger.overpaid, ledger.credit) == (0, 0, 0)


def test_compound_interest_that_begins_late_can_be_paid() -> None:
    """1,000 due 2025-01-01, 0.1% a day when late, compounding monthly, penalty paid last.

    1,000.00 on 01-11 clears the principal; 10 days × 1.00 = 10.00 of penalty stay. From 02-01 they
    bear 0.01 a day: 28 days to 03-01 = 0.28. 10.28 on 03-01 clears it all.
    """
    start, due = date(2024, 12, 1), date(2025, 1, 1)
    daily = Rate(Decimal("0.001"), RateUnit.DAY)
    terms = Terms(
        Method.BULLET,
        (Tranche(1, start, Decimal(1000), due),),
        (RateStep(start, Rate(Decimal(0), RateUnit.YEAR)),),
        (due,),
        penalty=daily,
    )
    order = (Head.PRINCIPAL, Head.INTEREST, Head.COMPOUND, Head.PENALTY)
    conventions = Conventions(compound=Compound.MONTHLY, allocation=order)
    first = Paid(date(2025, 1, 11), Decimal(1000))
    on = date(2025, 3, 1)
    found = heads(Inputs(terms, conventions, (first,)), on).owed
    assert (found[Head.PENALTY], found[Head.COMPOUND]) == (Decimal("10.00"), Decimal("0.28"))
    ledger = replay(Inputs(terms, conventions, (first, Paid(on, Decimal("10.28")))), on)
    assert (ledger.total, ledger.overpaid) == (0, 0)


def test_an_annual_cost_of_a_long_loan_is_its_rate() -> None:
    """Equal instalments of 1.5% a month: nominal 18%, and the residual is nothing to six places."""
    inputs, _ = equal_instalments(120, 0)
    flows = [(START, Decimal(120_000))]
    flows += [(row.due_on, -row.payment) for row in build_schedule(inputs.terms)]
    found = annual_cost(flows)
    assert found.nominal is not None
    assert abs(found.nominal - 18) < Decimal("0.0005")
    assert str(found.residual) == "0.000000"
