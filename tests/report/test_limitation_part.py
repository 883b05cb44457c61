"""The part on limitation: when it is shown, what it says, and what it never says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from debtcheck.audit.audit import audit
from debtcheck.audit.report import AuditReport
from debtcheck.case.kinds import Head, LenderKind
from debtcheck.case.loan import Loan
from debtcheck.case.model import Case, Court, Event, Judgment, Lender
from debtcheck.case.rate import Rate, RateUnit
from debtcheck.law.load import load_lawbook
from debtcheck.words.catalog import Words

from .run import flat, screen

LAW = load_lawbook()
TITLE = {"zh": "诉讼时效（只是提示", "en": "Limitation period (for information"}
LANGS = ("zh", "en")
CASE = Case(
    loan=Loan(
        principal=Decimal(10000),
        disbursed_on=date(2020, 3, 10),
        due_on=date(2021, 3, 10),
        rate=Rate(Decimal("0.12"), RateUnit.YEAR),
    ),
    lenders=(Lender(kind=LenderKind.BANK),),
)


def of(case: Case, on: date, *demands: Event) -> AuditReport:
    return audit(case, law=LAW, as_of=on, demands=demands)


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_left_out_while_it_does_not_matter(lang: str) -> None:
    assert flat(TITLE[lang]) not in flat(screen(of(CASE, date(2021, 9, 1)), lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("on", "event"),
    [
        (date(2023, 3, 12), None),  # overdue for more than two years
        (date(2024, 3, 11), None),  # past by the record
        (date(2021, 9, 1), Event(date(2021, 8, 1), "demand", reached=True)),
    ],
)
def test_it_is_shown_with_its_warning(lang: str, on: date, event: Event | None) -> None:
    case = replace(CASE, events=(event,) if event else ())
    text = flat(screen(of(case, on), lang))
    assert flat(TITLE[lang]) in text
    assert flat(Words(lang)("limitation.warning.text")) in text


@pytest.mark.parametrize("lang", LANGS)
def test_a_demand_of_the_contact_log_is_an_event(lang: str) -> None:
    """Due 2021-03-10, asked on 2024-03-01: to 2027-03-01."""
    report = of(CASE, date(2024, 6, 1), Event(date(2024, 3, 1), "demand", reached=True))
    assert "2027-03-01" in screen(report, lang)
    found = report.to_dict(lang)["limitation"]
    assert isinstance(found, dict)
    assert (found["state"], found["earliest"]) == ("running", "2027-03-01")
    assert [e["effect"] for e in found["events"]] == ["begins", "restarts"]


@pytest.mark.parametrize("lang", LANGS)
def test_after_a_judgment_the_time_to_seek_enforcement_is_told(lang: str) -> None:
    judgment = Judgment(
        on=date(2025, 1, 1), perform_by=date(2025, 1, 31), award=((Head.PRINCIPAL, Decimal(100)),)
    )
    case = replace(CASE, judgment=judgment, court=Court(stage="judged"))
    assert "2027-01-31" in screen(of(case, date(2025, 3, 1)), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_an_ended_period_is_never_a_licence_not_to_pay(lang: str) -> None:
    text = screen(of(CASE, date(2025, 1, 1)), lang)
    never = {
        "zh": r"不用还|无需偿还|已过时效|债务消灭",
        "en": r"need not pay|no longer owe|time-barred",
    }
    assert not re.search(never[lang], text)
    assert "12348" in text
