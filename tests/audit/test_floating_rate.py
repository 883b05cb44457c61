"""A rate that follows the LPR, on days before there was one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from debtcheck.audit.audit import audit
from debtcheck.audit.report import AuditReport
from debtcheck.case.kinds import Head, LenderKind, Method
from debtcheck.case.loan import Loan
from debtcheck.case.model import Case, Lender
from debtcheck.case.rate import FloatingRate
from debtcheck.law.load import load_lawbook
from debtcheck.words.catalog import Words


def report(formed: date, as_of: date, reprices: str = "fixed") -> AuditReport:
    """36,500 at LPR1Y+5%: a day at 1% a year is 1.00."""
    loan = Loan(
        principal=Decimal("36500.00"),
        formed_on=formed,
        disbursed_on=formed,
        rate=FloatingRate("LPR1Y", plus=Decimal("0.05"), reprices=reprices),
        method=Method.DAILY,
    )
    case = Case(loan=loan, lenders=(Lender("某某银行", LenderKind.BANK),))
    return audit(case, law=load_lawbook(), as_of=as_of)


@pytest.mark.parametrize(
    ("formed", "interest", "assumed"),
    [
        (date(2019, 8, 19), "935.00", True),  # benchmark 4.35% + 5%, × 100 days
        (date(2019, 8, 20), "925.00", False),  # LPR 4.25% + 5%, × 100 days
    ],
)
def test_the_benchmark_stands_for_the_lpr_before_its_first_day(
    formed: date, interest: str, *, assumed: bool
) -> None:
    found = report(formed, date.fromordinal(formed.toordinal() + 100))
    assert found.contract.heads[Head.INTEREST] == Decimal(interest)
    said = [a for a in found.assumptions if a.key == "loan.rate"]
    assert [a.value for a in said] == (["4.35%/year"] if assumed else [])
    for lang, doubt in (("zh", "凭记忆"), ("en", "from memory")):
        assert all(doubt in Words(lang).say(a.why) for a in said)


def test_each_change_goes_over_from_the_benchmark_to_the_lpr() -> None:
    # 80 days at 9.35 and, from 2019-08-20, 20 days at 9.25
    found = report(date(2019, 6, 1), date(2019, 9, 9), "each_change")
    assert found.contract.heads[Head.INTEREST] == Decimal("933.00")


def test_before_the_data_the_interest_is_not_checked() -> None:
    found = report(date(2004, 10, 28), date(2005, 1, 1))
    assert Head.INTEREST not in found.contract.heads
    assert "loan.rate" in [gap.needs for gap in found.unchecked]
