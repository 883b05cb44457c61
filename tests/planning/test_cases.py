"""Debts from a case run as the engine runs them, and stand by the contract, never by the claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.audit.setup.setup import set_up
from debtcheck.case.household import Minimum, Owing
from debtcheck.case.kinds import Head
from debtcheck.case.model import Case
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine.replay import replay
from debtcheck.engine.terms import Paid
from debtcheck.law.load import load_lawbook
from debtcheck.planning.budget import Budget
from debtcheck.planning.cases import from_case
from debtcheck.planning.loans import Loan
from debtcheck.planning.simulate import Run, run
from debtcheck.statements.case_file import load_case

from .households import START, household

SAMPLES = Path(__file__).resolve().parents[2] / "sample_statements"
LAW = load_lawbook()


def loan_of(case: Case, **more: object) -> tuple[Loan, Budget]:
    budget = Budget(household("3000"), START)
    found = from_case(Owing("贷", case=case, **more), case, START, budget.on, LAW)  # type: ignore[arg-type]
    assert isinstance(found, Loan)
    return found, budget


def sample(name: str) -> Case:
    return load_case(SAMPLES / name)


def by_engine(case: Case, found: Run, upto: int) -> Decimal:
    """What the engine says is owed after the payments of the plan's first months."""
    rows = [r for r in found.rows if r.month <= upto]
    on = rows[-1].on
    inputs = set_up(case, on, LAW).inputs
    paid = tuple(Paid(r.on, r.payment) for r in rows if r.payment)
    whole = replace(inputs, payments=(*inputs.payments, *paid))
    return replay(whole, on).total


def test_an_overdue_loan_month_by_month_as_the_engine_has_it() -> None:
    # 10,000 overdue since 2025-04-10 at 0.06% a day: 600 days to 2026-12-01 are 3,600.00
    case = sample("jd_jintiao_overdue.toml")
    loan, budget = loan_of(case)
    assert loan.facts.balance == Decimal("13960.00")
    assert loan.facts.overdue_since == date(2025, 4, 10)
    assert loan.facts.called_in
    found = run([loan], budget, "avalanche")
    # 3,000 on the start leaves 960 of the charges; 10,000 × 0.06% × 31 = 186.00; 3,000 then leaves
    # 10,000 − (3,000 − 960 − 186) = 8,146 of principal, × 0.06% × 31 = 151.52
    charged = [r.interest for r in found.rows[:3]]
    assert charged == [Decimal("0.00"), Decimal("186.00"), Decimal("151.52")]
    for upto in range(1, found.length + 1):
        assert by_engine(case, found, upto) == found.rows[upto - 1].closing


def test_the_claim_is_not_planned_but_said() -> None:
    case = sample("jd_jintiao_overdue.toml")
    loan, _ = loan_of(case)
    assert loan.facts.disputed
    assert loan.facts.relief.claimed_above == Decimal("379.44")
    unclaimed, _ = loan_of(replace(case, claims=()))
    assert unclaimed.facts.balance == loan.facts.balance


def test_relief_on_request_is_beside() -> None:
    """A penalty above 24% a year can be asked to be reduced; the plan stays on the contract."""
    case = sample("jd_jintiao_overdue.toml")
    dearer = replace(case.loan, rate=Rate(Decimal("0.0006"), RateUnit.DAY))
    loan, _ = loan_of(replace(case, loan=dearer))
    # 0.09% a day for 600 days is 5,400.00, and 540.00 in the term; 24% a year is less
    assert loan.facts.balance == Decimal("15940.00")
    assert loan.facts.relief.on_request > 0


def test_an_equal_instalment_loan_follows_its_schedule() -> None:
    case = sample("household/overdue.toml")
    paid_up = replace(case, payments=tuple(
        replace(case.payments[0], paid_on=date(2026, 6 + k, 20)) for k in range(6)
    ))  # fmt: skip
    loan, budget = loan_of(paid_up)
    setup = set_up(paid_up, START, LAW)
    rows = [r for r in replay(setup.inputs, START).rows if r.due_on > START]
    least = Budget(household(f"{rows[0].payment}"), START)
    found = run([loan], least, "avalanche")
    assert [r.payment for r in found.rows] == [r.payment for r in rows]
    owed = replay(setup.inputs, START).owed
    accrued = sum((owed[h] for h in Head if h is not Head.PRINCIPAL), Decimal(0))
    assert found.interest == sum((r.interest for r in rows), Decimal(0)) - accrued
    sooner = run([loan], budget, "avalanche")
    assert sooner.interest < found.interest  # paying ahead saves interest


def test_two_instalments_overdue() -> None:
    loan, budget = loan_of(sample("household/overdue.toml"))
    assert loan.facts.overdue
    assert not loan.facts.called_in
    assert loan.facts.overdue_since == date(2026, 10, 20)
    found = run([loan], budget, "avalanche")
    assert found.fits
    assert found.rows[0].payment == Decimal("3000")


def test_flat_fees_are_due_in_full() -> None:
    # 8 instalments of 500 + 36 + 45 are left: paying ahead changes nothing of it
    loan, _ = loan_of(sample("household/flat_fee.toml"))
    assert loan.facts.balance == Decimal("4648.00")
    assert loan.facts.due_anyway == Decimal("648.00")
    for income in ("581", "1000", "5000"):
        found = run([loan], Budget(household(income), START), "avalanche")
        assert found.fits
        assert sum((r.payment for r in found.rows), Decimal(0)) == Decimal("4648.00")
        assert found.interest == Decimal("648.00")
    assert loan.open().saves == 0


def test_a_stated_minimum_goes_before_the_contract() -> None:
    loan, _ = loan_of(sample("jd_jintiao_overdue.toml"), minimum=Minimum(Decimal(500)))
    found = run([loan], Budget(household("500"), START), "avalanche")
    assert found.rows[0].payment == Decimal("500")


@pytest.mark.parametrize("rate", ["0.0001", "0.0003"])
def test_a_lower_rate_costs_less(rate: str) -> None:
    loan, budget = loan_of(sample("jd_jintiao_overdue.toml"))
    cut = loan.with_rate(Rate(Decimal(rate), RateUnit.DAY))
    assert run([cut], budget, "avalanche").interest < run([loan], budget, "avalanche").interest
