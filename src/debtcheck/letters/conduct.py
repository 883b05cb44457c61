"""Contacts of collectors that a complaint names: what happened, and apart from it which rule.

The rows come from the contact log and its check. Rules that rest on memory, are uncertain or do not
bind this lender are left out, and so is criminal law: that is for the police, not for a letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from debtcheck.case.kinds import LenderKind
from debtcheck.contacts.checks import check_log
from debtcheck.contacts.model import Contact
from debtcheck.law.lawbook import NoRule, Rule
from debtcheck.letters.basis import RULES, is_card, rules_of
from debtcheck.letters.letter import Cited
from debtcheck.letters.plain import Speaker, clean

if TYPE_CHECKING:
    from debtcheck.letters.guards import Ask

MOST = 40  # rows in a letter; the log goes with it
_SURE = ("V", "V2")
_PENAL = ("刑法", "治安管理处罚法")
_ANYBODY = ("R04", "C20", "C25")  # what binds a private lender too
_CALM = "R04"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A rule of its day, and the rows of the log that may not meet it."""

    rule: Rule
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """One contact, as it was: facts only."""

    what: str
    content: str
    evidence: str


def rulings(ask: Ask) -> tuple[Ruling, ...]:
    """What the check of the log found, as far as a letter to this lender may say it."""
    case = ask.report.case
    formed = case.loan.formed_on or case.loan.originated_on
    checked = check_log(
        ask.contacts,
        law=ask.law,
        lender=case.lender.kind,
        card=is_card(case),
        formed_on=formed,
    )
    found: dict[tuple[str, str], tuple[Rule, set[int]]] = {}
    for finding in checked.findings:
        laws = [rule for rule in finding.laws if _fits(rule, ask)]
        if not laws:
            try:
                laws = [ask.law.find(_CALM, finding.on)]
            except NoRule:
                continue
        for rule in laws:
            key = (rule.id, rule.since.isoformat())
            found.setdefault(key, (rule, set()))[1].update(finding.rows)
    made = [Ruling(rule, tuple(sorted(rows))) for rule, rows in found.values()]
    return tuple(sorted(made, key=lambda r: (r.rows, r.rule.id)))


def _fits(rule: Rule, ask: Ask) -> bool:
    case = ask.report.case
    kind = case.lender.kind or LenderKind.UNKNOWN
    if (
        rule.confidence not in _SURE
        or rule.force == "U"
        or any(name in rule.cite_zh for name in _PENAL)
    ):
        return False
    if kind is LenderKind.PRIVATE and rule.id not in _ANYBODY:
        return False
    binds = kind in rule.lenders or len(rule.lenders) == len(LenderKind)
    return binds and (case.card is not None or not rule.card_only)


def cited_rules(ask: Ask) -> dict[str, tuple[Cited, ...]]:
    """The rules of the rows, for the kinds of letters that have rows."""
    if "conduct" not in ask.kind.needs:
        return {}
    return {"conduct": tuple(Cited(r.rule.id, r.rule.since, r.rule.cite) for r in rulings(ask))}


def _named(ask: Ask) -> tuple[Contact, ...]:
    """The contacts that a letter shows, in order of time: a complaint only those with a rule."""
    rows = [c for c in ask.contacts if c.at is not None and c.direction == "in"]
    if "conduct" in ask.kind.needs:
        wanted = {row for ruling in rulings(ask) for row in ruling.rows}
        rows = [c for c in rows if c.row in wanted]
    return tuple(sorted(rows, key=lambda c: (c.at, c.row)))


def conduct_facts(ask: Ask, say: Speaker) -> dict[str, object]:
    """What the templates of complaints see."""
    if not ask.kind.log:
        return {"contacts": (), "contacts_left": 0, "opinions": (), "keep": ()}
    named = _named(ask)
    shown = named[:MOST]
    places = {contact.row: n for n, contact in enumerate(shown, 1)}
    opinions = []
    for ruling in rulings(ask) if "conduct" in ask.kind.needs else ():
        numbers = [str(places[row]) for row in ruling.rows if row in places]
        if numbers:
            force = say(f"force.{ruling.rule.force}")
            opinions.append(
                say("conduct.opinion", rows=say.list(numbers), cite=ruling.rule.cite[say.lang],
                    force=force, says=ruling.rule.says[say.lang])
            )  # fmt: skip
    names = [n for n in ("keep_card", "keep_finance") if n in ask.kind.basis]
    keep = [
        say("point.rule", cite=rule.cite[say.lang], says=rule.says[say.lang])
        for name in names
        for rule in rules_of(ask.law, ask.report.case, ask.today, RULES[name])
    ]
    return {
        "contacts": tuple(_facts(contact, say) for contact in shown),
        "contacts_left": len(named) - len(shown),
        "opinions": tuple(opinions),
        "keep": tuple(keep),
    }


def _facts(contact: Contact, say: Speaker) -> ContactFacts:
    assert contact.at is not None
    when = say.day(contact.at.date())
    if contact.timed:
        when = f"{when} {contact.at:%H:%M}"
    parts = [when, say(f"channel.{contact.channel}")]
    if contact.number:
        parts.append(say("conduct.number", number=clean(contact.number, 40)))
    if contact.who:
        parts.append(say("conduct.who", who=clean(contact.who, 80)))
    if contact.third_party:
        parts.append(say("conduct.third", who=clean(contact.third_party, 80)))
    if contact.visitors is not None:
        parts.append(say("conduct.visitors", n=contact.visitors))
    return ContactFacts(
        what=say("conduct.join").join(parts),
        content=clean(contact.content).rstrip("。."),
        evidence=say.list(clean(name, 80) for name in contact.evidence),
    )
