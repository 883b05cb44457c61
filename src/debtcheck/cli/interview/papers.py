"""What papers at hand answer beforehand; the rest of them goes into the case file at the end.

An answer that a paper gave carries its place under `from.<id>`. Claims and payments of papers
are put into the written file by the same way as `debtcheck import` does it, with their evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from debtcheck.cli.interview.flow import COURT_SEEN, FROM, HEADS, MOST_ROWS, PLACES
from debtcheck.cli.interview.parse import parse
from debtcheck.cli.interview.presets import CARD
from debtcheck.cli.interview.questions import YES, Form, Question
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.named_place import file_name, written_place

if TYPE_CHECKING:
    from debtcheck.case.model import Claim, CreditorChange, ScheduleRow
    from debtcheck.statements.papers.paper import Paper

#: key path of a case → the question that a fact of a paper answers
ANSWERED = {
    "lender.platform": Question("who", Form.WHO),
    "lender.name": Question("lender_name", Form.TEXT),
    "loan.id": Question("loan_id", Form.TEXT),
    "loan.principal": Question("principal", Form.MONEY),
    "loan.received": Question("received", Form.MONEY),
    "loan.disbursed_on": Question("arrived", Form.DAY),
    "loan.formed_on": Question("formed_on", Form.DAY),
    "loan.due_on": Question("due", Form.DAY),
    "loan.first_due_on": Question("first_due", Form.DAY),
    "loan.instalments": Question("count", Form.COUNT),
    "loan.rate": Question("rate", Form.RATE),
    "loan.overdue.rate": Question("penalty", Form.OVERDUE_RATE),
    "card.statement_day": Question("statement_day", Form.DAY_OF_MONTH),
    "card.due_day": Question("due_day", Form.DAY_OF_MONTH),
}

_CHANGED = (
    Question("creditor", Form.CHOICE),
    Question("creditor_to", Form.TEXT),
    Question("creditor_on", Form.DAY),
)
_LENDER = ("lender.platform", "lender.name")


def answers_of(papers: Iterable[Paper], lender: str = "") -> dict[str, str]:
    """The answers that the papers give, each with its place; the first paper's where two differ.

    Args:
        papers: What was read.
        lender: Who asks for the money, if the person has said so. A wallet's paper holds the
            payments to all lenders: only those of this one (else of the one that the papers name)
            are answers, the others are asked about when the papers go into the case file.
    """
    read = tuple(papers)
    found: dict[str, str] = {}
    for paper in read:
        for fact in paper.facts:
            question = ANSWERED.get(fact.key.replace(".0.", "."))
            if question is not None and question.id not in found:
                found |= _answer(question, fact.value, written_place(fact.evidence))
        if paper.court:
            found[COURT_SEEN] = YES
        if paper.card and "who" not in found:
            found |= {"who": CARD, FROM + "who": file_name(paper.file)}
    claims = [(claim, paper.file) for paper in read for claim in paper.claims if _sum(claim)]
    if claims:
        found |= _claim(*max(claims, key=lambda pair: pair[0].as_of or date.min))
    for paper in read:
        whole = _plan(paper.schedule) | _change(paper.changes)
        place = file_name(paper.file)
        found = whole | {FROM + id: place for id, said in whole.items() if said} | found
    named = [f.value for p in read for f in p.facts if f.key.replace(".0.", ".") in _LENDER]
    return _payout(read, [lender, *named]) | _payments(read, [lender, *named]) | found


def given(answers: Mapping[str, str]) -> list[Question]:
    """The questions whose answers came from papers, as they are told before the first question."""
    rows = (Question(f"payment.{n}", Form.DATED) for n in range(MOST_ROWS))
    known = (*ANSWERED.values(), Question("claim", Form.CLAIM), *_CHANGED, *rows)
    return [question for question in known if FROM + question.id in answers]


def _plan(rows: tuple[ScheduleRow, ...]) -> dict[str, str]:
    """A plan that is whole says how many instalments there are and when the first is due."""
    numbers = [row.no for row in rows]
    if numbers[:2] != [1, 2] or numbers != list(range(1, len(rows) + 1)):
        return {}
    found = {"count": str(len(rows))}
    first = rows[0].due_on
    return found | ({"first_due": first.isoformat()} if first else {})


def _change(changes: tuple[CreditorChange, ...]) -> dict[str, str]:
    """Who has come to claim the debt, by the last of the changes."""
    if not changes:
        return {}
    last = changes[-1]
    found = {"creditor": last.kind, "creditor_to": last.to}
    return found | ({"creditor_on": last.on.isoformat()} if last.on else {"creditor_on": ""})


def _answer(question: Question, value: str, place: str) -> dict[str, str]:
    try:
        return parse(question, value) | {FROM + question.id: place}
    except BadValue:
        return {}


def _sum(claim: Claim) -> Decimal:
    """What is asked for in all; the parts together where the paper prints no total."""
    return claim.total or sum((amount for _, amount in claim.heads), Decimal(0))


def _claim(claim: Claim, file: str) -> dict[str, str]:
    where = claim.where("total") or tuple(place for _, place in claim.evidence)
    found = {
        "claim": f"{_sum(claim):.2f}",
        FROM + "claim": written_place(where[0]) if where else file,
        "claim_on": claim.as_of.isoformat() if claim.as_of else "",
    }
    if claim.kind in PLACES:
        found["claim_where"] = claim.kind
    heads = {head.value: amount for head, amount in claim.heads}
    found["split"] = YES if heads else "no"
    if heads:
        found |= {f"claimed_{h}": f"{heads[h]:.2f}" if h in heads else "" for h in HEADS}
    return found


def _payout(papers: Iterable[Paper], named: Iterable[str]) -> dict[str, str]:
    """What the lender paid out, where the papers show one payout of the lender and no more."""
    from debtcheck.statements.papers.belongs import belongs, plain_names

    names = plain_names(named)
    rows = [r for p in papers for r in p.payments if r.is_payout and belongs(r, names)]
    if len(rows) != 1:
        return {}
    place = written_place(rows[0].evidence)
    said = {"received": f"{rows[0].amount:.2f}", "arrived": rows[0].paid_on.isoformat()}
    return said | {FROM + id: place for id in said}


def _payments(papers: Iterable[Paper], named: Iterable[str]) -> dict[str, str]:
    """The rows that are repayments of this loan for certain."""
    from debtcheck.statements.papers.belongs import (
        belongs,
        is_own_paper,
        one_payee,
        plain_names,
    )
    from debtcheck.statements.papers.merged import is_paid

    read, names = tuple(papers), plain_names(named)
    alone = not names and one_payee(r for p in read for r in p.payments if is_paid(r))
    rows = [
        row
        for paper in read
        if not paper.carried  # paid on what was owed before this statement of a card
        for row in paper.payments
        if is_paid(row) and row.status == "settled"
        if alone or is_own_paper(paper) or belongs(row, names)
    ]
    found: dict[str, str] = {}
    seen: set[str] = set()
    for row in sorted(rows, key=lambda row: row.paid_on):
        said = f"{row.paid_on.isoformat()} {row.amount:.2f}"
        if said not in seen:  # of the same payment in two papers the first is kept
            id = f"payment.{len(seen)}"
            found |= {id: said, FROM + id: written_place(row.evidence)}
            seen.add(said)
    return found
