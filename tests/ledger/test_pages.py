"""What a ledger shows, by day and by instalment, in both languages, as text, table and object.

The loan of most tests: 6,000 in three parts of 2,000; interest 6,000 × 1% = 60, 4,000 × 1% = 40,
2,000 × 1% = 20; penalty 0.05% a day of overdue principal.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from debtcheck.audit.course.course import Course, course_of
from debtcheck.law.load import load_lawbook
from debtcheck.report import ledger, ledger_csv, ledger_instalments, ledger_json
from debtcheck.report.ledger_schema import LedgerObject
from debtcheck.statements.case_file import load_case
from debtcheck.statements.statement_table import with_statement
from debtcheck.words.catalog import Words

SAMPLES = Path(__file__).parents[2] / "sample_statements"
PAGES = (ledger.render, ledger_instalments.render)
LAW = load_lawbook()
LOAN = """
as_of = 2025-06-10
[lender]
kind = "consumer_finance"
[loan]
principal = "6000.00"
formed_on = 2025-03-10
disbursed_on = 2025-03-10
rate = "1%/month"
method = "equal_principal"
instalments = 3
first_due_on = 2025-04-10
allocation = "statutory"
[loan.overdue]
rate = "0.05%/day"
mode = "replaces"
base = "overdue_principal"
[statement]
as_of = 2025-06-10
"""
TABLE = """期数,到期日,应还本金,应还利息,罚息,已还金额,还款时间,状态
1,2025-04-10,2000.00,60.00,0.00,2060.00,2025-04-10,已还清
2,2025-05-10,2000.00,40.00,31.00,0.00,,逾期
3,2025-06-10,2000.00,20.00,0.00,0.00,,待还
"""


def payment(on: str, amount: str, more: str = "") -> str:
    return f'[[payment]]\npaid_on = {on}\namount = "{amount}"\n{more}\n'


def course(folder: Path, payments: str, table: str = "") -> Course:
    file = folder / "case.toml"
    file.write_text(LOAN + payments, encoding="utf-8")
    case = load_case(file)
    if table:
        (folder / "账单.csv").write_text(table, encoding="utf-8")
        case = with_statement(case, folder / "账单.csv")
    return course_of(case, law=LAW, as_of=date(2025, 6, 10))


def found(folder: Path, payments: str, table: str = "") -> dict[str, Any]:
    return ledger_json.to_dict(course(folder, payments, table), Words("en"))


def test_money_paid_ahead_meets_its_due_day_in_a_line_of_its_own(tmp_path: Path) -> None:
    """2,060.00 on the 8th wait two days; on the 10th 60.00 are interest, 2,000.00 principal."""
    object_ = found(tmp_path, payment("2025-04-08", "2060.00"))
    paid, due, credit = object_["events"][1:4]
    assert (paid["event"], paid["into"], paid["principal"]) == ("payment", {}, "6000.00")
    assert (due["event"], due["days"], due["interest"]) == ("due", 2, "60.00")
    assert (credit["event"], credit["on"], credit["days"]) == ("credit", "2025-04-10", 0)
    assert credit["into"] == {"principal": "2000.00", "interest": "60.00"}
    assert (credit["principal"], credit["interest"]) == ("4000.00", "0.00")
    ran = [event["ran"]["interest"] for event in object_["events"][:3]]
    assert ran == ["0.00", "57.21", "2.79"]  # 6,000 × 1% × 29 × 12/365 = 57.21 by the 8th


def test_each_instalment_says_what_met_it_what_is_left_and_how_late(tmp_path: Path) -> None:
    """The second is paid 10 days late: 2,000 × 0.05% × 10 = 10.00; 2,050.00 clear it."""
    payments = payment("2025-04-10", "2060.00") + payment("2025-05-20", "2050.00")
    one, two, three = found(tmp_path, payments)["instalments"]
    assert (one["days_late"], one["paid"], one["left"]["principal"]) == (0, "2060.00", "0.00")
    assert two["due"] == {"principal": "2000.00", "interest": "40.00", "penalty": "10.00"}
    assert (two["days_late"], set(two["left"].values())) == (10, {"0.00"})
    into = {"principal": "2000.00", "interest": "40.00", "penalty": "10.00"}
    share = {"payment": 1, "paid_on": "2025-05-20", "amount": "2050.00", "into": into}
    assert two["payments"] == [share]
    assert (three["days_late"], three["payments"]) == (0, [])


def test_one_payment_over_two_instalments_is_divided(tmp_path: Path) -> None:
    """4,100.00 on 2025-04-10: 2,060.00 for the first, and 2,040.00 kept for the second."""
    object_ = found(tmp_path, payment("2025-04-10", "4100.00"))
    parts = [i["payments"][0]["amount"] for i in object_["instalments"][:2]]
    assert parts == ["2060.00", "2040.00"]
    assert object_["payments"][0]["instalments"] == [
        {"no": 1, "amount": "2060.00"},
        {"no": 2, "amount": "2040.00"},
    ]


def test_the_statement_stands_beside_with_the_difference(tmp_path: Path) -> None:
    """2,040.00 of 2025-05-10 are not in the table: it asks 2,000 + 40 + 31 for the second."""
    payments = payment("2025-04-10", "2060.00") + payment("2025-05-10", "2040.00")
    object_ = found(tmp_path, payments, TABLE)
    one, two, three = object_["instalments"]
    assert (one["claimed"], one["booked"][0]["on"]) == (None, "2025-04-10")
    claimed = {"principal": "2000.00", "interest": "40.00", "penalty": "31.00"}
    assert (two["claimed"], two["difference"]) == (claimed, "2071.00")
    assert three["difference"] == "0.00"
    first, second = object_["payments"]
    assert (first["state"], first["bookings"][0]["no"]) == ("matched", 1)
    assert (second["state"], second["bookings"]) == ("unmatched", [])


def test_a_payment_of_unknown_status_is_shown_and_not_counted(tmp_path: Path) -> None:
    unknown = payment("2025-04-10", "2060.00", 'status = "unknown"')
    object_ = found(tmp_path, unknown, TABLE)
    assert [e["event"] for e in object_["events"] if e["event"] == "payment"] == []
    one = object_["payments"][0]
    assert (one["status"], one["state"], one["met"]) == ("unknown", "ambiguous", [])
    assert object_["bookings_without_payment"][0]["amount"] == "2060.00"
    assert "payment.0.status" in [gap["needs"] for gap in object_["unchecked"]]


def test_what_the_contract_does_with_a_payment_is_said_where_it_differs(tmp_path: Path) -> None:
    """2,020.00 on the day of the third, while the second is open: the oldest comes first."""
    payments = payment("2025-04-10", "2060.00") + payment("2025-06-10", "2020.00")
    shown = course(tmp_path, payments)
    second = ledger_json.to_dict(shown, Words("en"))["payments"][1]
    assert [part["no"] for part in second["instalments"]] == [3]
    assert [part["no"] for part in second["met"]] == [2, 3]
    assert "counts it to instalment 2, 3" in ledger.render(shown, Words("en"), width=200)
    assert "台账冲到第 2, 3 期" in ledger.render(shown, Words("zh"), width=200)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES, ids=["day", "instalment"])
def test_the_screen_carries_the_figures_in_both_languages(
    tmp_path: Path, lang: str, page: Any
) -> None:
    payments = payment("2025-04-08", "2060.00") + payment("2025-05-20", "1000.00")
    text = page(course(tmp_path, payments, TABLE), Words(lang), width=80)
    # left of the second: 2,050 − 1,000 = 1,050.00 of principal, × 0.05% × 21 = 11.03 since
    for figure in ("2,060.00", "1,000.00", "1,050.00", "11.03"):
        assert figure in text


@pytest.mark.parametrize("name", [f.stem for f in sorted(SAMPLES.glob("*.toml"))])
def test_every_sample_fits_the_screen_and_the_schema(name: str) -> None:
    if name.startswith("household"):
        pytest.skip("a household is no case")
    case = load_case(SAMPLES / f"{name}.toml")
    table = SAMPLES / f"{name}.csv"
    if table.exists():
        case = with_statement(case, table)
    as_of = (case.claim.as_of if case.claim else None) or case.as_of
    assert as_of is not None
    shown = course_of(case, law=LAW, as_of=as_of)
    for lang in ("zh", "en"):
        LedgerObject.model_validate(ledger_json.to_dict(shown, Words(lang)))
        for page in PAGES:
            for width in (40, 80):
                text = page(shown, Words(lang), width=width)
                assert [x for x in text.splitlines() if cell_len(x) > width] == []
                text.encode("gbk")  # a Windows console in Chinese


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("table", [ledger_csv.by_day, ledger_csv.by_instalment])
def test_no_cell_of_a_table_is_a_formula(tmp_path: Path, lang: str, table: Any) -> None:
    """Payees and references stay out of it; a minus stands only before a figure."""
    hostile = payment("2025-04-10", "4100.00", 'payee = "=1+1"\nreference = "@SUM(A1)"')
    rows = list(csv.reader(io.StringIO(table(course(tmp_path, hostile, TABLE), Words(lang)))))
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "@", "\t", "\r"))
        assert not cell.startswith("-") or cell[1:].replace(".", "").isdigit()


def test_the_table_of_instalments_has_a_row_for_each(tmp_path: Path) -> None:
    payments = payment("2025-04-10", "2060.00") + payment("2025-05-20", "2050.00")
    text = ledger_csv.by_instalment(course(tmp_path, payments, TABLE), Words("en"))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["No"] for row in rows] == ["Instalment 1", "Instalment 2", "Instalment 3"]
    assert rows[1]["Days late"] == "10"
    assert rows[1]["Payments"] == "2025-05-20 2050.00"
    assert (rows[1]["Statement"], rows[1]["Statement above"]) == ("2071.00", "2071.00")
    assert rows[0]["Booked payments"] == "2025-04-10 2060.00"
