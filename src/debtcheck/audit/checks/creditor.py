"""Who may ask for the money: payment by a guarantor, assignment, order to collect, buy-back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from debtcheck.audit.build import note
from debtcheck.audit.context import Context
from debtcheck.audit.lawrefs import cited
from debtcheck.audit.papers.recourse import GUARANTOR_PAID, same_name
from debtcheck.audit.report import Finding
from debtcheck.case.model import CreditorChange, Evidence, Payment

ASSIGNED, ENTRUSTED, REPURCHASED = "assigned", "entrusted", "repurchased"
_NOTICE = ("C20",)


def check(ctx: Context) -> Iterator[Finding]:
    """Questions, never a dispute of the debt: whom it is owed to, and since when."""
    changes = [c for c in ctx.case.creditor_changes if c.on is None or c.on <= ctx.as_of]
    if not changes:
        return
    yield from _claimant(ctx, changes)
    yield from _assigned(ctx, [c for c in changes if c.kind == ASSIGNED])


def _claimant(ctx: Context, changes: list[CreditorChange]) -> Iterator[Finding]:
    claimant = ctx.claim.claimant if ctx.claim else ""
    if not claimant:
        return
    entrusted = [c for c in changes if c.kind == ENTRUSTED and same_name(c.to, claimant)]
    creditors = _creditors(ctx, changes)
    if any(same_name(claimant, name) for name in creditors):
        return
    code = "entrusted_as_creditor" if entrusted else "claimant_not_creditor"
    if not creditors and not entrusted:
        return
    yield note(
        ctx,
        code,
        keys=("creditor_change",),
        law=cited(ctx.law, ctx.as_of, *_NOTICE),
        evidence=ctx.evidence(None),
        params={"claimant": claimant, "creditor": " / ".join(creditors)},
    )


def _creditors(ctx: Context, changes: list[CreditorChange]) -> list[str]:
    """Who the creditor is by what is recorded; a guarantor's payment leaves the rest to the
    lender, an order to collect changes nothing."""
    lenders = [lender.name for lender in ctx.case.lenders if lender.name]
    found = list(lenders)
    for change in sorted(changes, key=lambda c: c.on or date.min):
        if change.kind == ASSIGNED and change.to:
            found = [change.to]
        elif change.kind == GUARANTOR_PAID and change.to:
            found = [*found, change.to]
        elif change.kind == REPURCHASED:
            found = [change.to] if change.to else list(lenders)
    return found


def _assigned(ctx: Context, changes: list[CreditorChange]) -> Iterator[Finding]:
    claimant = ctx.claim.claimant if ctx.claim else ""
    lawsuit = ctx.claim is not None and ctx.claim.kind == "lawsuit"
    names = list(dict.fromkeys("".join(c.to.split()) for c in changes if c.to))
    if len(names) > 1 and not _chain(changes):
        yield note(
            ctx,
            "two_assignees",
            keys=("creditor_change",),
            law=cited(ctx.law, ctx.as_of, *_NOTICE),
            params={"names": " / ".join(c.to for c in changes if c.to)},
        )
    for change in changes:
        told = _told(ctx, change)
        asks = not claimant or same_name(claimant, change.to)
        if not told and asks and not lawsuit:
            yield note(
                ctx,
                "assignment_not_notified",
                keys=("creditor_change",),
                law=cited(ctx.law, ctx.as_of, "C20", "assignment_defences"),
                params={"to": change.to},
            )
        late = _to_the_old(ctx, change)
        if late:
            yield note(
                ctx,
                "paid_old_creditor_after_notice",
                keys=("creditor_change", "payment"),
                law=cited(ctx.law, ctx.as_of, "payee"),
                evidence=_proofs(late),
                params={
                    "n": len(late),
                    "paid": sum(p.amount for p in late),
                    "on": change.notified_on,
                    "to": change.to,
                },
            )


def _told(ctx: Context, change: CreditorChange) -> bool:
    """True if notice came by the day: as the change says, or as an event that was not lost."""
    days = [change.notified_on]
    days += [
        e.on
        for e in ctx.case.events
        if e.kind == "assignment_notice" and e.reached is not False and e.on >= (change.on or e.on)
    ]
    return any(day is not None and day <= ctx.as_of for day in days)


def _chain(changes: list[CreditorChange]) -> bool:
    """True if each assignment has a day of its own: one after the other, not two for one debt."""
    days = [c.on for c in changes]
    return None not in days and len(set(days)) == len(days)


def _to_the_old(ctx: Context, change: CreditorChange) -> list[Payment]:
    """Payments to the lender after the day of notice."""
    if change.notified_on is None:
        return []
    old = [lender.name for lender in ctx.case.lenders if lender.name]
    return [
        p
        for p in ctx.setup.taken
        if p.paid_on > change.notified_on and any(same_name(p.payee, name) for name in old)
    ]


def _proofs(payments: list[Payment]) -> tuple[Evidence, ...]:
    return tuple(p.evidence for p in payments if p.evidence)
