"""Addresses are judged by their names, shown unclickable, and never opened."""

from __future__ import annotations

import pytest

from debtcheck.messages.judge import judge
from debtcheck.messages.links import defang, find_links
from debtcheck.messages.load import load_rules
from debtcheck.statements.writing import normalise

BOOK = load_rules()


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("https://bt.jd.com/bill", "official"),
        ("www.icbc.com.cn", "official"),
        ("https://zxfw.court.gov.cn/a", "official"),
        ("www.icbc.com.cn.loan-pay.top", "lookalike"),
        ("http://jd-jintiao.vip/pay", "lookalike"),
        ("jd-pay。top/hk", "lookalike"),
        ("http://103.0.0.1:8080/zx", "lookalike"),
        ("http://xn--fiq228c.com", "lookalike"),
        ("http://dl.some.com/loan.apk", "lookalike"),
        ("https://court-gov.cc/cp", "lookalike"),
        ("HTTPS://ALIPAY.COM.VERIFY.CC/HB", "lookalike"),
        ("hxxp://abc[.]top/x", "odd"),
        ("ＨＴＴＰ：／／ａｂｃ．ｔｏｐ", "odd"),
        ("http://abc.com/jd", "unknown"),
        ("notjd.com", "unknown"),
    ],
)
def test_the_standing_of_an_address(text: str, standing: str) -> None:
    found = list(find_links(normalise(text, BOOK.folding).folded, BOOK))
    assert [link.standing.value for link in found] == [standing]


@pytest.mark.parametrize(
    "text", ["年利率3.60%", "应还1,006.08元。Please", "a@jd.com", "v1.2.3", "今天。ok", "e.g. this"]
)
def test_what_is_no_address(text: str) -> None:
    assert list(find_links(normalise(text, BOOK.folding).folded, BOOK)) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://a.top/x", "hxxp://a[.]top/x"),
        ("HTTPS://A.TOP", "hxxPS://A[.]TOP"),
        ("jd-pay。top", "jd-pay[.]top"),
        ("打13800000000", "打138****0000"),
        ("6222000000000000000", "622****0000"),
        ("11010119900101123X", "110****123X"),
        ("3.60元", "3[.]60元"),
    ],
)
def test_defanged(text: str, shown: str) -> None:
    assert defang(text) == shown


def test_every_official_domain_names_owner_and_confidence() -> None:
    for domain in BOOK.domains.values():
        assert domain.owner
        assert domain.confidence in ("V", "V2", "M")


def test_an_official_address_is_a_weak_mark_and_no_proof() -> None:
    found = judge("京东白条账单已出，点击 https://bt.jd.com 查看", BOOK)
    assert found.scam.value == "none"
    assert [sign.id for sign in found.signs] == ["GN04"]
    assert "none_official" in found.do_first
