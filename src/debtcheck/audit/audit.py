"""The audit: a case and the law book in, an AuditReport out. Pure; the day is an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from debtcheck.audit.assumed import assumptions
from debtcheck.audit.basis import Basis, basis_of, basis_on, is_special, unknown_heads
from debtcheck.audit.checks import (
    annual_cost,
    balance,
    card,
    claimants,
    compound,
    costs,
    creditor,
    damages,
    deduction,
    drawdown,
    fees,
    flat_rate,
    interest,
    joint,
    membership,
    no_rate,
    overdue_cost,
    overpaid,
    paper,
    payees,
    payments,
    penalty,
    report_grace,
    rolled,
    same_day,
    schedule,
    settlement,
    stacking,
    sums,
    units,
    waiver,
    whole,
)
from debtcheck.audit.checks import ceiling as ceiling_check
from debtcheck.audit.context import Context
from debtcheck.audit.cost import all_payees_cost, contract_cost
from debtcheck.audit.forensics.part import asked_part
from debtcheck.audit.gaps import open_questions
from debtcheck.audit.limitation import limitation
from debtcheck.audit.limits.ceiling import Answer, ceiling
from debtcheck.audit.openness.values import Open
from debtcheck.audit.report import (
    AuditReport,
    Cause,
    Finding,
    OwedOn,
    Split,
)
from debtcheck.audit.setup.card_payments import with_card_payments
from debtcheck.audit.setup.setup import set_up
from debtcheck.audit.steps import next_steps
from debtcheck.audit.totals import asks_for_due, claimed_totals, totals
from debtcheck.case.kinds import Head
from debtcheck.case.model import Case, Event
from debtcheck.engine.ledger import Heads, Ledger
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import heads, replay, replay_with_day_after
from debtcheck.law.lawbook import LawBook
from debtcheck.words.text import Text, text

Check = Callable[[Context], Iterator[Finding]]

# In this order: what explains a difference most exactly comes before what only measures it.
CHECKS: tuple[Check, ...] = (
    sums.check,
    waiver.check,
    settlement.check,
    drawdown.check,
    payments.check,
    no_rate.check,
    units.check,
    stacking.check,
    interest.check,
    penalty.check,
    compound.check,
    damages.check,
    fees.check,
    costs.check,
    balance.check,
    whole.check,
    deduction.check,
    rolled.check,
    card.check,
    ceiling_check.check,
    overdue_cost.check,
    annual_cost.check,
    flat_rate.check,
    schedule.check,
    same_day.check,
    membership.check,
    payees.check,
    overpaid.check,
    report_grace.check,
    joint.check,
    creditor.check,
    claimants.check,
)
# A paper in the contract's place is figures, not terms: there is nothing to count in other ways.
PAPER_CHECKS: tuple[Check, ...] = (sums.check, paper.check, creditor.check)


class NoDay(ValueError):
    """No day to compute for: neither the statement, nor the call, nor the case has one."""


def audit(
    case: Case,
    *,
    law: LawBook,
    as_of: date | None = None,
    today: date | None = None,
    demands: tuple[Event, ...] = (),
) -> AuditReport:
    """Recompute a case and hold the claim against contract and law.

    The totals are of the claim's day; else `as_of`, the case's own day, `today`, in that order.
    The report's day is `as_of`, else the case's, else `today`: if it is later, what is owed then
    is given beside. After a judgment, a renegotiated plan or a guarantor's payment the claim is
    held against that paper (`paper` of the report).

    `demands` are events of the contact log, for the limitation period.

    Raises:
        NoDay: there is no day at all.
    """
    case = with_card_payments(case)
    claim = case.claim
    report_day = as_of or case.as_of or today
    day = (claim.as_of if claim else None) or report_day
    if day is None:
        raise NoDay
    report_day = max(report_day or day, day)
    agreed = set_up(case, day, law)
    by_contract, after = replay_with_day_after(agreed.inputs, day)
    figures = basis_of(
        case, agreed, law, ledger=by_contract, after=after, unknown=unknown_heads(agreed)
    )
    setup, ledger, unknown, against = (
        figures.setup,
        figures.ledger,
        figures.unknown,
        figures.against,
    )
    known = [head for head in Head if head not in unknown]
    due_only = asks_for_due(claim, ledger)
    if figures.searchable:
        due_only = asked_part(claim, setup, ledger, nearer=due_only, known=known)
    contract = totals(_part(ledger, due_only), unknown)
    if against is None:
        answer = ceiling(case, setup, law, ledger=ledger, due_only=due_only, contract=contract)
    else:
        answer = Answer(None, against.readings)
    claimed = claimed_totals(claim) if claim else None
    ctx = Context(
        case, claim, setup, day, law, ledger, due_only, claimed, contract, answer.ceiling,
        figures=figures,
    )  # fmt: skip
    for check in CHECKS if against is None else PAPER_CHECKS:
        for finding in check(ctx):
            ctx.note(finding)
    assumed, opened = assumptions(ctx) if against is None else (against.assumed, Open())
    bounds = [contract.total]
    if answer.ceiling is not None:
        bounds.append(answer.ceiling.totals.total)
    spread = opened.range if claimed and opened.is_range else None
    if spread is not None:  # then the figure is one of a range, and only its low end is sure
        bounds += [spread.low, *(spread.ceiling or ())]
    undisputed = min([*bounds, claimed.total]) if claimed else None
    disputed = claimed.total - undisputed if claimed and undisputed is not None else None
    terms = [u for u in setup.unchecked if against is None or u.needs.startswith("payment")]
    gaps = (*terms, *figures.unchecked, *answer.unchecked, *open_questions(ctx))
    findings = tuple(sorted(ctx.findings, key=_size))
    return AuditReport(
        case=case,
        as_of=day,
        report_day=report_day,
        law_verified_through=law.verified_through,
        claimed=claimed,
        contract=contract,
        contract_due=totals(ledger.due, unknown),
        ceiling=answer.ceiling,
        undisputed=undisputed,
        disputed=disputed,
        split=_split(ctx, disputed) if disputed is not None else None,
        open=opened,
        owed_on_report_day=_owed_later(case, report_day, law, due_only)
        if report_day > day
        else None,
        cost_per_day=_per_day(ctx, figures),
        cost_contract=contract_cost(agreed, by_contract),
        cost_all_payees=all_payees_cost(case, agreed, by_contract),
        readings=answer.readings,
        findings=findings,
        unchecked=gaps,
        assumptions=assumed,
        notes=(*_notes(ctx), *figures.notes),
        next=next_steps(case, findings),
        ledger=ledger,
        paper=figures.paper,
        limitation=limitation(case, law, max(today or report_day, report_day), demands=demands),
    )


def _part(ledger: Ledger | Heads, due_only: bool) -> dict[Head, Decimal]:
    return ledger.due if due_only else ledger.owed


def _size(finding: Finding) -> tuple[bool, Decimal]:
    """Findings that move an amount first, the largest first."""
    return finding.cause is Cause.NOTE, -abs(finding.difference or ZERO)


def _split(ctx: Context, disputed: Decimal) -> Split:
    """How the disputed amount comes about; the parts add up to it."""
    claimed = ctx.claimed.total if ctx.claimed else ZERO
    over = hard = ZERO
    if ctx.ceiling is not None:
        over = max(min(ctx.contract.total, claimed) - ctx.ceiling.totals.total, ZERO)
        asked_for = ctx.ceiling.on_request_cut
        hard = over - min(over, asked_for)
    rest = disputed - over
    parts = {Cause.ARITHMETIC: ZERO, Cause.UNVERIFIED: ZERO}
    for cause in tuple(parts):
        found = sum((f.difference or ZERO for f in ctx.findings if f.cause is cause), ZERO)
        part = min(max(found, ZERO), rest)
        parts[cause] = part
        rest -= part
    unknown = [h for h in Head if h not in ctx.contract.heads]
    open_heads = sum((ctx.asked(h) or ZERO for h in unknown), ZERO)
    figure = min(ctx.contract.total, claimed) - over
    above_low_end = figure - (claimed - disputed)  # of a range only the low end is not disputed
    extra = min(open_heads + above_low_end, rest)
    return Split(
        arithmetic=parts[Cause.ARITHMETIC],
        contract=rest - extra,
        ceiling_hard=hard,
        ceiling_on_request=over - hard,
        unverified=parts[Cause.UNVERIFIED] + extra,
    )


def _per_day(ctx: Context, figures: Basis) -> Decimal | None:
    """What one more day adds by the contract, or by the paper in its place."""
    if not ctx.setup.interest_known and figures.against is None:
        return None
    whole = totals(ctx.ledger.owed, figures.unknown).total
    return totals(figures.after.owed, figures.unknown).total - whole


def _owed_later(case: Case, on: date, law: LawBook, due_only: bool) -> OwedOn:
    setup = set_up(case, on, law)
    if not is_special(case):
        part = _part(heads(setup.inputs, on), due_only)
        return OwedOn(on, totals(part, unknown_heads(setup)))
    figures = basis_on(case, setup, law, on)
    return OwedOn(on, totals(_part(figures.ledger, due_only), figures.unknown))


def _notes(ctx: Context) -> tuple[Text, ...]:
    """What was set aside, read in another encoding, or overridden."""
    notes = list(ctx.setup.notes)
    notes.extend(Text(key, dict(params)) for key, params in ctx.case.notices)
    if ctx.case.options and ctx.case.file:
        notes.append(text("note.options", options=", ".join(ctx.case.options)))
    if ctx.ledger.credit:
        notes.append(text("note.paid_ahead", amount=ctx.ledger.credit))
    if ctx.ledger.overpaid and not any(f.code == overpaid.CODE for f in ctx.findings):
        notes.append(text("note.overpaid", amount=ctx.ledger.overpaid))
    if not ctx.law.is_fresh(ctx.as_of):
        notes.append(text("note.law_stale", on=ctx.law.verified_through))
    notes.extend(text("note.law_file", file=file) for file in ctx.law.user_files)
    return tuple(notes)


def ledger_of(case: Case, *, law: LawBook, as_of: date) -> Ledger:
    """The contract's replay of a case, with one line an event."""
    return replay(set_up(case, as_of, law).inputs, as_of, lines=True)
