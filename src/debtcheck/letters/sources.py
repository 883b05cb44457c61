"""Where a claimed figure stands, and on which terms a recomputed one rests, for a letter."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import Enum

from debtcheck.audit.papers.recourse import same_name
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Source
from debtcheck.case.model import Case, Evidence
from debtcheck.case.rate import SHARES, FloatingRate, Rate, RateMultiple, plain
from debtcheck.letters.plain import Speaker, clean
from debtcheck.words.keys import key_name, unindexed

_PLACE = re.compile(r"(?:line|row) (\d+)")
_WEAK = (Source.MEMORY, Source.GUESS)


def claimed_where(case: Case, finding: Finding, say: Speaker) -> str:
    """The statement by its kind and day, with file and line where it is a file of its own.

    A figure that the person typed into the case file has no line of the other side's: the paper it
    was copied from is named.
    """
    claim = case.claim
    if claim is None:
        return ""
    paper = paper_of(case, say)
    own = [e for e in finding.evidence if _theirs(e, case)]
    match = _PLACE.match(own[0].place) if own else None
    if not own or match is None:
        return paper
    return say("where.line", paper=paper, file=file_name(own[0]), n=match[1])


def _theirs(evidence: Evidence, case: Case) -> bool:
    """True for a place in the other side's own file."""
    return bool(evidence.file) and evidence.file != case.file and not _is_option(evidence)


def _is_option(evidence: Evidence) -> bool:
    return evidence.place.startswith("option ")


def file_name(evidence: Evidence) -> str:
    """The name of a file without its folders."""
    return clean(re.split(r"[/\\]", evidence.file)[-1], 80)


def paper_of(case: Case, say: Speaker) -> str:
    """`2025年7月9日的 App 账单`."""
    claim = case.claim
    if claim is None:
        return ""
    kind = say(f"paper.{claim.kind}")
    if claim.as_of is None:
        paper = say("paper.undated", kind=kind)
    else:
        paper = say("paper.dated", day=claim.as_of, kind=kind)
    by = claim.claimant  # who collects by order is no party: the paper is named as its
    collects = any(c.kind == "entrusted" and same_name(c.to, by) for c in case.creditor_changes)
    return say("paper.sent_by", paper=paper, by=clean(by)) if by and collects else paper


def terms_of(case: Case, finding: Finding, say: Speaker) -> str:
    """The agreed terms that a finding rests on, as the contract or the app shows them."""
    parts = []
    for key, source in finding.basis:
        stated = case.stated_key(key)
        term = _term(case, key, say) if stated else ""
        if term and source not in _WEAK:
            parts.append(term)
    return say.list(dict.fromkeys(parts))


def weak_terms(finding: Finding, say: Speaker) -> str:
    """The names of the terms that are remembered only."""
    found = [key_name(say.words, key) for key, source in finding.basis if source in _WEAK]
    return say.list(dict.fromkeys(found)) or say("question.some_term")


def _term(case: Case, key: str, say: Speaker) -> str:
    """One term: 利率 日 0.04%, 罚息代替利息; empty for what has no short form."""
    item = _stated(case, key)
    probe = unindexed(key)
    if isinstance(item, Enum):
        choice = f"report.choice.{probe}.{item.value}"
        return say.words(choice) if say.words.has(choice) else ""
    name = key_name(say.words, key)
    if isinstance(item, Rate):
        shown = say.words(f"report.rate.{item.unit.value}", rate=item.percent())
    elif isinstance(item, RateMultiple):
        shown = say.words("report.rate.times", times=plain(item.times))
    elif isinstance(item, FloatingRate):
        index = say.words(f"report.rate.{item.index}")
        shown = clean(str(item)).replace(item.index, index)
    elif isinstance(item, Decimal) and probe in SHARES:
        shown = f"{plain(item * 100)}%"
    elif isinstance(item, Decimal | date):
        shown = say.words.value(item)
    else:
        return ""
    return say("where.term", name=name, value=shown)


def _stated(case: Case, key: str) -> object:
    item: object = case
    for part in key.split("."):
        if part.isdigit() and isinstance(item, tuple):
            item = item[int(part)] if int(part) < len(item) else None
        else:
            item = getattr(item, part, None)
    return item
