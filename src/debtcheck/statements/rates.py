"""Rates as contracts, apps and people write them; a rate always has its unit of time."""

from __future__ import annotations

import re
from decimal import Decimal

from debtcheck.case.rate import FloatingRate, NotAgreed, Rate, RateMultiple, RateUnit
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.floating_rates import parse_floating
from debtcheck.statements.foreign_text import half_width, snippet
from debtcheck.statements.numerals import CHINESE, NUMBER, parse_number

ABSURD = Decimal(10)  # a year: above it a rate must be confirmed
ABSURD_TIMES = Decimal(100)
_LONGEST = 60  # characters
_DAY, _MONTH, _YEAR = RateUnit.DAY, RateUnit.MONTH, RateUnit.YEAR
_BEFORE = (
    (re.compile(r"(?:日利率|日息|日化|日费率|日罚息率|每日|每天|一天|按日|日)[:为是]?"), _DAY),
    (re.compile(r"(?:月利率|月息|月化|月费率|每个?月|一个月|按月|月)[:为是]?"), _MONTH),
    (re.compile(r"(?:年化利率|年利率|年息|年化|年费率|每年|一年|按年|年)[:为是]?"), _YEAR),
)
_AFTER = (
    (re.compile(r"(?:(?:/|per|a|每|一)(?:day|d|日|天)|日利率|日息)$"), _DAY),
    (re.compile(r"(?:(?:/|per|a|每|一)(?:month|mo|m|月|个月)|月利率|月息)$"), _MONTH),
    (
        re.compile(r"(?:(?:/|per|a|每|一)(?:year|yr|y|a|annum|年)|p\.?a\.?|年化|年利率|年息)$"),
        _YEAR,
    ),
)
_NOISE = re.compile(r"^(?:利率|利息|费率)[:为是]?(?=[0-9百千万])|\(单利\)")
_SIGNED = re.compile(r"(?P<sign>[+-])?(?P<number>[0-9]{1,12}(?:\.[0-9]{1,12})?)(?P<per>[%‰‱])?")
_PARTS = re.compile(rf"(?P<of>万分之|千分之|百分之|万)(?P<number>{NUMBER})")
_PLACES = {"%": 2, "‰": 3, "‱": 4, "百分之": 2, "千分之": 3, "万分之": 4, "万": 4}
_FEN = re.compile(rf"(?P<fen>{NUMBER})分(?:(?P<li>[0-9{CHINESE}])厘?)?[利息]?")
_LI = re.compile(rf"(?P<li>{NUMBER})厘[利息]?")
_OF_THE_RATE = re.compile(
    r"^在?(?:合同|借款|贷款|约定|执行|原|日|月|年)*(?:利率|利息)(?:水平)?(?:的基础上|基础上|的|之)?"
)
_TIMES = re.compile(rf"(?:x(?P<a>{NUMBER})|(?P<b>{NUMBER})(?:x|倍|times))")
_NOT_AGREED = {
    **dict.fromkeys(("none", "没有约定", "未约定", "没约定", "无约定"), NotAgreed.NONE),
    **dict.fromkeys(("unclear", "约定不明", "约定不清"), NotAgreed.UNCLEAR),
}
_RAISED = re.compile(r"(?:上浮|加收|上调)(?P<percent>[0-9]{1,6}(?:\.[0-9]{1,6})?)%")


def parse_rate(
    value: object, *, accept: bool = False, multiple: bool = False
) -> Rate | FloatingRate | RateMultiple:
    """A rate with its unit, a rate that follows an index, or (if `multiple`) a multiple.

    `0.04%/day`, `1‰/day`, `年化18%`, `月息一分五` (1.5% a month), `万分之四` (0.04% a day),
    `LPR1Y+5.25%`, `4xLPR1Y`, `1.5x`, `上浮50%`. Above 1,000% a year only with `accept`.

    Raises:
        BadValue: no unit, negative, absurd, a multiple where none is possible, or no rate.
    """
    shown = snippet(value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        raise BadValue("rate_no_unit", value=shown, example=_example(str(value)))
    if not isinstance(value, str):
        raise BadValue("rate_bad", value=shown)
    text = _plain(value)
    if len(text) > _LONGEST:
        raise BadValue("rate_bad", value=shown)
    if "lpr" in text:
        return _limited_floating(parse_floating(text, shown), shown, accept=accept)
    if (times := _multiple(text)) is not None:
        if not multiple:
            raise BadValue("rate_multiple_here", value=shown)
        if times > ABSURD_TIMES and not accept:
            raise BadValue("rate_multiple_high", value=shown)
        return RateMultiple(times)
    return _fixed(text, shown, accept=accept)


def parse_not_agreed(value: object) -> NotAgreed | None:
    """`none` (没有约定) or `unclear` (约定不明) in the place of a rate; None for anything else."""
    return _NOT_AGREED.get(_plain(value)) if isinstance(value, str) else None


def parse_share(value: object) -> Decimal:
    """A percentage without time, as a fraction: `5%` is 0.05.

    Raises:
        BadValue: no percent sign, negative, or above 100%.
    """
    shown = snippet(value)
    found = _SIGNED.fullmatch(_plain(value)[:_LONGEST]) if isinstance(value, str) else None
    if found is None or not found["per"]:
        raise BadValue("share_bad", value=shown, example=_example(shown))
    share = Decimal(found["number"]).scaleb(-_PLACES[found["per"]])
    if found["sign"] == "-" or share > 1:
        raise BadValue("share_range", value=shown)
    return share


def _plain(text: str) -> str:
    plain = "".join(half_width(text[: _LONGEST * 4]).split()).lower()
    return plain.translate({ord("×"): "x", ord("✕"): "x", ord("*"): "x"})


def _multiple(text: str) -> Decimal | None:
    rest = _OF_THE_RATE.sub("", text)
    if found := _TIMES.fullmatch(rest):
        return parse_number(found["a"] or found["b"])
    if found := _RAISED.fullmatch(rest):
        return 1 + Decimal(found["percent"]).scaleb(-2)
    return None


def _fixed(text: str, shown: str, *, accept: bool) -> Rate:
    rest, unit = _unit(text, shown)
    if found := _SIGNED.fullmatch(rest):
        if found["per"] is None:
            if unit is None:
                raise BadValue("rate_no_unit", value=shown, example=_example(rest))
            suggest = f"{found['number']}%/{unit}"
            raise BadValue("rate_no_percent", value=shown, suggest=suggest)
        if found["sign"] == "-" and Decimal(found["number"]):
            raise BadValue("rate_negative", value=shown)
        fraction = Decimal(found["number"]).scaleb(-_PLACES[found["per"]])
        default = _DAY if found["per"] == "‱" else None
    elif found := _PARTS.fullmatch(rest):
        fraction = _number(found["number"], shown).scaleb(-_PLACES[found["of"]])
        default = _DAY if found["of"].startswith("万") else None
    elif (percent := _fen(rest, shown)) is not None:
        # 年息1分 and 日息1分 are read in two ways; only the monthly custom is certain.
        if unit not in (None, _MONTH):
            raise BadValue("rate_fen_unit", value=shown)
        fraction, default = percent.scaleb(-2), _MONTH
    else:
        raise BadValue("rate_bad", value=shown)
    unit = unit or default
    if unit is None:
        raise BadValue("rate_no_unit", value=shown, example=_example(rest))
    rate = Rate(fraction, unit)
    if rate.yearly() > ABSURD and not accept:
        raise BadValue("rate_too_high", value=shown)
    return rate


def _unit(text: str, shown: str) -> tuple[str, RateUnit | None]:
    before = after = None
    text = _NOISE.sub("", text)
    for pattern, unit in _BEFORE:
        if found := pattern.match(text):
            text, before = text[found.end() :], unit
            break
    for pattern, unit in _AFTER:
        if found := pattern.search(text):
            text, after = text[: found.start()], unit
            break
    if before and after and before is not after:
        raise BadValue("rate_two_units", value=shown)
    return text, before or after


def _fen(text: str, shown: str) -> Decimal | None:
    """Percent a month: 1分 = 1, 1厘 = 0.1; 一分五 = 1.5."""
    if found := _FEN.fullmatch(text):
        fen = _number(found["fen"], shown)
        if found["li"] is None:
            return fen
        if fen != fen.to_integral_value():
            raise BadValue("rate_bad", value=shown)
        return fen + _number(found["li"], shown).scaleb(-1)
    if found := _LI.fullmatch(text):
        return _number(found["li"], shown).scaleb(-1)
    return None


def _number(text: str, shown: str) -> Decimal:
    number = parse_number(text)
    if number is None:
        raise BadValue("rate_bad", value=shown)
    return number


def _limited_floating(rate: FloatingRate, shown: str, *, accept: bool) -> FloatingRate:
    if not accept and (rate.times > ABSURD_TIMES or rate.plus > ABSURD):
        raise BadValue("rate_too_high", value=shown)
    return rate


def _example(text: str) -> str:
    """The figure of a rate that lacks its unit, to show it with one."""
    found = _SIGNED.fullmatch(text)
    return f"{found['number']}{found['per'] or '%'}" if found else "0.04%"
