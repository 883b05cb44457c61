"""Statement tables and payment tables: encodings, headings, meaning, sums, and each bad input."""

from __future__ import annotations

import builtins
import importlib.util
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.case.kinds import Head
from debtcheck.case.model import BookedPayment, Case, Claim, ScheduleRow
from debtcheck.statements.case_file import Option, load_case
from debtcheck.statements.payment_table import with_payments
from debtcheck.statements.statement_table import with_statement
from debtcheck.words.text import Text

_spec = importlib.util.spec_from_file_location("workbook", Path(__file__).parent / "workbook.py")
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
write_xlsx = _module.write_xlsx

D = Decimal
HEADING = (
    "期数,到期日,应还本金,应还利息,担保费,服务费,罚息,违约金,已还金额,还款日期,剩余本金,状态\n"
)
# Row 1 is paid, 2 and 3 are overdue, 4 is not due on 2025-07-09.
BILL = (
    HEADING
    + "1,2025-02-15,833.33,121.50,45.00,0.00,0.00,0.00,999.83,2025-02-15,9166.67,已还\n"
    + '第2期,2025年3月15日,"833.33元",１２１.50,45.00,0.00,6.25,0.00,--,,8333.34,逾期\n'
    + "3/12期,2025.04.15,833.33,121.50,45.00,1.00,2.00,3.00,0.00,,7500.01,逾期\n"
    + "4,20250815,833.33,121.50,45.00,0.00,0.00,0.00,0.00,,6666.68,待还\n"
    + "合计,,3333.32,486.00,180.00,1.00,8.25,3.00,,,,\n"
)
# By hand: 2 × 833.33; 2 × 121.50; 6.25 + 2.00; 3.00; 45 + 45 + 1.
HEADS = (
    (Head.PRINCIPAL, D("1666.66")),
    (Head.INTEREST, D("243.00")),
    (Head.PENALTY, D("8.25")),
    (Head.DAMAGES, D("3.00")),
    (Head.FEE, D("91.00")),
)


@pytest.fixture
def table(tmp_path: Path):
    """Writes a table and gives its path."""

    def write(content: str | bytes, name: str = "账单.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def _keys(case: Case) -> list[str]:
    return [key for key, _ in case.notices]


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (BILL.encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + BILL.encode(), "UTF-8-SIG"),
        (BILL.encode("gb18030"), "GB18030"),
        (b"\xff\xfe" + BILL.encode("utf-16-le"), "UTF-16"),
        (b"\xfe\xff" + BILL.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_a_bill_in_every_encoding(bare_case, table, raw: bytes, encoding: str) -> None:
    path = table(raw)
    case = with_statement(bare_case, path)
    claim = case.claim
    assert claim is not None
    assert claim.heads == HEADS
    assert (claim.as_of, claim.total) == (date(2025, 7, 9), None)
    assert case.notices == (("notice.encoding", {"file": str(path), "encoding": encoding}),)
    assert len(case.schedule) == 4
    assert case.schedule[2] == ScheduleRow(
        3, date(2025, 4, 15), D("833.33"), D("121.50"), D("46.00")
    )
    penalty = next(line for line in claim.lines if line.head == "penalty")
    assert (penalty.amount, penalty.no, penalty.date) == (D("6.25"), 2, date(2025, 3, 15))
    assert penalty.text == "罚息"
    assert penalty.evidence is not None
    assert penalty.evidence.place == "line 3"
    assert "833.33元" in penalty.evidence.text
    assert [place.place for place in claim.where("damages")] == ["line 4"]
    assert case.stated["statement.0.principal"].place == "line 3"
    assert [(b.amount, b.on, b.no) for b in claim.booked] == [(D("999.83"), date(2025, 2, 15), 1)]


@pytest.mark.parametrize("mark", ["\t", ";", "，"])
def test_other_delimiters(bare_case, table, mark: str) -> None:
    case = with_statement(bare_case, table(BILL.replace(",", mark)))
    assert case.claims[0].heads == HEADS


def test_a_preamble_and_another_order_of_columns(bare_case, table) -> None:
    text = "某平台账单\n导出时间：2025-07-01\n\n罚 息,应还利息(元),No,应还本金（元）,Due_Date\n"
    case = with_statement(bare_case, table(text + '1.00,2.00,1,"1,003.00",2025/2/10\n说明：无\n'))
    assert case.claims[0].heads == (
        (Head.PRINCIPAL, D("1003.00")),
        (Head.INTEREST, D("2.00")),
        (Head.PENALTY, D("1.00")),
    )
    assert "notice.table_skipped" in _keys(case)


def test_unknown_columns_and_states_are_named(bare_case, table) -> None:
    case = with_statement(bare_case, table("期数,应还本金,颜色,状态\n1,5,红,待定\n"))
    blanks = dict(case.notices)
    assert blanks["notice.table_unknown_columns"]["columns"] == "颜色"
    assert blanks["notice.table_status"]["words"] == "待定"


def test_a_wrong_total_is_a_notice(bare_case, table) -> None:
    text = "期数,应还总额,应还本金,应还利息\n1,110,100,10\n2,112,100,11\n合计,223,200,21\n"
    case = with_statement(bare_case, table(text))
    # 110 + 112 = 222, printed 223; row 2: 100 + 11 = 111, printed 112.
    found = {key: blanks for key, blanks in case.notices if key != "notice.encoding"}
    assert found["notice.table_sum"]["printed"] == D(223)
    assert found["notice.table_sum"]["added"] == D(222)
    assert found["notice.table_row_sum"]["place"] == Text("place.line", {"n": "3"})
    assert found["notice.table_row_sum"]["added"] == D(111)


def test_paid_parts_are_taken_off_their_heads(bare_case, table) -> None:
    text = (
        "期数,应还本金,应还利息,担保费,服务费,已还本金,已还利息,已还费用,入账时间\n"
        "1,100,10,5,3,40,10,6,2025-03-01\n"
        "2,100,10,5,3,100,10,8,2025-03-02\n"
    )
    claim = with_statement(bare_case, table(text)).claims[0]
    # Row 1: 100 - 40; 10 - 10; fees 8 - 6, of which 5 close the first column and 1 the second.
    assert claim.heads == (
        (Head.PRINCIPAL, D(60)),
        (Head.INTEREST, D(0)),
        (Head.FEE, D(2)),
    )
    assert [(line.head, line.amount, line.text) for line in claim.lines] == [
        ("principal", D(60), "应还本金"),
        ("fee", D(2), "服务费"),
    ]
    assert [(b.amount, b.on) for b in claim.booked] == [
        (D(56), date(2025, 3, 1)),
        (D(118), date(2025, 3, 2)),
    ]


def test_one_paid_sum_is_not_split(bare_case, table) -> None:
    text = "期数,应还本金,应还利息,减免,已还金额\n1,100,10,0,110\n2,100,10,1,30\n"
    claim = with_statement(bare_case, table(text)).claims[0]
    assert claim.heads == ((Head.PRINCIPAL, D(100)), (Head.INTEREST, D(10)))
    assert [(x.head, x.amount) for x in claim.lines[2:]] == [("payment", D(30)), ("waiver", D(1))]
    assert claim.total == D(79)  # 110 - 30 - 1


def test_only_a_total_column(bare_case, table) -> None:
    text = "期数,应还总额,已还金额\n1,100,100\n2,100,30\n3,50,0\n"
    claim = with_statement(bare_case, table(text)).claims[0]
    assert (claim.heads, claim.total) == ((), D(120))  # 70 + 50


def test_the_cases_own_statement_keeps_what_the_table_does_not_say(bare_case, table) -> None:
    own = Claim(
        as_of=date(2025, 7, 1),
        kind="letter",
        claimant="某某公司",
        heads=((Head.PRINCIPAL, D(1)), (Head.COSTS, D(50))),
        total=D(200),
        booked=(BookedPayment(D(1)),),
    )
    older = Claim(as_of=date(2025, 6, 1))
    plan = (ScheduleRow(1),)
    before = replace(bare_case, claims=(own, older), schedule=plan)
    case = with_statement(before, table("期数,应还本金\n1,100\n"))
    claim = case.claims[0]
    assert (claim.kind, claim.claimant, claim.total) == ("letter", "某某公司", D(200))
    assert claim.as_of == date(2025, 7, 1)
    assert claim.heads == ((Head.PRINCIPAL, D(100)), (Head.COSTS, D(50)))
    assert (case.claims[1], case.schedule, claim.booked) == (older, plan, own.booked)
    differs = dict(case.notices)["notice.statement_differs"]
    assert (differs["head"], differs["stated"], differs["read"]) == ("principal", D(1), D(100))


def test_the_day_of_payment_is_the_due_day_where_nothing_was_paid(bare_case, table) -> None:
    case = with_statement(bare_case, table("期数,还款日期,应还本金\n1,2025-02-10,100\n"))
    assert case.schedule[0].due_on == date(2025, 2, 10)


def test_the_rows_of_one_loan(table, refused, bare_case) -> None:
    path = table("借据号,期数,应还本金\n0012,1,5\n0013,1,6\n")
    assert [p.key for p in refused(lambda: with_statement(bare_case, path))] == [
        "table_several_loans"
    ]
    options = [
        Option("loan.principal", "10", "--principal"),
        Option("loan.id", "0013", "--id"),
    ]
    case = with_statement(load_case(None, options), path)
    assert case.claims[0].heads == ((Head.PRINCIPAL, D(6)),)


def test_a_workbook(bare_case, tmp_path: Path) -> None:
    rows = [
        ["借款账单"],
        ["期数", "到期日", "应还本金", "应还利息", "状态"],
        [1, 45703, "#833.3299999999999", "121.50", "逾期"],  # 45703 is 2025-02-15
        ["合计", "", "#833.33", "#121.5", ""],
    ]
    case = with_statement(bare_case, write_xlsx(tmp_path / "账单.xlsx", rows))
    assert case.claims[0].heads == ((Head.PRINCIPAL, D("833.33")), (Head.INTEREST, D("121.50")))
    assert case.schedule[0].due_on == date(2025, 2, 15)
    assert case.claims[0].where("principal")[0].place == "row 3"
    assert not case.notices


def test_workbooks_that_cannot_be_read(bare_case, table, tmp_path: Path, refused) -> None:
    rows = [["期数", "应还本金"], [1, 5]]
    for path, key in (
        (table(b"PK\x03\x04 no workbook", "a.xlsx"), "xlsx_broken"),
        (table(BILL, "b.xlsx"), "xlsx_broken"),
        (table(b"\xd0\xcf\x11\xe0 old", "c.xls"), "xls_old"),
        (write_xlsx(tmp_path / "d.xlsx", rows, "A1048576"), "table_rows"),
        (write_xlsx(tmp_path / "e.xlsx", rows, "XFD3"), "table_columns"),
    ):
        assert [p.key for p in refused(lambda path=path: with_statement(bare_case, path))] == [key]


def test_without_the_extra(bare_case, tmp_path: Path, refused, monkeypatch) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["期数", "应还本金"], [1, 5]])
    real = builtins.__import__

    def absent(name: str, *args, **kwargs):
        if name == "python_calamine":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.delitem(sys.modules, "python_calamine", raising=False)
    monkeypatch.setattr(builtins, "__import__", absent)
    assert [p.key for p in refused(lambda: with_statement(bare_case, path))] == ["xlsx_extra"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("", "empty_file")]),
        ("a,b,c\n1,2,3\n", [("", "table_no_heading")]),
        ("期数,应还本金,本金\n1,2,3\n", [("line 1", "table_twice")]),
        ("期数,应还本金\n", [("", "table_no_rows")]),
        ("期数,状态\n1,已还\n", [("", "table_no_amounts")]),
        ('期数,应还本金\n1,"5\n2,6\n', [("line 2", "table_quote")]),
        ("期数,应还本金\n1," + "5" * 10_001 + "\n", [("line 2", "table_long_cell")]),
        ("期数,应还本金\n1," + "5" * 200_000 + "\n", [("line 2", "table_long_cell")]),
        ("期数,应还本金\n1," + "5" * 1_000_001 + "\n", [("line 2", "table_long_line")]),
        (
            '期数,到期日,应还本金,应还利息\nx,2025-02-30,"=HYPERLINK(""http://x"")",1.005\n',
            [
                ("line 2, 期数", "cell_count"),
                ("line 2, 到期日", "date_impossible"),
                ("line 2, 应还本金", "cell_formula"),
                ("line 2, 应还利息", "amount_decimals"),
            ],
        ),
    ],
)
def test_bad_tables(bare_case, table, refused, text: str, found) -> None:
    problems = refused(lambda: with_statement(bare_case, table(text)))
    assert [(p.place, p.key) for p in problems] == found


@pytest.mark.slow
def test_too_many_rows(bare_case, table, refused) -> None:
    text = "期数,应还本金\n" + "1,1.00\n" * 100_001
    assert [p.key for p in refused(lambda: with_statement(bare_case, table(text)))] == [
        "table_rows"
    ]


def test_twenty_bad_cells_are_shown_and_the_rest_counted(bare_case, table, refused) -> None:
    text = "期数,应还本金\n" + "1,x\n" * 25
    problems = refused(lambda: with_statement(bare_case, table(text)))
    assert len(problems) == 21
    assert (problems[-1].key, problems[-1].params["count"]) == ("table_more", 5)


def test_a_formula_stays_text_in_a_column_of_text(bare_case, table) -> None:
    text = "还款时间,金额,收款方\n2025-02-10,5,=1+1\n"
    assert with_payments(bare_case, table(text)).payments[0].payee == "=1+1"


def test_a_table_of_payments(bare_case, table) -> None:
    text = (
        "还款时间,入账时间,金额,收款方,交易单号,状态,期数\n"
        '2025-02-10 10:00:00,2025-02-12,¥500.00,网银在线,"0042000\t",还款成功,第1期\n'
        "2025-02-11,,500.00,网银在线,2,还款失败,\n"
        ",2025-02-13,1.00,,3,,\n"
        "2025-02-14,,0.00,,4,,\n"
    )
    path = table(text, "流水.csv")
    case = with_payments(bare_case, path)
    first, failed, booked = case.payments
    assert (first.paid_on, first.booked_on) == (date(2025, 2, 10), date(2025, 2, 12))
    assert (first.amount, first.reference, first.instalment) == (D(500), "0042000", 1)
    assert (first.status, failed.status, booked.status) == ("settled", "failed", "settled")
    assert booked.paid_on == date(2025, 2, 13)
    assert first.evidence is not None
    assert (first.evidence.file, first.evidence.place) == (str(path), "line 2")
    assert case.stated["payment.0.amount"] == first.evidence
    again = with_payments(case, path)
    assert len(again.payments) == 6
    assert "notice.payment_twice" in _keys(again)


def test_bad_payments(bare_case, table, refused) -> None:
    text = "还款时间,金额\n2025-02-10,-500.00\n2025-01-09,5\n,7\n"
    problems = refused(lambda: with_payments(bare_case, table(text)))
    assert [(p.place, p.key) for p in problems] == [
        ("line 2, 金额", "amount_negative"),
        ("line 3", "payment_before_payout"),
        ("line 4", "payment_no_day"),
    ]
    nothing = table("收款方,状态\nx,成功\n")
    assert [p.key for p in refused(lambda: with_payments(bare_case, nothing))] == [
        "payments_columns"
    ]
