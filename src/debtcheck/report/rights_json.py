"""`rights --json`: topics with their steps, rules, channels and myths."""

from __future__ import annotations

from collections.abc import Sequence

from debtcheck.law.lawbook import Rule
from debtcheck.report.plainpage import Page
from debtcheck.report.rights import Book, steps_of
from debtcheck.report.rights_topics import Topic


def to_dict(listed: Sequence[Topic], book: Book, page: Page) -> dict[str, object]:
    """Schema debtcheck.rights, version 1."""
    return {
        "schema": "debtcheck.rights",
        "version": 1,
        "on": book.today.isoformat(),
        "lender": book.about.lender.value if book.about.lender else None,
        "topics": [_topic(topic, book, page) for topic in listed],
    }


def _topic(topic: Topic, book: Book, page: Page) -> dict[str, object]:
    words = page.words
    return {
        "id": topic.id,
        "name": words(f"rights.name.{topic.id}"),
        "about": words(f"rights.topic.{topic.id}"),
        "steps": steps_of(topic, book, page),
        "rules": [rule_dict(rule, words.lang) for rule in book.rules(topic.rules)],
        "channels": [rule_dict(rule, words.lang) for rule in book.rules(topic.lines)],
        "myths": [
            {
                "id": myth,
                "claim": words(f"rights.myth.{myth}.claim"),
                "fact": words(f"rights.myth.{myth}.fact"),
            }
            for myth in topic.myths
        ],
    }


def rule_dict(rule: Rule, lang: str) -> dict[str, object]:
    """One rule in its version."""
    return {
        "id": rule.id,
        "says": rule.says[lang],
        "cite": rule.cite[lang],
        "force": rule.force,
        "confidence": rule.confidence,
        "doubt": rule.doubt.get(lang, ""),
        "since": rule.since.isoformat(),
        "lenders": [kind.value for kind in rule.lenders],
        "card_only": rule.card_only,
        "days": rule.days,
    }
