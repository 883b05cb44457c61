"""The exports of Alipay, WeChat, JD and Meituan: samples, other layouts, totals, damaged files."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import debtcheck
from debtcheck.case.problem import Problem
from debtcheck.cli.main import main
from debtcheck.statements.papers.paper import Paper, State, Sums
from debtcheck.statements.papers.readers import read_paper
from debtcheck.words.catalog import LANGUAGES, Words
from debtcheck.words.text import Text

from .text_papers import OPENING, Read, reader

D = Decimal
Refused = Callable[..., list[Problem]]
SAMPLES = Path(__file__).resolve().parents[3] / "sample_statements" / "papers"
TAKEN, ASK, LEFT = State.TAKEN, State.ASK, State.LEFT_OUT

# The sums are added by hand from the samples; the files print the same totals.
# file: (format, encoding, rows, income, expense, neutral)
KINDS = {
    # 88 + 12.90 + 259 + 2 + 45 + 136.40 + 100 + 63.70; 200 + 0.88
    "alipay_app.csv": ("alipay_app", "GB18030", 22, "200.88", "707.00", "12044.62"),
    # 3 × 866.20 + 59 + 129 + 15.50; 866.20 + 412.35 + 300, which the web site does not print
    "alipay_web.csv": ("alipay_web", "GB18030", 10, "200.00", "2802.10", "1578.55"),
    # 2 × 866.20 + 18 + 150 + 99 + 39.90 + 4; 200 + 39.90 + 8.88; 2 × 1,500 + 1,000 + 300
    "wechat_2025.csv": ("wechat", "UTF-8", 14, "248.78", "2043.30", "4300.00"),
    "wechat_2025.xlsx": ("wechat", "", 14, "248.78", "2043.30", "4300.00"),
    "wechat_2026.xlsx": ("wechat", "", 14, "248.78", "2043.30", "4300.00"),
    # 299 + (189 − 89) + 25.90; 3 × 500 + 412.30 + 10,000, without the full refund and 先享后付
    "jd.csv": ("jd", "UTF-8-SIG", 11, "0.01", "424.90", "11912.30"),
    # 21.17 + 19.90 + 14.50: what was paid, the three repayments counted and not added
    "meituan.csv": ("meituan", "UTF-8-SIG", 7, "20.00", "55.57", "0.00"),
}
# file: (line, day, amount, state, status, payee)
PAYMENTS = {
    "alipay_app.csv": [
        (21, "2026-07-12", "500.00", ASK, "settled", "张三"),
        (22, "2026-07-09", "660.00", LEFT, "settled", "花呗"),
        (25, "2026-06-15", "1062.00", TAKEN, "settled", "借呗"),
        (27, "2026-06-09", "320.50", TAKEN, "settled", "花呗"),
        (31, "2026-05-15", "1075.00", TAKEN, "settled", "借呗"),
        (32, "2026-05-15", "1075.00", LEFT, "failed", "借呗"),
        (33, "2026-05-08", "45.00", ASK, "settled", "某某融资担保有限公司"),
        (37, "2026-04-15", "1093.00", TAKEN, "settled", "借呗"),
        (39, "2026-03-25", "100.00", ASK, "settled", "李四"),
        (41, "2026-03-15", "6000.00", LEFT, "settled", "借呗"),
    ],
    "alipay_web.csv": [
        (6, "2025-08-15", "866.20", TAKEN, "settled", "某某网络小额贷款有限公司"),
        (10, "2025-08-03", "866.20", LEFT, "failed", "某某网络小额贷款有限公司"),
        (11, "2025-08-02", "412.35", TAKEN, "settled", "花呗"),
        (12, "2025-07-15", "866.20", TAKEN, "settled", "某某网络小额贷款有限公司"),
        (13, "2025-07-15", "866.20", LEFT, "refunded", "某某网络小额贷款有限公司"),
    ],
    "wechat_2025.csv": [
        (18, "2025-07-20", "866.20", TAKEN, "settled", "某某网络小额贷款有限公司"),
        (20, "2025-07-12", "1500.00", TAKEN, "settled", "某某银行信用卡还款"),
        (21, "2025-07-10", "1000.00", TAKEN, "settled", "某某银行信用卡"),
        (24, "2025-07-04", "150.00", ASK, "settled", "李四"),
        (28, "2025-06-20", "866.20", TAKEN, "settled", "某某网络小额贷款有限公司"),
        (29, "2025-06-20", "1500.00", LEFT, "failed", "某某银行信用卡还款"),
    ],
    "jd.csv": [
        (17, "2025-07-05", "500.00", TAKEN, "settled", "京东金融"),
        (19, "2025-06-20", "412.30", TAKEN, "settled", "京东金融"),
        (22, "2025-06-05", "500.00", TAKEN, "settled", "京东金融"),
        (23, "2025-06-05", "500.00", LEFT, "failed", "京东金融"),
        (27, "2025-01-10", "10000.00", LEFT, "settled", "京东金融"),
    ],
    "meituan.csv": [
        (19, "2026-03-15", "620.00", TAKEN, "settled", ""),
        (20, "2026-03-12", "148.12", TAKEN, "settled", ""),
        (24, "2026-02-15", "620.00", TAKEN, "settled", ""),
    ],
}
APP = (
    "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,"
    "交易订单号,商家订单号,备注,\n"
)
ROW = (
    "2026-09-09 08:12:45,信用借还,花呗,/,花呗主动还款,不计收支,1280.50,银行卡,还款成功,"
    "20260909001\t,\t,,\n"
)
SHOP = "2026-09-08 08:00:00,餐饮美食,某某店,/,外卖,支出,20.00,余额,交易成功,20260908001\t,\t,,\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path)


def say(text: Text, words: Words) -> str:
    """A sentence with its blanks filled, as the screen does."""
    params = {k: say(v, words) if isinstance(v, Text) else v for k, v in text.params.items()}
    return words(text.key, **params)


def keys(paper: Paper) -> list[tuple[str, str]]:
    """The notices on totals, each with its reason."""
    reasons = [(notice.key, notice.params["reason"]) for notice in paper.notices]
    return [(key.removeprefix("papers."), reason.key.split(".")[-1]) for key, reason in reasons]


@pytest.mark.parametrize("name", KINDS)
def test_a_sample_is_known_counted_and_agrees_with_what_it_prints(name: str) -> None:
    kind, encoding, rows, income, expense, neutral = KINDS[name]
    paper = read_paper(SAMPLES / name, OPENING)
    sums = Sums(rows, D(income), D(expense), D(neutral))
    assert (paper.format, paper.encoding, paper.rows) == (kind, encoding, rows)
    assert paper.sums == sums
    assert paper.printed == (replace(sums, neutral=None) if kind == "alipay_web" else sums)
    assert paper.notices == ()
    assert len(paper.payments) + sum(count for _, count in paper.left_out) == rows


@pytest.mark.parametrize("name", PAYMENTS)
def test_the_rows_on_loans_of_a_sample(name: str) -> None:
    paper = read_paper(SAMPLES / name, OPENING)
    found = [
        (p.evidence.place, p.paid_on.isoformat(), str(p.amount), p.state, p.status, p.payee)
        for p in paper.payments
    ]
    assert found == [(f"line {line}", *rest) for line, *rest in PAYMENTS[name]]
    for lang in LANGUAGES:
        words = Words(lang)
        assert all(say(p.why, words) for p in paper.payments)
        assert all(say(why, words) for why, _ in paper.left_out)


def test_the_three_generations_of_wechat_say_the_same() -> None:
    rows = {
        name: [
            (p.paid_on, p.amount, p.state, p.reference)
            for p in read_paper(SAMPLES / name, OPENING).payments
        ]
        for name in ("wechat_2025.csv", "wechat_2025.xlsx", "wechat_2026.xlsx")
    }
    assert len(set(map(tuple, rows.values()))) == 1
    places = [
        read_paper(SAMPLES / name, OPENING).payments[0].evidence.place
        for name in ("wechat_2025.xlsx", "wechat_2026.xlsx")
    ]
    assert places == ["row 18", "row 19"]  # the heading is row 17, since 2026-03 row 18


def test_what_a_row_keeps_of_itself() -> None:
    payment = read_paper(SAMPLES / "alipay_app.csv", OPENING).payments[2]
    assert payment.reference == "2026061500000000000000000017"  # without its tab
    assert payment.instalment == 3
    assert payment.evidence.text == (
        "2026-06-15 08:02:10, 信用借还, 借呗, 借呗主动还款-第3期, 不计收支, 1062.00, "
        "某某银行储蓄卡(0000), 还款成功"
    )
    payout = read_paper(SAMPLES / "alipay_app.csv", OPENING).payments[-1]
    assert payout.is_payout


def test_columns_in_another_order_and_without_a_category(read: Read) -> None:
    # The order of 2021, space-padded; then that of 2026 without 交易分类.
    old = (
        "收/支   ,交易对方  ,对方账号,商品说明  ,收/付款方式,金额    ,交易状态  ,交易分类  ,"
        "交易订单号 ,商家订单号 ,交易时间 ,\n"
        "不计收支,花呗      ,/       ,花呗还款  ,银行卡     ,12.00   ,还款成功  ,信用借还  ,"
        "1\t,\t,2021-12-01 10:00:00 ,\n"
    )
    new = (
        "支付宝交易记录明细查询\n"
        "交易时间,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注\n"
        "2021-12-01 10:00:00,花呗,/,花呗还款,不计收支,12.00,银行卡,还款成功,1,,\n"
    )
    for content in (old, new):
        paper = read(content)
        assert paper.format == "alipay_app"
        assert [(p.paid_on, p.amount, p.state) for p in paper.payments] == [
            (date(2021, 12, 1), D("12.00"), TAKEN)
        ]


@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8-SIG"), ("gb18030", "GB18030"), ("utf-16", "UTF-16")],
)
def test_the_encoding_does_not_follow_from_the_layout(read: Read, codec: str, name: str) -> None:
    paper = read((APP + ROW).encode(codec))
    assert (paper.format, paper.encoding, len(paper.payments)) == ("alipay_app", name, 1)


def test_a_comma_in_a_name_moves_no_amount(read: Read) -> None:
    row = ROW.replace("花呗主动还款", "花呗,还款,九月")
    shop = SHOP.replace("外卖", "双人套餐,支出")  # where a direction may stand
    paper = read(APP + row + shop)
    assert paper.sums == Sums(2, D(0), D("20.00"), D("1280.50"))
    assert [(p.amount, p.state) for p in paper.payments] == [(D("1280.50"), TAKEN)]


def test_a_comma_in_a_name_of_a_layout_that_begins_with_the_direction(read: Read) -> None:
    paper = read(
        "收/支,交易对方,对方账号,商品说明,收/付款方式,金额,交易状态,交易分类,交易订单号,交易时间\n"
        "支出,某某店,/,套餐,含饮料,某某银行(0),20.00,交易成功,餐饮美食,1,2021-12-01 10:00:00\n"
        "不计收支,花呗,/,花呗,还款,银行卡,12.00,还款成功,信用借还,2,2021-12-01 10:00:00\n"
    )
    assert paper.sums == Sums(2, D(0), D("20.00"), D("12.00"))
    assert [(p.paid_on, p.state) for p in paper.payments] == [(date(2021, 12, 1), TAKEN)]


def test_amounts_as_people_edit_them(read: Read) -> None:
    rows = [
        SHOP.replace("20.00", amount)
        for amount in ("￥20.00", "¥20", '"1,020.50"', "２０．５", " 20.00 ", "20元")
    ]
    # 20 + 20 + 1,020.50 + 20.50 + 20 + 20
    assert read(APP + "".join(rows)).sums.expense == D("1121.00")


def test_formulas_stay_text(read: Read) -> None:
    row = ROW.replace("花呗主动还款", '"=HYPERLINK(""http://a.example"",""还款"")"')
    payment = read(APP + row).payments[0]
    assert '=HYPERLINK("http://a.example","还款")' in payment.evidence.text


def test_the_same_order_twice_is_one_payment(read: Read) -> None:
    paper = read(APP + ROW + SHOP + ROW)
    assert len(paper.payments) == 1
    assert [notice.key for notice in paper.notices] == ["papers.orders_twice"]
    assert paper.rows == 3


def workbook(*sheets: list[list[object]]) -> bytes:
    """A workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def wechat_rows(moment: object, amount: object) -> list[list[object]]:
    """A bill of one repayment."""
    heading = (
        "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注"
    )
    row = ["商户消费", "某某小额贷款有限公司", "还款", "支出", amount, "银行卡", "支付成功"]
    return [
        ["微信支付账单明细"],
        ["共1笔记录"],
        list(heading.split(",")),
        [moment, *row, "42000001", "/", "/"],
    ]


@pytest.mark.parametrize(
    ("moment", "amount"),
    [
        (datetime.fromisoformat("2026-09-10 10:01:22"), 1866.2),
        (46275.417616, 1866.2),  # 46,275 days after 1899-12-30
        ("2026-09-10 10:01:22", "¥1866.20"),
        ("2026/9/10 10:01", "¥1,866.20"),
    ],
)
def test_cells_of_a_workbook(read: Read, moment: object, amount: object) -> None:
    paper = read(workbook(wechat_rows(moment, amount)))
    assert [(p.paid_on, p.amount) for p in paper.payments] == [(date(2026, 9, 10), D("1866.20"))]
    assert paper.notices == ()


def test_the_same_rows_on_two_sheets_are_counted_once(read: Read) -> None:
    rows = wechat_rows("2026-09-10 10:01:22", 866.2)
    paper = read(workbook(rows, rows))
    assert (paper.rows, paper.sums.expense, len(paper.payments)) == (1, D("866.20"), 1)
    assert [notice.key for notice in paper.notices] == ["papers.rows_twice"]
    other = wechat_rows("2026-10-10 10:01:22", 866.2)
    assert read(workbook(rows, other)).sums.expense == D("1732.40")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_printed_total_that_differs_is_said_with_its_likely_reason(read: Read, lang: str) -> None:
    preamble = "导出信息：\n共{}笔记录\n收入：0笔 0.00元\n支出：1笔 {}元\n不计收支：1笔 1280.50元\n"
    for count, expense, expected in (
        (2, "20.00", []),
        (3, "20.00", [("rows_differ", "fewer")]),
        (1, "20.00", [("rows_differ", "more")]),
        (2, "29.00", [("expense_differs", "alipay_app")]),
        (3, "29.00", [("rows_differ", "fewer"), ("expense_differs", "rows")]),
    ):
        paper = read(preamble.format(count, expense) + APP + ROW + SHOP)
        assert keys(paper) == expected
        for notice in paper.notices:
            assert "{" not in say(notice, Words(lang))
    cut = preamble.format(3, "20.00") + APP + ROW + SHOP.removesuffix("\n")
    assert keys(read(cut)) == [("rows_differ", "cut")]


def bad(place: str, amount: str = "20.00", day: str = "2026-09-09 08:12:45") -> str:
    """An export with one damaged row."""
    row = ROW.replace("1280.50", amount).replace("2026-09-09 08:12:45", day)
    return APP + SHOP + row + place


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (bad("", amount="7 89.04"), ("amount_space", "line 3, 金额")),
        (bad("", amount="12.345"), ("amount_decimals", "line 3, 金额")),
        (bad("", amount=""), ("amount_bad", "line 3, 金额")),
        (bad("", amount="=1+1"), ("cell_formula", "line 3, 金额")),
        (bad("", day="13/14/2025"), ("date_form", "line 3, 交易时间")),
        (bad("", day="2026-02-30"), ("date_impossible", "line 3, 交易时间")),
        (APP + ROW.replace("不计收支", "转出"), ("cell_direction", "line 2, 收/支")),
        (APP + SHOP + ROW[:40], ("table_short_row", "line 3")),
        (APP, ("table_no_rows", "")),
        ("支付宝账户：a@example.com\n共1笔记录\n" + ROW, ("wallet_no_heading", "")),
        (bad("\0\n"), ("text_nul", "line 4")),
        (APP + SHOP + '2026-09-08,"餐饮\n' + SHOP, ("table_quote", "line 3")),
        (APP + "," * 1_000_000 + "\n", ("table_long_line", "line 2")),
        (APP + "," * 999_998 + "\n", ("table_columns", "line 2")),
        (APP + SHOP + "x" * 10_000_000 + "\n", ("table_long_line", "line 3")),
        (APP + SHOP + "x" * 10_001 + ",1,2,3\n", ("table_long_cell", "line 3")),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(
    read: Read, refused: Refused, content: str, expected: tuple[str, str]
) -> None:
    problems = refused(lambda: read(content))
    assert [(p.key, p.place) for p in problems] == [expected]


def test_many_damaged_rows_are_told_in_part(read: Read, refused: Refused) -> None:
    content = APP + ROW.replace("1280.50", "abc") * 30
    problems = refused(lambda: read(content))
    assert len(problems) == 21
    assert (problems[-1].key, problems[-1].params["count"]) == ("table_more", 10)


def test_bytes_of_another_encoding_name_their_line(read: Read, refused: Refused) -> None:
    begin = (APP + SHOP).encode() + SHOP.encode() * 20_000  # more than the first piece
    problems = refused(lambda: read(begin + SHOP.encode("gb18030")))
    assert [(p.key, p.place) for p in problems] == [("text_encoding", "line 20003")]
    cut = (APP + SHOP).encode("gb18030") + "花".encode("gb18030")[:1]
    assert [(p.key, p.place) for p in refused(lambda: read(cut))] == [("text_cut", "line 3")]


def test_every_repayment_of_a_sample_may_be_any_row(read: Read) -> None:
    """Read whole or at a glance, a row adds the same: the sums of each half make the whole."""
    raw = (SAMPLES / "alipay_app.csv").read_bytes().decode("gb18030")
    lines = raw.split("\r\n")
    heading = next(i for i, line in enumerate(lines) if line.startswith("交易时间"))
    head, rows = lines[heading], [line for line in lines[heading + 1 :] if line]
    halves = [read("\n".join([head, *part, ""])).sums for part in (rows[::2], rows[1::2])]
    assert sum((h.neutral for h in halves if h.neutral is not None), D(0)) == D("12044.62")
    assert sum((h.expense for h in halves if h.expense is not None), D(0)) == D("707.00")


def test_the_sample_case_takes_its_payments_from_the_sample_export(tmp_path: Path) -> None:
    """sample_statements/import/jiebei.toml, by hand: 1,000.00 + 3,000 × 0.05% × 30 (45.00) +
    1,000 × 0.075% × 12 (9.00) = 1,054.00 is owed; 3,000 × 0.075% × 12 = 27.00 is asked."""
    case = tmp_path / "case.toml"
    case.write_bytes((SAMPLES.parent / "import" / "jiebei.toml").read_bytes())
    papers = [str(SAMPLES / name) for name in ("alipay_app.csv", "sms.txt")]
    assert main(["import", *papers, "--into", str(case), "--json"]) == 0
    totals = debtcheck.audit(debtcheck.load_case(case)).to_dict()["totals"]
    assert totals["claimed"]["total"] == "1072.00"
    assert totals["contract"]["total"] == "1054.00"
