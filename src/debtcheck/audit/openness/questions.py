"""Which facts are open: where the case is silent, where it says that it guesses, what has no proof.

A term that is stated, even from memory, is not open: nothing says what else it could be. A date
that the case calls a guess may lie half a month to either side. A payment that the case calls a
guess counts or does not, and so does one whose status is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from debtcheck.audit.openness.payments import payments
from debtcheck.audit.openness.question import GUESSED_BY, CaseChange, Choice, Question, guessed
from debtcheck.audit.setup.facts import Assumed
from debtcheck.audit.setup.setup import Setup
from debtcheck.case.model import Case
from debtcheck.words.text import Text, text

_DATES = ("formed_on", "disbursed_on", "due_on", "first_due_on", "due_dates")
# The words of these take the value as a blank, but for those that have a sentence of their own.
_VALUED = (
    "card.grace_days",
    "card.minimum",
    "card.principal_first_after",
    "card.tolerance",
    "loan.overdue.grace_days",
)
_OWN_WORDS = ("0", "0.00", "none", "in_full")


def questions(case: Case, setup: Setup, as_of: date) -> tuple[Question, ...]:
    """Everything open in a case that a replay can measure."""
    found = [of_assumed(a) for a in setup.assumed if a.others]
    found += _received(case, setup)
    found += _dates(case, setup, as_of)
    found += payments(case, setup, as_of)
    return tuple(found)


def of_assumed(assumed: Assumed) -> Question:
    """A default, with the other values that a silent contract may have."""
    others = tuple(
        Choice(_said(assumed.key, other.value), on_inputs=other.change) for other in assumed.others
    )
    return Question(
        assumed.key,
        text(f"report.key.{assumed.key}"),
        Choice(_said(assumed.key, assumed.value)),
        others,
        assumed=True,
    )


def _said(key: str, value: str) -> Text:
    if key in _VALUED and value not in _OWN_WORDS:
        return text(f"report.choice.{key}", value=value)
    return text(f"report.choice.{key}.{value}")


# ── what arrived ─────────────────────────────────────────────────────────────────────────


def _received(case: Case, setup: Setup) -> Iterator[Question]:
    """Less than the contract's principal, by a guess or by a fee said to be taken off."""
    principal = case.loan.principal
    by_fee = case.loan.received is None and any(f.deducted for f in case.fees)
    if setup.received >= principal or not (by_fee or guessed(case, "loan.received")):
        return
    if case.loan.disbursements:
        return
    yield Question(
        "loan.received",
        text("report.key.loan.received"),
        Choice(text("report.choice.loan.received", value=setup.received)),
        (
            Choice(
                text("report.choice.loan.received", value=principal),
                lambda c: replace(c, loan=replace(c.loan, received=principal)),
            ),
        ),
        moves_contract=False,
    )


# ── dates ────────────────────────────────────────────────────────────────────────────────


def _dates(case: Case, setup: Setup, as_of: date) -> Iterator[Question]:
    for name in _DATES:
        if not guessed(case, f"loan.{name}"):
            continue
        value = getattr(case.loan, name)
        days = value if isinstance(value, tuple) else (value,)
        if not days:
            continue
        others = tuple(
            Choice(_as(f"loan.{name}", days[0] + by), _moved(name, by))
            for by in (-GUESSED_BY, GUESSED_BY)
            if _in_order(_moved(name, by)(case), as_of)
        )
        if others:
            key = f"loan.{name}"
            only_law = name == "formed_on" and case.loan.disbursed_on is not None
            yield Question(
                key, _what_date(key), Choice(_as(key, days[0])), others,
                moves_contract=not only_law,
            )  # fmt: skip
    yield from _assumed_start(case, setup, as_of)


def _assumed_start(case: Case, setup: Setup, as_of: date) -> Iterator[Question]:
    """Without a payout day the loan is counted from a month before the first due day."""
    key = "loan.disbursed_on"
    if not any(a.key == key for a in setup.assumed):
        return
    start = setup.inputs.terms.start

    def paid_out(on: date) -> CaseChange:
        return lambda c: replace(c, loan=replace(c.loan, disbursed_on=on))

    others = tuple(
        Choice(_as(key, on), paid_out(on))
        for on in (start - GUESSED_BY, start + GUESSED_BY)
        if _in_order(paid_out(on)(case), as_of)
    )
    if others:
        taken = Choice(_as(key, start))
        yield Question(key, text(f"report.key.{key}"), taken, others, assumed=True)


def _moved(name: str, by: timedelta) -> CaseChange:
    def change(case: Case) -> Case:
        value = getattr(case.loan, name)
        moved = tuple(day + by for day in value) if isinstance(value, tuple) else value + by
        loan = replace(case.loan, **{name: moved})  # type: ignore[arg-type]
        return replace(case, loan=loan)

    return change


def _in_order(case: Case, as_of: date) -> bool:
    """True if formation, payout, payments and due dates still follow each other."""
    loan = case.loan
    start = loan.originated_on
    if start is None:
        return True
    dues = [d for d in (loan.due_on, loan.first_due_on, *loan.due_dates) if d is not None]
    after = [*dues, *(p.paid_on for p in case.payments), as_of]
    return (loan.formed_on or start) <= start and all(start < day for day in after)


def _what_date(key: str) -> Text:
    return text("open.date", name=text(f"report.key.{key}"), days=GUESSED_BY.days)


def _as(key: str, on: date) -> Text:
    return text("open.date_as", name=text(f"report.key.{key}"), on=on)
