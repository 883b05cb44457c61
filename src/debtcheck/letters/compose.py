"""A kind, a report and a few more facts become a Letter. Pure but for reading its own templates.

The day and the language are arguments. What is in a letter comes from the report, the case, the
offer, the deadlines and the law, or is a visible blank.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from debtcheck.audit.report import AuditReport
from debtcheck.contacts.model import Contact
from debtcheck.engine.money import ZERO
from debtcheck.law.lawbook import LawBook
from debtcheck.letters import deadlines, render
from debtcheck.letters.after import after
from debtcheck.letters.attachments import attachments
from debtcheck.letters.basis import basis, days_of, sure
from debtcheck.letters.conduct import cited_rules
from debtcheck.letters.facts import Blanks, facts
from debtcheck.letters.guards import Ask, check, check_offer
from debtcheck.letters.kinds import KINDS
from debtcheck.letters.letter import Blank, Block, Cited, Deadline, Letter, LetterRefused
from debtcheck.letters.plain import Speaker
from debtcheck.planning.offers import NOTHING, Means, Offer, Wish, make_offer
from debtcheck.words.text import Text, text

_PARTY = {"court-answer": "plaintiff", "payment-order-objection": "applicant",
          "jurisdiction-objection": "plaintiff"}  # fmt: skip
_COURT_RULES = ("order_objection", "answer", "jurisdiction_time")
_OF_THE_LENDER = ("complaint", "card_letter")
_ANSWER_RULES = {"complaint": "complaint", "credit": "credit_fix"}
_BLANK = re.compile(r"【[^】]*】")


def ask_of(
    kind: str,
    report: AuditReport,
    *,
    law: LawBook,
    lang: str,
    today: date,
    wish: Wish = NOTHING,
    means: Means | None = None,
    ground: str = "",
    answers: Mapping[str, str] | None = None,
    plain: bool = False,
    template: str | None = None,
    contacts: Sequence[Contact] = (),
) -> Ask:
    """Everything a letter is made of; see `compose` for the arguments."""
    if kind not in KINDS:
        raise LetterRefused(text("letter.refuse.no_kind", kind=kind, all=" ".join(KINDS)))
    return Ask(
        kind=KINDS[kind],
        report=report,
        law=law,
        lang=lang,
        today=today,
        wish=wish,
        means=means,
        ground=ground,
        answers=dict(answers or {}),
        plain=plain,
        template=template,
        contacts=tuple(contacts),
    )


def compose(kind: str, report: AuditReport, **given: Any) -> Letter:
    """Write a letter.

    Args:
        kind: One of `KINDS`.
        report: What the audit found.
        **given: The arguments of `ask_of`:
            law: The law book.
            lang: "zh" or "en".
            today: The letter's day.
            wish: What can be paid, for the letters that offer something.
            means: What a household has left; without a wish of its own, its surplus is offered.
            ground: Facts and reasons in the person's own words, where a letter needs them.
            answers: Values for blanks by key (`Letter.blanks`).
            plain: Plain words instead of formal ones.
            template: A template of the user's own instead of ours.
            contacts: The contact log, for complaints on collectors and for the limitation period.

    Raises:
        LetterRefused: the letter does not fit the case; it says why and what to do instead.
        OfferRefused: the offer does not pay the debt off; it says what would.
    """
    return compose_from(ask_of(kind, report, **given))


def compose_from(ask: Ask) -> Letter:
    """Write the letter of an Ask; raises as `compose` does."""
    check(ask)
    report, law, lang, kind = ask.report, ask.law, ask.lang, ask.kind.id
    offer = _offer(ask)
    say = Speaker.of(lang, _PARTY.get(kind, "lender"))
    blank = Blanks(say, ask.answers)
    cited = basis(law, report.case, ask.today, _basis_names(ask)) | cited_rules(ask)
    deadline = _deadline(ask)
    seen = facts(ask, say, blank, cited, offer=offer, deadline=deadline)
    if ask.template is None:
        blocks = render.blocks(kind, lang, seen)
    else:
        blocks = render.blocks_of(ask.template, lang, seen)
    blanks = _blanks(blocks, blank)
    days = (deadline, *_court_first(ask, deadline))
    to = str(getattr(seen["other"], "to", ""))
    return Letter(
        kind=kind,
        lang=lang,
        blocks=blocks,
        blanks=blanks,
        attachments=attachments(ask, say),
        deadlines=days,
        law=_law(ask, cited, blocks, offer),
        after=after(ask, blocks, blanks, days, to),
        notes=_notes(ask),
    )


def _basis_names(ask: Ask) -> tuple[str, ...]:
    """The rules that the letter may cite. The complaint rule binds the lender; whoever took its
    place may be of another kind, and after a judgment the figures are the enforcing court's."""
    if not (ask.new_creditor or ask.judged):
        return ask.kind.basis
    return tuple(name for name in ask.kind.basis if name not in _OF_THE_LENDER)


def _offer(ask: Ask) -> Offer | None:
    """The offer of the letters that need one; a household's surplus where no wish says more."""
    if "offer" not in ask.kind.needs:
        return None
    wish = ask.wish
    if ask.means is not None and wish.monthly is None and wish.months is None:
        wish = replace(wish, monthly=ask.means.surplus)
    offer = make_offer(ask.report.case, ask.law, today=ask.today, wish=wish)
    check_offer(ask, offer)
    return offer


def _deadline(ask: Ask) -> Deadline:
    """The day of the letter's own rule."""
    case = ask.report.case
    if ask.kind.answer == "court":
        found = [days_of(ask.law, case, ask.today, n) for n in ask.kind.basis if n in _COURT_RULES]
        days = next((d for d in found if d), deadlines.ASKED_DAYS)
        served = case.court.served_on if case.court else None
        return deadlines.court_days(served, days, ask.today)
    if ask.kind.answer == "none":
        return Deadline("answer", None, 0)
    rule = _ANSWER_RULES.get(ask.kind.answer)
    rule = rule if rule in _basis_names(ask) else None
    days_by_rule = days_of(ask.law, case, ask.today, rule) if rule else None
    return deadlines.answer_by(
        ask.today, days_by_rule or deadlines.ASKED_DAYS, by_rule=bool(days_by_rule)
    )


def _court_first(ask: Ask, own: Deadline) -> Sequence[Deadline]:
    """With court papers the court's day stands first, whatever the letter is."""
    court = ask.report.case.court
    rule = {"sued": "answer", "payment_order": "order_objection"}.get(court.stage if court else "")
    if court is None or rule is None or own.kind == "court":
        return ()
    days = days_of(ask.law, ask.report.case, ask.today, rule) or deadlines.ASKED_DAYS
    return (deadlines.court_days(court.served_on, days, ask.today),)


def _blanks(blocks: Sequence[Block], blank: Blanks) -> tuple[Blank, ...]:
    """Every visible blank of the letter, each once, in order."""
    found: dict[str, Blank] = {}
    start = blank.start
    for block in blocks:
        for mark in _BLANK.findall(block.text):
            if mark.startswith(start) and mark not in found:
                label = mark[len(start) : -1].strip()
                found[mark] = Blank(blank.marks.get(mark, ""), label)
    return tuple(found.values())


def _law(
    ask: Ask,
    cited: dict[str, tuple[Cited, ...]],
    blocks: Sequence[Block],
    offer: Offer | None,
) -> tuple[Cited, ...]:
    """What the text of the letter really cites."""
    whole = "\n".join(b.text for b in blocks)
    found = [c for group in cited.values() for c in group]
    found += [
        Cited(ref.id, ref.on or ask.today, ref.cite)
        for finding in ask.report.findings
        for ref in finding.law
        if sure(ref)
    ]
    if offer is not None and offer.limited is not None:
        found += [Cited(r.id, r.since, r.cite) for r in offer.limited.rules]
    used = {(c.id, c.on): c for c in found if c.cite[ask.lang] in whole}
    return tuple(used.values())


def _notes(ask: Ask) -> tuple[Text, ...]:
    """What was left out of the letter, and why."""
    found: list[Text] = []
    if not {"points", "true_dispute", "defence"} & set(ask.kind.needs):
        return ()
    for finding in ask.report.findings:
        found += [
            text("letter.left_out.law", cite=ref.cite[ask.lang])
            for ref in finding.law
            if not sure(ref)
        ]
        if (finding.difference or ZERO) < 0 and finding.code != "claim_below_contract":
            found.append(text("letter.left_out.less"))
    for finding in ask.found.weak:
        head = finding.head.value if finding.head else "total"
        found.append(text("letter.left_out.weak", head=text(f"head.{head}")))
    return tuple({(n.key, str(n.params)): n for n in found}.values())
