"""Several drawdowns counted as one: at the rate of one of them, or due on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from debtcheck.audit.forensics.departure import Change, Departure, said
from debtcheck.audit.forensics.plausible import COSTS
from debtcheck.engine.terms import Inputs


def drawdowns(inputs: Inputs) -> Iterator[Departure]:
    """Every drawdown at the rate of one, or due on the day of one, where they differ."""
    terms = inputs.terms
    if len(terms.tranches) < 2:  # noqa: PLR2004 (there is nothing to mix)
        return
    rates = [terms.rate_on(t.on, t) for t in terms.tranches]
    for rate in dict.fromkeys(r for r in rates if r is not None):
        if any(r != rate for r in rates):
            yield _all("drawdowns_one_rate", "rate", {"rate": rate}, rate=rate)
    dues = [t.due_on for t in terms.tranches]
    for due in sorted({d for d in dues if d is not None}):
        if any(d != due for d in dues):
            yield _all("drawdowns_one_due", "drawdown_due", {"due_on": due}, on=due)


def _all(name: str, axis: str, changes: dict[str, object], **params: object) -> Departure:
    key = "loan.disbursement"
    return Departure(name, axis, COSTS[name], said(name, **params), (key,), change=_with(changes))


def _with(changes: dict[str, object]) -> Change:
    def change(inputs: Inputs) -> Inputs:
        tranches = tuple(replace(t, **changes) for t in inputs.terms.tranches)  # type: ignore[arg-type]
        return replace(inputs, terms=replace(inputs.terms, tranches=tranches))

    return change
