"""What the defaults change is measured when it is read: an audit that agrees replays once."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from debtcheck.audit import assumed
from debtcheck.audit.audit import audit as run
from debtcheck.audit.report import AuditReport
from debtcheck.case.kinds import Head, LenderKind, Method
from debtcheck.case.loan import Loan
from debtcheck.case.model import Case, Claim, Lender
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.engine import replay as engine
from debtcheck.law.lawbook import LawBook
from debtcheck.law.load import load_lawbook

DAY = date(2025, 4, 10)
# 8,000 at 0.04% a day from 2025-01-10: 90 days = 288.00, and 3.20 for one day more
CASE = Case(
    loan=Loan(
        principal=Decimal(8000),
        formed_on=date(2025, 1, 10),
        disbursed_on=date(2025, 1, 10),
        rate=Rate(Decimal("0.0004"), RateUnit.DAY),
        method=Method.DAILY,
    ),
    lenders=(Lender(kind=LenderKind.CONSUMER_FINANCE),),
    claims=(
        Claim(
            as_of=DAY,
            heads=((Head.PRINCIPAL, Decimal(8000)), (Head.INTEREST, Decimal(288))),
            total=Decimal(8288),
        ),
    ),
)


@pytest.fixture(scope="module")
def law() -> LawBook:
    return load_lawbook()


def effects(report: AuditReport) -> dict[str, Decimal | None]:
    return {a.key: a.effect for a in report.assumptions}


def test_an_audit_that_agrees_replays_once_and_each_choice_when_read(
    law: LawBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[object] = []
    begin = engine._Replay.__init__

    def counted(self: object, *args: object, **options: object) -> None:
        begun.append(self)
        begin(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(engine._Replay, "__init__", counted)
    report = run(CASE, law=law)
    assert (report.contract.total, report.findings) == (Decimal("8288.00"), ())
    assert report.cost_per_day == Decimal("3.20")
    assert len(begun) == 1
    assert effects(report)["loan.ends"] == Decimal("3.20")
    assert len(begun) == 2
    assert effects(report)["loan.ends"] == Decimal("3.20")
    assert len(begun) == 2


def test_effects_are_the_same_whenever_they_are_read(law: LawBook) -> None:
    early, late = run(CASE, law=law), run(CASE, law=law)
    first = tuple(early.assumptions)
    other = replace(CASE, loan=replace(CASE.loan, principal=Decimal(100)))
    run(other, law=law)
    assert late.assumptions == first
    assert len(late.assumptions) == len(first)
    assert late.assumptions[0] == first[0]
    assert repr(late.assumptions) == repr(first)


def test_a_report_can_be_sent_to_another_process(law: LawBook) -> None:
    report = run(CASE, law=law)
    again = pickle.loads(pickle.dumps(report))
    assert effects(again) == effects(report)
    assert again.ledger == report.ledger


def test_nothing_stands_in_for_a_measured_effect() -> None:
    made: list[int] = []

    def make() -> tuple[assumed.Assumption, ...]:
        made.append(1)
        return ()

    sequence = assumed.Assumptions(make)
    assert made == []
    assert (list(sequence), len(sequence)) == ([], 0)
    assert made == [1]
