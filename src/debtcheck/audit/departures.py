"""Single departures from the contract's way of counting, as changes of a replay's inputs.

Each names one thing a statement may do otherwise. A check asks whether a departure gives exactly
the claimed figure; that shows how the figure can come about, not that it was so made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from debtcheck.case.kinds import (
    Compound,
    DayCount,
    Ends,
    Grace,
    Head,
    Method,
    OverdueMode,
    PenaltyBase,
)
from debtcheck.case.rate import Rate, RateMultiple, RateUnit
from debtcheck.engine.terms import STATUTORY, Inputs, RateStep, Terms
from debtcheck.words.text import Text, text

_SLIPS = {
    "x10": Decimal(10),
    "x12": Decimal(12),
    "d10": Decimal("0.1"),
    "365_360": Decimal(365) / Decimal(360),
}


@dataclass(frozen=True, slots=True)
class Departure:
    """One departure: a stable id, its sentence, and the inputs that it makes."""

    id: str
    text: Text
    inputs: Inputs
    keys: tuple[str, ...]  # the case keys that it contradicts
    payments: tuple[int, ...] = ()  # the payments it is about, by their place in the inputs


def departures(inputs: Inputs, *, compound: bool) -> Iterator[Departure]:
    """Every single departure that means something for these inputs, the likeliest first.

    `compound`: the claim has a head for compound interest, or does not split its heads; without
    one, compounding cannot show.
    """
    yield from _conventions(inputs, compound)
    yield from _payments(inputs)
    yield from _rates(inputs)


def _with(inputs: Inputs, **changes: object) -> Inputs:
    return replace(inputs, conventions=replace(inputs.conventions, **changes))  # type: ignore[arg-type]


def _conventions(inputs: Inputs, compound: bool) -> Iterator[Departure]:
    conv, terms = inputs.conventions, inputs.terms

    def say(name: str, *keys: str, **changes: object) -> Departure:
        return Departure(name, text(f"departure.{name}"), _with(inputs, **changes), keys)

    if conv.mode is OverdueMode.REPLACES and not conv.interest_after_due:
        yield say("mode_adds", "loan.overdue.mode", mode=OverdueMode.ADDS)
    bases = {
        "base_overdue_instalment": PenaltyBase.OVERDUE_INSTALMENT,
        "base_outstanding_principal": PenaltyBase.OUTSTANDING_PRINCIPAL,
    }
    for name, base in bases.items():
        if conv.base is not base and terms.penalty is not None:
            yield say(name, "loan.overdue.base", base=base)
    if conv.grace_days and conv.grace is not Grace.CHARGED:
        yield say("grace_ignored", "loan.overdue.grace_days", grace=Grace.CHARGED)
    for kind in (Compound.ON_INTEREST, Compound.MONTHLY, Compound.DAILY) if compound else ():
        if conv.compound is Compound.NONE and terms.penalty is not None:
            yield say(f"compound_{kind}", "loan.overdue.compound", compound=kind)
    if conv.ends is Ends.START:
        yield say("ends_both", "loan.ends", ends=Ends.BOTH)
        yield say("ends_last", "loan.ends", ends=Ends.LAST_INCLUSIVE)
    if conv.day_count is not DayCount.ACT_360:
        counts = {"day_count": DayCount.ACT_360, "penalty_day_count": DayCount.ACT_360}
        yield say("day_count_360", "loan.day_count", **counts)
    if inputs.payments and conv.allocation == STATUTORY:
        order = (Head.COSTS, Head.FEE, Head.PENALTY, Head.COMPOUND, Head.DAMAGES, Head.INTEREST)
        yield say("penalty_first", "loan.allocation", allocation=(*order, Head.PRINCIPAL))
    if terms.method in (Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL) and not terms.plan:
        flat = replace(inputs, terms=replace(terms, method=Method.FLAT))
        yield Departure(
            "interest_on_repaid", text("departure.interest_on_repaid"), flat, ("loan.method",)
        )


def _payments(inputs: Inputs) -> Iterator[Departure]:
    paid = inputs.payments
    for k, payment in enumerate(paid):
        left = replace(inputs, payments=paid[:k] + paid[k + 1 :])
        said = text("departure.payment_missing", on=payment.paid_on, amount=payment.amount)
        yield Departure("payment_missing", said, left, (f"payment.{k}",), (k,))
        if payment.booked_on not in (None, payment.paid_on):
            late = replace(payment, paid_on=payment.booked_on)
            moved = replace(inputs, payments=(*paid[:k], late, *paid[k + 1 :]))
            said = text(
                "departure.payment_booked",
                on=payment.paid_on,
                booked=payment.booked_on,
                amount=payment.amount,
            )
            yield Departure("payment_booked", said, moved, (f"payment.{k}",), (k,))
    if len(paid) > 1:
        if any(p.booked_on not in (None, p.paid_on) for p in paid):
            all_late = _with(inputs, booked=True)
            yield Departure(
                "payments_booked",
                text("departure.payments_booked"),
                all_late,
                ("payment",),
                tuple(range(len(paid))),
            )
        none = replace(inputs, payments=())
        yield Departure(
            "payments_missing",
            text("departure.payments_missing"),
            none,
            ("payment",),
            tuple(range(len(paid))),
        )


def _rates(inputs: Inputs) -> Iterator[Departure]:
    terms = inputs.terms
    for name, factor in _SLIPS.items():
        if terms.rates:
            yield Departure(
                f"rate_{name}",
                text(f"departure.rate_{name}"),
                replace(inputs, terms=_rates_times(terms, factor)),
                ("loan.rate",),
            )
        if terms.penalty is not None:
            slipped = replace(terms, penalty=_times(terms.penalty, factor))
            yield Departure(
                f"penalty_{name}",
                text(f"departure.penalty_{name}"),
                replace(inputs, terms=slipped),
                ("loan.overdue.rate",),
            )
    if terms.penalty is None:
        return
    for tag, factor in (("1_5_twice", Decimal("1.5")), ("doubled", Decimal(2))):
        raised = replace(terms, penalty=_times(terms.penalty, factor))
        yield Departure(
            f"penalty_{tag}",
            text(f"departure.penalty_{tag}"),
            replace(inputs, terms=raised),
            ("loan.overdue.rate",),
        )
    for promille in ("0.5", "1", "2", "3"):
        rate = Rate(Decimal(promille) / 1000, RateUnit.DAY)
        stated = replace(inputs, terms=replace(terms, penalty=rate))
        yield Departure(
            "penalty_day_rate",
            text("departure.penalty_day_rate", rate=rate),
            stated,
            ("loan.overdue.rate",),
        )


def _rates_times(terms: Terms, factor: Decimal) -> Terms:
    """The loan's rate slipped; a penalty that is a multiple of it keeps its own size."""
    rates = tuple(RateStep(s.on, s.rate.times(factor)) for s in terms.rates)
    penalty = terms.penalty
    if isinstance(penalty, RateMultiple):
        penalty = RateMultiple(penalty.times / factor)
    return replace(terms, rates=rates, penalty=penalty)


def _times(rate: Rate | RateMultiple, factor: Decimal) -> Rate | RateMultiple:
    return (
        RateMultiple(rate.times * factor) if isinstance(rate, RateMultiple) else rate.times(factor)
    )
