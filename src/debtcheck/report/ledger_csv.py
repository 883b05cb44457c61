"""A ledger as a table of commas: only figures, days and words of our own stand in it, so that no
cell can be a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from debtcheck.audit.course.course import Course
from debtcheck.audit.course.instalments import Instalment
from debtcheck.audit.course.steps import Step
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO, round_money
from debtcheck.report.ledger_names import event_name, instalment_name
from debtcheck.words.catalog import Words

_STEPS = (
    "on", "event", "amount", "into", "principal", "interest", "penalty",
    "days", "ran_interest", "ran_penalty", "no",
)  # fmt: skip
_ONE = ("no", "due_on", "days_late", "due", "paid", "left", "claimed", "over", "payments", "booked")


def by_day(course: Course, words: Words) -> str:
    """One row a step; headings in the language, amounts without thousands separators."""
    heads = [f"{words('ledger.column.into')}: {words(f'head.{head}')}" for head in Head]
    names = [words(f"ledger.column.{name}") for name in _STEPS]
    return _text([[*names, *heads], *(_step(step, words) for step in course.steps)])


def _step(step: Step, words: Words) -> list[str]:
    line = step.line
    into = "; ".join(f"{words(f'head.{head}')} {_money(part)}" for head, part in line.paid)
    after = [_money(figure) for figure in (line.balance, line.interest, line.penalty)]
    ran = [str(step.days), _money(step.interest), _money(step.penalty)]
    paid = dict(line.paid)
    heads = [_money(paid[head]) if head in paid else "" for head in Head]
    first = [line.on.isoformat(), event_name(line, words), _money(line.amount), into]
    return [*first, *after, *ran, str(line.no or ""), *heads]


def by_instalment(course: Course, words: Words) -> str:
    """One row an instalment, by head what was due and what is left of it."""
    names = [words(f"ledger.column.{name}") for name in _ONE]
    heads = [
        f"{words(f'ledger.column.{side}')}: {words(f'head.{head}')}"
        for side in ("due", "left")
        for head in Head
    ]
    rows = (_instalment(course, one, words) for one in course.instalments)
    return _text([[*names, *heads], *rows])


def _instalment(course: Course, one: Instalment, words: Words) -> list[str]:
    paid: dict[int, Decimal] = {}
    for part in one.met:
        paid[part.payment] = paid.get(part.payment, ZERO) + part.amount
    payments = (f"{course.setup.taken[k].paid_on} {_money(a)}" for k, a in paid.items())
    booked = (f"{b.on or ''} {_money(b.amount)}".strip() for b in one.booked)
    claimed = None if one.claimed is None else sum(one.claimed.values(), ZERO)
    figures = (sum(one.due.values(), ZERO), one.paid, one.open, claimed, one.difference)
    by_head = [_money(side.get(head)) for side in (one.due, one.left) for head in Head]
    return [
        instalment_name(one.no, words),
        one.due_on.isoformat() if one.due_on else "",
        str(one.days_late),
        *(_money(figure) for figure in figures),
        "; ".join(payments),
        "; ".join(booked),
        *by_head,
    ]


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else f"{round_money(amount):.2f}"


def _text(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
