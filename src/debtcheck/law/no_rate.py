"""What a private loan bears once overdue where the parties agreed no rate at all (rule P4)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from debtcheck.case.rate import plain
from debtcheck.law.capsteps import (
    Candidate,
    CapReading,
    CapStep,
    day_after,
    needed,
    percent,
    readings,
)
from debtcheck.law.lawbook import LawBook, NoRate, NoRule, Rule
from debtcheck.law.reference import Reference, reference_on, references
from debtcheck.words.text import Text, text

P4 = "P4"


def overdue_by_law(
    book: LawBook,
    *,
    formed_on: date,
    filed_on: date,
    old_rule_requested: bool | None,
    due_on: date,
    end: date,
) -> tuple[CapReading, ...]:
    """The overdue rate over [due_on, end) where neither a term nor an overdue rate was agreed.

    By the text in force at filing. 18号 29(2)(1): 6% a year. 6号 29: liability at no stated rate,
    so there is no reading. 17号 28(2)(1): the 1-year LPR of the time, which is read as that of the
    first overdue day or as floating; for days to 2020-08-19 also as 6%, if a party asks for the
    rule of that time (31(2)). Before the first LPR the benchmark loan rate stands for it.

    Returns:
        The readings that differ in a figure; empty where no rate can be stated.
    """
    filed_on = max(filed_on, formed_on)
    try:
        rule = book.find(P4, filed_on)
    except NoRule:
        return ()
    if rule.kind == "percent":
        step = _fixed(rule, filed_on, due_on, end)
        return readings([Candidate((), (step,), text("law.reading.no_rate_old"))])
    if rule.kind != "lpr_multiple":
        return ()
    cut = day_after(book.versions("P2a")[-1])
    old_days = formed_on < cut and due_on < cut
    found: list[Candidate] = []
    for label in ("lpr_floating", "lpr_at_default"):
        if old_days and old_rule_requested is not False:
            found += _split(book, rule, filed_on, due_on, end, cut, label)
        if not old_days or old_rule_requested is not True:
            steps = _steps(book, rule, filed_on, due_on, end, label)
            named = ("no_split_2020" if old_days else "", label)
            found += [Candidate(named, steps, text(f"law.reading.{label}"))] if steps else []
    return readings(found)


def _split(
    book: LawBook, rule: Rule, looked_up: date, due_on: date, end: date, cut: date, label: str
) -> list[Candidate]:
    """17号 31(2) with 18号 29(2)(1): 6% for the days before `cut`, the LPR from then on."""
    old = _fixed(book.versions(P4)[0], due_on, due_on, min(cut, end))
    why = text("law.reading.split_six", last=cut - timedelta(days=1))
    if end <= cut:
        return [Candidate(("split_2020", label), (old,), why)]
    later = _steps(book, rule, looked_up, cut, end, label, default=due_on)
    then = text(f"law.reading.{label}")
    joined = text("law.reading.joined", first=why, then=then)
    return [Candidate(("split_2020", label), (old, *later), joined)] if later else []


def _fixed(rule: Rule, looked_up: date, start: date, end: date) -> CapStep:
    yearly = needed(rule, "value", rule.value).yearly()
    why = text("law.why.no_rate", yearly=percent(yearly))
    return CapStep(start, end, yearly, None, rule, looked_up, why)


def _steps(
    book: LawBook,
    rule: Rule,
    looked_up: date,
    start: date,
    end: date,
    label: str,
    *,
    default: date | None = None,
) -> tuple[CapStep, ...]:
    """`times` × the rate of the first overdue day throughout, or of each day over [start, end).

    `default` is the due day, if the span begins later. Empty if a rate lies outside the data.
    """
    times = needed(rule, "times", rule.times)
    first = (default or start) + timedelta(days=1)
    days = (start,) if label == "lpr_at_default" else references(book, start, end)
    steps: list[CapStep] = []
    for day, last in zip(days, (*days[1:], end), strict=True):
        on = first if label == "lpr_at_default" else day
        try:
            found = reference_on(book, on)
        except NoRate:
            return ()
        begin, why = day, _why(times, on, found)
        if steps and steps[-1].yearly == times * found.rate:  # the same rate runs on
            before = steps.pop()
            begin, why = before.start, before.why
        steps.append(CapStep(begin, last, times * found.rate, None, rule, looked_up, why))
    return tuple(steps)


def _why(times: Decimal, on: date, found: Reference) -> Text:
    key = "law.why.benchmark_year" if found.benchmark else "law.why.lpr"
    yearly = percent(times * found.rate)
    return text(key, times=plain(times), on=on, rate=percent(found.rate), yearly=yearly)
