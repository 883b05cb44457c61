"""The replay day by day: what ran since the step before, what was paid, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.course.met import Met
from debtcheck.case.kinds import Head
from debtcheck.engine.ledger import Ledger, Line
from debtcheck.engine.money import ZERO, round_money

_PENAL = (Head.PENALTY, Head.COMPOUND, Head.DAMAGES)


@dataclass(frozen=True, slots=True)
class Step:
    """One event, the days since the one before it, and the charges that ran in them.

    The charges of all steps add up to what ran in all, to the fen.
    """

    line: Line
    days: int
    interest: Decimal
    penalty: Decimal  # with compound interest and damages


def steps(ledger: Ledger, met: Sequence[Met]) -> tuple[Step, ...]:
    """Every line of a replay as a step; what was paid ahead meets its due day in a line of its
    own, `credit`."""
    found: list[Step] = []
    interest = penalty = ran_interest = ran_penalty = ZERO
    before: date | None = None
    for line in _with_credit(ledger, met):
        spent = dict(line.paid)
        interest += spent.get(Head.INTEREST, ZERO)
        penalty += sum((spent.get(head, ZERO) for head in _PENAL), ZERO)
        whole_interest = round_money(interest + line.interest)
        whole_penalty = round_money(penalty + line.penalty)
        days = (line.on - before).days if before else 0
        found.append(Step(line, days, whole_interest - ran_interest, whole_penalty - ran_penalty))
        ran_interest, ran_penalty, before = whole_interest, whole_penalty, line.on
    return tuple(found)


def _with_credit(ledger: Ledger, met: Sequence[Met]) -> list[Line]:
    """The lines, and after the due dates of a day what money paid ahead did on it."""
    credits = _credits(ledger, met)
    found: list[Line] = []
    for k, line in enumerate(ledger.lines):
        found.append(line)
        rest = ledger.lines[k + 1 :]
        last = line.event in ("due", "acceleration") and not any(
            other.on == line.on and other.event in ("due", "acceleration") for other in rest
        )
        if last and line.on in credits:
            found.append(_credit(line, credits.pop(line.on)))
    return found


def _credit(line: Line, parts: dict[Head, Decimal]) -> Line:
    penal = sum((parts.get(head, ZERO) for head in _PENAL), ZERO)
    return replace(
        line,
        event="credit",
        no=None,
        amount=sum(parts.values(), ZERO),
        paid=tuple(parts.items()),
        balance=line.balance - parts.get(Head.PRINCIPAL, ZERO),
        interest=line.interest - parts.get(Head.INTEREST, ZERO),
        penalty=line.penalty - penal,
    )


def _credits(ledger: Ledger, met: Sequence[Met]) -> dict[date, dict[Head, Decimal]]:
    """By day, what payments made before it did on it."""
    days = [line.on for line in ledger.lines if line.event == "payment"]
    found: dict[date, dict[Head, Decimal]] = {}
    for part in met:
        if part.on > days[part.payment]:
            heads = found.setdefault(part.on, {})
            heads[part.head] = heads.get(part.head, ZERO) + part.amount
    return found
