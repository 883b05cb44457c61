"""Payments that are open: without proof, of unknown status, or on a day that is a guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from debtcheck.audit.openness.question import GUESSED_BY, CaseChange, Choice, Question, guessed
from debtcheck.audit.setup.setup import Setup
from debtcheck.case.model import Case, Payment
from debtcheck.engine.money import ZERO
from debtcheck.words.text import Text, text

_ONE_BY_ONE = 6  # more payments than these are one question together


def payments(case: Case, setup: Setup, as_of: date) -> Iterator[Question]:
    """Payments without proof, those of unknown status, those on a guessed day."""
    unproved: list[int] = []
    unknown: list[int] = []
    dated: list[int] = []
    for k, payment in enumerate(case.payments):
        if payment.paid_on > as_of or not payment.amount:
            continue
        if payment.status == "unknown":
            unknown.append(k)
        elif payment in setup.taken and guessed(case, f"payment.{k}.amount"):
            unproved.append(k)
        elif payment in setup.taken and guessed(case, f"payment.{k}.paid_on"):
            dated.append(k)
    for group in _groups(dated):
        yield from _paid_on(case, group, as_of)
    yield from _counted(case, unproved, "guessed", now="settled", then="failed")
    yield from _counted(case, unknown, "unknown", now="unknown", then="settled")


def _groups(rows: Sequence[int]) -> list[list[int]]:
    """A few payments are a question each; many are one together."""
    return [[k] for k in rows] if len(rows) <= _ONE_BY_ONE else [list(rows)]


def _counted(
    case: Case, rows: Sequence[int], kind: str, *, now: str, then: str
) -> Iterator[Question]:
    for group in _groups(rows):
        some = [case.payments[k] for k in group]
        key = f"payment.{group[0]}" if kind == "guessed" else f"payment.{group[0]}.status"
        said = {
            "n": len(group),
            "on": some[0].paid_on,
            "amount": sum((p.amount for p in some), ZERO),
        }
        many = "s" if len(group) > 1 else ""
        yes, no = text(f"open.payment{many}_in", **said), text(f"open.payment{many}_out", **said)
        taken, other = (yes, no) if now == "settled" else (no, yes)
        yield Question(
            key,
            text(f"open.payment{many}_{kind}", **said),
            Choice(taken),
            (Choice(other, _with_status(group, then)),),
            unproved=kind == "guessed",
        )


def _with_status(rows: Sequence[int], status: str) -> CaseChange:
    def change(case: Case) -> Case:
        payments: list[Payment] = list(case.payments)
        for k in rows:
            payments[k] = replace(payments[k], status=status)
        return replace(case, payments=tuple(payments))

    return change


def _paid_on(case: Case, rows: Sequence[int], as_of: date) -> Iterator[Question]:
    """The same payments, some days earlier or later."""
    taken, others = _days(case, rows), list[Choice]()
    for by in (-GUESSED_BY, GUESSED_BY):
        days = tuple(_near(case, k, by, as_of) for k in rows)
        if days != taken:
            others.append(Choice(_paid_as(case, rows, days), _paid(rows, days)))
    some = [case.payments[k] for k in rows]
    many = "_many" if len(rows) > 1 else ""
    what = text(
        f"open.paid_on{many}",
        n=len(rows), amount=sum((p.amount for p in some), ZERO), on=taken[0],
        days=GUESSED_BY.days,
    )  # fmt: skip
    if others:
        key = f"payment.{rows[0]}.paid_on"
        yield Question(key, what, Choice(_paid_as(case, rows, taken)), tuple(others))


def _days(case: Case, rows: Sequence[int]) -> tuple[date, ...]:
    return tuple(case.payments[k].paid_on for k in rows)


def _near(case: Case, k: int, by: timedelta, as_of: date) -> date:
    """A day beside that of a payment: not before the payout, not after its booking or the day."""
    payment, start = case.payments[k], case.loan.originated_on
    day = min(payment.paid_on + by, payment.booked_on or as_of, as_of)
    return max(day, start) if start is not None else day


def _paid(rows: Sequence[int], days: Sequence[date]) -> CaseChange:
    def change(case: Case) -> Case:
        payments = list(case.payments)
        for k, day in zip(rows, days, strict=True):
            payments[k] = replace(payments[k], paid_on=day)
        return replace(case, payments=tuple(payments))

    return change


def _paid_as(case: Case, rows: Sequence[int], days: Sequence[date]) -> Text:
    amount = sum((case.payments[k].amount for k in rows), ZERO)
    many = "_many" if len(rows) > 1 else ""
    return text(f"open.paid_as{many}", n=len(rows), amount=amount, on=days[0])
