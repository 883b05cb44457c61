"""A renegotiated plan: the debt is its balance, in its instalments, until it is broken.

What was only said by word of mouth changes no figure. A broken plan that restores the old debt
leaves the contract's own figures, less everything paid; so does a plan that has no balance.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.papers.against import Against, Notes
from debtcheck.audit.papers.fixed import FixedDebt, replay_fixed
from debtcheck.audit.report import HeadTotals, Paper, Reading, Unchecked
from debtcheck.case.kinds import Head
from debtcheck.case.model import Agreement, Case, Payment
from debtcheck.engine.dates import ONE_DAY, due_dates
from debtcheck.engine.money import ZERO, round_money
from debtcheck.words.text import Text, text

ORAL = "oral"
_KEYS = ("balance", "first_due_on", "instalments")


def is_broken(agreement: Agreement, day: date) -> bool:
    """True if a plan was broken by this day."""
    return agreement.broken_on is not None and agreement.broken_on <= day


def restored(agreement: Agreement, day: date) -> bool:
    """True if it was broken and the old debt came back."""
    return is_broken(agreement, day) and agreement.restores_if_broken is True


def confirmed(case: Case, day: date) -> tuple[Agreement, ...]:
    """The agreements in writing or in the app by this day, oldest first."""
    found = (a for a in case.agreements if a.on <= day and a.channel in ("app", "written"))
    return tuple(sorted(found, key=lambda a: a.on))


def governing(case: Case, day: date) -> Agreement | None:
    """The plan whose balance takes the place of the old debt, or None."""
    plans = [a for a in confirmed(case, day) if a.balance is not None]
    return plans[-1] if plans and not restored(plans[-1], day) else None


def waived(case: Case, day: date) -> Decimal:
    """What was waived of the contract's debt by agreements without a balance, and still is."""
    plans = (a for a in confirmed(case, day) if a.balance is None and not restored(a, day))
    return sum((a.waived or ZERO for a in plans), ZERO)


def by_agreement(
    case: Case, payments: tuple[Payment, ...], contract: HeadTotals, as_of: date
) -> Against | None:
    """What the plan of a case comes to on a day, or None where the contract still counts.

    `contract` is what the old debt would come to on that day.
    """
    plan = governing(case, as_of)
    if plan is None or plan.balance is None:
        return None
    debt = FixedDebt(
        since=plan.on,
        heads=((Head.PRINCIPAL, plan.balance),),
        dues=_dues(plan, plan.balance),
        paid_from=plan.on,
    )
    notes = Notes.of(debt, payments, as_of)
    notes.assume("agreement.interest", "none", text("assume.agreement_interest"))
    if any(p.paid_on == plan.on for p in payments):
        later = replace(debt, paid_from=plan.on + ONE_DAY)
        notes.assume("agreement.on", "counted", text("assume.agreement_day"), later)
    if not debt.dues:
        notes.gap("agreement_dues", "no_agreement_dues", "agreement.first_due_on")
    notes.gap("ceiling", "agreement_ceiling", "agreement.balance")
    late = replay_fixed(debt, payments, as_of).due[Head.PRINCIPAL]
    if late and debt.dues and not is_broken(plan, as_of):
        notes.gap("agreement_late", "agreement_late", "agreement.broken_on")
    if plan.waived:
        notes.notes.append(text("note.agreement_waived", amount=plan.waived))
    if is_broken(plan, as_of) and plan.restores_if_broken is None:
        notes.gap("agreement", "no_restores", "agreement.restores_if_broken")
        old = Reading("old_contract", contract, text("reading.old_contract"))
        notes.readings.append(old)
    elif plan.restores_if_broken and not is_broken(plan, as_of):
        notes.notes.append(text("note.restores", amount=contract.total, on=as_of))
    return notes.against(Paper.AGREEMENT, _keys(plan, case.agreements.index(plan)), ())


def _dues(plan: Agreement, balance: Decimal) -> tuple[tuple[date, Decimal], ...]:
    """Equal instalments; the last takes what rounding leaves."""
    if plan.first_due_on is None:
        return ()
    count = plan.instalments or 1
    each = round_money(balance / count)
    amounts = [each] * (count - 1)
    return tuple(
        zip(
            due_dates(plan.first_due_on, count), [*amounts, balance - sum(amounts, ZERO)],
            strict=True,
        )
    )  # fmt: skip


def _keys(plan: Agreement, number: int) -> tuple[str, ...]:
    names = _KEYS if plan.first_due_on is not None else _KEYS[:1]
    return tuple(f"agreement.{number}.{name}" for name in names)


def said_only(case: Case, day: date) -> tuple[tuple[Text, ...], tuple[Unchecked, ...]]:
    """What is to be said of agreements that change no figure: oral ones, those that were broken and
    brought the old debt back, and those of which nobody knows how they were made."""
    notes: list[Text] = []
    gaps: list[Unchecked] = []
    for number, plan in enumerate(case.agreements):
        if plan.on > day:
            continue
        if plan.channel == ORAL:
            notes.append(text("note.agreement_oral", on=plan.on))
        elif not plan.channel:
            why = text("unchecked.why.no_channel", on=plan.on)
            gaps.append(Unchecked(text("unchecked.agreement"), why, f"agreement.{number}.channel"))
        elif restored(plan, day):
            broken = plan.broken_on or plan.on
            notes.append(text("note.agreement_restored", on=plan.on, broken=broken))
        elif plan.balance is None and not plan.waived:
            why = text("unchecked.why.no_balance", on=plan.on)
            gaps.append(Unchecked(text("unchecked.agreement"), why, f"agreement.{number}.balance"))
    return tuple(notes), tuple(gaps)
