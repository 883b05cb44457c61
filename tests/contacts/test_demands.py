"""Which rows of a log are demands that count for the limitation period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from debtcheck.case.loan import Loan
from debtcheck.case.model import Case, CreditorChange, Lender
from debtcheck.contacts.demands import demands

from .build import contact

CASE = Case(
    loan=Loan(principal=Decimal(10000), id="JT-1"),
    file="/home/zhang/jt.toml",
    lenders=(Lender(name="某某小贷"),),
)
AT = "2025-06-20T09:10:00+08:00"
ON = date(2025, 6, 20)


def reached(**more: object) -> list[bool | None]:
    row = {"creditor": "某某小贷", "channel": "sms", "content": "请尽快还款"} | more
    return [event.reached for event in demands([contact(AT, **row)], CASE)]


def test_a_written_demand_of_the_creditor_arrived() -> None:
    (event,) = demands([contact(AT, creditor="某某小贷", channel="sms", content="催还款")], CASE)
    assert (event.on, event.kind, event.reached) == (ON, "demand", True)


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"channel": "call", "answered": True, "duration_s": 60}, [True]),
        ({"channel": "call", "answered": False, "duration_s": 0}, [None]),  # nobody knows
        ({"channel": "visit"}, [True]),
        ({"content": "please pay the overdue amount"}, [True]),
        ({"content": "您好，节日快乐"}, []),
        ({"direction": "out"}, []),
        ({"third_party": "父亲"}, []),
        ({"creditor": "另一家"}, []),
        ({"creditor": ""}, [None]),  # which debt, it does not say
        ({"case": "jt.toml", "creditor": "另一家"}, [True]),
        ({"case": "other.toml"}, []),
    ],
)
def test_what_counts(more: dict[str, object], answer: list[bool | None]) -> None:
    assert reached(**more) == answer


def test_the_assignee_is_a_creditor_too() -> None:
    case = replace(CASE, creditor_changes=(CreditorChange("assigned", to="某某资产"),))
    row = contact(AT, creditor="某某资产", channel="letter", content="还款")
    assert demands([row], CASE) == ()
    assert [e.reached for e in demands([row], case)] == [True]


def test_a_day_counts_once_and_the_surer_row_wins() -> None:
    rows = [
        contact(
            AT,
            row=2,
            creditor="某某小贷",
            channel="call",
            answered=False,
            duration_s=0,
            content="还款",
        ),
        contact(AT, row=3, creditor="某某小贷", channel="sms", content="还款"),
    ]
    assert [e.reached for e in demands(rows, CASE)] == [True]
