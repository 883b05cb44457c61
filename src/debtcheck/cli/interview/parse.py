"""What was typed as an answer that is kept: plain text that reads back as the same answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from debtcheck.case.kinds import Head
from debtcheck.cli.interview import presets
from debtcheck.cli.interview.questions import NO, YES, Form, Question
from debtcheck.statements.amounts import parse_positive, parse_unsigned
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.days import parse_day
from debtcheck.statements.fields import MAX_DAYS, MAX_INSTALMENTS, parse_count
from debtcheck.statements.foreign_text import half_width, parse_text, snippet
from debtcheck.statements.rates import parse_not_agreed, parse_rate, parse_share

_LAST_DAY = 31
_MOST_PEOPLE = 999
_YES = {"y", "yes", "是", "有", "对", "嗯"}
_NO = {"n", "no", "否", "没有", "没", "不是", "无"}
_POSTINGS = {
    "purchase": ("消费", "购物", "分期", "purchase"),
    "cash": ("取现", "提现", "预借现金", "cash"),
    "fee": ("费用", "手续费", "年费", "fee"),
    "refund": ("退款", "退货", "refund"),
}
_SHORTEST_MESSAGE = 12  # characters: what is longer than an amount may be the message itself


def parse(question: Question, typed: str) -> dict[str, str]:
    """The answers in what was typed, by the id of their question.

    Mostly one; a pasted message may state several figures of a claim. What `parse` gives, typed
    again, gives the same.

    Raises:
        BadValue: it is no answer to this question.
    """
    plain = half_width(typed)
    if question.same and plain == "=":
        return {question.id: question.same}
    if question.form is Form.CLAIM:
        return _claim(question, typed)
    return {question.id: _READERS[question.form](question, typed)}


def _choice(question: Question, typed: str) -> str:
    plain = half_width(typed).casefold().rstrip(".、)")
    choices = question.choices
    if plain.isascii() and plain.isdigit() and 1 <= int(plain[:4]) <= len(choices):
        return choices[int(plain[:4]) - 1]
    if plain in choices:
        return plain
    if choices[:1] == (YES,) and plain in _YES | _NO:
        return choices[0] if plain in _YES else choices[1]
    raise BadValue("not_a_choice", value=snippet(typed), most=len(choices))


def _who(question: Question, typed: str) -> str:
    plain = half_width(typed)
    offered = presets.offered()
    if plain.isascii() and plain.isdigit():
        if 1 <= int(plain[:4]) <= len(offered):
            return offered[int(plain[:4]) - 1]
        raise BadValue("not_a_choice", value=snippet(typed), most=len(offered))
    return plain if plain in offered else presets.find(plain) or parse_text(typed)


def _claim(question: Question, typed: str) -> dict[str, str]:
    try:
        return {question.id: f"{parse_positive(typed):.2f}"}
    except BadValue:
        if len(typed) < _SHORTEST_MESSAGE:
            raise
        return _message(question, typed)


def _message(question: Question, typed: str) -> dict[str, str]:
    """The figures of a pasted message: only what it states."""
    from debtcheck.statements.papers.claim_text import read_claim
    from debtcheck.statements.writing import load_folding, normalise

    claim = read_claim(normalise(typed, load_folding()).text)
    heads = {head: getattr(claim, head.value) for head in Head}
    stated = {head: amount for head, amount in heads.items() if amount is not None}
    total = claim.total or claim.parts
    if not total:
        raise BadValue("message_without_figure", value=snippet(typed))
    found = {question.id: f"{total:.2f}"}
    if claim.as_of is not None:
        found["claim_on"] = claim.as_of.isoformat()
    if stated:
        found["split"] = YES
        found |= {f"claimed_{h.value}": f"{stated[h]:.2f}" if h in stated else "" for h in Head}
    return found


def _dated(question: Question, typed: str) -> str:
    plain = " ".join(half_width(typed).replace(",", "").split())
    day, _, amount = plain.rpartition(" ")
    if not day:
        raise BadValue("not_dated", value=snippet(typed))
    return f"{parse_day(day).isoformat()} {parse_positive(amount):.2f}"


def _posting(question: Question, typed: str) -> str:
    parts = half_width(typed).replace(",", "").split()
    if len(parts) < len(("day", "kind", "amount")):
        raise BadValue("not_a_posting", value=snippet(typed))
    day, said, amount = parts[0], "".join(parts[1:-1]).casefold(), parts[-1]
    kind = next((kind for kind, names in _POSTINGS.items() if said in names), "")
    if not kind:
        raise BadValue("not_a_posting", value=snippet(typed))
    return f"{parse_day(day).isoformat()} {kind} {parse_positive(amount):.2f}"


def _rate(question: Question, typed: str) -> str:
    not_agreed = parse_not_agreed(typed)
    if not_agreed is not None:
        return not_agreed.value
    multiple = question.form is Form.OVERDUE_RATE
    rate = parse_rate(typed, multiple=multiple)
    if multiple and "LPR" in str(rate):
        raise BadValue("rate_index_here", value=snippet(typed))
    return str(rate)


def _share(question: Question, typed: str) -> str:
    share = parse_share(typed)
    return f"{(share * 100).normalize():f}%"


def _amount(read: Callable[[object], Decimal]) -> Callable[[Question, str], str]:
    return lambda question, typed: f"{read(typed):.2f}"


def _number(low: int, high: int) -> Callable[[Question, str], str]:
    return lambda question, typed: str(
        parse_count(half_width(typed).rstrip("期天日号个月人名位 "), low, high)
    )


def _moment(question: Question, typed: str) -> str:
    from datetime import datetime

    from debtcheck.contacts.model import CHINA
    from debtcheck.contacts.rows import FUTURE
    from debtcheck.contacts.times import parse_moment, show

    moment = parse_moment(typed)
    said = show(moment.at, moment.timed)
    if moment.at > datetime.now(tz=CHINA) + FUTURE:
        raise BadValue("future", at=said)
    return said


def _duration(question: Question, typed: str) -> str:
    from debtcheck.contacts.rows import duration

    return str(duration(typed))


def _speech(question: Question, typed: str) -> str:
    from debtcheck.contacts.rows import LONGEST_CELL

    return parse_text(typed, LONGEST_CELL)


def _logged(question: Question, typed: str) -> str:
    from debtcheck.contacts.names import names, plain

    try:
        return _choice(question, typed)
    except BadValue:
        column = "yes" if question.choices == (YES, NO) else question.key
        named = names(column).get(plain(typed), "")
        if typed.strip().isdecimal() or not named:
            raise
        return named


_READERS: Mapping[Form, Callable[[Question, str], str]] = {
    Form.CHOICE: _choice,
    Form.WHO: _who,
    Form.AMOUNT: _amount(parse_unsigned),
    Form.MONEY: _amount(parse_positive),
    Form.DAY: lambda question, typed: parse_day(typed).isoformat(),
    Form.RATE: _rate,
    Form.OVERDUE_RATE: _rate,
    Form.SHARE: _share,
    Form.COUNT: _number(1, MAX_INSTALMENTS),
    Form.DAYS: _number(0, MAX_DAYS),
    Form.DAY_OF_MONTH: _number(1, _LAST_DAY),
    Form.TEXT: lambda question, typed: parse_text(typed),
    Form.DATED: _dated,
    Form.POSTING: _posting,
    Form.MOMENT: _moment,
    Form.DURATION: _duration,
    Form.PEOPLE: _number(1, _MOST_PEOPLE),
    Form.LOGGED: _logged,
    Form.SPEECH: _speech,
}
