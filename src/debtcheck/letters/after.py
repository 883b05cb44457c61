"""What to do once a letter is written: the date, the blanks, sending, proof, no answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debtcheck.case.kinds import LenderKind
from debtcheck.letters.guards import Ask
from debtcheck.letters.letter import Blank, Block, Deadline, Shape
from debtcheck.words.catalog import Words
from debtcheck.words.text import Text, text

BANKS = frozenset(
    {LenderKind.BANK, LenderKind.CONSUMER_FINANCE, LenderKind.TRUST, LenderKind.AUTO_FINANCE}
)
_OWN_NO_ANSWER = ("data", "third-party-stop", "credit-objection", "agent-revoke")
_LATER: dict[str, tuple[str, ...]] = {
    "conduct": ("conduct_danger", "conduct_keep", "conduct_pay"),
    "regulator": ("conduct_danger", "conduct_keep", "conduct_pay"),
    "third-party-stop": ("conduct_danger", "conduct_keep", "data_12363"),
    "data": ("data_12363",),
    "credit-objection": ("credit_where", "credit_true"),
    "assignment": ("assignment_pay", "assignment_old", "payee_new"),
    "subrogation": ("subrogation_lender", "payee_new", "goes_on"),
    "fee-refund": ("fee_keep_paying",),
    "agent-revoke": ("agent_bank", "agent_phone", "agent_law"),
}
_ADDRESSEES = ("lender", "court", "new_creditor", "guarantor", "agent")


def after(
    ask: Ask,
    blocks: Sequence[Block],
    blanks: Sequence[Blank],
    deadlines: Sequence[Deadline],
    to: str,
) -> tuple[Text, ...]:
    """The steps, each one sentence or two."""
    return tuple(_steps(ask, blocks, blanks, deadlines, to))


def _steps(
    ask: Ask,
    blocks: Sequence[Block],
    blanks: Sequence[Blank],
    deadlines: Sequence[Deadline],
    to: str,
) -> Iterator[Text]:
    kind = ask.kind.id
    for deadline in deadlines:
        if deadline.kind == "court":
            for note in deadline.notes:
                yield text("letter.after.court_day", note=note)
    if blanks:
        semicolon = Words(ask.lang)("letter.list.blank")
        labels = semicolon.join(b.label for b in blanks)
        yield text("letter.after.blanks", n=len(blanks), list=labels)
    else:
        yield text("letter.after.no_blanks")
    yield text("letter.after.read")
    if any(blank.key in _ADDRESSEES for blank in blanks):
        to = Words(ask.lang)("letter.after.addressee")
    yield from _sending(ask, blocks, to)
    yield text("letter.after.keep")
    for deadline in deadlines:
        if deadline.kind == "answer" and deadline.on is not None:
            yield text("letter.after.answer", on=deadline.on, note=deadline.notes[0])
            if deadline.by_rule:
                yield text("letter.after.revision", n=deadline.days)
            if kind not in _OWN_NO_ANSWER:
                yield text(f"letter.after.{_no_answer(ask)}")
    yield from _for_kind(ask, deadlines)
    yield text("letter.after.show_someone")
    if ask.kind.identity:
        yield text("letter.after.private_note")


def _sending(ask: Ask, blocks: Sequence[Block], to: str) -> Iterator[Text]:
    """To whom, and in which way."""
    title = next((b.text for b in blocks if b.shape is Shape.TITLE), ask.kind.id)
    lender = ask.report.case.lender.kind
    if ask.kind.addressee == "court":
        yield text("letter.after.send_court", to=to)
        yield text("letter.after.court_chinese")
    elif ask.kind.addressee == "regulator":
        line = text(f"letter.after.line_{'state' if lender in BANKS else 'local'}")
        yield text("letter.after.send_regulator", to=to, line=line, title=title)
    elif ask.kind.addressee == "agent":
        yield text("letter.after.send_agent", to=to, title=title)
    elif ask.kind.id == "third-party-stop":
        yield text("letter.after.send_third", to=to)
    else:
        way = "send_private" if lender is LenderKind.PRIVATE else "send_lender"
        yield text(f"letter.after.{way}", to=to, title=title)


def _no_answer(ask: Ask) -> str:
    if ask.kind.id == "settlement-proof":
        return "no_answer_credit"
    if ask.judged:
        return "no_answer_judged"
    if ask.new_creditor:
        return "no_answer_creditor"
    kind = ask.report.case.lender.kind
    if kind in (None, LenderKind.UNKNOWN):
        return "no_answer_unknown"
    if kind is LenderKind.PRIVATE:
        return "no_answer_private"
    return "no_answer_bank" if kind in BANKS else "no_answer_local"


def _for_kind(ask: Ask, deadlines: Sequence[Deadline]) -> Iterator[Text]:
    kind = ask.kind.id
    if "conduct" in ask.kind.needs and not ask.contacts:
        yield text("letter.after.conduct_log")
    for key in _LATER.get(kind, ()):
        yield text(f"letter.after.{key}")
    if kind in ("dispute", "breakdown", "not-mine"):
        yield text(f"letter.after.{'goes_on_judged' if ask.judged else 'goes_on'}")
        if ask.new_creditor:
            yield text("letter.after.creditor_old")
    if kind == "not-mine":
        yield text("letter.after.police")
    if kind == "settlement-proof":
        yield text("letter.after.credit_years")
    if ask.kind.acknowledges:
        yield text("letter.after.request")
        yield text("letter.after.allocation")
        yield text(f"letter.after.{'payee_new' if ask.new_creditor else 'payee'}")
        yield text("letter.after.needs_first")
    if kind == "payment-order-objection":
        yield text("letter.after.cannot_pay")
    if kind == "court-answer":
        yield text("letter.after.limitation")
    if kind == "jurisdiction-objection":
        days = max((d.days for d in deadlines if d.kind == "court"), default=0)
        if days:
            yield text("letter.after.answer_too", n=days)
        yield text("letter.after.objection_first")
