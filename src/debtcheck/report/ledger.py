"""A ledger on the screen: day by day, with the working of every charge."""

from __future__ import annotations

from debtcheck.audit.course.course import Course
from debtcheck.audit.course.steps import Step
from debtcheck.case.kinds import Head
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import show
from debtcheck.report.cells import left, wrap
from debtcheck.report.columns import aligned
from debtcheck.report.ledger_names import event_name, heads_listed
from debtcheck.report.ledger_notes import first_part, notes_part
from debtcheck.report.ledger_payments import payments_part
from debtcheck.words.catalog import Words

_COLUMNS = ("days", "amount", "ran_interest", "ran_penalty", "principal")


def render(course: Course, words: Words, *, width: int) -> str:
    """The steps as a table, then the payments, every charge with its arithmetic, what is owed."""
    ledger = course.ledger
    lines = [
        *wrap(words("ledger.title", on=ledger.as_of), width),
        *first_part(course, words, width),
        "",
        *_table(course, words, width),
    ]
    lines += ["", *wrap(words("ledger.ran"), width)]
    lines += payments_part(course, words, width)
    lines += ["", words("ledger.charges")]
    for charge in ledger.charges:
        said = words(
            "ledger.charge",
            head=words(f"head.{charge.head}"),
            start=charge.start,
            end=charge.end,
            working=charge.working.say(words),
        )
        if charge.paid:
            said += words("ledger.paid_of_it", amount=charge.paid)
        lines += wrap(said, width, " -  ", "    ")
    lines += owed_part(ledger, words, width)
    lines += notes_part(course, words, width)
    return plain(lines)


def owed_part(ledger: Ledger, words: Words, width: int) -> list[str]:
    """What is owed by head and in all, and what was paid ahead or too much."""
    rows = [
        (words(f"head.{head}"), show(amount))
        for head, amount in ledger.owed.items()
        if amount or head is Head.PRINCIPAL
    ]
    rows.append((words("head.total"), show(ledger.total)))
    lines = ["", words("ledger.owed"), *aligned(rows, width)]
    for key, amount in (("paid_ahead", ledger.credit), ("overpaid", ledger.overpaid)):
        if amount:
            lines += wrap(words(f"note.{key}", amount=amount), width, " -  ", "    ")
    return lines


def plain(lines: list[str]) -> str:
    """Lines as a text that any console can show."""
    return "\n".join(line.replace("\N{MINUS SIGN}", "-") for line in lines)


def _table(course: Course, words: Words, width: int) -> list[str]:
    """One row a step; below a payment, what it went into."""
    names = [words(f"ledger.column.{name}") for name in _COLUMNS]
    day = words("ledger.column.on")
    rows = [[left(day, 12) + words("ledger.column.event"), *names]]
    rows += [_row(step, words) for step in course.steps]
    lines = aligned(rows, width)
    if len(lines) != len(rows):  # stacked, for want of room: each figure with its name
        named = [["", *names], *([cell or "-" for cell in row] for row in rows[1:])]
        lines = aligned(named, width)
        return lines + [line for step in course.steps for line in _alone(step, words, width)]
    found = [lines[0]]
    for line, step in zip(lines[1:], course.steps, strict=True):
        found += [line, *_into(step, words, width)]
    return found


def _row(step: Step, words: Words) -> list[str]:
    line = step.line
    first = f"{line.on.isoformat()}  {event_name(line, words)}"
    amount = "" if line.event == "end" else show(line.amount)
    ran = [show(figure) if figure else "" for figure in (step.interest, step.penalty)]
    return [first, str(step.days), amount, *ran, show(line.balance)]


def _alone(step: Step, words: Words, width: int) -> list[str]:
    """The same with its day, where it cannot stand below its row."""
    into = " ".join(part.strip() for part in _into(step, words, width))
    if not into:
        return []
    return wrap(f"{step.line.on} {event_name(step.line, words)} {into}", width, " -  ", "    ")


def _into(step: Step, words: Words, width: int) -> list[str]:
    line = step.line
    if line.event not in ("payment", "credit"):
        return []
    parts = heads_listed(line.paid, words)
    said = words("ledger.into", parts=parts) if parts else words("ledger.ahead")
    return wrap(said, width, " " * 14)
