"""A right statement is not called wrong, and odd facts are said to be missing, never a crash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import debtcheck
from debtcheck.audit.report import AuditReport, HeadTotals
from debtcheck.engine.yields import annual_cost
from debtcheck.law.lawbook import LawBook
from debtcheck.law.load import load_lawbook

from ..cases.case_file import toml
from .ordinary_cases import Drawn

# What is true of a right statement all the same: a flat rate is advertised as such whoever pays.
# Rates and fees are drawn below every limit, so that no other note applies.
TRUE_ANYHOW = {"flat_rate_headline"}


@pytest.fixture(scope="module")
def law() -> LawBook:
    return load_lawbook()


def adds_up(totals: HeadTotals) -> bool:
    return sum(totals.heads.values(), Decimal(0)) == totals.total


@pytest.mark.parametrize("seed", range(140))
def test_nothing_is_said_against_a_right_statement(seed: int, tmp_path: Path, law: LawBook) -> None:
    drawn = Drawn(seed, tmp_path, law)
    report = debtcheck.audit(drawn.case(), law=law)
    said = [(f.code, f.difference) for f in report.findings if f.code not in TRUE_ANYHOW]
    assert said == [], drawn.data
    assert report.claimed is not None
    assert report.ceiling is not None
    assert report.disputed == Decimal(0)
    assert report.undisputed == report.claimed.total
    assert adds_up(report.contract)
    assert report.ceiling.totals == report.contract
    assert report.to_dict() == debtcheck.audit(drawn.case(), law=law).to_dict()


@pytest.fixture
def check(tmp_path: Path, law: LawBook) -> Callable[..., AuditReport]:
    """The report of a case on 2025-06-01."""

    def run(**data: Any) -> AuditReport:
        file = tmp_path / "case.toml"
        said = "\n".join(f"{key} = {toml(value)}" for key, value in data.items())
        file.write_text(said, encoding="utf-8")
        return debtcheck.audit(debtcheck.load_case(file), law=law, as_of=date(2025, 6, 1))

    return run


def needs(report: AuditReport) -> set[str]:
    for lang in ("zh", "en"):
        assert all(gap["what"] and gap["why"] for gap in report.to_dict(lang)["unchecked"])  # type: ignore[attr-defined]
    return {gap.needs for gap in report.unchecked}


def test_one_due_day_and_no_payout_day(check: Callable[..., AuditReport]) -> None:
    loan = {"principal": "1000.00", "rate": "12%/year", "method": "equal_instalment"}
    report = check(loan={**loan, "first_due_on": date(2025, 1, 10)})
    assert "loan.disbursed_on" in needs(report)
    assert report.contract.total == Decimal("1000.00")


def test_instalments_that_would_begin_before_the_payout(check: Callable[..., AuditReport]) -> None:
    loan = {"principal": "1000.00", "rate": "12%/year", "method": "interest_only"}
    days = {"disbursed_on": date(2024, 5, 23), "due_on": date(2024, 10, 11), "instalments": 36}
    assert "loan.first_due_on" in needs(check(loan={**loan, **days}))


def test_a_drawdown_after_the_loans_one_due_day(check: Callable[..., AuditReport]) -> None:
    drawn = [
        {"id": "1", "on": date(2024, 1, 10), "amount": "500.00"},
        {"id": "2", "on": date(2024, 3, 1), "amount": "500.00"},
    ]
    loan = {"principal": "1000.00", "rate": "12%/year", "method": "bullet"}
    report = check(loan={**loan, "due_on": date(2024, 2, 10), "disbursement": drawn})
    assert "loan.disbursement" in needs(report)
    assert report.contract.total >= Decimal("1000.00")


def test_a_plan_with_more_rows_than_days(check: Callable[..., AuditReport]) -> None:
    loan = {"principal": "1000.00", "rate": "12%/year", "disbursed_on": date(2024, 1, 10)}
    days = [date(2024, 2, 10), date(2024, 3, 10)]
    plan = [{"no": no, "principal": "300.00"} for no in (1, 2, 3)]
    assert "loan.method" in needs(check(loan={**loan, "due_dates": days}, schedule=plan))


def test_drawdowns_below_what_the_line_paid_out(check: Callable[..., AuditReport]) -> None:
    """A limit of 1,000.00 of which 300.00 were drawn, without a rate: the ceiling is 300.00."""
    drawn = [{"id": "1", "on": date(2024, 1, 10), "amount": "300.00"}]
    loan = {"principal": "1000.00", "received": "1000.00", "disbursement": drawn}
    report = check(loan=loan, lender=[{"kind": "bank"}])
    assert report.ceiling is not None
    assert report.ceiling.totals.total == report.contract.total == Decimal("300.00")


def test_a_cost_without_an_answer_is_none() -> None:
    """3.00 paid a month for 47,303.48: no rate of −99% or more gives it."""
    flows = [(date(2023, 8, 18), Decimal("47303.48")), (date(2023, 9, 18), Decimal("-3.00"))]
    found = annual_cost(flows)
    assert found.xirr is None
    assert found.why == "no_root"
