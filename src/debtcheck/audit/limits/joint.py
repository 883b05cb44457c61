"""Lenders of several kinds in one loan: each claims its own share under its own limit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from debtcheck.audit.report import Ceiling, HeadTotals, LawRef, Reading
from debtcheck.audit.totals import totals
from debtcheck.case.kinds import Head
from debtcheck.case.model import Case
from debtcheck.engine.money import ZERO
from debtcheck.words.text import text


def by_share(case: Case, ceilings: Sequence[tuple[str, Ceiling]]) -> Reading | None:
    """The limits weighed by the lenders' shares; None where shares lack or it makes no difference.

    `ceilings` are by the name of the lender's kind; of several for one kind the highest counts.
    """
    shares = [lender.share for lender in case.lenders]
    if len(shares) <= 1 or None in shares or sum(s for s in shares if s is not None) != 1:
        return None
    best: dict[str, Ceiling] = {}
    for name, found in ceilings:
        if name not in best or found.totals.total > best[name].totals.total:
            best[name] = found
    if len({found.totals.total for found in best.values()}) <= 1:
        return None
    heads: dict[Head, Decimal] = {}
    laws: dict[str, LawRef] = {}
    for lender in case.lenders:
        own = best.get(lender.kind.value if lender.kind else "")
        if own is None or lender.share is None:
            return None
        for head, amount in own.totals.heads.items():
            heads[head] = heads.get(head, ZERO) + amount * lender.share
        laws.update({step.law.id: step.law for step in own.steps})
    whole: HeadTotals = totals(heads, (h for h in Head if h not in heads))
    return Reading("by_share", whole, text("reading.by_share"), tuple(laws.values()))
