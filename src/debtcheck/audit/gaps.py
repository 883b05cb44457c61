"""Claimed heads whose term is not known: not disputed, not confirmed, with their implied rate."""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import implied_rate
from debtcheck.audit.context import Context
from debtcheck.audit.report import Unchecked
from debtcheck.case.kinds import Head
from debtcheck.words.text import text

_NEEDS = {
    Head.INTEREST: "loan.rate",
    Head.PENALTY: "loan.overdue.rate",
    Head.COMPOUND: "loan.overdue.compound",
}


def claimed_but_unknown(ctx: Context) -> Iterator[Unchecked]:
    """One entry a claimed head that the contract's side cannot give."""
    for head, needs in _NEEDS.items():
        asked = ctx.asked(head)
        if not asked or head in ctx.contract.heads:
            continue
        implied = implied_rate(ctx, head, asked)
        said = None
        if implied.rate is not None:
            said = text(
                "unchecked.implied", rate=implied.rate, base=implied.base, days=implied.days
            )
        what = text("unchecked.claimed", head=text(f"head.{head}"), amount=asked)
        yield Unchecked(what, text("unchecked.why.claimed"), needs, said)
