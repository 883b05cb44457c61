"""What a ledger could not count, and what was set aside: a figure without it is not whole."""

from __future__ import annotations

from debtcheck.audit.basis import SETTLEMENT
from debtcheck.audit.course.course import Course
from debtcheck.audit.papers.paper import which
from debtcheck.audit.report import Paper
from debtcheck.report.cells import wrap
from debtcheck.report.foreign import clean
from debtcheck.words.catalog import Words
from debtcheck.words.text import Text, text

_LONGEST = 2000


def left_open(course: Course, words: Words) -> list[tuple[str, str, str]]:
    """What is not counted, why, and the key that would settle it."""
    return [
        (clean(words.say(gap.what), _LONGEST), clean(words.say(gap.why), _LONGEST), gap.needs)
        for gap in course.setup.unchecked
    ]


def notes(course: Course, words: Words) -> list[str]:
    """What was set aside, and what the readers noticed."""
    said = [
        *_first(course),
        *course.setup.notes,
        *(Text(key, dict(params)) for key, params in course.case.notices),
    ]
    return [clean(words.say(note), _LONGEST) for note in said]


def _first(course: Course) -> list[Text]:
    """A paper in the contract's place, or a fee of closing the loan, that no replay shows."""
    case, on = course.case, course.ledger.as_of
    paper = which(case, on)
    if paper is not Paper.CONTRACT:
        return [text(f"note.ledger_{paper}")]
    closing = case.claim is not None and case.claim.kind == SETTLEMENT
    return [text("note.ledger_settlement")] if closing and case.loan.early else []


def first_part(course: Course, words: Words, width: int) -> list[str]:
    """The same above the table: it says which figure counts."""
    found = [clean(words.say(note), _LONGEST) for note in _first(course)]
    return [line for note in found for line in wrap(note, width)]


def notes_part(course: Course, words: Words, width: int) -> list[str]:
    """Both, for the screen."""
    lines: list[str] = []
    for what, why, _ in left_open(course, words):
        lines += wrap(words("ledger.gap", what=what, why=why), width, " -  ", "    ")
    for note in notes(course, words)[len(_first(course)) :]:
        lines += wrap(note, width, " -  ", "    ")
    return ["", words("ledger.open"), *lines] if lines else []
