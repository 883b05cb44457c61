"""A notice's figures against the recomputed ones of a case."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from debtcheck.audit.report import AuditReport
from debtcheck.case.kinds import Head
from debtcheck.report.blocks import Block, Command, Gap, Heading, Item, Para
from debtcheck.statements.papers.stated_claim import MessageClaim
from debtcheck.words.catalog import Words


def compared_blocks(
    claim: MessageClaim, report: AuditReport, words: Words, command: str
) -> Iterator[Block]:
    """Head by head, then the totals, then what a court could support.

    Args:
        claim: What the notice states.
        report: The audit of the case with the notice as its claim.
        words: The language.
        command: What shows the workings.
    """

    def say(key: str, **params: object) -> str:
        return words(f"message.screen.{key}", **params)

    yield from (Gap(), Heading(say("compared", day=report.as_of)))
    for head in Head:
        claimed, ours = getattr(claim, head.value), report.contract.get(head)
        if claimed is None and not ours:
            continue
        yield Item(_row(say, words(f"message.head.{head.value}"), claimed, ours))
    total = claim.total if claim.total is not None else claim.parts
    ours = report.contract.total
    if total is None:
        yield Item(say("compared_no_total", ours=ours))
    else:
        yield Item(_row(say, words("message.head.total"), total, ours))
    if report.ceiling is not None and report.ceiling.binds:
        key = "compared_on_request" if report.ceiling.on_request else "compared_ceiling"
        yield Item(say(key, amount=report.ceiling.totals.total))
    for item in report.unchecked:
        what, why = words.say(item.what), words.say(item.why)
        yield Para(say("compared_open", what=what, why=why), 4, "quiet")
    yield Para(say("compared_more"), 2)
    yield Command(command)
    yield Para(say("compared_dispute"), 2)


def _row(say: object, name: str, claimed: Decimal | None, ours: Decimal | None) -> str:
    assert callable(say)
    title = name[:1].upper() + name[1:]
    if claimed is None:
        return str(say("compared_unsplit", name=title, ours=ours))
    if ours is None:
        return str(say("compared_unknown", name=title, claimed=claimed))
    diff = claimed - ours
    return str(say("compared_row", name=title, claimed=claimed, ours=ours, diff=diff))


def compared_dict(report: AuditReport) -> dict[str, object]:
    """The comparison for `notice --json`, beside the message's own keys."""

    def money(amount: Decimal | None) -> str | None:
        return None if amount is None else f"{amount:.2f}"

    heads = {head.value: money(report.contract.get(head)) for head in Head}
    ceiling = report.ceiling
    return {
        "as_of": report.as_of.isoformat(),
        "contract": heads | {"total": money(report.contract.total)},
        "ceiling_total": money(ceiling.totals.total) if ceiling else None,
        "ceiling_on_request": ceiling.on_request if ceiling else None,
        "disputed": money(report.disputed),
    }
