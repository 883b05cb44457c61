"""Amounts, dates and rates as people type them; each expected figure is worked by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debtcheck.case.rate import FloatingRate, Rate, RateMultiple, RateUnit
from debtcheck.statements.amounts import parse_amount, parse_positive, parse_unsigned
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.days import parse_cell_day, parse_day
from debtcheck.statements.foreign_text import clean_text, parse_text
from debtcheck.statements.numerals import parse_number
from debtcheck.statements.rates import parse_rate, parse_share

D = Decimal
DAY, MONTH, YEAR = RateUnit.DAY, RateUnit.MONTH, RateUnit.YEAR


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("10,000.00", "10000.00"),
        (10000, "10000.00"),
        ("￥100", "100.00"),
        ("¥ 21.17", "21.17"),
        ("100元", "100.00"),
        ("人民币100.5元整", "100.50"),
        ("１００．５０", "100.50"),
        ("－８６６．２０", "-866.20"),
        ("¥-866.20", "-866.20"),
        ("  1,043.86  ", "1043.86"),
        ("1.2万", "12000.00"),
        ("1.23456万元", "12345.60"),
        ("1万2", "12000.00"),  # what follows 万 alone is 千
        ("一万二", "12000.00"),
        ("1万2千", "12000.00"),
        ("1万2500", "12500.00"),
        ("两万三千五", "23500.00"),
        ("一万零五百元", "10500.00"),
        ("3千5块", "3500.00"),
        ("1.5千", "1500.00"),
        ("十万二", "102000.00"),
        ("壹万贰仟叁佰元整", "12300.00"),
        ("100块钱", "100.00"),
        ("+3", "3.00"),
        ("1000000000000", "1000000000000.00"),
    ],
)
def test_an_amount_is_read_as_it_is_meant(typed: object, yuan: str) -> None:
    assert str(parse_amount(typed)) == yuan


@pytest.mark.parametrize(
    ("typed", "key", "suggest"),
    [
        (D("789.04"), "amount_float", '"789.04"'),
        (True, "amount_type", None),
        (None, "amount_type", None),
        ("789.045", "amount_decimals", "789.05"),  # 四舍五入
        ("1.2345678万", "amount_decimals", "12345.68"),
        ("7 89.04", "amount_space", "789.04"),
        ("10 000.00", "amount_space", "10000.00"),
        ("7,89.04", "amount_grouping", "789.04"),
        ("1000000000000.01", "amount_too_large", None),
        ("9" * 80, "amount_too_large", None),
        (10**13, "amount_too_large", None),
        ("1e5", "amount_bad", None),
        ("NaN", "amount_bad", None),
        ("10²", "amount_bad", None),
        ("", "amount_bad", None),
        ("+-1", "amount_bad", None),
        ("=1+1", "amount_bad", None),
        ("1万23", "amount_bad", None),  # 10,023 or 12,300
        ("1万234", "amount_bad", None),
        ("一百万二", "amount_bad", None),  # 1,000,002 or 1,200,000
        ("一二三", "amount_bad", None),
        ("万", "amount_bad", None),
        ("1亿2", "amount_bad", None),
    ],
)
def test_a_bad_amount_says_what_to_write(typed: object, key: str, suggest: str | None) -> None:
    with pytest.raises(BadValue) as caught:
        parse_amount(typed)
    assert caught.value.key == key
    if suggest is not None:
        assert caught.value.params["suggest"] == suggest


def test_amounts_that_cannot_be_negative_or_zero() -> None:
    with pytest.raises(BadValue) as negative:
        parse_unsigned("-500")
    assert (negative.value.key, negative.value.params["suggest"]) == ("amount_negative", "500.00")
    with pytest.raises(BadValue) as zero:
        parse_positive("0.00")
    assert zero.value.key == "amount_zero"


@given(st.decimals(D("-999999999999.99"), D("999999999999.99"), places=2, allow_nan=False))
def test_a_printed_amount_is_read_back(amount: Decimal) -> None:
    wide = f"{amount:,.2f}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.,-"})
    assert parse_amount(f"{amount:,.2f}") == parse_amount(f"¥{amount:.2f}元") == amount
    assert parse_amount(wide) == amount


@pytest.mark.parametrize(
    "typed",
    [
        date(2025, 1, 10),
        datetime(2025, 1, 10, 23, 59, tzinfo=UTC),
        "2025-01-10",
        "2025/1/10",
        "2025.1.10",
        "20250110",
        20250110,
        "2025年1月10日",
        "25年1月10日",
        "２０２５年０１月１０日",
        "2025-01-10 08:12:45",
        "2025-01-10T08:12:45+08:00",
        "20250110081245",
    ],
)
def test_a_date_is_read_in_each_form(typed: object) -> None:
    assert parse_day(typed) == date(2025, 1, 10)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("2025-02-30", "date_impossible"),
        ("2025-02-29", "date_impossible"),
        ("20251332", "date_month"),
        ("13/14/2025", "date_form"),
        ("01/10/2025", "date_form"),
        ("2025-01/10", "date_form"),
        ("10", "date_form"),
        (True, "date_form"),
        (3, "date_form"),
        ("1989-12-31", "date_year"),
        (date(2101, 1, 1), "date_year"),
    ],
)
def test_a_bad_date_is_told(typed: object, key: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse_day(typed)
    assert caught.value.key == key


def test_the_day_number_of_a_spreadsheet() -> None:
    # 45658 is 2025-01-01 in every spreadsheet that counts from 1900.
    assert parse_cell_day("45658") == date(2025, 1, 1)
    assert parse_cell_day("45667.5") == date(2025, 1, 10)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_printed_date_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day:%Y%m%d}") == day
    assert parse_day(f"{day.year}年{day.month}月{day.day}日") == day
    assert parse_cell_day(str((day - date(1899, 12, 30)).days)) == day


@pytest.mark.parametrize(
    ("typed", "rate"),
    [
        ("0.04%/day", Rate(D("0.0004"), DAY)),
        ("1.5%/month", Rate(D("0.015"), MONTH)),
        ("18%/year", Rate(D("0.18"), YEAR)),
        ("1‰/day", Rate(D("0.001"), DAY)),
        ("2分", Rate(D("0.02"), MONTH)),
        ("两分利", Rate(D("0.02"), MONTH)),
        ("月息一分五", Rate(D("0.015"), MONTH)),
        ("1分5", Rate(D("0.015"), MONTH)),
        ("1.5分", Rate(D("0.015"), MONTH)),
        ("一分五厘", Rate(D("0.015"), MONTH)),
        ("8厘", Rate(D("0.008"), MONTH)),
        ("万分之四", Rate(D("0.0004"), DAY)),
        ("万分之四点五", Rate(D("0.00045"), DAY)),
        ("日利率万分之五", Rate(D("0.0005"), DAY)),
        ("日息0.04%", Rate(D("0.0004"), DAY)),
        ("月利率1.5%", Rate(D("0.015"), MONTH)),
        ("年利率18%", Rate(D("0.18"), YEAR)),
        ("年化 18％", Rate(D("0.18"), YEAR)),
        ("年化(单利)18%", Rate(D("0.18"), YEAR)),
        ("年化利率：18%（单利）", Rate(D("0.18"), YEAR)),
        ("18%年化", Rate(D("0.18"), YEAR)),
        ("利率18%/年", Rate(D("0.18"), YEAR)),
        ("月息2分", Rate(D("0.02"), MONTH)),
        ("一个月2分", Rate(D("0.02"), MONTH)),
        ("每天万分之五", Rate(D("0.0005"), DAY)),
        ("0.04%一天", Rate(D("0.0004"), DAY)),
        ("0.04%/日", Rate(D("0.0004"), DAY)),
        ("0.04%/天", Rate(D("0.0004"), DAY)),
        ("1.5%/月", Rate(D("0.015"), MONTH)),
        ("百分之十五/年", Rate(D("0.15"), YEAR)),
        ("18% per year", Rate(D("0.18"), YEAR)),
        ("0%/year", Rate(D(0), YEAR)),
        ("LPR1Y+5.25%", FloatingRate("LPR1Y", D(1), D("0.0525"))),
        ("LPR5Y-20bp", FloatingRate("LPR5Y", D(1), D("-0.002"))),
        ("4xLPR1Y", FloatingRate("LPR1Y", D(4))),
        ("4×LPR1Y", FloatingRate("LPR1Y", D(4))),
        ("一年期LPR的四倍", FloatingRate("LPR1Y", D(4))),
        ("四倍LPR1Y", FloatingRate("LPR1Y", D(4))),
    ],
)
def test_a_rate_keeps_its_unit(typed: str, rate: Rate | FloatingRate) -> None:
    assert parse_rate(typed) == rate


@pytest.mark.parametrize(
    ("typed", "times"),
    [("1.5x", "1.5"), ("1.5倍", "1.5"), ("上浮50%", "1.5"), ("借款利率的1.5倍", "1.5")],
)
def test_a_penalty_may_be_a_multiple(typed: str, times: str) -> None:
    assert parse_rate(typed, multiple=True) == RateMultiple(D(times))
    with pytest.raises(BadValue) as caught:
        parse_rate(typed)
    assert caught.value.key == "rate_multiple_here"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("0.04%", "rate_no_unit"),
        ("18", "rate_no_unit"),
        (18, "rate_no_unit"),
        (D("0.18"), "rate_no_unit"),
        ("千分之一", "rate_no_unit"),
        ("18/year", "rate_no_percent"),
        ("月息0.04%/day", "rate_two_units"),
        ("年息一分", "rate_fen_unit"),
        ("-0.04%/day", "rate_negative"),
        ("1001%/year", "rate_too_high"),
        ("3%/day", "rate_too_high"),  # 3% × 365 = 1,095% a year
        ("LPR+1%", "rate_lpr_term"),
        ("much", "rate_bad"),
        ("", "rate_bad"),
        (True, "rate_bad"),
        ("9" * 5000, "rate_bad"),
    ],
)
def test_a_bad_rate_is_told(typed: object, key: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse_rate(typed)
    assert caught.value.key == key


def test_a_high_rate_can_be_confirmed() -> None:
    assert parse_rate("3%/day", accept=True) == Rate(D("0.03"), DAY)
    assert parse_rate("1000%/year") == Rate(D(10), YEAR)


_fractions = st.decimals(0, D("0.02"), places=6, allow_nan=False)


@given(_fractions, st.sampled_from(RateUnit))
def test_a_printed_rate_is_read_back(value: Decimal, unit: RateUnit) -> None:
    assert parse_rate(str(Rate(value, unit))) == Rate(value, unit)


@given(
    st.sampled_from(["LPR1Y", "LPR5Y"]),
    st.decimals(D("0.1"), 10, places=2, allow_nan=False),
    st.decimals(D("-0.03"), D("0.2"), places=4, allow_nan=False),
)
def test_a_printed_floating_rate_is_read_back(index: str, times: Decimal, plus: Decimal) -> None:
    rate = FloatingRate(index, times, plus)
    assert parse_rate(str(rate)) == rate


def test_shares_are_fractions() -> None:
    assert parse_share("5%") == D("0.05")
    assert parse_share("１００％") == 1
    for typed, key in (("0.05", "share_bad"), (5, "share_bad"), ("101%", "share_range")):
        with pytest.raises(BadValue) as caught:
            parse_share(typed)
        assert caught.value.key == key


@pytest.mark.parametrize(
    ("text", "value"),
    [("十五", 15), ("二十", 20), ("一百零五", 105), ("零点五", "0.5"), ("一五", None), ("", None)],
)
def test_chinese_numerals(text: str, value: object) -> None:
    expected = None if value is None else D(str(value))
    assert parse_number(text) == expected


def test_foreign_text_is_made_harmless() -> None:
    assert clean_text("\x1b[31m张三\x1b[0m\u202e\u200b") == "张三"
    assert clean_text("\x1b]0;title\x07李四\nx") == "李四 x"
    assert clean_text("[bold]张三[/bold]") == "[bold]张三[/bold]"  # a screen escapes its own markup
    assert parse_text("a\nb", lines=True) == "a\nb"
    with pytest.raises(BadValue) as caught:
        parse_text("长" * 501)
    assert caught.value.key == "text_too_long"
    with pytest.raises(BadValue) as number:
        parse_text(12)
    assert number.value.key == "text_type"
