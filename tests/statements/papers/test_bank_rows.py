"""Rows of accounts: signs, two columns, lines of text, wrapped cells, balances, totals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from debtcheck.case.problem import Problem
from debtcheck.statements.papers import bank, bank_unknown
from debtcheck.statements.papers.bank_layout import find_layout, whole
from debtcheck.statements.papers.bank_lines import aligned
from debtcheck.statements.papers.bank_row import BankRow, RowReader, amount_of, data_rows, masked
from debtcheck.statements.papers.content import Content, Opening, Row
from debtcheck.statements.papers.paper import Paper, State

from .bank_content import Rows, table

D = Decimal
OPENING = Opening(date(2026, 10, 1))
HEAD = "交易日期,摘要,交易金额,账户余额,对方户名"


def read(content: Content) -> Paper:
    """The statement, by whichever of the two readers knows it."""
    reader = bank if bank.identify(content) else bank_unknown
    assert reader.identify(content)
    return reader.read(content, OPENING)


def rows_of(content: Content) -> list[BankRow]:
    """The rows of an account as values."""
    layout = find_layout(content.head, known=True) or find_layout(content.head, known=False)
    assert layout is not None
    reader = RowReader(layout, content.file)
    source = aligned(content.rows(), layout) if layout.lines else content.rows()
    found = list(data_rows(source, reader))
    assert reader.problems == []
    return found


def keys(paper: Paper) -> list[str]:
    """What the notices are about."""
    return [notice.key.removeprefix("papers_bank.") for notice in paper.notices]


def test_signed_and_two_column_amounts_are_the_same_statement() -> None:
    # 1,000.00 + 500.00 − 866.20 = 633.80: once with signs, once in two columns.
    signed = table(
        HEAD,
        "2026-09-01,工资,500.00,1500.00,某某有限公司",
        "2026-09-10,还款,-866.20,633.80,某某小贷",
    )
    columns = table(
        "交易日期,摘要,支出,收入,账户余额,对方户名",
        "2026-09-01,工资,0.00,500.00,1500.00,某某有限公司",
        "2026-09-10,还款,866.20,,633.80,某某小贷",
    )
    marked = table(
        "交易日期,摘要,借贷,交易金额,账户余额,对方户名",
        "2026-09-01,工资,贷,500.00,1500.00,某某有限公司",
        "2026-09-10,还款,借 Dr,866.20,633.80,某某小贷",
    )
    for content in (signed, columns, marked):
        paper = read(content)
        assert (paper.rows, paper.sums.income, paper.sums.expense) == (2, D("500.00"), D("866.20"))
        assert paper.notices == ()
        assert [(p.paid_on, p.amount, p.state) for p in paper.payments] == [
            (date(2026, 9, 10), D("866.20"), State.TAKEN)
        ]


def test_a_debit_taken_back_in_its_own_column_is_income() -> None:
    paper = read(
        table(
            "交易日期,摘要,支出,收入,余额,对方户名",
            "2026-09-10,还款,866.20,,133.80,某某小贷",
            "2026-09-10,冲正 还款,-866.20,,1000.00,某某小贷",
        )
    )
    assert paper.sums.income == paper.sums.expense == D("866.20")
    assert [(p.state, p.status) for p in paper.payments] == [(State.LEFT_OUT, "refunded")]
    assert paper.notices == ()


def test_debits_that_are_all_printed_with_a_minus_go_out() -> None:
    paper = read(
        table(
            "交易日期,摘要,支出,收入,余额,对方户名",
            "2026-09-01,工资,,500.00,1500.00,某某有限公司",
            "2026-09-10,还款,-866.20,,633.80,某某小贷",
            "2026-09-11,消费,-33.80,,600.00,某某商店",
        )
    )
    assert (paper.sums.income, paper.sums.expense) == (D("500.00"), D("900.00"))
    assert [p.state for p in paper.payments] == [State.TAKEN]
    assert paper.notices == ()
    marked = read(
        table(
            "交易日期,摘要,借贷,交易金额,账户余额,对方户名",
            "2026-09-01,工资,贷,500.00,1500.00,某某有限公司",
            "2026-09-10,还款,借,-866.20,633.80,某某小贷",
        )
    )
    assert (marked.sums.income, marked.sums.expense) == (D("500.00"), D("866.20"))


def test_without_signs_the_balance_shows_them() -> None:
    oldest_first = (
        "2026-09-01,工资,500.00,1500.00,某某有限公司",
        "2026-09-10,还款,866.20,633.80,某某小贷",
        "2026-09-12,利息,0.20,634.00,某某银行",
    )
    paper = read(table(HEAD, *oldest_first))
    # The first row has no balance before it: it is in no total, and that is said.
    assert (paper.sums.income, paper.sums.expense) == (D("0.20"), D("866.20"))
    assert keys(paper) == ["unsigned"]
    newest_first = read(table(HEAD, *reversed(oldest_first)))
    assert (newest_first.sums, newest_first.payments[0].amount) == (paper.sums, D("866.20"))


def test_a_day_and_its_time_in_every_form() -> None:
    forms = ("2026-09-10", "20260910", "2026/9/10", "2026年9月10日", "46275", "20260910090001")
    with_time = ("2026-09-10 09:00:01", "2026-09-1009:00:01", "2026-09-10\n09:00:01")
    for day in (*forms, *with_time):
        assert [row.day for row in rows_of(table(HEAD, f"{day},还款,-1.00,9.00,某某"))] == [
            date(2026, 9, 10)
        ]


def test_amounts_as_banks_print_them() -> None:
    assert amount_of("1,234.50") == D("1234.50")
    assert amount_of("-866.20-866.20") == D("-866.20")  # printed over itself
    assert amount_of("5,467.13 5,467.13") == D("5467.13")
    assert amount_of("866.20-") == D("-866.20")
    assert amount_of("￥620.00") == D("620.00")
    assert f"{amount_of('-866.2')}" == "-866.20"


def test_long_numbers_show_four_digits_and_days_stay() -> None:
    assert masked("6222020000000001234 李四") == "****1234 李四"
    assert masked("6222 0200 0000 0001 234") == "****1234"
    assert masked("6217********0000") == "****0000"
    assert (
        masked("20260910, 090000, -866.20, 123456789.10")
        == "20260910, 090000, -866.20, 123456789.10"
    )


def test_radicals_are_characters_and_broken_words_whole() -> None:
    assert whole("交易⽇期") == "交易日期"
    assert whole("信用卡转账还\n款") == "信用卡转账还款"
    assert whole("2026-09-10\n09:00:00") == "2026-09-10 09:00:00"


def test_lines_of_a_text_pdf_with_the_counterparty_wrapped_around() -> None:
    # The counterparty is centred on its line: one line above it, one below; the next row too.
    content = Rows(
        "招商银行交易流水",
        "记账日期 货币 交易金额 联机余额 交易摘要 对手信息",
        "Date Currency Transaction Amount Balance Transaction Type Counter Party",
        "2026-09-01 CNY 1,000.00 2,066.35 贷款发放 某某有限公司",
        "某某支付科技有限",
        "2026-09-10 CNY -866.20 1,200.15 快捷支付 公司北京",
        "分公司",
        "某某超市有限",
        "2026-09-12 CNY -35.00 1,165.15 快捷支付 责任",
        "公司",
        "1/2",
        "记账日期 货币 交易金额 联机余额 交易摘要 对手信息",
        "2026-09-15 CNY -165.15 1,000.00 信用卡还款 招商银行信用卡中心",
        "合并统计",
        kind="pdf",
    )
    found = rows_of(content)
    assert [(row.day.day, row.amount, row.balance) for row in found] == [
        (1, D("1000.00"), D("2066.35")),
        (10, D("-866.20"), D("1200.15")),
        (12, D("-35.00"), D("1165.15")),
        (15, D("-165.15"), D("1000.00")),
    ]
    assert [row.payee for row in found] == [
        "某某有限公司",
        "某某支付科技有限公司北京分公司",
        "某某超市有限责任公司",
        "招商银行信用卡中心",
    ]


def test_lines_with_the_summary_broken_below_and_a_last_page_without_rows() -> None:
    content = Rows(
        "交通银行个人客户交易清单",
        "序号 交易日期 交易时间 交易类型 借贷 交易金额 余额 对方账号 对方户名 交易地点 摘要",
        "1 2025-01-08 09:20:43 信用卡转账还 借 Dr 1,500.00 8,500.00 6222000000000004 张三 其他",
        "款",
        "2 2025-01-10 09:00:00 网上支付 借 Dr 866.20 7,633.80 622200000005 某某小贷公司 网上 还款",
        "序号 交易日期 交易时间 交易类型 借贷 交易金额 余额 对方账号 对方户名 交易地点 摘要",
        "打印日期：2025-03-01 第2页",
        kind="pdf",
    )
    first, second = rows_of(content)
    assert (first.day, first.amount, first.summary.split()[0]) == (
        date(2025, 1, 8), D("-1500.00"), "信用卡转账还款",
    )  # fmt: skip
    assert (second.amount, second.payee) == (D("-866.20"), "某某小贷公司")


def test_a_line_with_one_amount_for_two_columns_takes_its_sign_from_the_balance() -> None:
    content = Rows(
        "中国建设银行个人活期账户全部交易明细",
        "记账日 交易日期 支出 收入 余额 币种 摘要 对方户名",
        "20260205 20260205 5,200.00 7,700.00 人民币元 工资 某某有限公司",
        "20260208 20260208 866.20 6,833.80 人民币元 还款 某某小贷",
        kind="pdf",
    )
    paper = read(content)
    assert (paper.sums.income, paper.sums.expense) == (D("0"), D("866.20"))
    assert keys(paper) == ["unsigned"]  # the first row: nothing stands before it


def test_a_watermark_is_no_part_of_a_row() -> None:
    content = Rows(
        "中国工商银行借记账户历史明细（电子版）",
        "交易日期 帐号 储种 序号 币种 钞汇 摘要 地区 收入/支出金额 余额 对方户名 对方帐号 渠道",
        "2026-09-10 0000 活期 1 人民币 钞 还款 0000 -866.20 1,200.15 某某小贷公司 0000 快捷支付",
        "中国工商银行",
        "2026-09-11 0000 活期 2 人民币 钞 消费 0000 中国工商银行 -10.00 1,190.15 某某商店 0000",
        kind="pdf",
    )
    paper = read(content)
    assert (paper.format, paper.rows, paper.sums.expense) == ("icbc", 2, D("876.20"))
    assert "中国工商银行" not in paper.payments[0].evidence.text


def test_a_missing_row_breaks_the_chain_where_it_was() -> None:
    rows = [f"2026-09-{day:02d},消费,-10.00,{1000 - 10 * day}.00,某某" for day in range(1, 13)]
    assert read(table(HEAD, *rows)).notices == ()
    del rows[5]  # the 6th: line 7 is now the 7th, 950.00 − 10.00 = 940.00, and 930.00 is printed
    (notice,) = read(table(HEAD, *rows)).notices
    assert notice.key == "papers_bank.chain_broken"
    assert notice.params == {
        "file": "paper", "place": "line 7", "expected": D("940.00"), "printed": D("930.00"),
        "difference": D("10.00"),
    }  # fmt: skip
    newest_first = read(table(HEAD, *reversed(rows)))
    assert keys(newest_first) == ["chain_broken"]


def test_a_statement_in_another_order_is_not_called_broken() -> None:
    rows = [
        f"2026-09-{day:02d},消费,-10.00,{1000 - 10 * day}.00,某某" for day in (3, 1, 2, 6, 4, 5)
    ]
    assert keys(read(table(HEAD, *rows))) == ["chain_unclear"]


def test_accounts_and_currencies_have_chains_of_their_own() -> None:
    paper = read(
        table(
            "记账日期,币别,金额,余额,交易名称,附言,对方账户名",
            "2026-09-01,人民币,100.00,1100.00,工资,----,某某有限公司",
            "2026-09-02,美元,-25.00,75.00,消费,----,某某网店",
            "2026-09-03,人民币,-50.00,1050.00,消费,----,某某商店",
        )
    )
    assert (paper.format, paper.rows) == ("boc", 3)
    assert (paper.sums.income, paper.sums.expense) == (D("100.00"), D("50.00"))
    (notice,) = paper.notices
    assert (notice.key, notice.params["currencies"]) == ("papers_bank.foreign", "美元")


@pytest.mark.parametrize(
    "line",
    [
        "交易笔数：2,收入合计：500.00,支出合计：866.20",
        "共2笔,总收入：￥500.00,总支出：￥866.20",
        "支出笔数：1 支出金额：866.20 收入笔数：1 收入金额：500.00",
    ],
)
def test_printed_totals_are_found_and_held_against_the_rows(line: str) -> None:
    rows = ("2026-09-01,工资,500.00,1500.00,某某", "2026-09-10,消费,-866.20,633.80,某某")
    paper = read(table(HEAD, *rows, line))
    assert paper.printed is not None
    assert (paper.printed.rows, paper.printed.income, paper.printed.expense) == (
        2, D("500.00"), D("866.20"),
    )  # fmt: skip
    assert paper.notices == ()
    short = read(table(HEAD, rows[1], line))
    assert keys(short)[:2] == ["rows_differ", "income_differ"]


def test_a_page_total_is_not_taken_for_the_whole() -> None:
    paper = read(table(HEAD, "2026-09-10,消费,-866.20,633.80,某某", "本页支出合计：100.00"))
    assert paper.printed is None


@pytest.mark.parametrize(
    ("row", "key", "place"),
    [
        ("2026-09-10,还款,7 89.04,633.80,某某", "amount_space", "line 2, 交易金额"),
        ("2026-09-10,还款,-866.20,余额,某某", "amount_bad", "line 2, 账户余额"),
        ("13/14/2025,还款,-866.20,633.80,某某", "date_form", "line 2, 交易日期"),
        ("2026-13-01,还款,-866.20,633.80,某某", "date_month", "line 2, 交易日期"),
        ("2026-09-10,还款,-866.205,633.80,某某", "amount_decimals", "line 2, 交易金额"),
        ("2026-09-10,还款,=1+1,633.80,某某", "amount_bad", "line 2, 交易金额"),
    ],
)
def test_a_bad_cell_is_refused_with_its_place(
    refused: Callable[..., list[Problem]], row: str, key: str, place: str
) -> None:
    content = table(HEAD, row, "2026-09-11,消费,-1.00,632.80,某某")
    (problem,) = refused(lambda: read(content))
    assert (problem.key, problem.place, problem.file) == (key, place, "paper")


def test_very_many_bad_cells_end_the_reading(refused: Callable[..., list[Problem]]) -> None:
    content = table(HEAD, *["2026-09-10,还款,x,633.80,某某"] * 500)
    problems = refused(lambda: read(content))
    assert len(problems) == 21
    assert problems[-1].key == "table_more"


def test_a_heading_without_rows_is_refused(refused: Callable[..., list[Problem]]) -> None:
    (problem,) = refused(lambda: read(table(HEAD, "合计,,0.00,,")))
    assert problem.key == "table_no_rows"


def test_other_tables_are_no_statements_of_an_account() -> None:
    for head in (
        "期数,到期日,应还本金,应还利息,罚息,已还金额,状态",
        "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号",
        "还款时间,金额,收款方",
    ):
        content = table(head, "1,2,3,4,5,6,7")
        assert not bank.identify(content)
        assert not bank_unknown.identify(content)


def test_a_formula_stays_text() -> None:
    (row,) = rows_of(table(HEAD, '2026-09-10,=HYPERLINK("还款"),-1.00,9.00,@SUM'))
    assert row.summary == '=HYPERLINK("还款")'
    assert row.evidence("f").place == "line 2"


def test_a_remark_without_a_day_is_no_row() -> None:
    content = table(HEAD, "2026-09-10,还款,-1.00,9.00,某某", "温馨提示：以柜面为准,,,,", ",,,,")
    assert len(rows_of(content)) == 1
    assert isinstance(content.head[0], Row)
