"""Which letter fits which case: every guard is a question that ends with a reason, or with silence.

A letter with an untrue claim, a promise that cannot be kept, or an acknowledgement that may cost a
defence is not drafted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from debtcheck.audit.limitation import limitation
from debtcheck.audit.limitation_period import Limitation
from debtcheck.audit.papers.recourse import same_name
from debtcheck.audit.report import AuditReport, Paper
from debtcheck.contacts.demands import demands
from debtcheck.contacts.model import Contact
from debtcheck.engine.money import FEN, ZERO
from debtcheck.law.lawbook import LawBook
from debtcheck.letters.fits import FITS
from debtcheck.letters.kinds import Kind
from debtcheck.letters.letter import LetterRefused
from debtcheck.letters.more import claiming_creditor
from debtcheck.letters.points import Sorted, sort
from debtcheck.planning.offers import NOTHING, Means, Offer, Wish
from debtcheck.words.catalog import Words
from debtcheck.words.text import Text, text

GROUND_LIMIT = 600


@dataclass(frozen=True)
class Ask:
    """Everything a letter is made of, before it is worded."""

    kind: Kind
    report: AuditReport
    law: LawBook
    lang: str
    today: date
    wish: Wish = NOTHING
    means: Means | None = None
    ground: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    plain: bool = False
    template: str | None = None
    contacts: tuple[Contact, ...] = ()  # the log: collectors, and demands for the limitation period

    @property
    def found(self) -> Sorted:
        """The findings by how they may enter a letter."""
        return sort(self.report)

    @property
    def period(self) -> Limitation:
        """Where the limitation period stands on the day, or on that of the filing."""
        case, court = self.report.case, self.report.case.court
        filed = court and (court.filed_on or court.accepted_on)
        told = demands(self.contacts, case)
        return limitation(case, self.law, filed or self.today, demands=told)

    @property
    def new_creditor(self) -> str:
        """To whom a letter on the figures goes in the lender's place, or nothing."""
        case = self.report.case
        theirs = claiming_creditor(case)
        same = same_name(theirs, case.lender.name)
        return theirs if self.kind.on_figures and not same else ""

    @property
    def judged(self) -> bool:
        """True if a judgment stands for the contract."""
        return self.report.paper is Paper.JUDGMENT

    @property
    def reason(self) -> str:
        """The facts and reasons that the person gave, by option or answer."""
        return self.ground or self.answers.get("ground", "")


def check(ask: Ask) -> None:
    """Refuse a letter that does not fit.

    Raises:
        LetterRefused: the first reason, with what to do instead.
    """
    role = ask.report.case.borrower.role
    if role not in ask.kind.roles:
        allowed = tuple(text(f"letter.role.{r}") for r in ask.kind.roles)
        said = text(f"letter.role.{role}") if role else text("letter.role.borrower")
        raise _no("role", allowed=_all(allowed, ask.lang), role=said)
    kind = ask.report.case.lender.kind
    if kind is not None and kind not in ask.kind.lenders:
        raise _no("lender")
    if len(ask.reason) > GROUND_LIMIT:
        raise _no("ground_long", n=GROUND_LIMIT)
    for need in ask.kind.needs:
        (_NEEDS | FITS)[need](ask)


def check_offer(ask: Ask, offer: Offer) -> None:
    """Refuse an offer that the person cannot keep."""
    surplus = ask.means.surplus if ask.means else None
    if surplus is not None and offer.monthly is not None and offer.monthly > surplus:
        raise _no("above_surplus", monthly=offer.monthly, surplus=surplus)


def _all(parts: tuple[Text, ...], lang: str) -> str:
    words = Words(lang)
    return words("letter.list.comma").join(words.say(p) for p in parts)


def _no(key: str, **params: object) -> LetterRefused:
    return LetterRefused(text(f"letter.refuse.{key}", **params))


# ── the questions ────────────────────────────────────────────────────────────────────────


def _claim(ask: Ask) -> None:
    if ask.report.claimed is None:
        raise _no("no_claim")


def _points(ask: Ask) -> None:
    if ask.found.empty:
        raise _no("nothing_to_dispute")


def _truth(ask: Ask) -> None:
    """Who says that a debt is not theirs says why; without it the letter has a blank."""


def _settled(ask: Ask) -> None:
    owed = ask.report.contract.total
    claimed = ask.report.claimed.total if ask.report.claimed else ZERO
    if owed > ZERO or claimed > ZERO:
        raise _no("not_settled", owed=owed, claimed=claimed)


def _no_court(ask: Ask) -> None:
    case = ask.report.case
    stage = case.court.stage or "sued" if case.court else ""
    if case.judgment is not None:
        stage = stage or "judged"
    if any(claim.kind == "lawsuit" for claim in case.claims):
        stage = stage or "lawsuit"
    if stage:
        raise _no("court_pending", stage=text(f"letter.stage.{stage}"))


def _in_time(ask: Ask) -> None:
    found = ask.period
    if found.may_have_run and found.since is None:
        raise _no("may_have_run_unknown")
    if found.may_have_run:
        raise _no("may_have_run", since=found.since)


def _means(ask: Ask) -> None:
    means = ask.means
    if ask.wish.empty and means is None:
        raise _no("no_surplus")
    if means is not None and means.surplus <= ZERO:
        raise _no("surplus_negative", surplus=means.surplus)


def _offer(ask: Ask) -> None:
    _means(ask)
    report, means = ask.report, ask.means
    if report.paper in (Paper.AGREEMENT, Paper.RECOURSE):  # an offer runs on the contract's figure
        raise _no(f"by_{report.paper}")
    if means is not None and ask.wish.monthly is None and means.debts > 1:
        raise _no("shared_surplus", n=means.debts, surplus=means.surplus)
    if report.claimed and report.contract.total > report.claimed.total + _tolerance(report):
        raise _no("ours_above")


def _tolerance(report: AuditReport) -> Decimal:
    claim = report.case.claim
    return FEN * max(len(claim.lines) if claim else 0, 1)


def _first_on(ask: Ask) -> None:
    if ask.wish.first_on is None:
        raise _no("needs_first_on")


def _court(ask: Ask) -> None:
    court = ask.report.case.court
    stages = ask.kind.court
    if court is None:
        raise _no("needs_court", stage=stages[0])
    if court.stage and court.stage not in stages:
        raise _no("other_stage", stage=text(f"letter.stage.{stages[0]}"),
                  given=text(f"letter.stage.{court.stage}"))  # fmt: skip


def _true_dispute(ask: Ask) -> None:
    """An objection says what is wrong with the debt: never that there is no money."""
    for lang in ("zh", "en"):
        pattern = Words(lang)("letter.cannot_pay.pattern")
        match = re.search(pattern, ask.reason, re.IGNORECASE)
        if match:
            raise _no("cannot_pay", words=match[0])
    name_used = ask.report.case.borrower.role == "name_used"
    found = ask.found
    if not (found.stated or found.asked or found.weak or ask.reason or name_used):
        raise _no("no_true_dispute")


def _defence(ask: Ask) -> None:
    if ask.found.empty and not ask.reason and not ask.period.may_have_run:
        raise _no("no_defence")


def _clause(ask: Ask) -> None:
    court = ask.report.case.court
    if not (court and court.clause) and not ask.reason:
        raise _no("no_clause")


_NEEDS: dict[str, Callable[[Ask], None]] = {
    "claim": _claim,
    "points": _points,
    "truth": _truth,
    "settled": _settled,
    "no_court": _no_court,
    "in_time": _in_time,
    "means": _means,
    "offer": _offer,
    "first_on": _first_on,
    "court": _court,
    "true_dispute": _true_dispute,
    "defence": _defence,
    "clause": _clause,
}
