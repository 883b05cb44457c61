"""A ledger on the screen, instalment by instalment: due, paid by which payment, left, claimed."""

from __future__ import annotations

from decimal import Decimal

from debtcheck.audit.course.course import Course
from debtcheck.audit.course.instalments import Instalment
from debtcheck.audit.course.met import Met
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO, show
from debtcheck.report.cells import wrap
from debtcheck.report.columns import aligned
from debtcheck.report.ledger import owed_part, plain
from debtcheck.report.ledger_names import heads_listed, instalment_name
from debtcheck.report.ledger_notes import first_part, notes_part
from debtcheck.report.ledger_payments import payments_part
from debtcheck.words.catalog import Words


def render(course: Course, words: Words, *, width: int) -> str:
    """Each instalment by itself, then the payments, and what is owed in all."""
    lines = wrap(words("ledger.title_instalments", on=course.ledger.as_of), width)
    lines += first_part(course, words, width)
    for one in course.instalments:
        lines += ["", *_one(course, one, words, width)]
    waiting = _waiting(course)
    if waiting:
        lines += ["", *wrap(words("ledger.waiting", n=waiting), width)]
    lines += payments_part(course, words, width)
    lines += owed_part(course.ledger, words, width)
    lines += notes_part(course, words, width)
    return plain(lines)


def _waiting(course: Course) -> int:
    """Instalments of the plan that are not shown: not due yet, and nothing paid on them."""
    shown = {one.no for one in course.instalments}
    return sum(1 for row in course.ledger.rows if row.no not in shown)


def _one(course: Course, one: Instalment, words: Words, width: int) -> list[str]:
    lines = wrap(_title(course, one, words), width, "", "  ")
    if one.open == ZERO and not one.difference:
        lines += wrap(_parts(one, words), width, "  ")
        for payment, parts in _by_payment(one):
            lines += wrap(_paid(course, payment, parts, words), width, "  ")
    else:
        lines += aligned(_table(course, one, words), width)
    for booking in one.booked:
        key = "ledger.booked" if booking.on else "ledger.booked_undated"
        days = {"on": booking.on} if booking.on else {}
        lines += wrap(words(key, amount=booking.amount, **days), width, "  ")
    return lines


def _title(course: Course, one: Instalment, words: Words) -> str:
    name = instalment_name(one.no, words)
    if one.due_on is None:
        return words("ledger.of_none", name=name, left=one.open)
    if one.open == ZERO:
        key = "settled_late" if one.days_late else "settled"
    elif one.due_on >= course.ledger.as_of:
        key = "running"
    else:
        key = "open_late"
    return words(f"ledger.state.{key}", name=name, on=one.due_on, days=one.days_late, left=one.open)


def _parts(one: Instalment, words: Words) -> str:
    parts = [(head, amount) for head, amount in _ordered(one.due) if amount]
    due = sum(one.due.values(), ZERO)
    return words("ledger.due_of_it", amount=due, parts=heads_listed(parts, words))


def _paid(course: Course, payment: int, parts: list[Met], words: Words) -> str:
    amount = sum((m.amount for m in parts), ZERO)
    whole = course.setup.taken[payment]
    heads = heads_listed(((m.head, m.amount) for m in parts), words)
    key = "paid_on_it" if amount == whole.amount else "paid_part_on_it"
    return words(f"ledger.{key}", on=whole.paid_on, amount=amount, whole=whole.amount, parts=heads)


def _by_payment(one: Instalment) -> list[tuple[int, list[Met]]]:
    found: dict[int, list[Met]] = {}
    for part in one.met:
        found.setdefault(part.payment, []).append(part)
    return list(found.items())


def _table(course: Course, one: Instalment, words: Words) -> list[list[str]]:
    """Heads as columns; due, each payment, left, and the statement's figures below each other."""
    claimed = one.claimed or {}
    sides = (one.due, one.left, claimed)
    heads = [h for h in Head if any(side.get(h) for side in sides)]
    rows = [["", *(words(f"head.{head}") for head in heads), words("head.total")]]
    rows.append(_figures(words("ledger.row.due"), one.due, heads))
    for payment, parts in _by_payment(one):
        paid = {m.head: m.amount for m in parts}
        label = words("ledger.row.paid", on=course.setup.taken[payment].paid_on)
        rows.append(_figures(label, paid, heads))
    rows.append(_figures(words("ledger.row.left"), one.left, heads))
    if one.claimed is not None:
        rows.append(_figures(words("ledger.row.claimed"), one.claimed, heads))
        over = {h: claimed.get(h, ZERO) - one.left.get(h, ZERO) for h in heads}
        rows.append(_figures(words("ledger.row.over"), over, heads))
    return rows


def _figures(label: str, side: dict[Head, Decimal], heads: list[Head]) -> list[str]:
    figures = [show(side.get(head, ZERO)) for head in heads]
    return [label, *figures, show(sum(side.values(), ZERO))]


def _ordered(side: dict[Head, Decimal]) -> list[tuple[Head, Decimal]]:
    return [(head, side[head]) for head in Head if head in side]
