"""Before paying: what does not agree between the case and whoever asks for money. Pure.

Nothing found is no proof; the result says so and never more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from debtcheck.case.kinds import LenderKind
from debtcheck.case.model import Case
from debtcheck.law.lawbook import LawBook
from debtcheck.words.text import Text, text

Status = Literal["differs", "agrees", "ask"]
_COMPANY = (
    "公司",
    "银行",
    "支付",
    "平台",
    "中心",
    "法院",
    "集团",
    "信用社",
    "合作社",
    "基金",
    "信托",
)
_LONGEST_NAME = 4
_SHORTEST_PART = 4  # a name inside another counts from here
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
_FOREIGN = re.compile(r"(?:00|\+)(?!86)\d{5,}")
_SERVICE = re.compile(r"(?:95\d{3,6}|96\d{3,5}|400\d{7}|1069\d{4,16}|10\d{3})")
_CARD = re.compile(r"62\d{14,17}")
_DIGITS = re.compile(r"\d{3,}")
_LINK = re.compile(r"(?i)(?:https?|weixin|alipays?)[:：]|www\.|\.(?:com|cn|top|xyz|vip|net)\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the other side said; empty: nothing."""

    payee: str = ""
    account: str = ""
    number: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the checklist."""

    id: str
    status: Status
    what: Text


def verify(case: Case, asked: Asked, law: LawBook) -> tuple[Point, ...]:
    """The points in order: creditor, who asks, payee, account, number, court."""
    return (
        *_creditor(case),
        *_claimant(case),
        *_who(case, asked),
        *_payee(case, asked),
        *_account(case, asked),
        *_number(case, asked, law),
        *_court(case),
    )


def plain(name: str) -> str:
    """A name for comparison: half width, lower case, without spaces and brackets."""
    folded = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"[\s()\[\]【】·.,，。]+", "", folded)


def same(left: str, right: str) -> bool:
    """Whether two names are one; a long name may stand inside a longer one."""
    a, b = sorted((plain(left), plain(right)), key=len)
    return bool(a) and (a == b or (len(a) >= _SHORTEST_PART and a in b))


def _among(name: str, names: Iterable[str]) -> bool:
    return any(same(name, other) for other in names if other)


def _lenders(case: Case) -> list[str]:
    return [lender.name for lender in case.lenders if lender.name]


def _platforms(case: Case) -> list[str]:
    return [lender.platform for lender in case.lenders if lender.platform]


def _creditors(case: Case, *, notified: bool) -> list[str]:
    """Those to whom the debt went over, by notice or without."""
    kinds = ("assigned", "guarantor_paid", "repurchased")
    return [
        change.to
        for change in case.creditor_changes
        if change.kind in kinds and change.to and (change.notified_on is not None) is notified
    ]


def _named(case: Case) -> list[str]:
    """Every name of the case that money may have to do with."""
    moved = [*_creditors(case, notified=True), *_creditors(case, notified=False)]
    return [*_lenders(case), *_platforms(case), *moved, *(f.payee for f in case.fees)]


def _agents(case: Case) -> list[str]:
    return [c.to for c in case.creditor_changes if c.kind == "entrusted" and c.to]


def _institution(case: Case) -> bool:
    lender = case.lender
    return lender.kind is not LenderKind.PRIVATE and lender.natural_person is not True


def person(name: str) -> bool:
    """A name that looks like a person's."""
    short = plain(name)
    if not short or any(part in short for part in _COMPANY):
        return False
    return len(short) <= _LONGEST_NAME and not short.isascii()


def _creditor(case: Case) -> Iterator[Point]:
    names = _lenders(case)
    if not names:
        yield Point("creditor", "ask", text("verify.point.no_creditor"))
    else:
        yield Point("creditor", "ask", text("verify.point.creditor", name="、".join(names)))
    for change in case.creditor_changes:
        name = change.to or "?"
        if change.kind == "entrusted":
            yield Point("change", "ask", text("verify.point.entrusted", name=name))
        elif change.notified_on is None:
            yield Point("change", "differs", text("verify.point.no_notice", name=name))
        else:
            what = text("verify.point.notified", name=name, on=change.notified_on)
            yield Point("change", "ask", what)


def _claimant(case: Case) -> Iterator[Point]:
    known = [*_lenders(case), *_platforms(case), *_creditors(case, notified=True), *_agents(case)]
    for name in dict.fromkeys(claim.claimant for claim in case.claims if claim.claimant):
        if known and not _among(name, known):
            yield Point("claimant", "differs", text("verify.point.claimant", name=name))


def _who(case: Case, asked: Asked) -> Iterator[Point]:
    if not asked.who:
        yield Point("who", "ask", text("verify.point.no_who"))
        return
    name = asked.who
    if _among(name, _agents(case)):
        yield Point("who", "agrees", text("verify.point.who_agent", name=name))
    elif _among(name, [*_lenders(case), *_platforms(case), *_creditors(case, notified=True)]):
        yield Point("who", "agrees", text("verify.point.who_named", name=name))
    else:
        yield Point("who", "differs", text("verify.point.who_other", name=name))


def _payee(case: Case, asked: Asked) -> Iterator[Point]:
    name = asked.payee
    if not name:
        yield Point("payee", "ask", text("verify.point.no_payee"))
    elif _institution(case) and person(name) and not _among(name, _named(case)):
        yield Point("payee", "differs", text("verify.point.payee_person", name=name))
    elif _among(name, _creditors(case, notified=False)):
        yield Point("payee", "differs", text("verify.point.payee_unnotified", name=name))
    elif _among(name, _creditors(case, notified=True)):
        yield Point("payee", "agrees", text("verify.point.payee_new", name=name))
    elif _among(name, _lenders(case)):
        moved = bool(_creditors(case, notified=True))
        key, status = ("payee_old", "differs") if moved else ("payee_lender", "agrees")
        yield Point("payee", status, text(f"verify.point.{key}", name=name))  # type: ignore[arg-type]
    elif _among(name, [*_platforms(case), *(f.payee for f in case.fees)]):
        yield Point("payee", "ask", text("verify.point.payee_related", name=name))
    else:
        yield Point("payee", "differs", text("verify.point.payee_other", name=name))


def _account(case: Case, asked: Asked) -> Iterator[Point]:
    account = unicodedata.normalize("NFKC", asked.account).replace(" ", "").replace("-", "")
    if not account:
        yield Point("account", "ask", text("verify.point.no_account"))
    elif _LINK.search(account):
        yield Point("account", "differs", text("verify.point.account_link"))
    elif _MOBILE.fullmatch(account) or "@" in account:
        status: Status = "differs" if _institution(case) else "ask"
        yield Point("account", status, text("verify.point.account_wallet"))
    elif _CARD.fullmatch(account) and _institution(case):
        yield Point("account", "ask", text("verify.point.account_card"))
    else:
        yield Point("account", "ask", text("verify.point.account"))


def _number(case: Case, asked: Asked, law: LawBook) -> Iterator[Point]:
    raw = unicodedata.normalize("NFKC", asked.number)
    number = re.sub(r"[\s\-()]+", "", raw)
    if not number:
        yield Point("number", "ask", text("verify.point.no_number"))
    elif number in _authorities(law):
        yield Point("number", "differs", text("verify.point.number_authority", number=number))
    elif _FOREIGN.fullmatch(number):
        yield Point("number", "differs", text("verify.point.number_foreign"))
    elif _MOBILE.fullmatch(number):
        status: Status = "differs" if _institution(case) else "ask"
        yield Point("number", status, text("verify.point.number_mobile"))
    elif _SERVICE.fullmatch(number):
        yield Point("number", "ask", text("verify.point.number_service"))
    else:
        yield Point("number", "ask", text("verify.point.number"))


def _authorities(law: LawBook) -> set[str]:
    """The lines of authorities: they collect for no one."""
    return {
        digits
        for rule in law.rules
        if rule.force == "INFO"
        for digits in _DIGITS.findall(rule.cite_zh.replace("-", ""))
    }


def _court(case: Case) -> Iterator[Point]:
    stage = case.court.stage if case.court else ""
    if case.judgment is not None or stage in ("judged", "enforcement"):
        yield Point("court", "ask", text("verify.point.court"))
