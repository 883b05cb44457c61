"""A card counted in other ways than agreed, as departures: its own axes, and the general ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from debtcheck.audit.forensics import mistakes
from debtcheck.audit.forensics.departure import Change, Departure, said
from debtcheck.audit.forensics.plausible import COSTS
from debtcheck.case.kinds import Compound, DayCount, Ends, Head, Rounding
from debtcheck.case.rate import RateUnit
from debtcheck.engine.card import CardTerms
from debtcheck.engine.terms import STATUTORY, Inputs

_CARD_COSTS = {
    "card_full_interest": 11,
    "card_free_period_lost": 12,
    "card_grace_ignored": 10,
    "card_fees_bear": 13,
    "card_damages_on_minimum": 14,
    "card_transaction_day": 14,
    "card_order_kept": 14,
    "card_minimum_charges": 15,
    "card_damages_on_balance": 15,
    "card_minimum_share": 20,
    "card_partial_interest": 24,
    "card_principal_first": 26,
}
_PENALTY_FIRST = (
    Head.COSTS,
    Head.FEE,
    Head.PENALTY,
    Head.COMPOUND,
    Head.DAMAGES,
    Head.INTEREST,
    Head.PRINCIPAL,
)
_PRINCIPAL_FIRST = (Head.COSTS, Head.PRINCIPAL, *STATUTORY[1:-1])
_FROM_DAY = 91  # of arrears, where a contract has payments meet principal first


def departures(inputs: Inputs, card: CardTerms) -> Iterator[Departure]:
    """Every departure that can change a figure of a card."""
    yield from _interest(inputs, card)
    yield from _charges(inputs, card)
    yield from _orders(inputs, card)
    yield from _counting(inputs)
    yield from mistakes.payments(inputs)
    yield from mistakes.rates(inputs)


def _interest(inputs: Inputs, card: CardTerms) -> Iterator[Departure]:
    """Which spending bears interest, and from when."""
    name = "card_partial_interest" if card.full_interest else "card_full_interest"
    yield _card(name, "full", "card.full_interest", full_interest=not card.full_interest)
    if card.grace_days or card.tolerance:
        keys = "card.grace_days" if card.grace_days else "card.tolerance"
        none = card.tolerance - card.tolerance
        yield _card("card_grace_ignored", "free", keys, grace_days=0, tolerance=none)
    yield _card("card_free_period_lost", "free", "card.due_day", free_period=False)
    if any(p.traded for p in card.postings):
        key = "card.transaction.posted_on"
        yield _card("card_transaction_day", "posting", key, from_trade=True)


def _charges(inputs: Inputs, card: CardTerms) -> Iterator[Departure]:
    """Damages on another base, another minimum, interest on charges."""
    if card.damages_rate:
        yield _card(
            "card_damages_on_minimum", "damages", "card.damages_rate", damages_base="minimum"
        )
        yield _card(
            "card_damages_on_balance", "damages", "card.damages_rate", damages_base="balance"
        )
        full = card.charges_in_full
        name = "card_minimum_share" if full else "card_minimum_charges"
        yield _card(name, "minimum", "card.minimum", charges_in_full=not full)
    if card.damages_rate or card.damages_min or any(f.owed for f in inputs.terms.fees):
        yield _card("card_fees_bear", "charges", "card.damages_rate", charges_bear=True)
    for kind in (Compound.MONTHLY, Compound.ON_INTEREST, Compound.NONE):
        agreed = inputs.conventions.compound
        posts_monthly = agreed not in (Compound.NONE, Compound.ON_INTEREST)
        if kind is not agreed and not (kind is Compound.MONTHLY and posts_monthly):
            yield _counted(f"compound_{kind}", "compound", "loan.overdue.compound", compound=kind)


def _orders(inputs: Inputs, card: CardTerms) -> Iterator[Departure]:
    """What payments meet first."""
    if not inputs.payments:
        return
    if card.principal_first_after is not None:
        yield _card(
            "card_order_kept",
            "allocation",
            "card.principal_first_after",
            principal_first_after=None,
        )
    else:
        yield _card(
            "card_principal_first",
            "allocation",
            "card.principal_first_after",
            principal_first_after=_FROM_DAY,
        )
    for name, order in (("penalty_first", _PENALTY_FIRST), ("principal_first", _PRINCIPAL_FIRST)):
        if order != inputs.conventions.allocation:
            yield _counted(name, "allocation", "loan.allocation", allocation=order)


def _counting(inputs: Inputs) -> Iterator[Departure]:
    """Days and rounding."""
    conv = inputs.conventions
    for ends in Ends:
        if ends is not conv.ends:
            name = "last" if ends is Ends.LAST_INCLUSIVE else ends
            yield _counted(f"ends_{name}", "days", "loan.ends", ends=ends)
    for rounding in (Rounding.SEGMENT, Rounding.INSTALMENT):
        if rounding is not conv.rounding:
            yield _counted(f"rounding_{rounding}", "rounding", "loan.rounding", rounding=rounding)
    units = {step.rate.unit for step in inputs.terms.rates}
    for count, year in ((DayCount.ACT_360, "360"), (DayCount.ACT_365, "365")):
        rates = {conv.counted(step.rate) for step in inputs.terms.rates}
        if units - {RateUnit.DAY} and rates != {count}:
            yield _counted(f"day_count_{year}", "day_count", "loan.day_count", day_count=count)


def _card(name: str, axis: str, key: str, **changes: object) -> Departure:
    def change(inputs: Inputs) -> Inputs:
        if inputs.terms.card is None:
            return inputs
        card = replace(inputs.terms.card, **changes)  # type: ignore[arg-type]
        return replace(inputs, terms=replace(inputs.terms, card=card))

    return _departure(name, axis, key, change)


def _counted(name: str, axis: str, key: str, **changes: object) -> Departure:
    def change(inputs: Inputs) -> Inputs:
        return replace(inputs, conventions=replace(inputs.conventions, **changes))  # type: ignore[arg-type]

    return _departure(name, axis, key, change)


def _departure(name: str, axis: str, key: str, change: Change) -> Departure:
    cost = _CARD_COSTS.get(name) or COSTS[name]
    return Departure(name, axis, cost, said(name), (key,), change=change)
