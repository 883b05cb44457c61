"""Rules of the law book as references of a report."""

from __future__ import annotations

from datetime import date

from debtcheck.audit.report import Force, LawRef
from debtcheck.law.lawbook import LawBook, NoRule, Rule


def reference(rule: Rule, on: date | None) -> LawRef:
    """A rule as it applied on a day."""
    return LawRef(
        id=rule.id,
        force=Force(rule.force),
        on=on,
        confidence=rule.confidence,
        cite=rule.cite,
        says=rule.says,
        on_request=rule.on_request,
        source=rule.source,
    )


def cited(law: LawBook, on: date, *ids: str) -> tuple[LawRef, ...]:
    """The versions in force on a day; an id without a version that day is left out."""
    found = []
    for rule_id in ids:
        try:
            found.append(reference(law.find(rule_id, on), on))
        except NoRule:
            continue
    return tuple(found)
