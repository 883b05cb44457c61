"""Trial: one or two departures, replayed, and how the figures stand to the claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from debtcheck.audit.forensics.departure import (
    PLACE,
    TOTAL,
    Departure,
    Figures,
    Run,
    fen,
    with_total,
)
from debtcheck.audit.forensics.question import Question
from debtcheck.case.kinds import Head
from debtcheck.engine.replay import heads
from debtcheck.engine.terms import Inputs


@dataclass(frozen=True, slots=True)
class Trial:
    """One or two departures, and the figures that they give."""

    departures: tuple[Departure, ...]
    run: Run
    cost: int

    @property
    def figures(self) -> Figures:
        """What they give by head and in all, in fen."""
        return self.run.figures

    def hits(self, question: Question, place: int) -> bool:
        """True if it gives a claimed figure to the fen."""
        return self.figures[place] == question.asked[place]

    def leaves(self, question: Question) -> bool:
        """True if what the claim has right stays right."""
        return all(
            abs(self.figures[p] - question.asked[p]) <= question.tolerance for p in question.right
        )

    def moves(self, question: Question) -> int:
        """By how much it moves what the claim has right, in fen."""
        return sum(abs(self.figures[p] - question.asked[p]) for p in question.right)


@dataclass(slots=True)
class Found:
    """All that was tried.

    `singles` change a figure, `idle` do not by themselves. `predicted`: by place, figures of pairs
    that were not replayed.
    """

    question: Question
    singles: list[Trial]
    idle: list[Trial] = field(default_factory=list)
    pairs: list[Trial] = field(default_factory=list)
    predicted: dict[int, set[int]] = field(default_factory=dict)
    tried: int = 0

    def explains(self, place: int, trials: Iterable[Trial]) -> list[Trial]:
        """The trials that give the claimed figure and leave what is right."""
        return [t for t in trials if t.hits(self.question, place) and t.leaves(self.question)]


def attempt(question: Question, departures: tuple[Departure, ...]) -> Trial | None:
    """Replay with departures that do not exclude each other; None if one changes nothing there."""
    inputs, day = question.inputs, question.as_of
    replayed = [d for d in departures if d.after is None]
    for departure in sorted(replayed, key=lambda d: d.axis == "schedule"):  # it reads the rates
        if departure.shift is not None:
            day = departure.shift(day)
        elif departure.change is not None:
            changed = departure.change(inputs)
            if changed == inputs:
                return None
            inputs = changed
    run = _run(question, inputs, day, fold=any(d.axis == "compound" for d in replayed))
    for departure in departures:
        run = after(run, departure)
    return Trial(departures, run, sum(d.cost for d in departures))


def _run(question: Question, inputs: Inputs, day: date, *, fold: bool) -> Run:
    found = heads(inputs, day)
    owed, due = fen(found.owed), fen(found.due)
    if fold and question.fold:
        owed, due = _folded(owed), _folded(due)
    part, other = (due, owed) if question.due_only else (owed, due)
    return Run(inputs, day, part, other, due[PLACE[Head.INTEREST]])


def after(run: Run, departure: Departure) -> Run:
    """A run whose figures a departure changes without a replay."""
    return run if departure.after is None else replace(run, figures=departure.after(run))


def _folded(figures: Figures) -> Figures:
    parts = list(figures[:TOTAL])
    parts[PLACE[Head.PENALTY]] += parts[PLACE[Head.COMPOUND]]
    parts[PLACE[Head.COMPOUND]] = 0
    return with_total(parts)


def try_together(question: Question, one: Trial, other: Trial) -> Trial | None:
    """Two single departures together; None if they exclude each other."""
    first, second = one.departures[0], other.departures[0]
    if first.excludes(second):
        return None
    return attempt(question, (first, second))
