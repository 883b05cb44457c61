"""Single mistakes: payments left out or booked late, slipped rates, sums that are not due yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from debtcheck.audit.forensics.departure import (
    PLACE,
    TOTAL,
    Change,
    Departure,
    Figures,
    Run,
    said,
    with_total,
)
from debtcheck.audit.forensics.plausible import COSTS
from debtcheck.case.kinds import Head
from debtcheck.case.rate import Rate, RateMultiple, RateUnit
from debtcheck.engine.dates import ONE_DAY
from debtcheck.engine.schedule import build_schedule
from debtcheck.engine.terms import Inputs, Paid, RateStep, Terms

_LATE = range(1, 8)  # days a booking may take
_SLIPS = {
    "x10": Decimal(10),
    "x12": Decimal(12),
    "d10": 1 / Decimal(10),
    "d12": 1 / Decimal(12),
    "365_360": Decimal(365) / Decimal(360),
}
_DAY_RATES = ("0.0005", "0.001", "0.002", "0.003")
_YEAR_RATES = ("0.24", "0.36")
_YUAN = 100  # fen
_CHARGES = (Head.INTEREST, Head.PENALTY, Head.COMPOUND, Head.DAMAGES, Head.FEE)


def payments(inputs: Inputs) -> Iterator[Departure]:
    """Payments left out or counted from a later day, each and all."""
    paid = inputs.payments
    for k, payment in enumerate(paid):
        what = {"on": payment.paid_on, "amount": payment.amount}
        yield _of_payment("payment_missing", k, (), what, _without(payment))
        if payment.booked_on not in (None, payment.paid_on):
            told = {**what, "booked": payment.booked_on}
            yield _of_payment("payment_booked", k, (), told, _later(payment, payment.booked_on))
            continue
        for days in _LATE:
            on = payment.paid_on + days * ONE_DAY
            yield _of_payment(
                "payment_late", k, (days,), {**what, "booked": on}, _later(payment, on)
            )
    if len(paid) > 1:
        yield from _all_payments(inputs)


def _of_payment(
    name: str, k: int, days: tuple[int, ...], params: dict[str, object], change: Change
) -> Departure:
    return Departure(
        name,
        f"payment.{k}",
        COSTS[name] + sum(days),
        said(name, **params),
        (f"payment.{k}",),
        (k,),
        change,
    )


def _all_payments(inputs: Inputs) -> Iterator[Departure]:
    places = tuple(range(len(inputs.payments)))

    def say(name: str, change: Change, cost: int = 0, **params: object) -> Departure:
        about = said(name, **params)
        return Departure(name, "payment", COSTS[name] + cost, about, ("payment",), places, change)

    booked = sum(1 for p in inputs.payments if p.booked_on not in (None, p.paid_on))
    if booked > 1:
        yield say("payments_booked", _booked)
    if not booked:
        for days in _LATE:
            yield say("payments_late", _all_later(days), days, days=days)
    yield say("payments_missing", lambda inputs: replace(inputs, payments=()))


def _without(payment: Paid) -> Change:
    def change(inputs: Inputs) -> Inputs:
        kept = list(inputs.payments)
        kept.remove(payment)
        return replace(inputs, payments=tuple(kept))

    return change


def _later(payment: Paid, on: object) -> Change:
    moved = replace(payment, paid_on=on, booked_on=None)  # type: ignore[arg-type]

    def change(inputs: Inputs) -> Inputs:
        at = inputs.payments.index(payment)
        paid = (*inputs.payments[:at], moved, *inputs.payments[at + 1 :])
        return replace(inputs, payments=paid)

    return change


def _all_later(days: int) -> Change:
    def change(inputs: Inputs) -> Inputs:
        paid = (replace(p, paid_on=p.paid_on + days * ONE_DAY) for p in inputs.payments)
        return replace(inputs, payments=tuple(paid))

    return change


def _booked(inputs: Inputs) -> Inputs:
    return replace(inputs, conventions=replace(inputs.conventions, booked=True))


# ── rates ────────────────────────────────────────────────────────────────────────────────────


def rates(inputs: Inputs) -> Iterator[Departure]:
    """The loan's rate or the penalty's in another unit, too high, or another rate altogether."""
    terms = inputs.terms
    for slip, factor in _SLIPS.items():
        if terms.rates:
            yield _rate(f"rate_{slip}", "rate", "loan.rate", _rates_times(factor))
        if terms.penalty is not None:
            change = _penalty_times(factor)
            yield _rate(f"penalty_{slip}", "penalty", "loan.overdue.rate", change)
    if len({step.rate for step in terms.rates}) > 1:
        yield _rate("rate_change_ignored", "rate_change", "loan.rate_change", _first_rate)
    if terms.penalty is not None:
        yield from _penalties(terms)


def _rate(name: str, axis: str, key: str, change: Change, **params: object) -> Departure:
    return Departure(name, axis, COSTS[name], said(name, **params), (key,), change=change)


def _penalties(terms: Terms) -> Iterator[Departure]:
    key = "loan.overdue.rate"
    for name, factor in (("penalty_1_5_twice", Decimal("1.5")), ("penalty_doubled", Decimal(2))):
        yield _rate(name, "penalty", key, _penalty_times(factor))
    others = [("penalty_day_rate", RateUnit.DAY, value) for value in _DAY_RATES]
    others += [("penalty_year_rate", RateUnit.YEAR, value) for value in _YEAR_RATES]
    for name, unit, value in others:
        rate = Rate(Decimal(value), unit)
        if rate != terms.penalty:
            yield _rate(name, "penalty", key, _penalty_is(rate), rate=rate.percent())


def _rates_times(factor: Decimal) -> Change:
    """The loan's rate slipped; a penalty that is a multiple of it keeps its own size."""

    def change(inputs: Inputs) -> Inputs:
        terms = inputs.terms
        steps = tuple(RateStep(s.on, s.rate.times(factor)) for s in terms.rates)
        penalty = terms.penalty
        if isinstance(penalty, RateMultiple):
            penalty = RateMultiple(penalty.times / factor)
        return replace(inputs, terms=replace(terms, rates=steps, penalty=penalty))

    return change


def _penalty_times(factor: Decimal) -> Change:
    def change(inputs: Inputs) -> Inputs:
        penalty = inputs.terms.penalty
        if isinstance(penalty, RateMultiple):
            penalty = RateMultiple(penalty.times * factor)
        elif penalty is not None:
            penalty = penalty.times(factor)
        return replace(inputs, terms=replace(inputs.terms, penalty=penalty))

    return change


def _penalty_is(rate: Rate) -> Change:
    return lambda inputs: replace(inputs, terms=replace(inputs.terms, penalty=rate))


def _first_rate(inputs: Inputs) -> Inputs:
    return replace(inputs, terms=replace(inputs.terms, rates=inputs.terms.rates[:1]))


# ── sums ─────────────────────────────────────────────────────────────────────────────────────


def sums(inputs: Inputs, received: Inputs, *, called_in: int | None) -> Iterator[Departure]:
    """Another principal, interest of instalments to come, figures rounded up to the yuan.

    `received`: the same inputs with what arrived as principal. `called_in`: for a loan that was
    called in, the interest of the instalments to come beyond what of it was counted, in fen.
    """
    if received != inputs:
        terms = received.terms
        yield Departure(
            "on_received",
            "principal",
            COSTS["on_received"],
            said("on_received"),
            ("loan.received",),
            change=lambda inputs: replace(
                inputs, terms=replace(inputs.terms, tranches=terms.tranches, plan=terms.plan)
            ),
        )
    fee = sum((f.amount for f in inputs.terms.fees if f.owed and f.on is not None), Decimal(0))
    if fee and not inputs.terms.plan:
        yield Departure(
            "fee_in_principal",
            "principal",
            COSTS["fee_in_principal"],
            said("fee_in_principal", amount=fee),
            ("fee",),
            change=_fee_in_principal(fee),
        )
    if inputs.terms.scheduled and called_in != 0:
        yield Departure(
            "remaining_interest",
            "undue",
            COSTS["remaining_interest"],
            said("remaining_interest"),
            ("loan.method",),
            after=_to_come if called_in is None else _adds(called_in),
        )
    yield from _rounded()


def _fee_in_principal(fee: Decimal) -> Change:
    def change(inputs: Inputs) -> Inputs:
        first, *others = inputs.terms.tranches
        more = replace(first, amount=first.amount + fee)
        return replace(inputs, terms=replace(inputs.terms, tranches=(more, *others)))

    return change


def _after(
    name: str, axis: str, key: str, change: Callable[[list[int]], None], **params: object
) -> Departure:
    def after(run: Run) -> Figures:
        heads = list(run.figures[:TOTAL])
        change(heads)
        return with_total(heads)

    return Departure(name, axis, COSTS[name], said(name, **params), (key,), after=after)


def _with_interest(run: Run, amount: int) -> Figures:
    place = PLACE[Head.INTEREST]
    return with_total([*run.figures[:place], amount, *run.figures[place + 1 : TOTAL]])


def _to_come(run: Run) -> Figures:
    """The interest that is due, and that of every row to come whole."""
    rows = build_schedule(run.inputs.terms)
    to_come = sum((row.interest for row in rows if row.due_on > run.day), Decimal(0))
    return _with_interest(run, run.due_interest + int(to_come.scaleb(2)))


def _adds(amount: int) -> Callable[[Run], Figures]:
    return lambda run: _with_interest(run, run.figures[PLACE[Head.INTEREST]] + amount)


def _up(amount: int) -> int:
    return -(-amount // _YUAN) * _YUAN


def _rounded() -> Iterator[Departure]:
    for head in _CHARGES:

        def change(heads: list[int], place: int = PLACE[head]) -> None:
            heads[place] = _up(heads[place])

        yield _after("rounded_up", "unit", "loan.rounding", change)

    def each(heads: list[int]) -> None:
        heads[:] = [_up(amount) for amount in heads]

    yield _after("rounded_up_each", "unit", "loan.rounding", each)
    yield Departure(
        "total_rounded_up",
        "unit",
        COSTS["total_rounded_up"],
        said("total_rounded_up"),
        ("loan.rounding",),
        after=lambda run: (*run.figures[:TOTAL], _up(run.figures[TOTAL])),
    )
