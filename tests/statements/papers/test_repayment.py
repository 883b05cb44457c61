"""Which rows are repayments: by words, kind, status, method and direction together."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.statements.papers.paper import State
from debtcheck.statements.papers.repayment import (
    Direction,
    Transaction,
    hints,
    is_credit,
    judge,
    status_of,
)
from debtcheck.words.catalog import LANGUAGES, Words

OUT, IN, NEUTRAL = Direction.OUT, Direction.IN, Direction.NEUTRAL
TAKEN, ASK, LEFT = State.TAKEN, State.ASK, State.LEFT_OUT
SRC = Path(__file__).resolve().parents[3] / "src" / "debtcheck"

# name: (direction, payee, words, kind, method, status) -> (state, reason)
ROWS = {
    "a repayment that is neither income nor expense": (
        (NEUTRAL, "花呗", "花呗主动还款-2026年09月账单", "信用借还", "银行卡", "还款成功"),
        (TAKEN, "repayment"),
    ),
    "its failed twin of the same day": (
        (NEUTRAL, "花呗", "花呗主动还款-2026年09月账单", "信用借还", "", "还款失败"),
        (LEFT, "failed"),
    ),
    "a status alone that says a debt was paid": (
        (NEUTRAL, "某某", "九月账单", "信用借还", "", "还款成功"),
        (TAKEN, "repayment"),
    ),
    "an order that was closed": (
        (OUT, "某某小贷", "还款", "", "", "交易关闭"),
        (LEFT, "failed"),
    ),
    "a repayment that was sent back": (
        (OUT, "某某小贷", "还款", "", "", "已全额退款"),
        (LEFT, "refunded"),
    ),
    "a repayment under way": (
        (OUT, "某某小贷", "还款", "", "", "处理中"),
        (ASK, "status"),
    ),
    "money that a lender pays out": (
        (NEUTRAL, "借呗", "借呗放款至银行卡", "信用借还", "", "放款成功"),
        (LEFT, "payout"),
    ),
    "money from a lender without a word": (
        (IN, "某某消费金融有限公司", "转入", "", "", ""),
        (LEFT, "from_lender"),
    ),
    "a deposit that is waived": (
        (NEUTRAL, "芝麻信用", "充电宝免押", "信用借还", "", "芝麻免押下单成功"),
        (None, "no_money"),
    ),
    "a reward for repaying": (
        (IN, "花呗", "还款回馈金", "其他", "余额", "交易成功"),
        (None, "no_money"),
    ),
    "a bill turned into instalments": (
        (NEUTRAL, "花呗", "花呗账单分期-3期", "信用借还", "", "分期成功"),
        (LEFT, "converted"),
    ),
    "a purchase on credit": (
        (OUT, "某某店", "外卖", "餐饮美食", "花呗", "交易成功"),
        (None, "new_debt"),
    ),
    "a repayment with borrowed money": (
        (NEUTRAL, "某某银行", "信用卡还款", "信用借还", "花呗", "交易成功"),
        (ASK, "paid_by_credit"),
    ),
    "a friend who pays back": (
        (IN, "李四", "还款", "转账红包", "", "交易成功"),
        (None, "incoming"),
    ),
    "paying back a friend": (
        (OUT, "李四", "转账备注:还款", "转账", "零钱", "对方已收钱"),
        (ASK, "person"),
    ),
    "somebody else's debt": (
        (NEUTRAL, "花呗", "帮他人还款", "信用借还", "银行卡", "还款成功"),
        (ASK, "for_others"),
    ),
    "a card repayment that WeChat calls a transfer": (
        (NEUTRAL, "某某银行信用卡还款", "转账备注:微信转账", "转账", "银行卡", "支付成功"),
        (TAKEN, "repayment"),
    ),
    "its failed twin": (
        (NEUTRAL, "某某银行信用卡还款", "转账备注:微信转账", "转账", "", "转出失败"),
        (LEFT, "failed"),
    ),
    "a shop whose goods are named for a card": (
        (OUT, "某某文具店", "信用卡卡套", "日用百货", "余额", "交易成功"),
        (None, "other"),
    ),
    "goods whose name says repayment": (
        (OUT, "某某旗舰店", "还款手账本", "文化休闲", "余额", "交易成功"),
        (ASK, "shop"),
    ),
    "a firm of guarantors without the word": (
        (OUT, "某某融资担保有限公司", "代扣", "", "", ""),
        (ASK, "lender"),
    ),
    "a debit by a guarantor with the word": (
        (OUT, "某某融资担保有限公司", "代扣 还款", "", "", ""),
        (TAKEN, "repayment"),
    ),
    "a bank's row through a payment firm": (
        (OUT, "网银在线（北京）科技有限公司", "代扣 贷款还款", "", "", ""),
        (TAKEN, "repayment"),
    ),
    "a transfer to a card without the word": (
        (OUT, "张三", "跨行汇款 信用卡", "", "", ""),
        (ASK, "credit_word"),
    ),
    "a transfer to one's own card": (
        (NEUTRAL, "张三", "转账到银行卡", "转账红包", "余额", "交易成功"),
        (ASK, "own_card"),
    ),
    "money taken out of the wallet": (
        (NEUTRAL, "张三", "提现-实时提现", "提现", "余额", "交易成功"),
        (None, "other"),
    ),
    "a repayment that Meituan calls expense": (
        (OUT, "", "【美团月付】主动还款2026年3月账单", "还款", "银行卡", ""),
        (TAKEN, "repayment"),
    ),
    "full-width letters": (
        (OUT, "某某小贷", "ＡＰＰ　还　款", "", "", ""),
        (TAKEN, "repayment"),
    ),
}


def row(
    direction: Direction,
    payee: str,
    words: str,
    kind: str,
    method: str,
    status: str,
    amount: str = "5.00",
) -> Transaction:
    return Transaction(direction, Decimal(amount), payee, words, kind, method, status, "张三")


@pytest.mark.parametrize("name", ROWS)
def test_a_row_is(name: str) -> None:
    given, (state, reason) = ROWS[name]
    found = judge(row(*given))
    assert (found.state, found.why.key) == (state, f"papers.why.{reason}")
    for lang in LANGUAGES:
        assert "{" not in Words(lang)(found.why.key, **found.why.params)


def test_a_payout_and_the_status_go_into_the_case() -> None:
    found = {name: judge(row(*given)) for name, (given, _) in ROWS.items()}
    assert [n for n, j in found.items() if j.is_payout] == ["money that a lender pays out"]
    assert found["its failed twin of the same day"].status == "failed"
    assert found["a repayment that was sent back"].status == "refunded"
    assert found["a repayment under way"].status == "unknown"
    assert found["a repayment that is neither income nor expense"].status == "settled"


def test_nothing_paid_is_no_payment() -> None:
    given = (NEUTRAL, "花呗", "花呗主动还款", "信用借还", "", "还款成功")
    assert judge(row(*given, amount="0.00")).state is None


@pytest.mark.parametrize("name", ROWS)
def test_the_first_look_misses_no_row_on_a_loan(name: str) -> None:
    given, (state, _) = ROWS[name]
    if state is not None:
        assert hints().search("".join(given[1:4]))


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        ("", "settled"), ("/", "settled"), ("还款成功", "settled"), ("对方已收钱", "settled"),
        ("还款失败", "failed"), ("交易关闭", "failed"), ("已全额退款", "refunded"),
        ("对方已退还", "refunded"), ("退款成功", "refunded"), ("等待付款", "unknown"),
        ("已退款(￥89.84)", "unknown"),
        ("某某状态", "unknown"), ("解冻成功", "none"), ("芝麻免押下单成功", "none"),
    ],
)  # fmt: skip
def test_a_status_means(status: str, meaning: str) -> None:
    assert status_of(status) == meaning


def test_what_is_paid_on_credit() -> None:
    assert all(map(is_credit, ("花呗", "花呗|信用购(3期)", "京东白条", "美团月付", "微信分付")))
    assert not any(map(is_credit, ("余额宝", "某某银行信用卡(0000)", "零钱", "", "/")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_named_and_every_name_has_one(lang: str) -> None:
    sentences = tomllib.loads((SRC / "words" / lang / "papers.toml").read_text(encoding="utf-8"))
    folder = SRC / "statements" / "papers"
    wallets = "".join(p.read_text(encoding="utf-8") for p in folder.glob("wallet*.py"))
    repayment = (folder / "repayment.py").read_text(encoding="utf-8")
    whys = set(re.findall(r'_(?:ask|left_out|unrelated|why)\(\s*"([a-z_]+)"', repayment))
    assert sentences.pop("why").keys() == whys
    formats = {p.stem for p in folder.glob("*.py")} & {
        "alipay_app", "alipay_web", "wechat", "jd", "meituan"
    }  # fmt: skip
    assert sentences.pop("reason").keys() == formats | {"cut", "fewer", "more", "rows"}
    named = set(re.findall(r'"papers\.([a-z_]+)"', wallets)) | {
        f"{key}_differs" for key in ("income", "expense", "neutral")
    }
    assert sentences.keys() == named
