"""Is compound interest charged that was not agreed, or more than was agreed?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from debtcheck.audit.build import head_finding, law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Compound, Head, LenderKind
from debtcheck.engine.replay import heads


def check(ctx: Context) -> Iterator[Finding]:
    """The compound head of the claim against the clause, and what of it runs on penalty."""
    yield from _difference(ctx)
    yield from _on_penalty(ctx)


def _difference(ctx: Context) -> Iterator[Finding]:
    if abs(ctx.left(Head.COMPOUND)) <= ctx.tolerance:
        return
    agreed = ctx.setup.inputs.conventions.compound is not Compound.NONE
    code = "compound_differs" if agreed else "compound_not_agreed"
    private = ctx.case.lender.kind is LenderKind.PRIVATE
    yield head_finding(
        ctx,
        code,
        Head.COMPOUND,
        matches=ctx.matches(Head.COMPOUND),
        keys=("loan.overdue.compound",),
        law=("private_rolled",) if private else ("bank_compound",),
    )


def _on_penalty(ctx: Context) -> Iterator[Finding]:
    """银发〔1999〕77号: the base is unpaid interest of the term, for banks; not penalty."""
    inputs = ctx.setup.inputs
    owed = ctx.owed(Head.COMPOUND)
    rolls = inputs.conventions.compound in (Compound.DAILY, Compound.MONTHLY, Compound.QUARTERLY)
    if not owed or not rolls or inputs.terms.card is not None:
        return
    law = law_on(ctx, "bank_compound")
    if not law:
        return
    plain = replace(inputs.conventions, compound=Compound.ON_INTEREST)
    found = heads(replace(inputs, conventions=plain), ctx.as_of)
    over = owed - (found.due if ctx.due_only else found.owed)[Head.COMPOUND]
    if over > ctx.tolerance:
        yield note(
            ctx,
            "compound_on_penalty",
            head=Head.COMPOUND,
            claimed=ctx.asked(Head.COMPOUND),
            keys=("loan.overdue.compound",),
            law=law,
            params={"over": over},
        )
