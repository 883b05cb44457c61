"""Only what a text states becomes a figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from debtcheck.messages.load import load_rules
from debtcheck.statements.papers.claim_text import read_claim
from debtcheck.statements.papers.stated_claim import Change, MessageClaim
from debtcheck.statements.writing import normalise

from .texts import read

FOLDING = load_rules().folding


def claim(text: str) -> MessageClaim:
    return read_claim(normalise(text, FOLDING).text)


def test_a_message_with_its_parts() -> None:
    found = claim(
        "【某平台】您尾号0000的借款已逾期12天，应还1006.08元（本金833.33、利息121.50、"
        "担保费45.00、罚息6.25），请于今日18:00前还款。"
    )
    assert found.total == Decimal("1006.08")
    assert found.principal == Decimal("833.33")
    assert found.interest == Decimal("121.50")
    assert found.fee == Decimal("45.00")
    assert found.penalty == Decimal("6.25")
    assert (found.overdue_days, found.as_of, found.creditor) == (12, None, None)
    # 833.33 + 121.50 + 45.00 + 6.25 = 1006.08
    assert (found.parts, found.gap) == (Decimal("1006.08"), Decimal("0.00"))


def test_parts_that_do_not_add_up() -> None:
    # 4000 + 600 + 300 = 4900; 5000 − 4900 = 100
    found = claim("您逾期30天，应还5000元（本金4000、利息600、罚息300）。")
    assert found.gap == Decimal("100")


def test_a_letter_of_a_guarantor() -> None:
    found = claim(
        "代偿通知：截至2026年9月27日，您尚欠本金7500.01元、利息364.50元、罚息88.20元，"
        "合计7952.71元；某某融资担保有限公司已于2026年9月20日履行代偿义务。"
    )
    assert found.as_of == date(2026, 9, 27)
    assert found.total == Decimal("7952.71")
    assert (found.change, found.creditor) == (Change.GUARANTOR_PAID, "某某融资担保有限公司")


@pytest.mark.parametrize(
    ("text", "change", "creditor"),
    [
        ("债权已转让给某某资产管理有限公司，请履行", Change.ASSIGNED, "某某资产管理有限公司"),
        ("您的债权已由某某资产管理有限公司受让", Change.ASSIGNED, "某某资产管理有限公司"),
        ("我司受某某银行委托，就您逾期事宜联系", Change.ENTRUSTED, "某某银行"),
        ("您的借款已逾期", None, None),
    ],
)
def test_who_claims(text: str, change: Change | None, creditor: str | None) -> None:
    found = claim(text)
    assert (found.change, found.creditor) == (change, creditor)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("应还￥１,００６.０８，请处理", "1006.08"),
        ("欠款总额1.2万元", "12000.0"),
        ("本期账单人民币3,256.80元，最低还款额162.84元", "3256.80"),
        ("欠款合计15,320.66元", "15320.66"),
        ("Amount 1006.08 due", "1006.08"),
    ],
)
def test_totals(text: str, total: str) -> None:
    assert claim(text).total == Decimal(total)


@pytest.mark.parametrize(
    "text",
    ["尾号1234", "逾期30天", "年利率24%", "8月25日到期", "验证码123456", "案号（2025）民初1234号"],
)
def test_other_numbers_are_no_amounts(text: str) -> None:
    found = claim(text)
    amounts = (found.total, found.principal, found.interest, found.penalty, found.fee)
    assert amounts == (None,) * 5


def test_penalty_is_not_read_as_interest() -> None:
    found = claim("剩余本金8,333.36元，逾期利息210.00元，服务费90.00元，合计8,633.36元")
    assert (found.interest, found.penalty) == (None, Decimal("210.00"))
    assert found.gap == Decimal("0.00")


def test_every_notice_states_a_total_or_a_principal() -> None:
    for case in read("notices.jsonl"):
        found = claim(case.text)
        assert found.total or found.principal, case.id


def test_an_impossible_day_is_no_day() -> None:
    assert claim("截至2025年2月30日，欠款100元").as_of is None
