"""The contact log against the rules of conduct: T01 to T10 by counting, C01 to C30 by flags.

Pure: the contacts, the law book and what is known of the lender come in, sentences come out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from debtcheck.case.kinds import LenderKind
from debtcheck.contacts.binding import Binding
from debtcheck.contacts.flags import flagged, offered, repeated
from debtcheck.contacts.hints import asks, fine_remarks, record
from debtcheck.contacts.model import Contact
from debtcheck.contacts.result import Checked, Finding, Remark
from debtcheck.law.lawbook import LawBook, Rule
from debtcheck.words.text import text

_NO_HOUR = ("letter", "post")  # when they were written nobody knows
Group = tuple[str, date]  # creditor, day


def check_log(
    contacts: Sequence[Contact],
    *,
    law: LawBook,
    lender: LenderKind | None = None,
    card: bool | None = None,
    formed_on: date | None = None,
) -> Checked:
    """Every rule that the log can show.

    Args:
        contacts: The rows, in any order.
        law: The law book.
        lender: What the lender is; None: not known, then rules are named with that doubt.
        card: Whether it is a credit card; the card rules are left out unless it is True.
        formed_on: When the loan was made, for rules that hold for newer loans only.

    Returns:
        Findings, what is no breach, what to ask for and to record, and counts.
    """
    rows = sorted((c for c in contacts if c.at is not None), key=lambda c: (c.at, c.row))
    binding = Binding(law, lender, card, formed_on)
    checks: tuple[Callable[[Sequence[Contact], Binding], Iterator[Finding | Remark]], ...] = (
        _night,
        _calls_a_day,
        _attempts,
        _visitors,
        _third_parties,
        _after_refusal,
        flagged,
        repeated,
    )
    found = [item for check in checks for item in check(rows, binding)]
    findings = tuple(item for item in found if isinstance(item, Finding))
    fine = tuple(item for item in found if isinstance(item, Remark))
    return Checked(
        findings=tuple(sorted(findings, key=lambda f: (f.rule, f.on, f.rows))),
        fine=(*fine, *fine_remarks(rows, findings, binding)),
        offered=tuple(offered(rows)),
        asks=tuple(asks(rows, findings, binding)),
        record=tuple(record(rows, findings)),
        counts=_counts(rows, binding),
    )


def day_of(contact: Contact) -> date:
    """The day of a contact, in China."""
    assert contact.at is not None
    return contact.at.date()


def _judged(
    code: str, rows: Sequence[Contact], on: date, binding: Binding, what: str, **params: object
) -> Iterator[Finding | Remark]:
    """A finding by the rules that bind; else a remark on why none does."""
    numbers = tuple(c.row for c in rows)
    laws = binding.rules(code, on=on)
    if laws:
        said = text(f"contact.finding.{what}", rows=numbers, on=on, **params)
        yield Finding(code, numbers, on, said, laws, binding.known)
        return
    begins = binding.begins(code)
    if begins is not None and on < begins:
        yield Remark(text("contact.fine.before", code=code, rows=numbers, begins=begins), numbers)
    else:
        yield Remark(text("contact.fine.not_bound", code=code, rows=numbers), numbers)


def _limit(code: str, binding: Binding, on: date, pick: Callable[[Rule], int | None]) -> int | None:
    """A figure of a rule: of the day, else of the first version that has one."""
    every = [v for i in binding.ids(code) for v in binding.law.versions(i)]
    for rule in (*binding.rules(code, on=on), *binding.in_force(code, on=on), *every):
        figure = pick(rule)
        if figure is not None:
            return figure
    return None


def is_night(contact: Contact, quiet_from: int, quiet_to: int) -> bool:
    """22:00:00 lies in the quiet hours, 08:00:00 does not."""
    assert contact.at is not None
    return contact.timed and not quiet_to <= contact.at.hour < quiet_from


def _night(rows: Sequence[Contact], binding: Binding) -> Iterator[Finding | Remark]:
    late: list[Contact] = []
    agreed: list[int] = []
    for contact in rows:
        if contact.direction != "in" or contact.channel in _NO_HOUR:
            continue
        on = day_of(contact)
        start = _limit("T01", binding, on, lambda r: r.quiet_from)
        end = _limit("T01", binding, on, lambda r: r.quiet_to)
        if start is None or end is None or not is_night(contact, start, end):
            continue
        if contact.consent is True:
            agreed.append(contact.row)
        else:
            late.append(contact)
    for group in _same_law(late, "T01", binding):
        times = tuple(c.at.strftime("%Y-%m-%d %H:%M") for c in group if c.at is not None)
        yield from _judged("T01", group, day_of(group[-1]), binding, "T01", times=times)
    if agreed:
        yield Remark(text("contact.fine.agreed", rows=tuple(agreed)), tuple(agreed))


def _same_law(rows: Sequence[Contact], code: str, binding: Binding) -> list[list[Contact]]:
    """The rows in groups of days on which the same versions were in force."""
    groups: dict[tuple[str, ...], list[Contact]] = {}
    for contact in rows:
        laws = binding.rules(code, on=day_of(contact))
        key = tuple(f"{rule.id}@{rule.since}" for rule in laws)
        groups.setdefault(key, []).append(contact)
    return list(groups.values())


def _by_day(rows: Sequence[Contact]) -> dict[Group, list[Contact]]:
    groups: dict[Group, list[Contact]] = {}
    for contact in rows:
        groups.setdefault((contact.creditor.strip().lower(), day_of(contact)), []).append(contact)
    return groups


def _calls_a_day(rows: Sequence[Contact], binding: Binding) -> Iterator[Finding | Remark]:
    calls = [
        c for c in rows if c.is_call and c.direction == "in" and c.connected and not c.third_party
    ]
    for (_, on), group in _by_day(calls).items():
        most = _limit("T02", binding, on, lambda r: r.most)
        if most is not None and len(group) > most:
            robots = sum(1 for c in group if c.channel == "robot_call")
            yield from _judged(
                "T02", group, on, binding, "T02", n=len(group), most=most, robots=robots
            )


def unanswered(contact: Contact) -> bool:
    """A call that nobody took, as far as the log says."""
    if not contact.is_call or contact.connected:
        return False
    return contact.duration_s == 0 or contact.answered is False


def _attempts(rows: Sequence[Contact], binding: Binding) -> Iterator[Finding | Remark]:
    """Tries on one number a day, per creditor; how many one caller made is said beside it."""
    tries = [c for c in rows if c.direction == "in" and unanswered(c) and c.consent is not True]
    targets = dict.fromkeys(c.third_party.strip() for c in tries)
    for target in targets:
        aimed = [c for c in tries if c.third_party.strip() == target]
        for (_, on), group in _by_day(aimed).items():
            most = _limit("T03", binding, on, lambda r: r.most)
            if most is None or len(group) <= most:
                continue
            callers = [c.number or c.who for c in group]
            one = max(callers.count(caller) for caller in callers)
            yield from _judged("T03", group, on, binding, "T03", n=len(group), most=most, one=one)


def _visitors(rows: Sequence[Contact], binding: Binding) -> Iterator[Finding | Remark]:
    alone: list[Contact] = []
    several: list[int] = []
    for contact in rows:
        if contact.channel != "visit" or contact.direction != "in" or contact.visitors is None:
            continue
        least = _limit("T04", binding, day_of(contact), lambda r: r.least)
        if least is not None and contact.visitors < least:
            alone.append(contact)
        elif least is not None:
            several.append(contact.row)
    for group in _same_law(alone, "T04", binding):
        yield from _judged("T04", group, day_of(group[-1]), binding, "T04")
    if several:
        yield Remark(text("contact.fine.visitors", rows=tuple(several)), tuple(several))


def _third_parties(rows: Sequence[Contact], binding: Binding) -> Iterator[Finding | Remark]:
    asked = [c for c in rows if c.third_party and c.direction == "in"]
    for group in _same_law(asked, "T05", binding):
        yield from _judged("T05", group, day_of(group[-1]), binding, "T05")


def _after_refusal(rows: Sequence[Contact], binding: Binding) -> Iterator[Finding | Remark]:
    people = dict.fromkeys(c.third_party.strip() for c in rows if c.third_party.strip())
    for person in people:
        contacts = [c for c in rows if c.third_party.strip() == person]
        refused = min((c.refused_at for c in contacts if c.refused_at), default=None)
        if refused is None:
            continue
        later = [c for c in contacts if c.at and c.at > refused and c.direction == "in"]
        for group in _same_law(later, "T06", binding):
            on = day_of(group[-1])
            yield from _judged("T06", group, on, binding, "T06", refused=refused.date())


def _counts(rows: Sequence[Contact], binding: Binding) -> dict[str, int]:
    theirs = [c for c in rows if c.direction == "in"]
    quiet = [
        (start, end)
        for i in binding.ids("T01")
        for v in binding.law.versions(i)
        if (start := v.quiet_from) and (end := v.quiet_to)
    ]
    night = [c for c in theirs if quiet and c.channel not in _NO_HOUR and is_night(c, *quiet[0])]
    return {
        "rows": len(rows),
        "days": len({day_of(c) for c in theirs}),
        "calls": sum(1 for c in theirs if c.is_call),
        "connected": sum(1 for c in theirs if c.is_call and c.connected),
        "unanswered": sum(1 for c in theirs if unanswered(c)),
        "robots": sum(1 for c in theirs if c.channel == "robot_call"),
        "messages": sum(1 for c in theirs if c.channel in ("sms", "im", "email", "app")),
        "visits": sum(1 for c in theirs if c.channel == "visit"),
        "third_party": sum(1 for c in theirs if c.third_party),
        "night": len(night),
        "flagged": sum(1 for c in theirs if c.flags),
    }
