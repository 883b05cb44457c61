"""Which legal limit governs which days: the private limit, the licensed limit, the all-in rules.

The figures and dates of the law stand in `law/data`; here stands only how they follow one another.
A question that the law, or a missing date, leaves open gives several readings, never a choice.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import LenderKind
from debtcheck.engine.dates import add_months
from debtcheck.law.capsteps import (
    Candidate,
    CapReading,
    CapStep,
    clip,
    day_after,
    earlier,
    needed,
    percent,
    readings,
)
from debtcheck.law.lawbook import LawBook, Rule
from debtcheck.law.private import private_caps
from debtcheck.words.text import text

__all__ = [
    "CapReading",
    "CapStep",
    "licensed_caps",
    "origination_caps",
    "origination_limit",
    "private_caps",
]

CAP_TOPIC, ORIGIN_TOPIC = "licensed_cap", "origination_cap"


def licensed_caps(
    book: LawBook, *, kind: LenderKind, start: date, end: date | None
) -> tuple[CapReading, ...]:
    """The limit that a borrower may ask for against a licensed lender over [start, end).

    B1 for bank, consumer finance, trust and car finance (days before it: no step, no limit); S2
    for the local institutions of 法释〔2020〕27号. For their days before 2021-01-01 courts were
    divided (S1, force U): "before_2021_24" holds those days to the same figure,
    "before_2021_none" leaves them without a step; `why` says that it is not settled.

    Raises:
        ValueError: the kind is private or unknown (the caller asks for both kinds of limit).
    """
    if kind in (LenderKind.PRIVATE, LenderKind.UNKNOWN):
        raise ValueError(f"not a licensed lender: {kind}")
    settled: list[CapStep] = []
    unsettled: list[CapStep] = []
    for rule in book.rules:
        if rule.topic == CAP_TOPIC and kind in rule.lenders and rule.value is not None:
            last = None if rule.until is None else day_after(rule)
            why = "law.why.fixed" if rule.force != "U" else "law.why.unsettled"
            yearly = rule.value.yearly()
            step = CapStep(
                max(start, rule.since),
                earlier(end, last),
                yearly,
                None,
                rule,
                max(start, rule.since),
                text(why, yearly=percent(yearly), since=rule.since),
            )
            (settled if rule.force != "U" else unsettled).extend(clip((start, end), step))
    ordered = tuple(sorted(settled, key=lambda s: s.start))
    everything = tuple(sorted([*settled, *unsettled], key=lambda s: s.start))
    if not unsettled:
        single = Candidate((), ordered, text("law.reading.licensed"))
        return readings([single], "REDUCE")
    until = unsettled[-1].rule.until
    return readings(
        [
            Candidate(("before_2021_24",), everything, text("law.reading.with_old", until=until)),
            Candidate(("before_2021_none",), ordered, text("law.reading.none_old", until=until)),
        ],
        "REDUCE",
    )


def origination_caps(
    book: LawBook,
    *,
    kind: LenderKind,
    facilitated: bool | None,
    card: bool,
    originated_on: date,
    as_of: date,
) -> tuple[Rule, ...]:
    """The regulator's all-in rules for a loan paid out on a day (B3, F1, S3, S4, X1).

    They change no total. A card has none of them. A rule for platform loans (助贷) is given only
    when `facilitated` is True: not known is not yes. A rule later than `as_of` is not given.
    """
    if card:
        return ()
    return tuple(
        rule
        for rule in book.topic(ORIGIN_TOPIC, originated_on, kind)
        if rule.since <= as_of and (facilitated or not rule.facilitated_only)
    )


def origination_limit(
    book: LawBook, rule: Rule, *, originated_on: date, last_due: date | None
) -> Decimal | None:
    """The figure of an all-in rule for one loan, a fraction a year; None if it names none.

    A limit that follows the LPR takes that of the payout, and its own figure for loans of at most
    `short_months`. A company's average measures no single loan and is never it.

    Raises:
        LawDataError: a user's law file left out a value that the limit needs.
    """
    if rule.value is not None:
        return rule.value.yearly()
    if rule.kind != "lpr_multiple":
        return None
    months, short = rule.short_months, rule.value_short
    if months and short and last_due and last_due <= add_months(originated_on, months):
        return short.yearly()
    return needed(rule, "times", rule.times) * book.lpr_on(originated_on)
