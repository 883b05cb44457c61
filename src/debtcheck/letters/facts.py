"""What a template may see: words in the letter's language, made of the case, the report, the offer
and the law, and of nothing else. Everything is a string, a flag, or a tuple of small frozen values.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from debtcheck.audit.report import Cause, Paper
from debtcheck.case.kinds import Head, LenderKind
from debtcheck.case.model import Case
from debtcheck.engine.money import ZERO
from debtcheck.letters.attachments import attachments
from debtcheck.letters.basis import is_card
from debtcheck.letters.guards import Ask
from debtcheck.letters.letter import Cited, Deadline
from debtcheck.letters.more import addressed, more
from debtcheck.letters.plain import Speaker, capital, clean
from debtcheck.letters.points import heads_claimed, points, questions, reserved, whole
from debtcheck.letters.sources import paper_of
from debtcheck.planning.offers import Offer

RELIEF = (Head.PENALTY, Head.COMPOUND, Head.DAMAGES, Head.FEE)


@dataclass(frozen=True, slots=True)
class Person:
    """Who writes."""

    name: str
    role: str
    id_number: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Other:
    """The other side, and where the letter goes."""

    name: str
    platform: str
    to: str
    court: str
    case_no: str
    served: str
    clause: str


@dataclass(frozen=True, slots=True)
class LoanFacts:
    """The loan, as it is known by."""

    id: str
    made: str  # the day it was paid out or signed; empty if neither is known
    due: str
    before_due: bool


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What the other side asks for."""

    paper: str
    total: str
    split: str
    relief: str  # penalty, compound, damages, fees: what relief is asked for
    in_court: bool


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One payment of the offer."""

    no: int
    on: str
    amount: str
    left: str


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """The offer in words and figures."""

    start: str
    owed: str
    lump: str
    first: str
    monthly: str
    second: str  # the first monthly payment after a lump
    count: int
    months: int
    last: str
    last_on: str
    total: str
    cost: str
    rows: tuple[OfferLine, ...]
    limited_total: str
    limited_count: int
    limited_law: str
    limited_request: bool


class Blanks:
    """Fills in what is known, and marks what is not."""

    def __init__(self, say: Speaker, answers: dict[str, str]) -> None:
        self._say, self._answers = say, answers
        self.marks: dict[str, str] = {}  # mark → key

    @property
    def start(self) -> str:
        """What every blank begins with."""
        return self._say("blank_mark", label="】").partition("】")[0]

    def __call__(self, key: str, value: str = "") -> str:
        """The value, else the answer that was given, else a visible blank."""
        known = clean(value) or clean(self._answers.get(key, ""), 600)
        if known:
            return known
        mark = self._say("blank_mark", label=self._say(f"blank.{key}"))
        self.marks[mark] = key
        return mark


def facts(
    ask: Ask,
    say: Speaker,
    blank: Blanks,
    law: dict[str, tuple[Cited, ...]],
    *,
    offer: Offer | None,
    deadline: Deadline,
) -> dict[str, object]:
    """Everything by name."""
    report, found = ask.report, ask.found
    case = report.case
    stated = points(report, found, say)
    disputed = whole(report, stated, found)
    since = ask.period.since
    return {
        "me": _person(case, say, blank),
        "other": _other(ask, say, blank),
        "loan": _loan(ask, say, blank),
        "claim": _claim(ask, say),
        "points": stated,
        "questions": questions(report, found, say),
        "proof": any(f.cause is Cause.UNVERIFIED for f in found.asked),
        "disputed": _secured(disputed, say) if disputed else "",
        "offer": _offer(offer, say) if offer else None,
        "law": {name: say.list(c.cite[say.lang] for c in cited) for name, cited in law.items()},
        "days": deadline.days,
        "late": deadline.on is not None and deadline.on < ask.today,
        "today": say.day(ask.today),
        "attachments": attachments(ask, say),
        "reason": clean(ask.reason, 600),
        "name_used": case.borrower.role == "name_used",
        "complaint": bool(law.get("complaint")),
        "judged": ask.judged,
        "agreed": report.paper is Paper.AGREEMENT,
        "card": is_card(case),
        "private": case.lender.kind is LenderKind.PRIVATE,
        "party": say.party,
        "reserve": reserved(report, found, say),
        "plain": ask.plain,
        "income": _means(ask, say, "income"),
        "spent": _means(ask, say, "spent"),
        "blank": _Lazy(blank),
        "settle_on": say.day(ask.wish.first_on) if ask.wish.first_on else "",
        "settled_on": _last_paid(case, say),
        "overpaid": say.money(report.ledger.overpaid) if report.ledger.overpaid else "",
        "limitation_since": say.day(since) if since and ask.period.may_have_run else "",
        **more(ask, say),
    }


class _Lazy(dict[str, str]):
    """Blanks by name, marked only when a template names them."""

    def __init__(self, blank: Blanks) -> None:
        super().__init__()
        self._blank = blank

    def __missing__(self, key: str) -> str:
        return self._blank(key)


def _person(case: Case, say: Speaker, blank: Blanks) -> Person:
    me = case.borrower
    return Person(
        name=blank("name", me.name),
        role=say(f"role.{me.role or 'borrower'}"),
        id_number=blank("id_number", me.id_number),
        phone=blank("phone", me.phone),
        address=blank("address", me.address),
    )


def _other(ask: Ask, say: Speaker, blank: Blanks) -> Other:
    case = ask.report.case
    court, lender = case.court, case.lender
    at_court = ask.kind.addressee == "court"
    claimant = (case.claim.claimant if case.claim else "") or lender.name
    name = blank("plaintiff", claimant) if at_court else blank(*addressed(ask, say))
    theirs = ask.kind.addressee in ("lender", "court") and not ask.new_creditor
    served = say.day(court.served_on) if court and court.served_on else ""
    return Other(
        name=name,
        platform=clean(lender.platform) if theirs else "",
        to=blank("court", court.name if court else "") if at_court else name,
        court=blank("court", court.name if court else "") if at_court else "",
        case_no=blank("case_no", court.case_no if court else "") if at_court else "",
        served=blank("served_on", served) if at_court else "",
        clause=clean(court.clause if court else "", 600),
    )


def _loan(ask: Ask, say: Speaker, blank: Blanks) -> LoanFacts:
    loan = ask.report.case.loan
    made = loan.originated_on
    private = ask.report.case.lender.kind is LenderKind.PRIVATE
    named = clean(loan.id)
    return LoanFacts(
        id=named if named or private else blank("loan_id"),
        made=say.day(made) if made else "",
        due=say.day(loan.due_on) if loan.due_on else "",
        before_due=bool(loan.due_on and ask.today < loan.due_on),
    )


def _claim(ask: Ask, say: Speaker) -> ClaimFacts | None:
    report = ask.report
    if report.claimed is None:
        return None
    heads = heads_claimed(report)
    split = say.list(say("list.pair", name=say.head(h), amount=a) for h, a in heads)
    relief = [(h, a) for h, a in heads if h in RELIEF]
    if not heads:
        relief = [(h, a) for h, a in report.contract.heads.items() if h in RELIEF and a]
    kind = report.case.claim.kind if report.case.claim else ""
    return ClaimFacts(
        paper=paper_of(report.case, say),
        total=_secured(report.claimed.total, say),
        split=split if len(heads) > 1 else "",
        relief=say.list(say("list.pair", name=say.head(h), amount=a) for h, a in relief),
        in_court=kind == "lawsuit",
    )


def _secured(amount: Decimal, say: Speaker) -> str:
    """A figure with its capital letters beside it, as Chinese papers have it."""
    if say.lang != "zh":
        return say.money(amount)
    return say("capital", amount=amount, capital=capital(amount))


def _offer(offer: Offer, say: Speaker) -> OfferFacts:
    rows = tuple(
        OfferLine(r.no, say.day(r.on), say.money(r.amount), say.money(r.left)) for r in offer.rows
    )
    monthly = offer.rows[1:] if offer.lump else offer.rows
    limited = offer.limited
    return OfferFacts(
        start=say.day(offer.start),
        owed=_secured(offer.owed, say),
        lump=say.money(offer.rows[0].amount) if offer.lump else "",
        first=rows[0].on,
        monthly=say.money(offer.monthly) if offer.monthly else "",
        second=say.day(monthly[0].on) if offer.lump and monthly else "",
        count=len(rows),
        months=len(monthly),
        last=rows[-1].amount,
        last_on=rows[-1].on,
        total=_secured(offer.total, say),
        cost=say.money(offer.cost),
        rows=rows,
        limited_total=say.money(limited.total) if limited else "",
        limited_count=limited.payments if limited else 0,
        limited_law=say.list(r.cite[say.lang] for r in limited.rules) if limited else "",
        limited_request=bool(limited and limited.on_request),
    )


def _means(ask: Ask, say: Speaker, which: str) -> str:
    if ask.means is None:
        return ""
    return say.money(ask.means.income if which == "income" else ask.means.spent)


def _last_paid(case: Case, say: Speaker) -> str:
    days = [p.paid_on for p in case.payments if p.status == "settled" and p.amount > ZERO]
    return say.day(max(days)) if days else ""
