"""The topics of `debtcheck rights`, and what of a case decides which of them concern it."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from debtcheck.case.kinds import LenderKind
from debtcheck.case.model import Case
from debtcheck.contacts.facts import is_card

_FAMILY = ("spouse", "heir", "surety", "relative")
_JUDGED = ("judged", "enforcement")


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its names in both languages, its steps, rules, lines and myths."""

    id: str
    names: tuple[str, ...]
    steps: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    myths: tuple[str, ...] = ()
    fits: tuple[str, ...] | None = None  # None: concerns every case
    urgent: bool = False  # a deadline runs

    def concerns(self, tags: frozenset[str]) -> bool:
        """Whether a case with these tags has to do with it."""
        return self.fits is None or bool(tags & set(self.fits))


@cache
def topics() -> tuple[Topic, ...]:
    """Every topic, in order."""
    source = files("debtcheck.report").joinpath("rights_topics.toml")
    found = []
    for entry in tomllib.loads(source.read_text(encoding="utf-8"))["topic"]:
        lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
        found.append(Topic(id=entry["id"], urgent=entry.get("urgent", False), **lists))
    return tuple(found)


def plain(name: str) -> str:
    """A name for comparison."""
    return "".join(unicodedata.normalize("NFKC", name[:100]).lower().replace("-", "_").split())


def find(name: str) -> Topic | None:
    """The topic of a name in either language, or None."""
    wanted = plain(name)
    for topic in topics():
        if wanted in (plain(topic.id), *map(plain, topic.names)):
            return topic
    return None


def known_names() -> tuple[str, ...]:
    """Every name that is understood."""
    return tuple(name for topic in topics() for name in (topic.id, *topic.names))


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the debt: nothing (no case), or its tags, kind of lender, card or not."""

    tags: frozenset[str] = frozenset()
    lender: LenderKind | None = None
    card: bool | None = None


def about(case: Case) -> About:
    """What of a case decides the topics and the rules that concern it."""
    tags = {f"role:{case.borrower.role}"}
    stage = case.court.stage if case.court else ""
    lawsuit = any(claim.kind == "lawsuit" for claim in case.claims)
    if case.court is not None or lawsuit:
        tags.add(f"stage:{stage}")
        if stage != "payment_order":
            tags.add("court")
    if case.judgment is not None or stage in _JUDGED:
        tags.add("judged")
    if case.creditor_changes:
        tags.add("assigned")
    card = is_card(case)
    if card:
        tags.add("card")
    if case.codebtors or case.borrower.role in _FAMILY or case.borrower.student:
        tags.add("family")
    kind = case.lender.kind
    return About(frozenset(tags), None if kind is LenderKind.UNKNOWN else kind, card)
