"""Where the limitation period of a debt stands: the recorded events, walked in order.

Information with a warning, never a verdict: the record of demands is usually with the lender, a
court does not raise limitation itself (民法典193), and what a borrower does may waive it (192).
Two clocks run: one in which every doubtful event restarts the period, one in which none does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from debtcheck.audit.lawrefs import cited
from debtcheck.audit.limitation_period import SOON_MONTHS, Effect, Limitation, State, Step
from debtcheck.audit.report import LawRef
from debtcheck.case.kinds import LenderKind, Method
from debtcheck.case.model import Case, Event
from debtcheck.engine.dates import add_months
from debtcheck.law.lawbook import LawBook, NoRule
from debtcheck.words.text import Text, text

_YEAR = 12  # months
_PROMISES = frozenset({"promise", "acknowledgement", "payment", "agreement"})
_SUITS = frozenset({"suit"})
_DEMANDS = frozenset({"demand", "assignment_notice"})
_LAW = {
    "begins": ("L01", "L02"),
    "suit": ("L06",),
    "demand": ("L04",),
    "card": ("L04_card",),
    "assignment_notice": ("L04_assign",),
    "promise": ("L07",),
    "after": ("L09",),
    "old": ("L10",),
    "suspension": ("L11",),
    "enforcement": ("L12",),
}


@dataclass(slots=True)
class _Clock:
    """A period that began after `since` and ends with `until`."""

    since: date
    until: date

    def runs(self, on: date) -> bool:
        return on <= self.until


class _Walk:
    def __init__(self, case: Case, law: LawBook, as_of: date) -> None:
        self.case, self.law, self.as_of = case, law, as_of
        self.steps: list[Step] = []
        self.notes: list[Text] = []
        self.waived = False
        card = case.loan.method is Method.CARD or case.card is not None
        self.card = card and case.lender.kind is LenderKind.BANK

    def sent_is_enough(self, on: date) -> bool:
        """For bank cards a demand need only be sent (法释〔2021〕10号 3(2)), from its day on."""
        return self.card and bool(cited(self.law, on, "L04_card"))

    def end(self, since: date) -> date:
        """The last day of a period that begins after `since`: as long as the law of the day says,
        and three years where two were still running when the law changed (法释〔2018〕12号)."""
        old = self._until(since, since)
        change = self.change()
        return self._until(since, change) if since < change <= old else old

    def _until(self, since: date, on: date) -> date:
        try:
            years = self.law.find("L01", on).years
        except NoRule:
            years = min(self.law.versions("L01"), key=lambda v: v.since).years
        return add_months(since, _YEAR * (years or 0))

    def change(self) -> date:
        """The first day of the longer period."""
        versions = self.law.versions("L01")
        first = min(v.since for v in versions)
        short = next(v.years for v in versions if v.since == first)
        return min((v.since for v in versions if v.years != short), default=first)

    def refs(self, on: date, *names: str) -> tuple[LawRef, ...]:
        ids = [i for name in names for i in _LAW[name]]
        return tuple(ref for i in ids for ref in self._cite(i, on))

    def _cite(self, rule: str, on: date) -> tuple[LawRef, ...]:
        """The version of the day, or the first one where the data begin later."""
        return cited(self.law, on, rule) or cited(self.law, self.as_of, rule)

    def say(self, on: date, kind: str, effect: Effect, until: date | None, *law: str) -> None:
        why = text(f"limitation.{effect}", kind=text(f"limitation.kind.{kind}"))
        self.steps.append(Step(on, kind, effect, until, why, self.refs(on, *law)))


def limitation(
    case: Case, law: LawBook, as_of: date, *, demands: tuple[Event, ...] = ()
) -> Limitation:
    """Walk the events of a case, and the demands of its contact log, to the day `as_of`."""
    walk = _Walk(case, law, as_of)
    if case.judgment is not None:
        return _enforcement(walk)
    first, last = _due_days(case)
    if last is None or first is None:
        made = case.loan.originated_on  # nothing falls due before: a lower bound, no more
        bound = walk.end(made) if made else None
        return Limitation(
            State.UNKNOWN, as_of, earliest=bound, notes=(text("limitation.no_due_day"),)
        )
    if first >= as_of:
        return Limitation(State.NOT_BEGUN, as_of, since=last)
    low, high = _Clock(first, walk.end(first)), _Clock(last, walk.end(last))
    walk.say(last, "due", Effect.BEGINS, high.until, "begins")
    if first != last:
        walk.notes.append(text("limitation.accelerated", on=first))
    events = sorted(_events(case, demands), key=lambda e: e.on)
    pending: date | None = None
    change = walk.change()  # told in its place: an earlier demand may have begun the period anew
    told = as_of < change
    for event in events:
        if event.on > as_of:
            continue
        if not told and event.on >= change:
            _old_law(walk, high)
            told = True
        _step(walk, event, low, high)
        if event.kind in _SUITS and low.runs(event.on):
            pending = event.on
    if not told:
        _old_law(walk, high)
    court = case.court
    filed = court and (court.filed_on or court.accepted_on)
    suit = filed or pending
    return Limitation(
        _state(walk, low, high, suit),
        as_of,
        since=high.since,
        earliest=low.until,
        latest=high.until,
        steps=tuple(walk.steps),
        notes=tuple(walk.notes),
    )


def _old_law(walk: _Walk, clock: _Clock) -> None:
    """Says what became of a period that began under the two years."""
    change = walk.change()
    if clock.since >= change:
        return
    effect = Effect.MADE_LONGER if clock.until >= change else Effect.STAYS_PAST
    walk.say(change, "law", effect, clock.until, "old")


def _step(walk: _Walk, event: Event, low: _Clock, high: _Clock) -> None:
    on, kind = event.on, event.kind
    if on <= low.since and on <= high.since:
        return  # before anything was due
    if kind == "suspension":
        walk.say(on, kind, Effect.SUSPENDS, high.until, "suspension")
        return
    law = _names(walk, event)
    if not law:
        walk.say(on, kind, Effect.NONE, high.until)
        return
    if not high.runs(on):
        late = Effect.WAIVER_RISK if kind in _PROMISES else Effect.TOO_LATE
        walk.waived = walk.waived or kind in _PROMISES
        walk.say(on, kind, late, high.until, *law, "after")
        return
    sure = _counts(walk, event)
    if sure is False:
        walk.say(on, kind, Effect.NONE, high.until, *law)
        return
    in_time = low.runs(on)
    if kind in _PROMISES and not in_time:
        walk.waived = True
    begin = _begins_anew(walk.case, event)
    high.since, high.until = begin, walk.end(begin)
    if in_time and sure:
        low.since, low.until = on, walk.end(on)
    effect = Effect.RESTARTS if in_time and sure else Effect.MAY_RESTART
    walk.say(on, kind, effect, high.until, *law)


def _names(walk: _Walk, event: Event) -> tuple[str, ...]:
    """The rules on an event; none for what does not touch the period."""
    kind = event.kind
    if kind in _PROMISES:
        return ("promise",)
    if kind in _SUITS:
        return ("suit",)
    if kind == "demand":
        return ("card",) if walk.sent_is_enough(event.on) else ("demand",)
    return ("assignment_notice",) if kind == "assignment_notice" else ()


def _counts(walk: _Walk, event: Event) -> bool | None:
    """Whether an event restarts the period: True, False, None for not sure."""
    if event.kind == "demand" and walk.sent_is_enough(event.on):
        return True
    return event.reached if event.kind in _DEMANDS else True


def _begins_anew(case: Case, event: Event) -> date:
    """A new plan begins its period with its last instalment (189), everything else on its day."""
    if event.kind != "agreement":
        return event.on
    plan = next((a for a in case.agreements if a.on == event.on), None)
    if plan is None or plan.first_due_on is None:
        return event.on
    return max(event.on, add_months(plan.first_due_on, (plan.instalments or 1) - 1))


def _state(walk: _Walk, low: _Clock, high: _Clock, suit: date | None) -> State:
    day = suit or walk.as_of
    if not high.runs(day):
        return State.WAIVER_RISK if walk.waived else State.PAST
    if not low.runs(day):
        return State.WAIVER_RISK if walk.waived else State.UNSURE
    if suit is not None:
        return State.SUIT
    return State.SOON if low.until <= add_months(day, SOON_MONTHS) else State.RUNNING


def _events(case: Case, demands: tuple[Event, ...]) -> Iterator[Event]:
    yield from case.events
    yield from demands
    for paid in case.payments:
        if paid.status == "settled":
            yield Event(paid.paid_on, "payment")
    for plan in case.agreements:
        yield Event(plan.on, "agreement")


def _due_days(case: Case) -> tuple[date | None, date | None]:
    """The day the whole fell due, by each clock: declared early, or the last due day (189)."""
    loan = case.loan
    days = [d for d in (loan.due_on, *loan.due_dates) if d is not None]
    days += [row.due_on for row in case.schedule if row.due_on is not None]
    days += [d.due_on for d in loan.disbursements if d.due_on is not None]
    if loan.first_due_on is not None:
        days.append(add_months(loan.first_due_on, (loan.instalments or 1) - 1))
    last = max(days, default=None)
    early = loan.overdue.accelerated_on
    return (min(early, last) if early and last else early or last), last or early


def _enforcement(walk: _Walk) -> Limitation:
    """After a judgment: two years to ask for enforcement, from the last day to perform (民诉法250).

    Each instalment of a judgment has its own; once asked for in time, an enforcement that was
    closed for lack of assets may be asked for again without limit (民诉法解释517).
    """
    judgment = walk.case.judgment
    since = judgment.perform_by if judgment else None
    if since is None:
        why = text("limitation.no_perform_by")
        return Limitation(State.JUDGED, walk.as_of, notes=(why,))
    try:
        years = walk.law.find("L12", since).years
    except NoRule:
        years = None
    until = add_months(since, _YEAR * years) if years else None
    why = text("limitation.enforcement", until=until or since)
    step = Step(since, "judgment", Effect.BEGINS, until, why, walk.refs(since, "enforcement"))
    return Limitation(State.JUDGED, walk.as_of, since, until, until, (step,))
