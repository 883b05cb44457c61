"""Finds rules for a reader: by topic, id, day, lender, or words. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from debtcheck.case.kinds import LenderKind
from debtcheck.law.lawbook import LawBook, Rule

#: The forces of limits on amounts: what a reader asks for first.
LIMITS = ("HARD", "REDUCE", "U")


def find(
    book: LawBook,
    *,
    topic: str | None = None,
    on: date | None = None,
    lender: LenderKind | None = None,
    search: str | None = None,
) -> tuple[Rule, ...]:
    """The versions that fit everything asked, in order of topic, id and day.

    `topic` is a topic or the id of a rule; `on` is a day of each rule's own axis; `search` is
    looked for in citation and paraphrase of both languages.
    """
    wanted = search.casefold() if search else ""
    found = [
        rule
        for rule in book.rules
        if (topic is None or topic in (rule.topic, rule.id))
        and (on is None or rule.holds_on(on))
        and (lender is None or lender in rule.lenders)
        and (not wanted or wanted in _words(rule))
    ]
    return tuple(sorted(found, key=_place))


def _place(rule: Rule) -> tuple[bool, str, str, date]:
    """Limits on amounts first, then by topic, id and day."""
    return rule.force not in LIMITS, rule.topic, rule.id, rule.since


def _words(rule: Rule) -> str:
    parts = (rule.id, rule.topic, rule.cite_zh, rule.cite_en, rule.says_zh, rule.says_en)
    return " ".join(parts).casefold()


def changes(
    book: LawBook, before: date, after: date, *, lender: LenderKind | None = None
) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The versions that ended after `before`, and those that began, up to `after` inclusive."""
    rules = find(book, lender=lender)
    gone = [r for r in rules if r.until is not None and before <= r.until < after]
    new = [r for r in rules if before + timedelta(days=1) <= r.since <= after]
    return tuple(gone), tuple(new)
