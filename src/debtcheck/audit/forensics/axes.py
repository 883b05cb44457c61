"""The axes of counting: every other value of each convention, as departures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from debtcheck.audit.forensics.departure import Change, Departure, said
from debtcheck.audit.forensics.plausible import COSTS
from debtcheck.case.kinds import (
    Compound,
    DayCount,
    Ends,
    Grace,
    Head,
    Method,
    OverdueMode,
    PenaltyBase,
    Rounding,
)
from debtcheck.case.rate import RateUnit
from debtcheck.engine.dates import ONE_DAY, add_months
from debtcheck.engine.schedule import build_schedule
from debtcheck.engine.terms import STATUTORY, Inputs, PlanRow, Terms

_H = Head
_ORDERS = {
    "penalty_first": (_H.COSTS, _H.FEE, _H.PENALTY, _H.COMPOUND, _H.DAMAGES, _H.INTEREST),
    "fee_first": (_H.COSTS, _H.FEE, _H.INTEREST, _H.PENALTY, _H.COMPOUND, _H.DAMAGES),
    "principal_first": (_H.COSTS, _H.PRINCIPAL, *STATUTORY[1:-1]),
    "allocation_statutory": STATUTORY,
}
_DAY_COUNTS = {
    DayCount.ACT_360: "360",
    DayCount.ACT_365: "365",
    DayCount.ACT_ACT: "actual",
    DayCount.THIRTY_360: "30_360",
    DayCount.WHOLE_MONTHS: "months",
}
_NAMES = {Ends.LAST_INCLUSIVE: "last"}


def conventions(inputs: Inputs, *, compound: bool) -> Iterator[Departure]:
    """Each convention counted in each other way that can change a figure of these inputs.

    `compound`: whether compounding can show in the claim.
    """
    conv, terms = inputs.conventions, inputs.terms
    for mode in OverdueMode:
        if mode is not conv.mode and not (mode is OverdueMode.ADDS and conv.interest_after_due):
            yield _convention(f"mode_{mode}", "mode", "loan.overdue.mode", mode=mode)
    if terms.penalty is not None:
        yield from _bases(inputs)
        yield from _compounding(conv.compound, shows=compound)
    if conv.grace_days and conv.grace is not Grace.CHARGED:
        yield _convention("grace_ignored", "grace", "loan.overdue.grace_days", grace=Grace.CHARGED)
    elif not conv.grace_days and terms.penalty is not None:
        later = {"grace_days": 1, "grace": Grace.NEVER_CHARGED}
        yield _convention("penalty_day_less", "grace", "loan.overdue.grace_days", **later)
    for ends in Ends:
        if ends is not conv.ends:
            yield _convention(f"ends_{_NAMES.get(ends, ends)}", "days", "loan.ends", ends=ends)
    yield from _day_counts(inputs)
    for rounding in Rounding:
        if rounding is not conv.rounding:
            name = f"rounding_{rounding}"
            yield _convention(name, "rounding", "loan.rounding", rounding=rounding)
    for name, order in _ORDERS.items() if inputs.payments else ():
        whole = order if Head.PRINCIPAL in order else (*order, Head.PRINCIPAL)
        if whole != conv.allocation:
            yield _convention(name, "allocation", "loan.allocation", allocation=whole)
    yield from _on_original(terms)


def days(inputs: Inputs) -> Iterator[Departure]:
    """A day or a month more or less, at the end or at the beginning."""
    for name, step in (
        ("day_less", lambda day: day - ONE_DAY),
        ("month_more", lambda day: add_months(day, 1)),
        ("month_less", lambda day: add_months(day, -1)),
    ):
        axis = "days" if name.startswith("day") else "months"
        keys = ("loan.ends",) if axis == "days" else ("statement.as_of",)
        yield Departure(name, axis, COSTS[name], said(name), keys, shift=step)
    if len(inputs.terms.tranches) > 1:
        return
    start, terms = inputs.terms.start, inputs.terms
    dues = [*terms.dues, *(t.due_on for t in terms.tranches if t.due_on)]
    for name, day in (
        ("start_day_more", start - ONE_DAY),
        ("start_day_less", start + ONE_DAY),
        ("start_month_more", add_months(start, -1)),
        ("start_month_less", add_months(start, 1)),
    ):
        if dues and day >= min(dues):
            continue  # money is not due before it is paid out
        change = _started(day)
        yield Departure(
            name, "start", COSTS[name], said(name), ("loan.disbursed_on",), change=change
        )


def _convention(name: str, axis: str, key: str, **changes: object) -> Departure:
    def change(inputs: Inputs) -> Inputs:
        return replace(inputs, conventions=replace(inputs.conventions, **changes))  # type: ignore[arg-type]

    return Departure(name, axis, COSTS[name], said(name), (key,), change=change)


def _bases(inputs: Inputs) -> Iterator[Departure]:
    conv, key = inputs.conventions, "loan.overdue.base"
    for base in (
        PenaltyBase.OVERDUE_INSTALMENT,
        PenaltyBase.OUTSTANDING_PRINCIPAL,
        PenaltyBase.OVERDUE_PRINCIPAL,
    ):
        if base is not conv.base:
            yield _convention(f"base_{base}", "base", key, base=base)
    if any(fee.on is None and fee.owed for fee in inputs.terms.fees):
        for name, head in (("base_interest", Head.INTEREST), ("base_fee", Head.FEE)):
            part = {"base": PenaltyBase.OVERDUE_INSTALMENT, "base_charges": (head,)}
            yield _convention(name, "base", key, **part)


def _compounding(agreed: Compound, *, shows: bool) -> Iterator[Departure]:
    kinds = (Compound.ON_INTEREST, Compound.MONTHLY, Compound.DAILY, Compound.QUARTERLY)
    for kind in (*(kinds if shows else ()), Compound.NONE):
        if kind is not agreed:
            name, key = f"compound_{kind}", "loan.overdue.compound"
            yield _convention(name, "compound", key, compound=kind)


def _day_counts(inputs: Inputs) -> Iterator[Departure]:
    terms = inputs.terms
    rates = [step.rate for step in terms.rates]
    penalty = terms.penalty_on(terms.start)
    units = {rate.unit for rate in (*rates, *([penalty] if penalty else ()))} - {RateUnit.DAY}
    if not units:
        return
    known = {inputs.conventions.counted(rate) for rate in rates} or {DayCount.ACT_365}
    for count, name in _DAY_COUNTS.items():
        if known != {count}:
            both = {"day_count": count, "penalty_day_count": count}
            yield _convention(f"day_count_{name}", "day_count", "loan.day_count", **both)


def _started(day: date) -> Change:
    def change(inputs: Inputs) -> Inputs:
        first = replace(inputs.terms.tranches[0], on=day)
        return replace(inputs, terms=replace(inputs.terms, tranches=(first,)))

    return change


def _on_original(terms: Terms) -> Iterator[Departure]:
    """Interest on principal that was repaid: instalments keep their principal, or turn flat."""
    name = "interest_on_repaid"
    kept = Departure(name, "schedule", COSTS[name], said(name), ("loan.method",), change=_kept)
    if not terms.scheduled:
        yield kept
    if terms.plan or terms.method not in (Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL):
        return
    yield kept
    yield Departure(
        "as_flat", "schedule", COSTS["as_flat"], said("as_flat"), ("loan.method",), change=_flat
    )


def _flat(inputs: Inputs) -> Inputs:
    return replace(inputs, terms=replace(inputs.terms, method=Method.FLAT))


def _kept(inputs: Inputs) -> Inputs:
    """Every period's interest on the original principal; what is repaid when stays as agreed."""
    conv = replace(inputs.conventions, on_original=True)
    terms = inputs.terms
    if not terms.scheduled:
        return replace(inputs, conventions=conv)
    by_days = terms.method is Method.EQUAL_PRINCIPAL
    like = Method.INTEREST_ONLY if by_days else Method.FLAT  # both count on the original principal
    rows = build_schedule(terms)
    whole = build_schedule(replace(terms, method=like))
    plan = tuple(
        PlanRow(row.no, row.due_on, row.principal, other.interest, row.fee)
        for row, other in zip(rows, whole, strict=True)
    )
    return replace(inputs, terms=replace(terms, plan=plan), conventions=conv)
