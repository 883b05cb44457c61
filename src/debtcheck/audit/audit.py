"""The audit: a case and the law book in, an AuditReport out. Pure; the day is an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from debtcheck.audit.checks import (
    annual_cost,
    balance,
    compound,
    costs,
    damages,
    deduction,
    fees,
    interest,
    payments,
    penalty,
    stacking,
    sums,
    units,
    whole,
)
from debtcheck.audit.checks import ceiling as ceiling_check
from debtcheck.audit.context import Context
from debtcheck.audit.cost import all_payees_cost, contract_cost
from debtcheck.audit.gaps import claimed_but_unknown
from debtcheck.audit.limits.ceiling import ceiling
from debtcheck.audit.report import (
    Assumption,
    AuditReport,
    Cause,
    Finding,
    OwedOn,
    Range,
    Split,
)
from debtcheck.audit.setup.setup import Setup, set_up
from debtcheck.audit.steps import next_steps
from debtcheck.audit.totals import asks_for_due, claimed_totals, totals
from debtcheck.case.kinds import Head, Source
from debtcheck.case.model import Case
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import replay
from debtcheck.law.lawbook import LawBook
from debtcheck.words.text import Text, text

Check = Callable[[Context], Iterator[Finding]]

# In this order: what explains a difference most exactly comes before what only measures it.
CHECKS: tuple[Check, ...] = (
    sums.check,
    payments.check,
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
    ceiling_check.check,
    annual_cost.check,
)

_TERMS = ("loan.rate", "loan.method", "loan.overdue.rate", "loan.overdue.mode", "loan.overdue.base")
_WEAK = (Source.MEMORY, Source.GUESS)


class NoDay(ValueError):
    """No day to compute for: neither the statement, nor the call, nor the case has one."""


def audit(
    case: Case,
    *,
    law: LawBook,
    as_of: date | None = None,
    today: date | None = None,
) -> AuditReport:
    """Recompute a case and hold the claim against contract and law.

    The totals are of the claim's day; else `as_of`, the case's own day, `today`, in that order.
    The report's day is `as_of`, else the case's, else `today`: if it is later, what is owed then
    is given beside.

    Raises:
        NoDay: there is no day at all.
    """
    claim = case.claim
    report_day = as_of or case.as_of or today
    day = (claim.as_of if claim else None) or report_day
    if day is None:
        raise NoDay
    report_day = max(report_day or day, day)
    setup = set_up(case, day, law)
    ledger = replay(setup.inputs, day)
    due_only = asks_for_due(claim, ledger)
    unknown = _unknown(setup)
    contract = totals(_part(ledger, due_only), unknown)
    answer = ceiling(case, setup, law, ledger=ledger, due_only=due_only, contract=contract)
    claimed = claimed_totals(claim) if claim else None
    ctx = Context(case, claim, setup, day, law, ledger, due_only, claimed, contract, answer.ceiling)
    for check in CHECKS:
        for finding in check(ctx):
            ctx.note(finding)
    assumptions, spread = _assumptions(ctx)
    bounds = [contract.total]
    if answer.ceiling is not None:
        bounds.append(answer.ceiling.totals.total)
    undisputed = min([*bounds, claimed.total]) if claimed else None
    disputed = claimed.total - undisputed if claimed and undisputed is not None else None
    gaps = (*setup.unchecked, *answer.unchecked, *claimed_but_unknown(ctx))
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
        range=spread,
        owed_on_report_day=_owed_later(case, report_day, law, due_only)
        if report_day > day
        else None,
        cost_per_day=_per_day(ctx),
        cost_contract=contract_cost(setup, ledger),
        cost_all_payees=all_payees_cost(case, setup, ledger),
        readings=answer.readings,
        findings=findings,
        unchecked=gaps,
        assumptions=assumptions,
        notes=_notes(ctx),
        next=next_steps(case, findings),
        ledger=ledger,
    )


def _part(ledger: Ledger, due_only: bool) -> dict[Head, Decimal]:
    return ledger.due if due_only else ledger.owed


def _unknown(setup: Setup) -> tuple[Head, ...]:
    """The heads that cannot be computed; they are never zero."""
    if not setup.interest_known:
        return (Head.INTEREST, Head.PENALTY, Head.COMPOUND)
    return () if setup.penalty_known else (Head.PENALTY,)


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
    extra = min(open_heads, rest)
    return Split(
        arithmetic=parts[Cause.ARITHMETIC],
        contract=rest - extra,
        ceiling_hard=hard,
        ceiling_on_request=over - hard,
        unverified=parts[Cause.UNVERIFIED] + extra,
    )


def _assumptions(ctx: Context) -> tuple[tuple[Assumption, ...], Range | None]:
    """What each default changes at most, and the range if most terms rest on memory."""
    found: list[Assumption] = []
    low = high = ctx.contract.total
    widest, settled_by = ZERO, ""
    unknown = [h for h in Head if h not in ctx.contract.heads]
    for assumed in ctx.setup.assumed:
        effect: Decimal | None = None
        for change in assumed.others:
            ledger = replay(change(ctx.setup.inputs), ctx.as_of)
            other = totals(_part(ledger, ctx.due_only), unknown).total
            low, high = min(low, other), max(high, other)
            effect = max(effect or ZERO, abs(other - ctx.contract.total))
        if effect is not None and effect > widest:
            widest, settled_by = effect, assumed.key
        found.append(Assumption(assumed.key, assumed.value, assumed.why, effect))
    found.extend(_date_assumptions(ctx))
    known = [key for key in _TERMS if key in ctx.case.stated]
    weak = [key for key in known if ctx.case.source(key) in _WEAK]
    remembered = 2 * len(weak) > len(known) and high > low
    return tuple(found), Range(low, high, settled_by) if remembered else None


def _date_assumptions(ctx: Context) -> Iterator[Assumption]:
    """Dates of the law that were stood in for by others."""
    case, day = ctx.case, ctx.as_of
    if ctx.due_only:
        yield Assumption("statement", "due", text("assume.due_only"), None)
    if case.loan.formed_on is None and case.loan.originated_on is not None:
        start = case.loan.originated_on
        yield Assumption("loan.formed_on", start.isoformat(), text("assume.formed_on"), None)
    court = case.court
    private = any(r.law.id.startswith("P") for r in (ctx.ceiling.steps if ctx.ceiling else ()))
    if private and not (court and (court.filed_on or court.accepted_on)):
        yield Assumption("court.filed_on", day.isoformat(), text("assume.filed_on"), None)


def _per_day(ctx: Context) -> Decimal | None:
    """What one more day adds by the contract."""
    if not ctx.setup.interest_known:
        return None
    later = replay(ctx.setup.inputs, ctx.as_of + timedelta(days=1))
    unknown = [h for h in Head if h not in ctx.contract.heads]
    whole = totals(ctx.ledger.owed, unknown).total
    return totals(later.owed, unknown).total - whole


def _owed_later(case: Case, on: date, law: LawBook, due_only: bool) -> OwedOn:
    setup = set_up(case, on, law)
    ledger = replay(setup.inputs, on)
    return OwedOn(on, totals(_part(ledger, due_only), _unknown(setup)))


def _notes(ctx: Context) -> tuple[Text, ...]:
    """What was set aside, read in another encoding, or overridden."""
    notes = list(ctx.setup.notes)
    notes.extend(Text(key, dict(params)) for key, params in ctx.case.notices)
    if ctx.case.options and ctx.case.file:
        notes.append(text("note.options", options=", ".join(ctx.case.options)))
    if ctx.ledger.credit:
        notes.append(text("note.paid_ahead", amount=ctx.ledger.credit))
    if ctx.ledger.overpaid:
        notes.append(text("note.overpaid", amount=ctx.ledger.overpaid))
    if not ctx.law.is_fresh(ctx.as_of):
        notes.append(text("note.law_stale", on=ctx.law.verified_through))
    notes.extend(text("note.law_file", file=file) for file in ctx.law.user_files)
    return tuple(notes)


def ledger_of(case: Case, *, law: LawBook, as_of: date) -> Ledger:
    """The contract's replay of a case, with one line an event."""
    return replay(set_up(case, as_of, law).inputs, as_of, lines=True)
