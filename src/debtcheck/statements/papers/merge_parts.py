"""What of a paper's claims, plan, changes of creditor and facts is new to a case."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from debtcheck.case.card import CardTransaction
from debtcheck.case.model import Claim, CreditorChange, ScheduleRow
from debtcheck.statements.named_place import file_name
from debtcheck.statements.papers.merged import Part, Plan, Postings
from debtcheck.statements.papers.new_facts import new_facts
from debtcheck.statements.papers.paper import Paper, State
from debtcheck.statements.papers.world import World
from debtcheck.words.text import Text, text


def parts_of(paper: Paper, world: World) -> tuple[Part, ...]:
    """The fate of each part, which the world then knows."""
    parts = [_claim(claim, world) for claim in paper.claims]
    if paper.schedule:
        parts.append(_plan(paper.schedule, world))
    if paper.card:
        parts.append(_card(paper, world))
    parts += [_change(change, paper, world) for change in paper.changes]
    for fact, state, why in new_facts(paper.facts, world.facts, world.keys):
        parts.append(Part(fact, state, why))
    return tuple(parts)


def _claim(claim: Claim, world: World) -> Part:
    if world.start is not None and claim.as_of is not None and claim.as_of < world.start:
        why = text("import.why.before_payout", payout=world.start)
        return Part(claim, State.LEFT_OUT, why)
    if any(_same_claim(claim, known) for known in world.claims):
        return Part(claim, State.LEFT_OUT, text("import.why.claim_known"))
    world.claims.append(claim)
    return Part(claim, State.TAKEN, text("import.why.new"))


def _same_claim(one: Claim, known: Claim) -> bool:
    """The same figures for the same day, and no more detail than is known already."""
    if len(one.lines) > len(known.lines) or len(one.booked) > len(known.booked):
        return False
    days = one.as_of == known.as_of and one.kind == known.kind
    return days and one.total == known.total and dict(one.heads) == dict(known.heads)


def _plan(rows: tuple[ScheduleRow, ...], world: World) -> Part:
    if world.start is not None and any(r.due_on and r.due_on < world.start for r in rows):
        why = text("import.why.before_payout", payout=world.start)
        return Part(Plan(rows), State.LEFT_OUT, why)
    have = {row.no: row for row in world.schedule}
    if any(row.no in have and have[row.no] != row for row in rows):
        return Part(Plan(rows), State.LEFT_OUT, text("import.why.plan_differs"))
    new = tuple(row for row in rows if row.no not in have)
    if not new:
        return Part(Plan(rows), State.LEFT_OUT, text("import.why.plan_known"))
    world.schedule += new
    return Part(Plan(new), State.TAKEN, text("import.why.new"))


def begins_midway(paper: Paper, world: World) -> Text | None:
    """Why a card's statement cannot be counted from: it begins with a debt whose rows nobody has.

    Its payments went to that debt. Held against the rows of this statement alone they would seem
    to pay what they did not pay.
    """
    if not paper.card or not paper.carried or paper.carried < 0:
        return None
    first = min(row.on for row in paper.card)
    if any(row.on < first for row in world.card):
        return None
    return text("import.why.carried", amount=paper.carried)


def _card(paper: Paper, world: World) -> Part:
    """Two postings alike on one paper are two; those of an earlier paper are the same."""
    rows, left, new = paper.card, Counter(world.card), list[CardTransaction]()
    why = begins_midway(paper, world)
    if why is not None:
        return Part(Postings(rows), State.LEFT_OUT, why)
    for row in rows:
        if left[row] > 0:
            left[row] -= 1
        else:
            new.append(row)
    if not new:
        return Part(Postings(rows), State.LEFT_OUT, text("import.why.plan_known"))
    world.card.update(new)
    return Part(Postings(tuple(new)), State.TAKEN, text("import.why.new"))


def _change(change: CreditorChange, paper: Paper, world: World) -> Part:
    kept = change if change.proof else replace(change, proof=file_name(paper.file))
    if any((c.kind, c.to, c.on) == (change.kind, change.to, change.on) for c in world.changes):
        return Part(kept, State.LEFT_OUT, text("import.why.change_known"))
    world.changes.append(kept)
    return Part(kept, State.TAKEN, text("import.why.new"))


def parts_with(paper: Paper, state: State, why: Text) -> tuple[Part, ...]:
    """Every part with one fate."""
    plan = (Plan(paper.schedule),) if paper.schedule else ()
    card = (Postings(paper.card),) if paper.card else ()
    every = (*paper.claims, *plan, *card, *paper.changes, *paper.facts)
    return tuple(Part(what, state, why) for what in every)
