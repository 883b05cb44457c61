"""The most that the law supports for a claim, by lender kind and date.

Principal is the cash received (民法典670). Where two readings are open, the higher is the total and
all are given.
"""

from __future__ import annotations

from dataclasses import dataclass

from debtcheck.audit.limits.ask import Ask
from debtcheck.audit.limits.joint import by_share
from debtcheck.audit.limits.licensed import licensed_ceiling
from debtcheck.audit.limits.private_readings import private_ceilings
from debtcheck.audit.report import Ceiling, HeadTotals, Reading, Unchecked
from debtcheck.audit.setup.setup import Setup
from debtcheck.audit.totals import totals
from debtcheck.case.kinds import Head, LenderKind
from debtcheck.case.model import Case
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import ZERO
from debtcheck.law.caps import licensed_caps
from debtcheck.law.capsteps import CapReading
from debtcheck.law.lawbook import LawBook
from debtcheck.words.text import text


@dataclass(frozen=True, slots=True)
class Answer:
    """The ceiling with the readings that were open, and what kept it from being said."""

    ceiling: Ceiling | None
    readings: tuple[Reading, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()


def ceiling(
    case: Case,
    setup: Setup,
    law: LawBook,
    *,
    ledger: Ledger,
    due_only: bool,
    contract: HeadTotals,
) -> Answer:
    """Compute the ceiling of a case on the day of its contract ledger, beside its totals."""
    as_of = ledger.as_of
    ask = Ask(case, setup, as_of, law, ledger, due_only, contract)
    if not setup.interest_known:
        return Answer(_principal_only(ask))
    kinds = {lender.kind for lender in case.lenders} or {None}
    unsure = bool(kinds & {None, LenderKind.UNKNOWN})
    candidates: list[tuple[str, CapReading, Ceiling]] = []
    unchecked: list[Unchecked] = []
    if unsure:
        unchecked.append(
            Unchecked(text("unchecked.kind"), text("unchecked.why.no_kind"), "lender.kind")
        )
    card = setup.inputs.terms.card is not None  # no private lender issues one
    if not card and (unsure or LenderKind.PRIVATE in kinds):
        name = "private" if len(kinds) > 1 or unsure else ""
        candidates += [(name, r, c) for r, c in private_ceilings(ask, unchecked)]
    if case.loan.rolled_from is not None and LenderKind.PRIVATE not in kinds and not unsure:
        why = text("unchecked.why.rolled_licensed")
        unchecked.append(Unchecked(text("unchecked.rolled"), why, "loan.rolled_from"))
    licensed = sorted(kinds - {None, LenderKind.UNKNOWN, LenderKind.PRIVATE}, key=str)
    for kind in [LenderKind.BANK] if unsure else licensed:
        start = setup.inputs.terms.start
        for reading in licensed_caps(law, kind=kind or LenderKind.BANK, start=start, end=as_of):
            name = "licensed" if unsure else kind.value if kind and len(kinds) > 1 else ""
            candidates.append((name, reading, licensed_ceiling(ask, reading)))
    if not candidates:
        return Answer(None, (), tuple(unchecked))
    best = max(candidates, key=lambda c: c[2].totals.total)
    readings_out = tuple(
        Reading(_joined(name, r.id), c.totals, r.why, tuple(s.law for s in c.steps))
        for name, r, c in candidates
    )
    weighed = by_share(case, [(name, found) for name, _, found in candidates])
    readings_out += (weighed,) if weighed else ()
    return Answer(best[2], readings_out if len(readings_out) > 1 else (), tuple(unchecked))


def _joined(*names: str) -> str:
    return "+".join(n for n in names if n) or "only"


def _principal_only(ask: Ask) -> Ceiling:
    """No interest can be counted: only the cash received bounds the principal."""
    heads = dict(ask.contract.heads)
    less = max(ask.setup.inputs.terms.principal - ask.setup.received, ZERO)
    heads[Head.PRINCIPAL] = max(heads.get(Head.PRINCIPAL, ZERO) - less, ZERO)
    found = totals(heads, (h for h in Head if h not in heads))
    return Ceiling(found, binds=found.total < ask.contract.total, on_request=False)
