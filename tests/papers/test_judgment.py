"""A judgment replayed, each figure worked by hand: order, stays, readings, invariants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtcheck.audit.audit import audit
from debtcheck.audit.papers.doubled import days_counted, doubled_rates
from debtcheck.audit.papers.fixed import FixedDebt, replay_fixed
from debtcheck.audit.report import AuditReport, Paper
from debtcheck.case.kinds import Head, LenderKind
from debtcheck.case.loan import Loan
from debtcheck.case.model import Case, Claim, Court, Judgment, Lender, Payment
from debtcheck.case.rate import FloatingRate, Rate, RateUnit
from debtcheck.engine.terms import RateStep
from debtcheck.law.lawbook import NoRule
from debtcheck.law.load import load_lawbook

LAW = load_lawbook()
BY = date(2025, 1, 1)  # the last day to perform
D = Decimal


def debt(**changes: object) -> FixedDebt:
    """50,000 awarded, due on BY."""
    whole = FixedDebt(
        since=date(2024, 12, 1),
        heads=((Head.PRINCIPAL, D(50000)),),
        dues=((BY, D(50000)),),
        doubled=doubled_rates(LAW, BY, date(2040, 1, 1)),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def test_120_days_on_50000_are_1050() -> None:
    """50,000 × 0.0175% × 120 (a published figure)."""
    ledger = replay_fixed(debt(), (), BY + timedelta(days=120))
    assert ledger.owed[Head.PENALTY] == D("1050.00")
    assert ledger.total == D("51050.00")


def test_nothing_is_added_until_the_time_to_perform_is_over() -> None:
    assert replay_fixed(debt(), (), BY).total == D(50000)
    assert replay_fixed(debt(), (), BY).due[Head.PRINCIPAL] == D(50000)
    before = replay_fixed(debt(), (), BY - timedelta(days=1))
    assert (before.total, before.due[Head.PRINCIPAL]) == (D(50000), D(0))


def test_a_payment_goes_to_the_award_first() -> None:
    """31 days: 271.25; 20,000 paid; 30,000 × 0.0175% × 89 = 467.25."""
    paid = (Payment(date(2025, 2, 1), D(20000)),)
    ledger = replay_fixed(debt(), paid, date(2025, 5, 1))
    assert (ledger.owed[Head.PRINCIPAL], ledger.owed[Head.PENALTY]) == (D(30000), D("738.50"))
    other = replay_fixed(debt(doubled_last=False), paid, date(2025, 5, 1))
    # 271.25 first, so 30,271.25 stay: × 0.0175% × 89 = 471.47
    assert (other.owed[Head.PRINCIPAL], other.owed[Head.PENALTY]) == (D("30271.25"), D("471.47"))


def test_costs_and_interest_come_before_principal() -> None:
    """1,000 costs, 2,000 interest, then 500 of principal."""
    heads = ((Head.PRINCIPAL, D(10000)), (Head.INTEREST, D(2000)), (Head.COSTS, D(1000)))
    whole = debt(heads=heads, dues=((BY, D(13000)),))
    ledger = replay_fixed(whole, (Payment(BY, D(3500)),), BY)
    assert ledger.owed[Head.PRINCIPAL] == D(9500)
    assert (ledger.owed[Head.INTEREST], ledger.owed[Head.COSTS]) == (D(0), D(0))


def test_the_days_of_a_stay_do_not_count() -> None:
    """Of 120 days 30 are stayed, both ends: 50,000 × 0.0175% × 90 = 787.50."""
    stay = (date(2025, 2, 1), date(2025, 3, 2))
    assert days_counted(BY, BY + timedelta(days=120), (stay,)) == 90
    ledger = replay_fixed(debt(stays=(stay,)), (), BY + timedelta(days=120))
    assert ledger.owed[Head.PENALTY] == D("787.50")


def test_stays_that_overlap_count_once() -> None:
    stays = ((date(2025, 2, 1), date(2025, 2, 10)), (date(2025, 2, 5), date(2025, 2, 12)))
    assert days_counted(date(2025, 1, 1), date(2025, 3, 1), stays) == 59 - 12


def test_the_day_rate_holds_from_august_2014() -> None:
    with pytest.raises(NoRule):
        doubled_rates(LAW, date(2013, 1, 1), date(2014, 8, 1))
    (span,) = doubled_rates(LAW, date(2014, 7, 1), date(2014, 9, 1))
    assert span.start == date(2014, 8, 1)


@given(
    days=st.integers(1, 400),
    paid=st.lists(st.tuples(st.integers(0, 400), st.integers(1, 30000)), max_size=4),
)
def test_what_is_paid_and_what_is_left_make_up_what_was_owed(
    days: int, paid: list[tuple[int, int]]
) -> None:
    payments = [Payment(BY + timedelta(days=k), D(amount)) for k, amount in paid]
    as_of = BY + timedelta(days=days)
    whole = debt(interest=(RateStep(BY, Rate(D("0.036"), RateUnit.YEAR)),))
    ledger = replay_fixed(whole, payments, as_of)
    came = sum((p.amount for p in payments if p.paid_on <= as_of), D(0))
    accrued = sum((c.amount for c in ledger.charges), D(0))
    assert ledger.total + came - ledger.overpaid == D(50000) + accrued
    assert sum(ledger.paid.values(), D(0)) + ledger.overpaid == came
    assert all(amount >= 0 for amount in ledger.owed.values())


# ── in the audit ─────────────────────────────────────────────────────────────────────────────


def judged(judgment: Judgment, **changes: object) -> Case:
    case = Case(
        loan=Loan(principal=D(60000), formed_on=date(2023, 3, 1)),
        lenders=(Lender(kind=LenderKind.PRIVATE),),
        judgment=judgment,
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def found(case: Case, on: date) -> AuditReport:
    return audit(case, law=LAW, as_of=on)


AWARD = ((Head.PRINCIPAL, D(10000)),)


def test_a_judgment_needs_no_terms_of_the_contract() -> None:
    report = found(judged(Judgment(on=BY, perform_by=BY, award=AWARD)), BY)
    assert report.paper is Paper.JUDGMENT
    assert (report.contract.total, report.ceiling) == (D("10000.00"), None)
    assert [u.needs for u in report.unchecked] == []


def test_interest_that_follows_the_lpr_runs_by_segments() -> None:
    """4 × LPR: 12.4% to 2025-05-20, 12% after. 10,000 × 12.4% × 19/365 = 64.55; × 12% × 12/365
    = 39.45. Fixed at the first day it would be 10,000 × 12.4% × 31/365 = 105.32."""
    judgment = Judgment(
        on=date(2025, 5, 1), award=AWARD, general_interest=FloatingRate("LPR1Y", times=D(4)),
    )  # fmt: skip
    report = found(judged(judgment), date(2025, 6, 1))
    assert report.contract.heads[Head.INTEREST] == D("104.00")
    effects = {a.key: a.effect for a in report.assumptions}
    assert effects["judgment.general_interest"] == D("1.32")
    assert "judgment.interest_from" in effects
    assert [u.needs for u in report.unchecked] == ["judgment.perform_by"]


def test_the_open_readings_stand_beside_it() -> None:
    """100 days on 10,000: 175.00; from the next day 173.25; on all 12,000: 210.00."""
    award = (*AWARD, (Head.INTEREST, D(2000)))
    report = found(judged(Judgment(on=BY, perform_by=BY, award=award)), BY + timedelta(days=100))
    totals = {reading.id: reading.totals.total for reading in report.readings}
    assert totals == {
        "judgment": D("12175.00"),
        "from_next_day": D("12173.25"),
        "whole_award": D("12210.00"),
    }


def test_payments_before_the_judgment_are_in_it() -> None:
    paid = (Payment(BY - timedelta(days=1), D(500)), Payment(BY, D(300)))
    report = found(judged(Judgment(on=BY, award=AWARD), payments=paid), BY)
    assert report.contract.total == D("9700.00")
    assert "note.before_judgment" in [note.key for note in report.notes]


def test_a_late_performance_from_before_2014_is_said_not_counted() -> None:
    """From 2014-08-01 alone: 10,000 × 0.0175% × 31 = 54.25."""
    early = date(2013, 1, 1)
    case = judged(Judgment(on=early, perform_by=early, award=AWARD))
    report = found(case, date(2014, 9, 1))
    assert report.contract.heads[Head.PENALTY] == D("54.25")
    assert "unchecked.doubled_before" in [u.what.key for u in report.unchecked]


def test_a_judgment_without_its_sums_is_asked_for() -> None:
    case = replace(judged(Judgment(on=BY)), loan=Loan(principal=D(1), rate=None))
    report = found(case, BY)
    assert report.paper is Paper.CONTRACT
    assert "judgment.award" in [u.needs for u in report.unchecked]
    staged = replace(case, judgment=None, court=Court(stage="enforcement"))
    assert "judgment.award" in [u.needs for u in found(staged, BY).unchecked]


def test_after_the_statement_comes_a_judgment() -> None:
    """The statement is held against the contract, what is owed on the report's day follows the
    judgment: 10,000 and 10 days: 17.50."""
    claim = Claim(as_of=date(2024, 6, 1), total=D(60000))
    case = judged(Judgment(on=BY, perform_by=BY, award=AWARD), claims=(claim,))
    report = found(case, BY + timedelta(days=10))
    assert report.paper is Paper.CONTRACT
    assert report.owed_on_report_day is not None
    assert report.owed_on_report_day.totals.total == D("10017.50")
    assert "note.award_later" in [note.key for note in report.notes]
