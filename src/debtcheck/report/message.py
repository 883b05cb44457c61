"""A judged message as blocks for a screen, and as the object of `--json`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from debtcheck.messages.model import Judgement, Kind, Level, Sign
from debtcheck.report.blocks import Block, Gap, Heading, Item, Para, Step, Title
from debtcheck.statements.papers.stated_claim import Change, MessageClaim
from debtcheck.words.catalog import Words

if TYPE_CHECKING:
    from debtcheck.messages.rules import RuleSet

_HEADS = ("principal", "interest", "penalty", "compound", "damages", "fee", "costs")
_FIRST_SENT = "sent_"
_FIRST_COURT = "court_"


def message_blocks(
    judgement: Judgement, words: Words, book: RuleSet, *, notice: bool, compared: list[Block]
) -> Iterator[Block]:
    """The screen of `notice` or `scam`.

    Args:
        judgement: What was found.
        words: The language.
        book: The rules: which conduct rules a sign touches.
        notice: Claim and verification too; without it the fraud alone.
        compared: The claim against a case file; empty without one.
    """
    say = _Say(words)
    if judgement.distress:
        yield from _calm(judgement, say)
        return
    yield Title(say("notice_title" if notice else "scam_title"), "")
    steps = list(judgement.do_first)
    sent = [key for key in steps if key.startswith(_FIRST_SENT)]
    court = [key for key in steps if key.startswith(_FIRST_COURT)]
    if sent:
        yield Heading(say("sent_title"))
        yield from _steps(sent, say)
        yield Gap()
    if court:
        both = judgement.scam is not Level.NONE
        yield Para(say("court_and_scam" if both else "court"), 0, "court")
        yield from _steps(court, say)
        yield Gap()
    yield from _verdicts(judgement, say, notice=notice)
    rest = [key for key in steps if key not in sent and key not in court]
    if rest:
        yield from (Gap(), Heading(say("first")))
        yield from _steps(rest, say)
    yield from _sign_part(judgement, Kind.SCAM, "why", say, book)
    if notice:
        yield from _claim_part(judgement.claim, say)
        yield from compared
        yield from (Gap(), Heading(say("verify")))
        keys = ("creditor", "amount", "app", "payee")
        yield from (Item(say(f"verify_{key}")) for key in keys)
    yield from _sign_part(judgement, Kind.PRESSURE, "pressure", say, book)
    yield from _genuine(judgement, say)
    yield Gap()
    if judgement.suit_warned:
        yield Para(say("suit"), 0)
    if judgement.pressure is not Level.NONE:
        yield Para(say("shared"), 0)
    yield Para(say("rest"), 0, "quiet")


class _Say:
    """`say("first")` for `message.screen.first`."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def __call__(self, key: str, **params: object) -> str:
        return self.words(f"message.screen.{key}", **params)

    def of(self, key: str) -> str:
        """Any other sentence of the topic."""
        return self.words(f"message.{key}")


def _calm(judgement: Judgement, say: _Say) -> Iterator[Block]:
    yield Para(say("calm_title"), 0, "answer")
    yield Gap()
    for key in judgement.do_first:
        yield Item(say.of(f"do.{key}"))


def _verdicts(judgement: Judgement, say: _Say, *, notice: bool) -> Iterator[Block]:
    yield Para(say(f"scam_{judgement.scam.value}"), 0, "answer")
    if notice or judgement.pressure is not Level.NONE:
        yield Para(say(f"pressure_{judgement.pressure.value}"), 0, "answer")


def _steps(keys: list[str], say: _Say) -> Iterator[Block]:
    for number, key in enumerate(keys, 1):
        yield Step(number, say.of(f"do.{key}"))


def _sign_part(
    judgement: Judgement, kind: Kind, heading: str, say: _Say, book: RuleSet
) -> Iterator[Block]:
    signs = [sign for sign in judgement.signs if sign.kind is kind]
    if not signs:
        return
    yield from (Gap(), Heading(say(heading)))
    for sign in signs:
        yield Item(f"{_capital(say.of(f'sign.{sign.id}.name'))} [{sign.id}]")
        yield Para(say("quoted", text=sign.text), 4)
        yield Para(say.of(f"sign.{sign.id}.why"), 4)
        if kind is Kind.PRESSURE:
            yield Para(say("do", text=say.of(f"sign.{sign.id}.do")), 4)
            if rules := book.rules_of(sign.id):
                comma = "；" if say.words.lang == "zh" else "; "
                listed = comma.join(f"{rule} {say.of(f'rule.{rule}')}" for rule in rules)
                yield Para(say("basis", list=listed), 4)


def _genuine(judgement: Judgement, say: _Say) -> Iterator[Block]:
    signs = [sign for sign in judgement.signs if sign.kind is Kind.GENUINE]
    if signs and judgement.scam is not Level.LIKELY:
        yield from (Gap(), Heading(say("genuine")))
        comma = "、" if say.words.lang == "zh" else "; "
        yield Para(_capital(comma.join(say.of(f"sign.{sign.id}.name") for sign in signs)))


def _claim_part(claim: MessageClaim, say: _Say) -> Iterator[Block]:
    yield from (Gap(), Heading(say("claims")))
    amounts = [(head, getattr(claim, head)) for head in (*_HEADS, "total")]
    stated = [(head, amount) for head, amount in amounts if amount is not None]
    for head, amount in stated:
        yield Item(say("amount", name=_capital(say.of(f"head.{head}")), amount=amount))
    if not stated:
        yield Item(say("no_figures"))
    elif len(stated) == 1 and claim.total is not None:
        yield Para(say("sum_open"), 4)
    elif claim.gap is not None:
        key = "sum_differs" if claim.gap else "sum_same"
        gap = abs(claim.gap)
        yield Para(say(key, parts=claim.parts, total=claim.total, gap=gap), 4)
    if claim.overdue_days is not None:
        yield Item(say("overdue", days=claim.overdue_days))
    if claim.as_of is not None:
        yield Item(say("as_of", day=claim.as_of))
    if claim.sender is not None:
        yield Item(say("sender", name=claim.sender))
    if claim.creditor is not None:
        yield Item(say("creditor", name=claim.creditor))
    if claim.change is not None:
        yield Para(say(f"change_{Change(claim.change).value}"), 4)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def message_dict(judgement: Judgement, words: Words) -> dict[str, object]:
    """The object of `--json`: schema debtcheck.message, version 1."""
    return {
        "schema": "debtcheck.message",
        "version": 1,
        "scam": judgement.scam.value,
        "pressure": judgement.pressure.value,
        "court": judgement.court,
        "distress": judgement.distress,
        "signs": [_sign_dict(sign, words) for sign in judgement.signs],
        "claim": _claim_dict(judgement.claim),
        "do_first": [words(f"message.do.{key}") for key in judgement.do_first],
        "sent": judgement.sent,
    }


def _sign_dict(sign: Sign, words: Words) -> dict[str, object]:
    name, why, do = _said(words, sign.id)
    return {
        "id": sign.id,
        "kind": sign.kind.value,
        "name": name,
        "text": sign.text,
        "why": why,
        "do": do,
    }


@cache
def _said(words: Words, sign: str) -> tuple[str, str, str]:
    """Name, reason and advice of a sign: a file of messages asks for them over and over."""
    name, why, do = (words(f"message.sign.{sign}.{part}") for part in ("name", "why", "do"))
    return name, why, do


def _claim_dict(claim: MessageClaim) -> dict[str, object]:
    return {
        "total": _money(claim.total),
        "principal": _money(claim.principal),
        "overdue_days": claim.overdue_days,
        "as_of": claim.as_of.isoformat() if claim.as_of else None,
        "creditor": claim.creditor,
        "interest": _money(claim.interest),
        "penalty": _money(claim.penalty),
        "compound": _money(claim.compound),
        "damages": _money(claim.damages),
        "fee": _money(claim.fee),
        "costs": _money(claim.costs),
        "sender": claim.sender,
        "change": claim.change.value if claim.change else None,
        "gap": _money(claim.gap),
    }


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
