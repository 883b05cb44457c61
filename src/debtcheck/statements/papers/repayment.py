"""Which row of a wallet or a bank pays a loan, which may, which does not, and what told it.

The words are in repayment.toml. A row is never taken on a payee alone, and never left out for its
direction: wallets keep repayments under "neither income nor expense".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from debtcheck.statements.headings import plain_heading
from debtcheck.statements.papers.paper import State
from debtcheck.words.text import Text

_REFUND = "退款"
_PAID = "还款成功"
_NOTHING = frozenset({"", "/", "-", "--"})


class Direction(StrEnum):
    """Which way the money went, as the paper says it."""

    OUT = "out"
    IN = "in"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Transaction:
    """A row as it is judged. `amount` is in yuan, its sign does not matter.

    `words` is whatever says what it was for (goods, summary, remark); `kind` the paper's own
    category or type; `method` what it was paid with; `owner` the name of the person whose paper
    it is.
    """

    direction: Direction
    amount: Decimal
    payee: str = ""
    words: str = ""
    kind: str = ""
    method: str = ""
    status: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of a row. `state` None: it has nothing to do with a loan, `why` only counts it.

    `status` is that of a case's payment: settled, failed, refunded or unknown.
    """

    state: State | None
    why: Text
    is_payout: bool = False
    status: str = "settled"


def judge(row: Transaction) -> Judgement:
    """What a row is, by its words, kind, status, method and direction together."""
    payee, kind = plain_heading(row.payee), plain_heading(row.kind)
    words = plain_heading(row.words) + "|" + payee
    status = status_of(row.status)
    if not row.amount or status == "none" or _found("no_money", words):
        return _unrelated("no_money")
    repays = _found("repays", words) or (_PAID if _PAID in row.status else "")
    lends = _found("lends", words) or (row.kind if kind in _words("credit_kinds") else "")
    weak = _found("may_lend", words)
    pays_out = "" if repays else _found("pays_out", words)
    if row.direction is Direction.OUT:
        pays_out = ""
    if not (repays or lends or weak or pays_out):
        return _without_words(row, payee, words + kind)
    sure = bool(repays or lends or pays_out)
    if status == "refunded" or _REFUND in words:
        return _left_out("refunded", status="refunded") if sure else _unrelated("refund")
    if status == "failed":
        return _left_out("failed", status=status, shown=row.status) if sure else _unrelated("other")
    if pays_out:
        return _left_out("payout", is_payout=True, word=pays_out)
    if row.direction is Direction.IN:
        return _left_out("from_lender", word=lends) if lends else _unrelated("incoming")
    if not repays and (word := _found("converts", words)):
        return _left_out("converted", word=word)
    if status == "unknown" and sure:
        return _ask("status", status=status, shown=row.status)
    if repays:
        return _repaying(row, words, payee, kind, repays, is_lender=bool(lends))
    return _naming(row, payee, kind, lends, weak)


def _repaying(
    row: Transaction, words: str, payee: str, kind: str, repays: str, *, is_lender: bool
) -> Judgement:
    """A row that says it pays a debt."""
    if is_credit(row.method):
        return _ask("paid_by_credit", method=row.method)
    if word := _found("for_others", words):
        return _ask("for_others", word=word)
    if is_lender:
        return _taken(repays)
    if payee and not _found("firms", payee) and _found("transfers", words + kind):
        return _ask("person", payee=row.payee)
    if _is_purchase(kind, payee) and not _found("firms", payee):
        return _ask("shop", word=repays)
    return _taken(repays)


def _naming(row: Transaction, payee: str, kind: str, lends: str, weak: str) -> Judgement:
    """A row that names credit, and does not say that it pays any."""
    if is_credit(row.method):
        return _unrelated("new_debt")
    is_purchase = _is_purchase(kind, payee)
    if lends and not (is_purchase and not _found("lends", payee)):
        return _ask("lender", word=lends)
    if is_purchase or _found("own_money", kind):
        return _unrelated("other")
    return _ask("credit_word", word=weak or lends)


def _without_words(row: Transaction, payee: str, words: str) -> Judgement:
    """A row without any word of credit."""
    if row.direction is Direction.IN:
        return _unrelated("other")
    if is_credit(row.method):
        return _unrelated("new_debt")
    owner = plain_heading(row.owner)
    oneself = (len(owner) > 1 and owner in payee) or _found("oneself", words)
    if oneself and _found("transfers", words) and not _found("own_money", words):
        return _ask("own_card")
    return _unrelated("other")


def _is_purchase(kind: str, payee: str) -> bool:
    return kind in _words("shopping") or bool(_found("shops", payee))


def is_credit(method: str) -> bool:
    """True if paying so makes a new debt."""
    return bool(_of_credit(method))


@lru_cache(maxsize=4096)
def _of_credit(method: str) -> str:
    return _found("credit_methods", plain_heading(method))


@lru_cache(maxsize=4096)
def status_of(status: str) -> str:
    """What a status means: settled failed refunded unknown, or none for what moves no money."""
    plain = plain_heading(status)
    if plain in _NOTHING:
        return "settled"
    for group in _data()["status"]:
        if any(word in plain for word in group["words"]):
            return str(group["is"])
    return "unknown"


@cache
def hints() -> re.Pattern[str]:
    """Letters one of which every row holds that `judge` may take, ask about or show.

    A row whose words, payee and kind hold none is "other", or "new_debt" by its method: a cheap
    first look at papers of a million rows.
    """
    left = {
        word
        for name in ("repays", "lends", "may_lend", "pays_out", "transfers")
        for word in _words(name)
    } | set(_words("credit_kinds"))
    letters: list[str] = []
    while left:
        counts = {letter: sum(letter in word for word in left) for letter in sorted("".join(left))}
        letters.append(max(counts, key=lambda letter: counts[letter]))
        left = {word for word in left if letters[-1] not in word}
    return re.compile(f"[{''.join(map(re.escape, letters))}]")


@cache
def _data() -> Mapping[str, Any]:
    source = files("debtcheck.statements.papers").joinpath("repayment.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(plain_heading(word) for word in _data()["words"][name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    longest_first = sorted(_words(name), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first)))


def _found(name: str, plain: str) -> str:
    """The first word of a list in a text, or an empty text."""
    found = _pattern(name).search(plain)
    return found.group() if found else ""


def _why(key: str, params: Mapping[str, object]) -> Text:
    return Text(f"papers.why.{key}", dict(params))


def _taken(word: str) -> Judgement:
    return Judgement(State.TAKEN, _why("repayment", {"word": word}))


def _ask(key: str, *, status: str = "settled", **params: object) -> Judgement:
    return Judgement(State.ASK, _why(key, params), status=status)


def _left_out(
    key: str, *, is_payout: bool = False, status: str = "settled", **params: object
) -> Judgement:
    return Judgement(State.LEFT_OUT, _why(key, params), is_payout, status)


def _unrelated(key: str) -> Judgement:
    return Judgement(None, _why(key, {}))
