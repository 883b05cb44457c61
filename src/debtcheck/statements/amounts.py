"""Amounts as people and platforms write them: exact yuan, never a guess."""

from __future__ import annotations

import re
from decimal import Decimal

from debtcheck.engine.money import round_money
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.foreign_text import half_width, snippet

LIMIT = Decimal(10) ** 12  # yuan; beyond it a figure is a slip
_DECIMALS = 2
_LONGEST = 60  # characters of a written amount
_SHAPE = re.compile(
    r"(?P<before>[+-])?\s*(?:¥|rmb|cny|人民币)?\s*(?P<after>[+-])?\s*"
    r"(?P<number>[0-9][0-9,. ]*)\s*(?P<unit>[万千])?\s*(?:元|圆|块钱?)?整?",
    re.IGNORECASE,
)
_UNITS = {"万": 4, "千": 3}
# As it is said: 一万二, 1万2 (12,000), 三千五, 1万2500. After 万 stands one figure (of 千) or four;
# 一百万二 and 1万23 are read in two ways and are none of these.
_SPOKEN = re.compile(
    r"(?=[^0-9]*[0-9]?[^0-9]*[十拾百佰千仟万])"
    r"(?P<said>(?:[0-9]{1,4}(?=[十拾百佰千仟万])|[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万])+"
    r"(?:[1-9]|(?<=万)[0-9]{4})?)(?:元|圆|块钱?)?整?"
)
_TWO_WAYS = re.compile(r"[十拾百佰千仟]万(?<!十万)(?<!拾万)[1-9一二两三四五六七八九]$")
_PLAIN = re.compile(r"[0-9]+(?:\.(?P<decimals>[0-9]+))?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def parse_amount(value: object) -> Decimal:
    """An amount in yuan with two decimals; the sign is kept.

    Takes an int or text such as `10,000.00`, `￥100`, `100元`, `１００．５０`, `1.2万`, and whole
    yuan as they are said: `1万2` and `一万二` are 12,000.

    Raises:
        BadValue: a float, no amount, more than two decimals, or beyond 10^12.
    """
    if isinstance(value, bool):
        raise BadValue("amount_type", value=snippet(value))
    if isinstance(value, float | Decimal):
        raise _float_problem(value)
    if isinstance(value, int):
        return _limited(Decimal(value), value)
    if isinstance(value, str):
        return _from_text(value)
    raise BadValue("amount_type", value=snippet(value))


def parse_unsigned(value: object) -> Decimal:
    """An amount in yuan that cannot be below zero.

    Raises:
        BadValue: as `parse_amount`, or negative.
    """
    amount = parse_amount(value)
    if amount < 0:
        raise BadValue("amount_negative", value=snippet(value), suggest=f"{-amount:.2f}")
    return amount


def parse_positive(value: object) -> Decimal:
    """An amount in yuan above zero.

    Raises:
        BadValue: as `parse_unsigned`, or zero.
    """
    amount = parse_unsigned(value)
    if not amount:
        raise BadValue("amount_zero", value=snippet(value))
    return amount


def _from_text(text: str) -> Decimal:
    shown = snippet(text)
    plain = half_width(text)
    if len(plain) > _LONGEST:
        raise BadValue("amount_too_large" if plain.isdigit() else "amount_bad", value=shown)
    shape = _SHAPE.fullmatch(plain)
    if shape is None and (said := _SPOKEN.fullmatch(plain.replace(" ", ""))):
        return _spoken(said["said"], shown)
    if shape is None or (shape["before"] and shape["after"]):
        raise BadValue("amount_bad", value=shown)
    number = shape["number"].strip()
    if " " in number:
        joined = number.replace(" ", "").replace(",", "")
        key = "amount_space" if _PLAIN.fullmatch(joined) else "amount_bad"
        raise BadValue(key, value=shown, suggest=joined)
    if "," in number and not _GROUPED.fullmatch(number):
        joined = number.replace(",", "")
        key = "amount_grouping" if _PLAIN.fullmatch(joined) else "amount_bad"
        raise BadValue(key, value=shown, suggest=joined)
    digits = _PLAIN.fullmatch(number.replace(",", ""))
    if digits is None:
        raise BadValue("amount_bad", value=shown)
    amount = Decimal(digits.group())
    if shape["unit"]:
        amount = amount.scaleb(_UNITS[shape["unit"]])
    elif len(digits["decimals"] or "") > _DECIMALS:
        raise _decimals_problem(amount, shown)
    if "-" in (shape["before"], shape["after"]):
        amount = -amount
    return _limited(amount, text)


def _spoken(said: str, shown: str) -> Decimal:
    """Whole yuan in Chinese numerals, or digits with 万, 千, 百 between them."""
    from cn2an import cn2an

    if _TWO_WAYS.search(said):
        raise BadValue("amount_bad", value=shown)
    try:
        return _limited(Decimal(str(cn2an(said, "smart"))), shown)
    except (ValueError, KeyError):
        raise BadValue("amount_bad", value=shown) from None


def _limited(amount: Decimal, value: object) -> Decimal:
    if abs(amount) > LIMIT:
        raise BadValue("amount_too_large", value=snippet(value))
    exact = round_money(amount)
    if exact != amount:
        raise _decimals_problem(amount, snippet(value))
    return exact


def _decimals_problem(amount: Decimal, shown: str) -> BadValue:
    if abs(amount) > LIMIT:
        return BadValue("amount_too_large", value=shown)
    return BadValue("amount_decimals", value=shown, suggest=f"{round_money(amount):.2f}")


def _float_problem(value: float | Decimal) -> BadValue:
    exact = Decimal(str(value))
    if not exact.is_finite():
        return BadValue("amount_bad", value=snippet(value))
    if abs(exact) > LIMIT:
        return BadValue("amount_too_large", value=snippet(value))
    return BadValue("amount_float", value=snippet(value), suggest=f'"{round_money(exact):.2f}"')
