"""The limits on a private loan: 民间借贷规定 in its three texts, and the opinion of 1991."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from debtcheck.case.rate import plain
from debtcheck.law.capsteps import (
    Candidate,
    CapReading,
    CapStep,
    clip,
    day_after,
    needed,
    percent,
    readings,
    since,
    until,
)
from debtcheck.law.lawbook import LawBook, NoRate, Rule
from debtcheck.words.text import Text, text


def private_caps(
    book: LawBook,
    *,
    formed_on: date,
    filed_on: date,
    old_rule_requested: bool | None,
    start: date,
    end: date | None,
) -> tuple[CapReading, ...]:
    """The limits on a private loan (民间借贷规定) over [start, end).

    Formed from 2020-08-20: 4 × LPR at formation (P3). Filed before 2020-08-20: the old rule
    throughout (P1; P0 for contracts before 2015-09-01). Formed before, filed from 2020-08-20: by
    the text in force at filing (P2b), 6号 32(2) without a split, 17号 31(2) with the old rule for
    the days to 2020-08-19 (P2a) if a party asks for it.

    Args:
        book: the law.
        formed_on: the day the contract was formed.
        filed_on: the day the case was filed (or accepted); a day before `formed_on` counts as it.
        old_rule_requested: whether a party asks for the rule of before 2020-08-20; None: not
            known, both readings are given, the split one first.
        start: first day of the span.
        end: the day after its last; None: open.

    Returns:
        The readings that differ in a figure, with steps in order and without gaps. Empty only
        when no limit can be stated: a contract of before the first known benchmark rate whose
        case was filed before 2015-09-01.

    Raises:
        NoRule: a user's law file ended a rule and put nothing in its place.
        LawDataError: it left out a value that the limit needs.
    """
    filed_on = max(filed_on, formed_on)
    cut = day_after(book.versions("P2a")[-1])
    span = (start, end)
    if formed_on >= cut:
        rule = book.find("P3", filed_on)
        steps = clip(span, _lpr_step(book, rule, formed_on, filed_on))
        return readings([Candidate((), steps, text("law.reading.formed_after", cut=cut))])
    if filed_on < cut:
        return readings(
            [
                Candidate((old.label,), clip(span, old.step(start, end)), old.why)
                for old in _old_rules(book, formed_on, filed_on)
            ]
        )
    rule = book.find("P2b", filed_on)
    if filed_on < (book.versions("P2a")[-1].filed_from or cut):
        day = _lpr_days(book, rule, formed_on, filed_on)[0]
        step = _lpr_step(book, rule, day, filed_on)
        why = text("law.reading.first_revision", day=day)
        return readings([Candidate((), clip(span, step), why)])
    return readings(_transition(book, rule, formed_on, filed_on, old_rule_requested, span, cut))


@dataclass(frozen=True, slots=True)
class _Old:
    """The rule of before 2020-08-20, as one of its readings has it."""

    label: str
    rule: Rule
    on: date
    yearly: Decimal
    paid_line: Decimal | None
    step_why: Text
    why: Text

    def step(self, start: date, end: date | None) -> CapStep:
        """The limit over some days. A rule that is looked up by the day takes the first of them
        (or its own first day: 18号 33 put it in the place of what was before)."""
        on = self.on
        if self.rule.looked_up_by == "accrued_on":
            on = max(start, self.rule.since)
        return CapStep(start, end, self.yearly, self.paid_line, self.rule, on, self.step_why)


def _old_rules(
    book: LawBook, formed_on: date, filed_on: date, by_day: bool = False
) -> tuple[_Old, ...]:
    """The old rule in its readings: 18号, and for contracts of before it the opinion of 1991.

    `by_day` takes P2a (days to 2020-08-19 of a case filed later) in the place of P1.
    """
    new_id = "P2a" if by_day else "P1"
    first = book.versions(new_id)[0].since
    older = book.versions("P0")[-1]
    found: list[_Old] = []
    if by_day or filed_on >= first:
        rule = book.versions(new_id)[-1] if by_day else book.find(new_id, filed_on)
        value = needed(rule, "value", rule.value)
        line = needed(rule, "line_paid", rule.line_paid)
        why = text("law.why.two_lines", yearly=value.percent(), line=line.percent())
        label = "old_rule_2015" if formed_on < first else ""
        reading = text("law.reading.old_rule_2015" if label else "law.reading.old_rule")
        found.append(_Old(label, rule, filed_on, value.yearly(), line.yearly(), why, reading))
    if older.holds_on(formed_on):
        try:
            term = needed(older, "benchmark_term", older.benchmark_term)
            rate = book.benchmark_on(formed_on, term)
        except NoRate:
            return tuple(found)
        times = needed(older, "times", older.times)
        yearly = times * rate
        why = text(
            "law.why.benchmark",
            times=plain(times),
            on=formed_on,
            rate=percent(rate),
            yearly=percent(yearly),
        )
        reading = text("law.reading.old_rule_1991")
        found.append(_Old("old_rule_1991", older, formed_on, yearly, None, why, reading))
    return tuple(found)


def _transition(
    book: LawBook,
    rule: Rule,
    formed_on: date,
    filed_on: date,
    requested: bool | None,
    span: tuple[date, date | None],
    cut: date,
) -> list[Candidate]:
    """17号 31(2): formed before `cut`, filed under the text now in force."""
    start, end = span
    before = start < cut
    after = end is None or end > cut
    days = _lpr_days(book, rule, formed_on, filed_on)
    names = {days[0]: "lpr_at_filing", days[-1]: "lpr_at_formation"} if len(days) > 1 else {}
    last = cut - timedelta(days=1)
    found: list[Candidate] = []
    if before and requested is not False:
        for old in _old_rules(book, formed_on, filed_on, by_day=True):
            for day in days if after else days[:1]:
                label = names.get(day, "") if after else ""
                new = _lpr_step(book, rule, day, filed_on)
                steps = clip(span, old.step(start, cut), since(new, cut))
                why = _joined(text("law.reading.split_2020", last=last, cut=cut), old, label, cut)
                found.append(Candidate(("split_2020", old.label, label), steps, why))
    if not before or requested is not True:
        for day in days:
            label = names.get(day, "")
            new = _lpr_step(book, rule, day, filed_on)
            steps = clip(span, until(new, cut), since(new, cut))
            key = "law.reading.no_split_2020" if before else "law.reading.all_after"
            why = _joined(text(key, last=last, cut=cut), None, label, cut)
            found.append(Candidate(("no_split_2020" if before else "", "", label), steps, why))
    return found


def _joined(first: Text, old: _Old | None, label: str, cut: date) -> Text:
    parts = [first]
    if old is not None and old.label:
        parts.append(old.why)
    if label:
        parts.append(text(f"law.reading.{label}", cut=cut))
    whole = parts[0]
    for part in parts[1:]:
        whole = text("law.reading.joined", first=whole, then=part)
    return whole


def _lpr_days(book: LawBook, rule: Rule, formed_on: date, filed_on: date) -> tuple[date, ...]:
    """The days whose LPR may be multiplied: the rule's own first, then its other reading when it
    has a rate and that rate differs."""
    of = {"formed_on": formed_on, "filed_on": filed_on}
    first = needed(rule, "lpr_on", of.get(rule.lpr_on or ""))
    if first < book.lpr_start and rule.lpr_before is not None:
        first = needed(rule, "lpr_before", of.get(rule.lpr_before))
    if rule.lpr_other is None:
        return (first,)
    other = needed(rule, "lpr_other", of.get(rule.lpr_other))
    if other < book.lpr_start or book.lpr_on(other) == book.lpr_on(first):
        return (first,)
    return (first, other)


def _lpr_step(book: LawBook, rule: Rule, day: date, looked_up: date) -> CapStep:
    """`times` × the 1-year LPR of a day, for all days; the caller clips it."""
    rate = book.lpr_on(day)
    times = needed(rule, "times", rule.times)
    yearly = times * rate
    why = text(
        "law.why.lpr", times=plain(times), on=day, rate=percent(rate), yearly=percent(yearly)
    )
    return CapStep(date.min, None, yearly, None, rule, looked_up, why)
