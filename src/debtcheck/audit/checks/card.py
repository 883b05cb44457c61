"""A card's rate against the band of its time, and its statements one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from debtcheck.audit.build import note
from debtcheck.audit.context import Context
from debtcheck.audit.lawrefs import reference
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head
from debtcheck.case.model import Evidence
from debtcheck.case.rate import Rate
from debtcheck.engine.card import CardTerms
from debtcheck.engine.ledger import Heads
from debtcheck.engine.money import FEN, ZERO
from debtcheck.engine.replay import heads
from debtcheck.law.lawbook import Rule

_ADDED = (Head.INTEREST, Head.COMPOUND, Head.DAMAGES, Head.FEE)


class _Figure(NamedTuple):
    """What a statement asks for of a head, and what the contract gives."""

    on: date
    head: Head
    asked: Decimal
    ours: Decimal
    evidence: tuple[Evidence, ...] = ()


def check(ctx: Context) -> Iterator[Finding]:
    """The rate while it was bound, then where along the statements the difference arose."""
    card = ctx.setup.inputs.terms.card
    if card is None:
        return
    yield from _band(ctx, card)
    if not ctx.setup.interest_known:
        return
    for figure in _new_differences(ctx, card):
        yield note(
            ctx,
            "card_statement",
            head=figure.head,
            claimed=figure.asked,
            recomputed=figure.ours,
            difference=figure.asked - figure.ours,
            keys=("loan.rate", "card.full_interest"),
            evidence=figure.evidence,
            params={"on": figure.on},
        )


# ── the band of 银发〔2016〕111号 ────────────────────────────────────────────────────────────


def _band(ctx: Context, card: CardTerms) -> Iterator[Finding]:
    """An overdraft rate above the band, on days for which the band held."""
    for rule in ctx.law.versions("C1"):
        if ctx.case.lender.kind not in rule.lenders or rule.value is None:
            continue
        above = [r for r in _rates_within(ctx, card, rule) if r.yearly() > rule.value.yearly()]
        if above:
            worst = max(above, key=lambda r: r.yearly())
            yield note(
                ctx,
                "card_rate_band",
                head=Head.INTEREST,
                keys=("loan.rate",),
                law=(reference(rule, max(card.start, rule.since)),),
                params={"rate": str(worst), "limit": str(rule.value)},
            )
            return


def _rates_within(ctx: Context, card: CardTerms, rule: Rule) -> Iterator[Rate]:
    """The rates that applied on some day of a rule, up to the day of the audit."""
    last = min(ctx.as_of, rule.until or ctx.as_of)
    if card.start > last or ctx.as_of < rule.since:
        return
    steps = ctx.setup.inputs.terms.rates
    for k, step in enumerate(steps):
        begin = card.start if k == 0 else step.on
        ends_before = k + 1 < len(steps) and steps[k + 1].on <= rule.since
        if begin <= last and not ends_before:
            yield step.rate
    if card.cash_rate is not None and any(p.kind == "cash" and p.on <= last for p in card.postings):
        yield card.cash_rate


# ── statement by statement ───────────────────────────────────────────────────────────────────


def _new_differences(ctx: Context, card: CardTerms) -> Iterator[_Figure]:
    """Each statement that adds to the difference, with what it alone adds."""
    posted = ctx.case.card.transactions if ctx.case.card else ()
    if any(t.kind == "interest" for t in posted):
        yield from _posted_interest(ctx, card)
    else:
        yield from _asked_in_turn(ctx)


def _posted_interest(ctx: Context, card: CardTerms) -> Iterator[_Figure]:
    """Interest that the bank posted in a cycle against what the contract posts in it."""
    bank: dict[date, Decimal] = {}
    for entry in ctx.case.card.transactions if ctx.case.card else ():
        on = entry.posted_on or entry.on
        if entry.kind == "interest" and on <= ctx.as_of:
            cycle = card.statement_on(on)
            bank[cycle] = bank.get(cycle, ZERO) + entry.amount
    cycle, no = card.statement_on(card.start), 1
    while cycle <= ctx.as_of:
        ours = sum(
            (
                c.amount
                for c in ctx.ledger.charges
                if c.due and c.no == no and c.head in (Head.INTEREST, Head.COMPOUND)
            ),
            ZERO,
        )
        asked = bank.get(cycle, ZERO)
        if abs(asked - ours) > FEN:
            yield _Figure(cycle, Head.INTEREST, asked, ours)
        cycle, no = card.next_statement(cycle), no + 1


def _asked_in_turn(ctx: Context) -> Iterator[_Figure]:
    """What each statement adds to the difference of the one before it."""
    claims = [c for c in ctx.case.claims if c.as_of is not None and c.as_of <= ctx.as_of]
    if len(claims) == 1:
        return
    off: dict[Head, Decimal] = {}
    for claim in sorted(claims, key=lambda c: c.as_of or date.min):
        on = claim.as_of or ctx.as_of
        found = heads(ctx.setup.inputs, on)
        for head in _ADDED:
            asked = claim.head(head)
            if asked is None or head not in ctx.contract.heads:
                continue
            ours = _billed(found)[head]
            new = asked - ours - off.get(head, ZERO)
            if abs(new) > FEN * max(len(claim.lines), 1):
                yield _Figure(on, head, asked, asked - new, claim.where(head.value))
            off[head] = asked - ours


def _billed(found: Heads) -> dict[Head, Decimal]:
    """What stands on the statements so far."""
    return found.due
