"""Credit-card statements: years across New Year, signs by bank, foreign rows, what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from debtcheck.case.card import CardTransaction
from debtcheck.case.model import Claim
from debtcheck.case.problem import Problem
from debtcheck.statements.papers import bank, bank_unknown, card
from debtcheck.statements.papers.card_facts import year_of
from debtcheck.statements.papers.content import Content, Opening
from debtcheck.statements.papers.paper import Paper, State
from debtcheck.words.catalog import LANGUAGES, Words

from .bank_content import Rows, table

D = Decimal
OPENING = Opening(date(2026, 10, 1))
HEAD = "交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额"


def read(content: Content) -> Paper:
    """The statement."""
    assert card.identify(content)
    return card.read(content, OPENING)


def keys(paper: Paper) -> list[str]:
    """What the notices are about."""
    return [notice.key.removeprefix("papers_bank.") for notice in paper.notices]


@pytest.mark.parametrize(
    ("statement", "rows", "days"),
    [
        # A statement of 5 January holds December's rows, and its own January's.
        ("2026年01月05日", ("12/06", "12/31", "01/05"), ("2025-12-06", "2025-12-31", "2026-01-05")),
        # A statement of 31 December holds none of the next year.
        ("2025年12月31日", ("12/01", "12/31"), ("2025-12-01", "2025-12-31")),
        # The day after the statement's can only be last year's.
        ("2026年01月05日", ("01/06",), ("2025-01-06",)),
        ("2024年03月05日", ("02/29",), ("2024-02-29",)),
    ],
)
def test_the_statement_decides_the_year(
    statement: str, rows: tuple[str, ...], days: tuple[str, ...]
) -> None:
    lines = [f"{day},{day},某某商店,10.00,0000,10.00" for day in rows]
    paper = read(table(f"账单日,{statement}", HEAD, *lines))
    assert tuple(str(row.on) for row in paper.card) == days
    assert keys(paper) == []


def test_the_period_or_the_title_stand_in_for_the_statement_day() -> None:
    row = "12/30,01/02,某某商店,10.00,0000,10.00"
    period = read(table("账单周期,2025/12/06-2026/01/05", HEAD, row))
    title = read(table("信用卡对账单（2026年01月）", HEAD, row))
    for paper in (period, title):
        assert paper.card == (
            CardTransaction(date(2025, 12, 30), D("10.00"), "purchase", date(2026, 1, 2)),
        )
        assert keys(paper) == []


def test_without_any_day_the_year_is_counted_back_from_today_and_said() -> None:
    paper = read(table(HEAD, "10/02,10/02,某某商店,10.00,0000,10.00"))
    assert paper.card[0].on == date(2025, 10, 2)  # today is 2026-10-01
    assert keys(paper) == ["card_year"]


def test_a_day_that_no_year_has_is_refused(refused: Callable[..., list[Problem]]) -> None:
    content = table(
        "账单日,2026年03月05日",
        HEAD,
        "02/29,03/01,某某商店,1.00,0000,1.00",
        "13/01,03/01,某某,1.00,0000,",
    )
    first, second = refused(lambda: card.read(content, OPENING))
    assert (first.key, first.place) == ("date_impossible", "line 3, 交易日")
    assert (second.key, second.place) == ("date_month", "line 4, 交易日")


def test_year_of_is_the_last_such_day() -> None:
    assert year_of(1, 5, date(2026, 1, 5)) == date(2026, 1, 5)
    assert year_of(1, 6, date(2026, 1, 5)) == date(2025, 1, 6)


# 1,000.00 of purchases, 20.00 refunded, 600.00 repaid: 1,000.00 − 20.00 − 600.00 = 380.00.
NEGATIVE = (
    ",09/10,自动还款,-600.00,0000,-600.00",
    "09/11,09/12,某某商店,1000.00,0000,1000.00(CN)",
    "09/12,09/13,某某商店退款,-20.00,0000,-20.00(CN)",
)
POSITIVE = (
    "09/10,09/10,转账还款,600.00,0000,600.00",
    "09/11,09/12,某某商店,-1000.00,0000,-1000.00",
    "09/12,09/13,某某商店退款,20.00,0000,20.00",
)


@pytest.mark.parametrize(
    "content",
    [
        table("账单日,2026年09月25日", HEAD, *NEGATIVE),
        table("账单日,2026年09月25日", HEAD, *POSITIVE),
        # no signs at all: the kind of each row decides
        table(
            "账单日,2026年09月25日",
            "交易日期,记账日期,交易说明,交易币种/金额,入账币种/金额",
            "2026-09-10,2026-09-10,信用卡还款 转账还款,CNY 600.00,CNY 600.00",
            "2026-09-11,2026-09-12,消费 某某商店,CNY 1000.00,CNY 1000.00",
            "2026-09-12,2026-09-13,退货 某某商店,CNY 20.00,CNY 20.00",
        ),
        # two columns
        table(
            "账单日,2026年09月25日",
            "交易日,银行记账日,卡号后四位,交易描述,存入,支出,币种",
            "2026-09-10,2026-09-10,0000,还款,600.00,,CNY",
            "2026-09-11,2026-09-12,0000,某某商店,,1000.00,CNY",
            "2026-09-12,2026-09-13,0000,某某商店退款,20.00,,CNY",
        ),
        # the side behind the amount
        table(
            "信用卡账单,账单日,2026年09月25日",
            "卡号后四位,交易日,记账日,交易摘要,记账金额/币种",
            "0000,2026-09-10,2026-09-10,还款,600.00/RMB(存入)",
            "0000,2026-09-11,2026-09-12,某某商店,1000.00/RMB(支出)",
            "0000,2026-09-12,2026-09-13,退款,20.00/RMB(存入)",
        ),
    ],
    ids=["negative", "positive", "unsigned", "columns", "sides"],
)
def test_repayments_are_found_whatever_sign_the_bank_gives_them(content: Content) -> None:
    paper = read(content)
    assert (paper.sums.rows, paper.sums.income, paper.sums.expense) == (
        3,
        D("620.00"),
        D("1000.00"),
    )
    assert sorted((row.kind, row.amount) for row in paper.card) == [
        ("payment", D("600.00")), ("purchase", D("1000.00")), ("refund", D("20.00")),
    ]  # fmt: skip
    assert [(p.paid_on, p.amount, p.state) for p in paper.payments] == [
        (date(2026, 9, 10), D("600.00"), State.TAKEN)
    ]


def test_money_that_lowers_the_debt_without_a_word_is_asked_about() -> None:
    paper = read(table("账单日,2026年09月25日", HEAD, "09/11,09/12,张三,-50.00,0000,-50.00",
                       ",09/10,还款,-600.00,0000,-600.00"))  # fmt: skip
    assert [(p.amount, p.state) for p in paper.payments] == [
        (D("50.00"), State.ASK), (D("600.00"), State.TAKEN),
    ]  # fmt: skip


def test_foreign_rows_are_left_out_and_counted() -> None:
    paper = read(
        table(
            "账单日,2026年09月25日",
            "交易日,银行记账日,卡号后四位,交易描述,存入,支出,币种",
            "2026-09-11,2026-09-12,0000,某某商店,,100.00,CNY",
            "2026-09-12,2026-09-13,0000,SAMPLE STORE,,23.80,USD",
        )
    )
    assert (paper.rows, paper.sums.expense, len(paper.card)) == (2, D("100.00"), 1)
    (notice,) = paper.notices
    assert (notice.key, notice.params["count"], notice.params["currencies"]) == (
        "papers_bank.foreign", 1, "USD",
    )  # fmt: skip


def test_what_the_statement_asks_for_becomes_a_claim_with_its_place() -> None:
    paper = read(
        table(
            "账单日,2026年09月25日,到期还款日,2026年10月13日",
            "本期应还金额,￥1380.00,最低还款额,￥138.00,上期账单金额,￥1000.00",
            HEAD,
            *NEGATIVE,
        )
    )
    (claim,) = paper.claims
    assert isinstance(claim, Claim)
    assert (claim.kind, claim.as_of, claim.total) == ("card", date(2026, 9, 25), D("1380.00"))
    assert claim.where("total")[0].place == "line 2"
    assert [(fact.key, fact.value) for fact in paper.facts] == [
        ("card.statement_day", "25"), ("card.due_day", "13"),
    ]  # fmt: skip
    # 1,000.00 + 380.00 = 1,380.00: nothing to remark but the minimum payment.
    assert keys(paper) == ["card_minimum"]


def test_labels_with_their_values_below() -> None:
    content = Rows(
        ["信用卡账单"],
        ["账单日", "到期还款日", "本期应还金额"],
        ["2026-09-25", "2026-10-13", "1,380.00"],
        HEAD.split(","),
        ["09/11", "09/12", "某某商店", "10.00", "0000", "10.00"],
    )
    paper = read(content)
    assert paper.claims[0].total == D("1380.00")
    assert paper.claims[0].as_of == date(2026, 9, 25)


def test_rows_that_do_not_lead_to_the_balance_are_a_notice() -> None:
    paper = read(
        table(
            "账单日,2026年09月25日",
            "本期应还金额,￥1400.00,上期账单金额,￥1000.00",
            HEAD,
            *NEGATIVE,
        )
    )
    (notice,) = paper.notices
    assert (notice.key, notice.params["added"], notice.params["difference"]) == (
        "papers_bank.card_differs", D("1380.00"), D("20.00"),
    )  # fmt: skip
    for lang in LANGUAGES:
        assert "1,380.00" in Words(lang).say(notice)


def test_lines_of_a_text_pdf() -> None:
    content = Rows(
        "招商银行信用卡对账单",
        "账单日 2026年01月05日",
        "交易日 记账日 交易摘要 人民币金额 卡号末四位 交易地金额",
        "12/28 财付通还款 -800.00 0000 -800.00",
        "12/30 01/02 某某 商城 1,299.00 0000 1,299.00(CN)",
        "第 1 页",
        kind="pdf",
    )
    paper = read(content)
    assert [(row.on, row.kind, row.amount) for row in paper.card] == [
        (date(2025, 12, 28), "payment", D("800.00")),
        (date(2025, 12, 30), "purchase", D("1299.00")),
    ]


def test_an_account_is_no_card_and_a_card_no_account() -> None:
    account = table(
        "交易日期,摘要,交易金额,账户余额,对方户名", "2026-09-10,信用卡还款,-1.00,9.00,某某"
    )
    assert not card.identify(account)
    statement = table("招商银行信用卡对账单", HEAD, *NEGATIVE)
    assert card.identify(statement)
    assert not bank.identify(statement)
    assert not bank_unknown.identify(statement)


def test_a_bad_amount_is_refused_with_its_place(refused: Callable[..., list[Problem]]) -> None:
    content = table("账单日,2026年09月25日", HEAD, "09/11,09/12,某某商店,7 89.04,0000,789.04")
    (problem,) = refused(lambda: card.read(content, OPENING))
    assert (problem.key, problem.place) == ("amount_space", "line 3, 人民币金额")


def test_a_statement_without_postings_is_refused(refused: Callable[..., list[Problem]]) -> None:
    content = table("招商银行信用卡对账单", HEAD)
    (problem,) = refused(lambda: card.read(content, OPENING))
    assert problem.key == "table_no_rows"
