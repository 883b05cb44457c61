"""Notices: only what they state becomes a figure, each with its words; nothing else is taken."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from debtcheck.case.kinds import Head
from debtcheck.case.model import CreditorChange
from debtcheck.statements.papers.claim_text import read_claim, read_stated

from .text_papers import Read, reader

D = Decimal
SMS = (
    "【某平台】您尾号0000的借款已逾期12天，应还1006.08元（本金833.33、利息121.50、担保费45.00、"
    "罚息6.25），请于今日18:00前还款。"
)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path)


def test_a_message_with_its_parts(read: Read) -> None:
    found = read(SMS)
    (claim,) = found.claims
    assert (found.format, claim.kind, claim.claimant, found.overdue_days) == (
        "notice", "sms", "某平台", 12,
    )  # fmt: skip
    assert dict(claim.heads) == {
        Head.PRINCIPAL: D("833.33"),
        Head.INTEREST: D("121.50"),
        Head.PENALTY: D("6.25"),
        Head.FEE: D("45.00"),
    }
    assert claim.total == D("1006.08")  # 833.33 + 121.50 + 45.00 + 6.25
    assert [e.text for e in claim.where("penalty")] == ["罚息6.25"]
    assert claim.as_of is None  # no day is stated, and none is made up
    assert [n.key for n in found.notices] == ["papers_doc.notice_no_as_of"]
    assert [(f.key, f.value) for f in found.facts] == [("lender.platform", "某平台")]


def test_the_words_are_quoted_as_they_were_written(read: Read) -> None:
    (claim,) = read("您好\n您的欠款總額：￥１，００６.０８元，請處理").claims
    (evidence,) = claim.where("total")
    assert claim.total == D("1006.08")
    assert (evidence.place, evidence.text) == ("line 2", "欠款總額：￥１，００６.０８元")


def test_a_total_alone_has_no_heads(read: Read) -> None:
    (claim,) = read("您的账单已逾期，欠款合计15,320.66元，退订回T").claims
    assert (claim.kind, claim.total, claim.heads) == ("sms", D("15320.66"), ())


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_the_comma_of_an_amount_parts_no_columns(read: Read, lines: int) -> None:
    text = "\n".join(["应还合计15,320.66元"] * lines)
    assert read(text).claims[0].total == D("15320.66")


def test_parts_that_do_not_add_up(read: Read) -> None:
    # 4,000 + 600 + 300 = 4,900; 5,000 − 4,900 = 100
    found = read("您逾期30天，应还5000元（本金4000、利息600、罚息300）。截至2026年9月1日")
    (notice,) = found.notices
    assert notice.key == "papers_doc.sum_differs"
    assert (notice.params["parts"], notice.params["gap"]) == (D(4900), D(100))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (
            "债权转让通知书：某某银行已于2026年8月1日将对您的债权转让给某某资产管理有限公司，"
            "截至2026年9月1日欠款总额3000元",
            CreditorChange("assigned", "某某资产管理有限公司", date(2026, 8, 1)),
        ),
        (
            "某某融资担保有限公司已于2026/9/20履行代偿义务，代偿款共计7,800.00元",
            CreditorChange(
                "guarantor_paid", "某某融资担保有限公司", date(2026, 9, 20), D("7800.00")
            ),
        ),
        ("您的借款已由担保公司代偿，请尽快联系", CreditorChange("guarantor_paid", "担保公司")),
        ("您的借款已被代偿，请尽快联系", CreditorChange("guarantor_paid")),
        ("我司受某某银行委托，就您逾期5天事宜联系", CreditorChange("entrusted", "某某银行")),
    ],
)
def test_who_claims_now(read: Read, text: str, change: CreditorChange) -> None:
    assert read(text).changes == (change,)


@pytest.mark.parametrize(
    ("text", "court"),
    [
        ("某某人民法院：请于2026年10月8日参加诉前调解，标的5000元，欠款5000元", True),
        ("支付令：欠款5000元", True),
        ("您欠款5000元，请协商还款", False),
    ],
)
def test_words_of_a_court(read: Read, text: str, court: bool) -> None:
    assert read(text).court is court


@pytest.mark.parametrize(
    ("text", "principal", "total"),
    [
        ("借款本金10,000元，剩余本金7,500元，应还7,600元", "7500", "7600"),
        ("您已还本金2000元，尚欠本金8000元，已还总额2100元，欠款总额8100元", "8000", "8100"),
        ("贷款本金10000元，逾期利息12元", "10000", None),
        ("拖欠借款本金500元，减免罚息20元", "500", None),
        ("授信总额50000元，应还1000元", None, "1000"),
        ("本金1000元，费用合计50元，应还1050元", "1000", "1050"),
    ],
)
def test_what_was_lent_or_paid_is_not_what_is_asked(
    read: Read, text: str, principal: str | None, total: str | None
) -> None:
    (claim,) = read(text).claims
    assert claim.head(Head.PRINCIPAL) == (D(principal) if principal else None)
    assert claim.total == (D(total) if total else None)


def test_a_waiver_is_no_penalty(read: Read) -> None:
    (claim,) = read("应还本金500元，减免罚息20元").claims
    assert claim.head(Head.PENALTY) is None


def test_a_thread_of_messages(read: Read) -> None:
    found = read("【甲平台】您欠款100.00元\n\n【乙平台】您欠款250.00元，逾期3天\n")
    assert [(c.claimant, c.total) for c in found.claims] == [
        ("甲平台", D("100.00")),
        ("乙平台", D("250.00")),
    ]
    assert found.claims[1].where("total")[0].place == "line 3"


def test_six_boxes_copied_from_a_picture(read: Read) -> None:
    for sign in (",", "\t", "：", ": "):
        rows = ("平台", "京东金条"), ("合计", "1006.08"), ("本金", "833.33"), ("利息", "121.50")
        rows += ("罚息", "51.25"), ("截止日", "2026-09-27")
        found = read("\n".join(sign.join(row) for row in rows))
        (claim,) = found.claims
        assert (claim.total, claim.as_of) == (D("1006.08"), date(2026, 9, 27))
        assert claim.head(Head.PENALTY) == D("51.25")  # 833.33 + 121.50 + 51.25 = 1006.08
        assert [(f.key, f.value) for f in found.facts] == [("lender.platform", "京东金条")]
        assert found.notices == ()


def test_no_amount_but_days(read: Read) -> None:
    found = read("您的借款已逾期45天，请联系客服")
    assert (found.claims, found.overdue_days) == ((), 45)
    assert [n.key for n in found.notices] == ["papers_doc.no_figure"]


@pytest.mark.parametrize("text", ["今天天气很好。", "订单123456已发货", "我明天去银行", "x"])
def test_a_text_that_states_nothing(read: Read, refused, text: str) -> None:
    (problem,) = refused(lambda: read(text))
    assert problem.key == "text_no_claim"


def test_a_table_of_another_kind_is_no_notice(read: Read, refused) -> None:
    rows = "日期,姓名,电话,本金100元\n2026-09-01,张三,100,本金100元\n"
    (problem,) = refused(lambda: read(rows))
    assert problem.key == "paper_unknown"


def test_a_text_far_too_long(read: Read, refused) -> None:
    (problem,) = refused(lambda: read("您欠款100元。\n" * 30_000))
    assert problem.key == "paper_text_long"


def test_foreign_signs_are_taken_off(read: Read) -> None:
    found = read("【某\x1b[31m平台\u202e】您欠款100元")
    assert found.claims[0].claimant == "某平台"
    assert "\x1b" not in repr(found)
    assert "\u202e" not in repr(found)


def test_the_reader_of_figures_gives_the_place_of_each() -> None:
    text = "本金833.33元,利息121.50元,担保费45元,服务费5元"
    claim, spans = read_stated(text)
    assert claim == read_claim(text)
    assert {name: text[a:b] for name, (a, b) in spans.items()} == {
        "principal": "本金833.33元",
        "interest": "利息121.50元",
        "fee": "担保费45元,服务费5元",  # two fees are one head, quoted together
    }
    assert claim.fee == D(50)
