"""What of some papers is new to a case: which payments, and which of the other parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from debtcheck.case.model import Case
from debtcheck.statements.consistency import Facts
from debtcheck.statements.foreign_text import clean_text
from debtcheck.statements.named_place import file_name, written_place
from debtcheck.statements.papers.belongs import (
    belongs,
    is_own_paper,
    names_of,
    one_payee,
    plain_name,
)
from debtcheck.statements.papers.merge_parts import begins_midway, parts_of, parts_with
from debtcheck.statements.papers.merged import Merged, MergedPaper, Question, is_paid
from debtcheck.statements.papers.paper import FoundPayment, Paper, State
from debtcheck.statements.papers.twice import Doubt, Known, doubles, known_of
from debtcheck.statements.papers.world import World
from debtcheck.words.text import Text, text

_ACCOUNT = re.compile("[0-9]{8}")  # a payee with an account number is asked about row by row


def merge(
    papers: Sequence[Paper],
    case: Case | None,
    facts: Facts,
    yes: Collection[str] = (),
    no: Collection[str] = (),
    text_of_case: str = "",
) -> Merged:
    """What of the papers is new.

    Args:
        papers: In the order in which they were given; of the same payment in two papers the
            first is kept.
        case: The case they go into; None: they are only looked at.
        facts: What the case's file says; of nothing without a case.
        yes: The tokens of the questions that were answered with yes, or `all`.
        no: The tokens of those that were answered with no.
        text_of_case: The case's file, in which the fingerprints of originals stand as remarks.
    """
    world = World(case, facts, frozenset(yes), frozenset(no))
    if case is not None:
        world.names = names_of(case, papers)
        world.start = facts.payout()
        world.known = [known_of(payment) for payment in case.payments]
        world.in_case = frozenset(world.known)
        world.claims, world.changes = list(case.claims), list(case.creditor_changes)
        world.schedule = list(case.schedule)
        world.card = Counter(case.card.transactions if case.card else ())
    alone = one_payee(r for p in papers for r in p.payments if is_paid(r))
    merged = tuple(_merged(paper, world, alone) for paper in papers)
    questions = tuple(Question(token, ask) for token, ask in world.questions.items())
    digests = {p.digest: p.file for p in papers if p.digest and p.digest not in text_of_case}
    kept = tuple((file, digest) for digest, file in digests.items())
    return Merged(merged, questions, kept if case is not None else (), _sourced(case, facts))


def _sourced(case: Case | None, facts: Facts) -> frozenset[str]:
    """The keys whose source is named already; of rows beside rows of another source, none is."""
    own = facts.get("sources")
    named = set(own) if isinstance(own, Mapping) else set()
    if case is not None:
        named |= {"payment"} if case.payments else set()
        named |= {"schedule"} if case.schedule else set()
    return frozenset(named)


def _merged(paper: Paper, world: World, alone: bool) -> MergedPaper:
    name = file_name(paper.file)
    other = next((f for f in paper.facts if f.key == "loan.id" and _differs(f.value, world)), None)
    if other is not None and not world.said(name):
        why, state = text("import.why.other_loan", id=other.value), State.LEFT_OUT
        if name not in world.no:
            ask = text("import.ask.other_loan", file=name, id=other.value, own=world.loan_id)
            world.questions[name], state = ask, State.ASK
        rows = tuple(_left(row, why, state) for row in paper.payments)
        return MergedPaper(paper, rows, parts_with(paper, state, why), paper.notices)
    midway = begins_midway(paper, world)
    if midway is not None:
        rows = tuple(_left(row, midway) for row in paper.payments)
    else:
        rows = _rows(paper, world, alone)
    return MergedPaper(paper, rows, parts_of(paper, world), paper.notices)


# ── payments ─────────────────────────────────────────────────────────────────────────────


def _rows(paper: Paper, world: World, alone: bool) -> tuple[FoundPayment, ...]:
    open_rows = {
        index: row
        for index, row in enumerate(paper.payments)
        if row.state is not State.LEFT_OUT and not row.is_payout
    }
    order = list(open_rows)
    own = [known_of(row) for row in open_rows.values()]
    same = doubles(own, world.known)
    verdicts = {order[index]: match for index, match in same.items()}
    sure = is_own_paper(paper) or (alone and not world.names)
    found: list[FoundPayment] = []
    for index, row in enumerate(paper.payments):
        if index not in open_rows:
            found.append(row)
            continue
        found.append(_judged(row, verdicts.get(index), world, sure))
    world.known += [known_of(row) for row in found if is_paid(row)]
    return tuple(found)


def _judged(
    row: FoundPayment, match: Known | Doubt | None, world: World, sure: bool
) -> FoundPayment:
    """The fate of a row that is a payment, or may be one."""
    token = written_place(row.evidence)
    if world.start is not None and row.paid_on < world.start:
        return _left(row, text("import.why.before_payout", payout=world.start))
    if isinstance(match, Known):
        key = "in_case" if match in world.in_case else "twice"
        where = match.place or match.day
        return _left(row, text(f"import.why.{key}", place=where, day=match.day))
    if world.said(token):
        return replace(row, state=State.TAKEN, why=text("import.why.confirmed"))
    if isinstance(match, Doubt):
        places = [known.place or known.day.isoformat() for known in match.candidates]
        why = text("import.why.maybe_twice", places=", ".join(places))
        return _asked(row, why, world, token)
    if row.state is State.ASK:
        return _asked(row, row.why, world, token)
    if world.case is None or sure or belongs(row, world.names):
        return row
    payee = clean_text(row.payee)
    payee = token if not payee or _ACCOUNT.search(payee) else payee
    if world.said(payee):
        return row
    if payee in world.no:
        return _left(row, text("import.why.denied"))
    world.questions.setdefault(payee, text("import.ask.payee", payee=payee))
    return replace(row, state=State.ASK, why=text("import.why.other_payee"))


def _asked(row: FoundPayment, why: Text, world: World, token: str) -> FoundPayment:
    if token in world.no:
        return _left(row, text("import.why.denied"))
    key = "row" if row.payee else "bare"
    ask = text(
        f"import.ask.{key}",
        place=token,
        day=row.paid_on,
        amount=row.amount,
        payee=row.payee,
        why=why,
    )
    world.questions.setdefault(token, ask)
    return replace(row, state=State.ASK, why=why)


def _left(row: FoundPayment, why: Text, state: State = State.LEFT_OUT) -> FoundPayment:
    return row if row.state is State.LEFT_OUT else replace(row, state=state, why=why)


def _differs(loan_id: str, world: World) -> bool:
    return bool(world.loan_id) and plain_name(world.loan_id) != plain_name(loan_id)
