"""Stretches of days under a limit, readings made of them, and how equal readings become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, TypeVar

from debtcheck.case.rate import plain
from debtcheck.law.lawbook import LawDataError, Rule
from debtcheck.words.text import Text, text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CapStep:
    """One stretch of days under one limit: start inclusive, end exclusive (None: open)."""

    start: date
    end: date | None
    yearly: Decimal  # a fraction a year: Decimal("0.138")
    paid_line: Decimal | None  # paid of one's own will up to this stays paid; None: as `yearly`
    rule: Rule
    on: date  # the day the rule was looked up by
    why: Text  # 4 × LPR(2024-03-01: 3.45%) = 13.8%


@dataclass(frozen=True, slots=True)
class CapReading:
    """One way to read which limits govern a span. Days without a step have no limit."""

    id: str  # "" for the only one; "split_2020+lpr_at_filing" where two questions are open
    steps: tuple[CapStep, ...]
    why: Text
    force: Literal["HARD", "REDUCE"]
    on_request: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading before the ones that come to the same are dropped. A label answers a question;
    an empty one says that the question does not arise."""

    labels: tuple[str, ...]
    steps: tuple[CapStep, ...]
    why: Text


def since(step: CapStep, day: date) -> CapStep:
    """The part of a step from a day on."""
    return replace(step, start=max(step.start, day))


def until(step: CapStep, day: date) -> CapStep:
    """The part of a step before a day."""
    return replace(step, end=earlier(step.end, day))


def clip(span: tuple[date, date | None], *steps: CapStep) -> tuple[CapStep, ...]:
    """The steps cut to [start, end); those without a day left are dropped."""
    start, end = span
    cut = [replace(s, start=max(s.start, start), end=earlier(s.end, end)) for s in steps]
    return tuple(s for s in cut if s.end is None or s.start < s.end)


def earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two ends, where None is open."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def readings(
    candidates: Sequence[Candidate], force: Literal["HARD", "REDUCE"] = "HARD"
) -> tuple[CapReading, ...]:
    """The candidates that differ in a figure, the first of equals kept, named by what is open."""
    kept: dict[tuple[object, ...], Candidate] = {}
    for candidate in candidates:
        figures = tuple((s.start, s.end, s.yearly, s.paid_line) for s in candidate.steps)
        kept.setdefault(figures, candidate)
    rows = [candidate.labels for candidate in kept.values()]
    return tuple(
        CapReading(_id(c.labels, rows), c.steps, c.why, force, force == "REDUCE")
        for c in kept.values()
    )


def _id(labels: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """The answers to the questions that are open among the rows which agree on those before."""
    parts = []
    for at, label in enumerate(labels):
        if len({row[at] for row in rows if row[:at] == labels[:at]}) > 1:
            parts.append(label)
    return "+".join(parts)


def needed(rule: Rule, key: str, value: T | None) -> T:
    """A value that a limit cannot do without; a user's law file may have left it out.

    Raises:
        LawDataError: there is none.
    """
    if value is None:
        why = text("law.error.kind_needs", name=key, kind=rule.kind)
        raise LawDataError(rule.file, f"{rule.id}.{key}", why)
    return value


def day_after(rule: Rule) -> date:
    """The day after the last day of a rule that has ended."""
    return needed(rule, "until", rule.until) + timedelta(days=1)


def percent(fraction: Decimal) -> str:
    """0.138 as `13.8%`."""
    return f"{plain(fraction * 100)}%"
