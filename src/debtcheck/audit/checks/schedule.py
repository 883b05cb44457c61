"""Is the platform's own plan what the contract's terms give?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from debtcheck.audit.build import law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head
from debtcheck.case.model import ScheduleRow
from debtcheck.engine.ledger import Row
from debtcheck.engine.money import FEN, ZERO
from debtcheck.words.text import Text, text


def check(ctx: Context) -> Iterator[Finding]:
    """Row by row: the day, the principal, the interest. A question: the claim is apart."""
    terms = ctx.setup.inputs.terms
    if not ctx.case.schedule or terms.plan or not ctx.setup.interest_known:
        return
    ours = {row.no: row for row in ctx.ledger.rows}
    if not ours:
        return
    pairs = [(row, ours[row.no]) for row in ctx.case.schedule if row.no in ours]
    count = len(ctx.case.schedule)
    more = sum(((t.interest - o.interest) for t, o in pairs if t.interest is not None), ZERO)
    first = next((said for t, o in pairs if (said := _differs(t, o))), None)
    if count > len(ours):
        first = text("finding.schedule_differs.rows", theirs=count, ours=len(ours))
    elif first is None and abs(more) <= FEN * count:
        return
    yield note(
        ctx,
        "schedule_differs",
        head=Head.INTEREST,
        difference=more if abs(more) > FEN * count else None,
        keys=("schedule", "loan.rate", "loan.method"),
        law=law_on(ctx, "performance"),
        params={"what": first or text("finding.schedule_differs.sum")},
    )


def _differs(theirs: ScheduleRow, ours: Row) -> Text | None:
    """What is different in a row beyond a fen, the day first."""
    if theirs.due_on is not None and theirs.due_on != ours.due_on:
        return text(
            "finding.schedule_differs.day", no=ours.no, theirs=theirs.due_on, ours=ours.due_on
        )
    for name in ("principal", "interest"):
        stated: Decimal | None = getattr(theirs, name)
        own: Decimal = getattr(ours, name)
        if stated is not None and abs(stated - own) > FEN:
            return text(
                "finding.schedule_differs.amount",
                no=ours.no,
                head=text(f"head.{name}"),
                theirs=stated,
                ours=own,
            )
    return None
