"""The readings of a private loan: which text, which LPR, which overdue rate, which old debt.

Each question that the law, or a missing date, leaves open has its answers here; every combination
that does not contradict itself is a ceiling of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from debtcheck.audit.limits.ask import Ask
from debtcheck.audit.limits.private import private_ceiling
from debtcheck.audit.limits.rolled import OldDebt, old_debts, together
from debtcheck.audit.report import Ceiling, Unchecked
from debtcheck.audit.setup.no_rate import with_overdue
from debtcheck.law.capsteps import CapReading
from debtcheck.law.private import private_caps
from debtcheck.words.text import text


def private_ceilings(ask: Ask, unchecked: list[Unchecked]) -> list[tuple[CapReading, Ceiling]]:
    """Each reading with its ceiling; its id and reason name every question that was open."""
    loan, court = ask.case.loan, ask.case.court
    formed = loan.formed_on or loan.originated_on
    if formed is None:
        _gap(unchecked, "no_formed", "loan.formed_on")
        return []
    filed = (court and (court.filed_on or court.accepted_on)) or ask.as_of
    limits = private_caps(
        ask.law,
        formed_on=formed,
        filed_on=filed,
        old_rule_requested=court.old_rule_requested if court else None,
        start=ask.setup.inputs.terms.start,
        end=ask.as_of,
    )
    if not limits:
        _gap(unchecked, "no_old_rate", "loan.formed_on")
    old = old_debts(ask, unchecked, filed)
    found = [one for limit in limits for one in _readings(ask, limit, old)]
    totals = [ceiling.totals for _, ceiling in found]
    same = all(total == totals[0] for total in totals)
    return found[:1] if same else found  # a question whose answers come to the same is none


def _readings(
    ask: Ask, limit: CapReading, old: tuple[OldDebt, ...]
) -> Iterator[tuple[CapReading, Ceiling]]:
    debts: tuple[OldDebt | None, ...] = tuple(o for o in old if together(limit, o)) or (None,)
    for debt in debts:
        for asked, overdue in _overdue(ask, limit):
            said = _said(limit, overdue, debt if len(debts) > 1 else None)
            yield said, private_ceiling(asked, limit, debt)


def _overdue(ask: Ask, limit: CapReading) -> Iterator[tuple[Ask, CapReading | None]]:
    """The question under each overdue rate of the law, where none was agreed."""
    if not ask.setup.by_law:
        yield ask, None
    for reading in ask.setup.by_law:
        if _agree(limit, reading):
            setup = replace(ask.setup, inputs=with_overdue(ask.setup.inputs, reading))
            yield replace(ask, setup=setup), reading


def _agree(limit: CapReading, overdue: CapReading) -> bool:
    """False if only one of the two takes the rule of before 2020-08-20."""
    one, other = ({"split_2020", "no_split_2020"} & set(x.id.split("+")) for x in (limit, overdue))
    return not one or not other or one == other


def _said(limit: CapReading, overdue: CapReading | None, old: OldDebt | None) -> CapReading:
    """The limit's reading with the answers to the other questions."""
    labels, why = limit.id.split("+"), limit.why
    if overdue is not None:
        labels += overdue.id.split("+")
        why = text("law.reading.joined", first=why, then=overdue.why)
    if old is not None:
        which = "rolled_first" if old.by_first else "rolled_new"
        labels += [*old.caps.id.split("+"), which]
        why = text("law.reading.joined", first=why, then=text(f"ceiling.{which}"))
    name = "+".join(dict.fromkeys(label for label in labels if label))
    return replace(limit, id=name, why=why)


def _gap(unchecked: list[Unchecked], why: str, needs: str) -> None:
    what = text("unchecked.ceiling")
    unchecked.append(Unchecked(what, text(f"unchecked.why.{why}"), needs))
