"""The totals of a case under other answers to what is open, each by a replay of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from debtcheck.audit.basis import basis_on, is_special, unknown_heads
from debtcheck.audit.context import Context
from debtcheck.audit.limits.ceiling import Answer, ceiling
from debtcheck.audit.openness.question import Choice, Question
from debtcheck.audit.openness.questions import questions
from debtcheck.audit.openness.values import OpenFact, Range
from debtcheck.audit.report import HeadTotals
from debtcheck.audit.settlement import without_fee
from debtcheck.audit.setup.facts import Assumed
from debtcheck.audit.setup.setup import Setup, set_up
from debtcheck.audit.totals import totals
from debtcheck.case.kinds import Head
from debtcheck.case.model import Case
from debtcheck.engine.ledger import Heads, Ledger
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import heads, replay


class Measure:
    """What an audit comes to under other answers. Nothing is replayed before it is asked for."""

    def __init__(self, ctx: Context) -> None:
        self.case, self.law, self.as_of = ctx.case, ctx.law, ctx.as_of
        self._setup, self._due_only = without_fee(ctx.setup), ctx.due_only
        self._contract, self._ceiling = ctx.contract, ctx.ceiling
        self._tolerance = ctx.tolerance
        self._totals: dict[tuple[Choice, ...], Decimal] = {(): ctx.contract.total}
        self._answers: dict[tuple[Choice, ...], tuple[HeadTotals, Answer]] = {}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Everything that is open and that a replay can measure."""
        return questions(self.case, self._setup, self.as_of)

    # ── one set of answers ───────────────────────────────────────────────────────────────

    def total(self, chosen: Sequence[Choice]) -> Decimal:
        """The contract's total under some answers; what is not named stays as it was taken."""
        key = tuple(chosen)
        if key not in self._totals:
            case, setup = self.under(key)
            if is_special(case):
                found: Heads | Ledger = basis_on(case, setup, self.law, self.as_of).ledger
            else:
                found = heads(setup.inputs, self.as_of)
            self._totals[key] = totals(self.part(found), self._unknown(setup)).total
        return self._totals[key]

    def answer(self, chosen: Sequence[Choice]) -> tuple[HeadTotals, Answer]:
        """The contract's totals under some answers, and the ceiling with its readings."""
        key = tuple(chosen)
        if key not in self._answers:
            case, setup = self.under(key)
            if is_special(case):
                basis = basis_on(case, setup, self.law, self.as_of)
                setup, ledger = basis.setup, basis.ledger
            else:
                ledger = replay(setup.inputs, self.as_of)
            contract = totals(self.part(ledger), self._unknown(setup))
            limit = ceiling(
                case, setup, self.law, ledger=ledger, due_only=self._due_only, contract=contract
            )
            self._answers[key] = contract, limit
            self._totals[key] = contract.total
        return self._answers[key]

    def under(self, chosen: Iterable[Choice]) -> tuple[Case, Setup]:
        """The case and its setup under some answers."""
        case, inputs = self.case, []
        for choice in chosen:
            if choice.on_case is not None:
                case = choice.on_case(case)
            if choice.on_inputs is not None:
                inputs.append(choice.on_inputs)
        setup = self._setup if case is self.case else set_up(case, self.as_of, self.law)
        run = setup.inputs
        for change in inputs:
            run = change(run)
        return case, setup if run is setup.inputs else replace(setup, inputs=run)

    def part(self, found: Heads | Ledger) -> dict[Head, Decimal]:
        """The figures of the part that is compared."""
        return found.due if self._due_only else found.owed

    def _unknown(self, setup: Setup) -> list[Head]:
        lacking = {*unknown_heads(setup), *(h for h in Head if h not in self._contract.heads)}
        return [head for head in Head if head in lacking]

    # ── one question, and all of them ────────────────────────────────────────────────────

    def outcomes(self, question: Question) -> list[tuple[Decimal, Choice | None]]:
        """What each answer gives; None is the one that was taken. Of a question that moves only
        the ceiling, what that gives."""
        if question.moves_contract:
            return [
                (self.total(()), None),
                *((self.total((other,)), other) for other in question.others),
            ]
        return [
            (self._supportable(()), None),
            *((self._supportable((other,)), other) for other in question.others),
        ]

    def _supportable(self, chosen: Sequence[Choice]) -> Decimal:
        contract, answer = self.answer(chosen)
        return answer.ceiling.totals.total if answer.ceiling is not None else contract.total

    def effect(self, assumed: Assumed) -> Decimal | None:
        """The most that another value of a default changes; None where there is none."""
        asked = [q for q in self.questions if q.assumed and q.key == assumed.key]
        found = [abs(self.total((o,)) - self.total(())) for q in asked for o in q.others]
        return max(found, default=None)

    def corner(self, *, high: bool) -> tuple[Choice, ...]:
        """Every question answered so that, by itself, it gives the least, or the most."""
        found: list[Choice] = []
        for question in self.questions:
            outcomes = self.outcomes(question)
            ends = [total for total, _ in outcomes]
            best = max(ends) if high else min(ends)
            choice = next(choice for total, choice in outcomes if total == best)
            if choice is not None:
                found.append(choice)
        return tuple(found)

    def facts(self) -> tuple[OpenFact, ...]:
        """The open facts that move a total: the contract's first, then the dearest first."""
        found: list[OpenFact] = []
        for q in self.questions:
            ends = [total for total, _ in self.outcomes(q)]
            low, high = min(ends), max(ends)
            if low != high:
                found.append(OpenFact(q.key, q.what, low, high, q.assumed, not q.moves_contract))
        return tuple(sorted(found, key=lambda fact: (fact.of_ceiling, -fact.worth)))

    def range(self) -> Range | None:
        """The lowest and the highest total: each answer alone, and all the lowest and all the
        highest together. None where that is within what rounding makes."""
        facts = self.facts()
        if not facts:
            return None
        corners = self.corner(high=False), self.corner(high=True)
        limits = self._limits(corners)
        ends = [self.total(()), *(self.total(c) for c in corners)]
        ends += [end for f in facts if not f.of_ceiling for end in (f.low, f.high)]
        low, high = min(ends), max(ends)
        moved = limits[1] - limits[0] if limits is not None else ZERO
        if max(high - low, moved) <= self._tolerance:
            return None
        return Range(low, high, facts[0].key, facts, limits)

    def _limits(
        self, corners: tuple[tuple[Choice, ...], tuple[Choice, ...]]
    ) -> tuple[Decimal, Decimal] | None:
        """What is supportable at most, lowest and highest over the same answers."""
        if self._ceiling is None:
            return None
        ends = [self._ceiling.totals.total, *(self._supportable(c) for c in corners)]
        return min(ends), max(ends)
