"""A debt under a judgment or a renegotiated plan runs by that paper, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from debtcheck.case.household import Owing
from debtcheck.case.kinds import Head
from debtcheck.case.loan import Loan
from debtcheck.case.model import Agreement, Case, Judgment, Payment
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.law.load import load_lawbook
from debtcheck.planning.cases import from_case
from debtcheck.planning.debts import PlainDebt

LAW = load_lawbook()
START = date(2025, 8, 1)
CASE = Case(
    loan=Loan(
        principal=Decimal(10000),
        disbursed_on=date(2025, 1, 10),
        due_on=date(2025, 4, 10),
        rate=Rate(Decimal("0.0004"), RateUnit.DAY),
    )
)


def debt(case: Case) -> PlainDebt:
    found = from_case(Owing("金条", case), case, START, lambda month: START, LAW)
    assert isinstance(found, PlainDebt)
    return found


def test_a_renegotiated_plan_gives_balance_and_instalment() -> None:
    """9,000 in 12 is 750.00 a month; one paid leaves 8,250.00, without interest."""
    plan = Agreement(
        on=date(2025, 6, 20), channel="app", balance=Decimal(9000),
        first_due_on=date(2025, 7, 20), instalments=12,
    )  # fmt: skip
    case = replace(CASE, agreements=(plan,), payments=(Payment(date(2025, 7, 20), Decimal(750)),))
    found = debt(case)
    assert (found.facts.balance, found.rate) == (Decimal("8250.00"), 0)
    assert found.minimum.amount == Decimal("750.00")
    assert not found.facts.overdue


def test_a_judgment_gives_its_balance_and_what_a_day_adds() -> None:
    """20,000 and 31 days × 3.50 = 108.50; a day is 3.50 of 20,108.50."""
    judgment = Judgment(
        on=date(2025, 6, 1), perform_by=date(2025, 7, 1), award=((Head.PRINCIPAL, Decimal(20000)),)
    )
    found = debt(replace(CASE, judgment=judgment))
    assert found.facts.balance == Decimal("20108.50")
    assert round(found.rate, 6) == round(Decimal("3.50") * 365 / Decimal("20108.50"), 6)
    assert found.facts.called_in
    assert [note.key for note in found.facts.notes] == ["plan.note.by_judgment"]
