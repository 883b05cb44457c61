"""Small numbers in digits or in Chinese: 4, 1.5, 四, 一点五, 十五."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
} | dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
_ARABIC = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")
CHINESE = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百点"
NUMBER = rf"(?:[0-9]{{1,12}}(?:\.[0-9]{{1,12}})?|[{CHINESE}]{{1,12}})"  # to build patterns with


def parse_number(text: str) -> Decimal | None:
    """The value of digits or of Chinese numerals below 1000, or None if it is neither."""
    if _ARABIC.fullmatch(text):
        return Decimal(text)
    whole, point, rest = text.partition("点")
    value = _integer(whole)
    if value is None or (point and not rest):
        return None
    digits = [_DIGITS.get(char) for char in rest]
    if None in digits:
        return None
    return Decimal(f"{value}.{''.join(map(str, digits))}" if digits else value)


def _integer(text: str) -> int | None:
    total, digit = 0, -1  # digit: -1 = none waiting
    if not text:
        return None
    for char in text:
        if char in _DIGITS:
            if digit > 0:
                return None  # 一五: no number
            digit = _DIGITS[char]
        elif char in "十拾":
            total += (1 if digit < 0 else digit) * 10
            digit = -1
        elif char == "百" and digit > 0:
            total += digit * 100
            digit = -1
        else:
            return None
    return total + max(digit, 0)
