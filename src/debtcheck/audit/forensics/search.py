"""The search: every single departure; pairs only where there is a figure that no single gives."""

from __future__ import annotations

from debtcheck.audit.forensics import axes, card, mistakes
from debtcheck.audit.forensics.departure import Departure
from debtcheck.audit.forensics.drawdowns import drawdowns
from debtcheck.audit.forensics.pairs import pair_up
from debtcheck.audit.forensics.question import Question
from debtcheck.audit.forensics.trial import Found, Trial, attempt
from debtcheck.case.kinds import Compound

MOST_SINGLES = 320
MOST_POSTINGS = 10_000  # of a compounding by the day: beyond it the replay takes too long
_IN_ALL = 100_000  # postings of all replays, where the contract itself compounds by the day
_FEWEST = 3
# one thing said in several ways, where the figures are the same
_ALIKE = (
    {"day_count_360", "rate_365_360", "penalty_365_360"},
    {"base_overdue_instalment", "base_interest"} | {f"compound_{kind}" for kind in Compound},
    {"interest_on_repaid", "as_flat"},
    {"ends_start", "day_less"},
)


def search(question: Question) -> Found:
    """Try single departures; pairs only if there is a figure that no single one gives."""
    found = singly(question)
    if _by_the_day(question):
        return found
    if any(not found.explains(place, found.singles) for place in question.wrong):
        pair_up(found)
    return found


def singly(question: Question) -> Found:
    """Try single departures."""
    found = Found(question, [])
    for departure in _space(question):
        trial = attempt(question, (departure,))
        if trial is None:
            continue
        found.tried += 1
        if trial.figures == question.base:
            found.idle.append(trial)
        elif not _known(trial, found.singles):
            found.singles.append(trial)
    return found


def _space(question: Question) -> list[Departure]:
    inputs = question.inputs
    if inputs.terms.card is not None:
        ways = card.departures(inputs, inputs.terms.card)
        return sorted(ways, key=lambda d: d.cost)[:MOST_SINGLES]
    every: list[Departure] = [
        *axes.conventions(inputs, compound=question.compound),
        *axes.days(inputs),
        *drawdowns(inputs),
        *mistakes.payments(inputs),
        *mistakes.rates(inputs),
        *mistakes.sums(inputs, question.received, called_in=question.to_come),
    ]
    most, postings = MOST_SINGLES, _postings(question)
    if postings > MOST_POSTINGS:
        every = [d for d in every if d.id != "compound_daily"]
    if _by_the_day(question):
        most = max(_IN_ALL // postings, _FEWEST) if postings else most
    return sorted(every, key=lambda d: d.cost)[:most]


def _by_the_day(question: Question) -> bool:
    """True if every replay posts compound interest each day: only the likeliest are tried."""
    return question.inputs.conventions.compound is Compound.DAILY and _postings(question) > 0


def _postings(question: Question) -> int:
    """How often compound interest by the day is posted: once a day for each overdue due date."""
    terms = question.inputs.terms
    dues = [*terms.dues, *(t.due_on for t in terms.tranches if t.due_on)]
    return sum(max((question.as_of - due).days, 0) for due in dues)


def _known(trial: Trial, singles: list[Trial]) -> bool:
    """True if a likelier departure gives the same figures and says the same."""
    one = trial.departures[0].id
    return any(
        other.figures == trial.figures and _alike(one, other.departures[0].id) for other in singles
    )


def _alike(one: str, other: str) -> bool:
    return any({one, other} <= group for group in _ALIKE)
