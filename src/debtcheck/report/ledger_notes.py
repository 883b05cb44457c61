"""What a ledger could not count, and what was set aside: a figure without it is not whole."""

from __future__ import annotations

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
    paper = which(course.case, course.ledger.as_of)
    first = [text(f"note.ledger_{paper}")] if paper is not Paper.CONTRACT else []
    said = [
        *first,
        *course.setup.notes,
        *(Text(key, dict(params)) for key, params in course.case.notices),
    ]
    return [clean(words.say(note), _LONGEST) for note in said]


def notes_part(course: Course, words: Words, width: int) -> list[str]:
    """Both, for the screen."""
    lines: list[str] = []
    for what, why, _ in left_open(course, words):
        lines += wrap(words("ledger.gap", what=what, why=why), width, " -  ", "    ")
    for note in notes(course, words):
        lines += wrap(note, width, " -  ", "    ")
    return ["", words("ledger.open"), *lines] if lines else []
