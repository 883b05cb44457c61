"""Claimed, contract and ceiling never contradict one another, whatever the case."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings

from debtcheck.audit.audit import audit
from debtcheck.audit.report import AuditReport, HeadTotals
from debtcheck.case.model import Case
from debtcheck.law.lawbook import LawBook, Rule
from debtcheck.law.load import load_lawbook

from .random_cases import cases

LAW = load_lawbook()
MANY = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
FEN = Decimal("0.01")


def adds_up(totals: HeadTotals) -> bool:
    return sum(totals.heads.values(), Decimal(0)) == totals.total


def without_forensics(case: Case, law: LawBook = LAW) -> AuditReport:
    """The totals alone are looked at: a claim without figures leaves the search out."""
    return audit(replace(case, claims=(replace(case.claims[0], heads=(), total=None),)), law=law)


@MANY
@given(cases())
def test_the_ceiling_is_never_above_the_contract(case: Case) -> None:
    report = without_forensics(case)
    assert adds_up(report.contract)
    if report.ceiling is not None:
        assert adds_up(report.ceiling.totals)
        assert report.ceiling.totals.total <= report.contract.total
        assert report.ceiling.totals.heads.keys() == report.contract.heads.keys()
        assert all(amount >= 0 for amount in report.ceiling.totals.heads.values())
        assert report.ceiling.binds is (report.ceiling.totals.total < report.contract.total)
    for reading in report.readings:
        assert adds_up(reading.totals)
        assert report.ceiling is not None
        assert reading.totals.total <= report.ceiling.totals.total  # the higher is the total


@settings(MANY, max_examples=8)  # each one is searched for explanations
@given(cases())
def test_what_is_disputed_adds_up(case: Case) -> None:
    report = audit(case, law=LAW)
    assert report.claimed is not None
    assert report.undisputed is not None
    assert report.disputed is not None
    assert report.split is not None
    bounds = [report.claimed.total, report.contract.total]
    bounds += [report.ceiling.totals.total] if report.ceiling else []
    assert report.undisputed == min(bounds)
    assert report.undisputed + report.disputed == report.claimed.total
    split = report.split
    parts = (
        split.arithmetic,
        split.contract,
        split.ceiling_hard,
        split.ceiling_on_request,
        split.unverified,
    )
    assert all(part >= 0 for part in parts)
    assert sum(parts) == report.disputed


def higher(rule: Rule) -> Rule:
    """A limit on amounts, a half higher."""
    if rule.topic not in ("private_cap", "licensed_cap") or rule.id == "P4":
        return rule
    if rule.times is not None:
        return replace(rule, times=rule.times * Decimal("1.5"))
    if rule.value is not None:
        line = rule.line_paid.times(Decimal("1.5")) if rule.line_paid else None
        return replace(rule, value=rule.value.times(Decimal("1.5")), line_paid=line)
    return rule


HIGHER = replace(LAW, rules=tuple(higher(rule) for rule in LAW.rules))


@MANY
@given(cases())
def test_a_higher_limit_never_cuts_more(case: Case) -> None:
    low, high = without_forensics(case), without_forensics(case, HIGHER)
    assert low.contract == high.contract
    if low.ceiling is not None and high.ceiling is not None:
        slack = FEN * (len(low.ledger.charges) + len(case.payments) + 2)  # each rounded by itself
        assert low.ceiling.totals.total <= high.ceiling.totals.total + slack


def test_the_higher_limits_are_higher() -> None:
    (rule,) = HIGHER.versions("B1")
    assert rule.value is not None
    assert rule.value.yearly() == Decimal("0.36")
    assert [str(r.times) for r in HIGHER.versions("P3")] == ["6.0", "6.0"]


def test_figures_that_do_not_add_up_are_seen() -> None:
    assert not adds_up(HeadTotals({}, Decimal(1)))
