"""The lender's, the borrower's and a court's likely reading of one case, side by side.

Each answers everything that is open in one way: silent terms, guessed dates, payments without
proof, and the readings that the law leaves. None goes against what the contract says, and none
beyond a limit that a court holds to by itself. The court's is no forecast: the defaults, the
reading of the law that most follow, payments that are proved, and a reduction if it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from debtcheck.audit.openness.measure import Measure
from debtcheck.audit.openness.question import Choice, Question
from debtcheck.audit.openness.values import Side
from debtcheck.audit.report import HeadTotals, LawRef
from debtcheck.audit.totals import totals
from debtcheck.case.kinds import Head
from debtcheck.engine.replay import heads
from debtcheck.words.text import Text, text

LENDER, BORROWER, COURT = "lender", "borrower", "court"
# Of two readings of the law, the one that most follow (17号 31(2): the LPR of the filing day), that
# is usual (the lender asks for the old rule, since it is the higher), or that put the older text
# out of force (18号 33). Where none is said to lead, the higher is taken, as in the totals.
_LEADING = ("lpr_at_filing", "split_2020", "old_rule_2015")
_RIVALS = ("lpr_at_formation", "no_split_2020", "old_rule_1991")


@dataclass(frozen=True, slots=True)
class _Limit:
    """What one reading of the law leaves, and what stands if no reduction is asked for."""

    id: str
    totals: HeadTotals
    unasked: HeadTotals
    why: Text | None
    law: tuple[LawRef, ...]

    @property
    def reduced(self) -> bool:
        """True if a reduction that must be asked for makes a difference."""
        return self.totals.total < self.unasked.total


def sides(measure: Measure) -> tuple[Side, ...]:
    """The three, in the order lender, borrower, court."""
    answered = {
        LENDER: measure.corner(high=True),
        BORROWER: measure.corner(high=False),
        COURT: _proved(measure.questions),
    }
    pick: dict[str, Callable[[Sequence[_Limit]], _Limit]] = {
        LENDER: lambda limits: max(limits, key=lambda limit: limit.unasked.total),
        BORROWER: lambda limits: min(limits, key=lambda limit: limit.totals.total),
        COURT: lambda limits: max(_leading(limits), key=lambda limit: limit.totals.total),
    }
    matters = [q for q in measure.questions if _moves(measure, q)]
    found: list[Side] = []
    for name, chosen in answered.items():
        limits = _limits(measure, chosen)
        limit = pick[name](limits)
        said = [_answer(q, chosen).says for q in matters]
        if limit.why is not None and len(limits) > 1:
            said.append(limit.why)
        if name == COURT and chosen:
            said.append(text("open.proof"))
        if limit.reduced:
            said.append(text(f"open.reduction.{name}"))
        figures = limit.unasked if name == LENDER else limit.totals
        found.append(Side(name, figures, tuple(said), limit.law))
    return tuple(found)


def _proved(asked: Sequence[Question]) -> tuple[Choice, ...]:
    """The defaults, but a payment whose only source is a guess is not proved."""
    return tuple(other for q in asked if q.unproved for other in q.others)


def _moves(measure: Measure, question: Question) -> bool:
    return len({total for total, _ in measure.outcomes(question)}) > 1


def _answer(question: Question, chosen: Sequence[Choice]) -> Choice:
    return next((other for other in question.others if other in chosen), question.taken)


def _leading(limits: Sequence[_Limit]) -> Sequence[_Limit]:
    """Those that follow the leading reading wherever there is one."""
    for lead, rival in zip(_LEADING, _RIVALS, strict=True):
        if any(lead in limit.id.split("+") for limit in limits):
            limits = [limit for limit in limits if rival not in limit.id.split("+")]
    return limits


def _limits(measure: Measure, chosen: tuple[Choice, ...]) -> list[_Limit]:
    """The readings of the ceiling under some answers; the contract alone where there is none."""
    contract, answer = measure.answer(chosen)
    if answer.ceiling is None:
        return [_Limit("", contract, contract, None, ())]
    unasked = _unasked(measure, chosen, contract)
    if not answer.readings:
        limit = answer.ceiling
        law = {step.law.id: step.law for step in limit.steps}
        base = unasked if limit.on_request else limit.totals
        return [_Limit("", limit.totals, base, None, tuple(law.values()))]
    return [
        _Limit(r.id, r.totals, unasked if _on_request(r.law) else r.totals, r.why, r.law)
        for r in answer.readings
    ]


def _on_request(law: Sequence[LawRef]) -> bool:
    return bool(law) and all(rule.on_request for rule in law)


def _unasked(measure: Measure, chosen: tuple[Choice, ...], contract: HeadTotals) -> HeadTotals:
    """The contract's figures on the money that arrived (民法典670), without any reduction."""
    _, setup = measure.under(chosen)
    inputs = setup.on_received()
    if inputs is setup.inputs:
        return contract
    unknown = [head for head in Head if head not in contract.heads]
    found = totals(measure.part(heads(inputs, measure.as_of)), unknown)
    return found if found.total < contract.total else contract
