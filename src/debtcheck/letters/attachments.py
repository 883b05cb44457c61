"""What goes with a letter: named for the person to put in, only as far as the case has it."""

from __future__ import annotations

from debtcheck.letters.guards import Ask
from debtcheck.letters.plain import Speaker
from debtcheck.letters.sources import paper_of

_MOST = 3  # payments named one by one


def attachments(ask: Ask, say: Speaker) -> tuple[str, ...]:
    """The attachments in order; the identity card's copy comes last."""
    case = ask.report.case
    found = [_named(name, ask, say) for name in ask.kind.attaches]
    role = case.borrower.role
    known = ask.kind.addressee == "lender" or role in ("borrower", "name_used")
    if ask.kind.identity and known:
        found.append(say("attach.identity"))
    return tuple(line for line in found if line)


def _named(name: str, ask: Ask, say: Speaker) -> str:
    case = ask.report.case
    if name == "statement":
        return say("attach.statement", paper=paper_of(case, say)) if case.claim else ""
    if name == "payments":
        paid = [p for p in case.payments if p.status == "settled"]
        shown = say.list(say("attach.paid", day=p.paid_on, amount=p.amount) for p in paid[:_MOST])
        if len(paid) > _MOST:
            shown = say("attach.paid_more", list=shown, n=len(paid))
        return say("attach.payments", list=shown) if paid else ""
    if name == "contract" and not ask.found.stated:
        return ""
    if name == "contract" and ask.judged:
        return say("attach.judgment")
    own = case.borrower.role != "name_used"
    if name == "not_mine" and own and ask.kind.id == "credit-objection":
        return ""
    return say(f"attach.{name}")
