"""Findings as points of a letter: what the statement says, what the contract gives, what is asked.

A finding that rests on memory or a guess is never a point: it becomes a request to show the clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from debtcheck.audit.report import AuditReport, Cause, Finding, LawRef
from debtcheck.case.kinds import Head, Source
from debtcheck.engine.money import ZERO
from debtcheck.engine.working import Sum, Working
from debtcheck.letters.basis import sure
from debtcheck.letters.plain import Speaker
from debtcheck.letters.sources import claimed_where, terms_of, weak_terms
from debtcheck.words.text import Text

WEAK = (Source.MEMORY, Source.GUESS)
# nothing to ask the other side for
_SILENT = ("claim_below_contract", "ceiling_not_from_payout")
_DIFFERENCES = ("rolled_interest", "rolled_total")  # their working is one figure less another
_MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered item of a letter, every part in the letter's language."""

    no: int
    title: str
    says: str
    terms: str
    gives: str
    lines: tuple[str, ...]
    maybe: str
    rules: tuple[str, ...]
    ask: str
    plea: str
    amount: str  # the difference, in words
    difference: Decimal


@dataclass(frozen=True, slots=True)
class Sorted:
    """Which findings are stated, which are only asked about, which rest on memory."""

    stated: tuple[Finding, ...]
    asked: tuple[Finding, ...]
    weak: tuple[Finding, ...]

    @property
    def empty(self) -> bool:
        """True if there is nothing to write about."""
        return not (self.stated or self.asked or self.weak)


def sort(report: AuditReport) -> Sorted:
    """Findings in the report's order, by how they may enter a letter."""
    stated: list[Finding] = []
    asked: list[Finding] = []
    weak: list[Finding] = []
    for finding in report.findings:
        if finding.code in _SILENT or (finding.difference or ZERO) < 0:
            continue
        limit = finding.cause in (Cause.CEILING_HARD, Cause.CEILING_ON_REQUEST)
        if finding.certainty in WEAK:
            if finding.difference:  # a note that rests on memory is nobody's concern
                weak.append(finding)
        elif finding.cause in (Cause.NOTE, Cause.UNVERIFIED) or not finding.difference:
            asked.append(finding)
        elif limit and not any(sure(law) for law in finding.law):
            weak.append(finding)
        else:
            stated.append(finding)
    return Sorted(tuple(stated), tuple(asked), tuple(weak))


def points(report: AuditReport, found: Sorted, say: Speaker) -> tuple[Point, ...]:
    """The stated findings as numbered items; a rule is told whole once and cited later."""
    told: set[str] = set()
    return tuple(_point(report, k, f, say, told) for k, f in enumerate(found.stated, 1))


def _point(report: AuditReport, no: int, finding: Finding, say: Speaker, told: set[str]) -> Point:
    difference = finding.difference or ZERO
    gives, lines = _given(report, finding, say)
    maybe = [say("point.maybe", what=e.text, amount=e.reproduces) for e in finding.explanations[:2]]
    return Point(
        no=no,
        title=_title(finding, difference, say),
        says=_says(report, finding, say),
        terms=terms_of(report.case, finding, say),
        gives=gives,
        lines=lines,
        maybe=say.join(maybe),
        rules=tuple(rule(law, say, told) for law in finding.law if sure(law)),
        ask=say.code("ask", finding.code, finding.ask.params, finding.ask),
        plea=_plea(finding, difference, say),
        amount=say.money(difference),
        difference=difference,
    )


def _title(finding: Finding, difference: Decimal, say: Speaker) -> str:
    if finding.cause is Cause.CEILING_ON_REQUEST:
        return say("point.title_request", amount=difference)
    key = "point.title_limit" if finding.code == "ceiling_exceeded" else "point.title"
    return say(key, head=say.head(finding.head), amount=difference)


def _says(report: AuditReport, finding: Finding, say: Speaker) -> str:
    """What the statement says, and where; where it does not split the head, that is said."""
    head, claimed = finding.head, report.claimed
    if claimed is None or finding.cause is Cause.CEILING_ON_REQUEST:
        return ""
    where = claimed_where(report.case, finding, say)
    asked = claimed.get(head) if head else None
    if head is None:
        return say("point.says_total", where=where, amount=claimed.total)
    if asked is None:
        return say("point.says_unsplit", where=where, amount=claimed.total, head=say.head(head))
    return say("point.says", where=where, head=say.head(head), amount=asked)


def _given(report: AuditReport, finding: Finding, say: Speaker) -> tuple[str, tuple[str, ...]]:
    """The recomputed figure, and its arithmetic line by line."""
    if finding.code in ("sum_mismatch", "line_sum_mismatch"):
        return say("point.gives_sum", amount=finding.recomputed), ()
    if finding.code == "principal_pre_deducted":
        return say("point.sentence", what=_reason(finding)), ()
    lines = _lines(finding.working, say)
    if finding.cause is Cause.CEILING_ON_REQUEST:
        steps = report.ceiling.steps if report.ceiling else ()
        lines = [line for s in steps for line in _lines(s.working, say)]
        whole = finding.working.say(say.words) if finding.working else ""
        return say("point.gives_request", charged=finding.claimed, working=whole), _short(
            lines, say
        )
    head = finding.head
    if finding.code == "ceiling_exceeded" and head is not None:
        agreed = report.contract.get(head)
        told = say("point.gives_limit", agreed=agreed, amount=finding.recomputed,
                   limit=finding.ask.params.get("limit", ""))  # fmt: skip
        return told, _short(lines, say)
    if not lines and isinstance(finding.working, Sum) and finding.working.less:
        return say("point.gives_bare", working=finding.working.say(say.words)), ()
    if not lines:
        return say("point.gives", amount=finding.recomputed), ()
    several = len(lines) > 1 or finding.code in _DIFFERENCES
    whole = finding.working.say(say.words) if several and finding.working else lines[0]
    if finding.span is None:
        told = say("point.gives_bare", working=whole)
    else:
        told = say("point.gives_line", working=whole, start=finding.span[0], end=finding.span[1])
    return told, _short(lines, say) if several else ()


def _lines(working: Working | None, say: Speaker) -> list[str]:
    if isinstance(working, Sum):
        return working.lines(say.words)
    return [working.say(say.words)] if working is not None else []


def _short(lines: Sequence[str], say: Speaker) -> tuple[str, ...]:
    """At most so many lines; that there are more is said."""
    if len(lines) <= _MOST_LINES:
        return tuple(lines)
    return (*lines[:_MOST_LINES], say("point.more_lines", n=len(lines) - _MOST_LINES))


def rule(law: LawRef, say: Speaker, told: set[str]) -> str:
    """A rule with what it says the first time, by its citation alone later."""
    cite = law.cite[say.lang]
    if cite in told or not law.says.get(say.lang):
        return cite
    told.add(cite)
    return say("point.rule", cite=cite, says=law.says[say.lang].rstrip("。."))


def _plea(finding: Finding, difference: Decimal, say: Speaker) -> str:
    """What a court is asked for: the verb follows the force of the rule."""
    if finding.cause is Cause.CEILING_ON_REQUEST:
        return say("plea.reduce", amount=difference)
    if finding.cause is Cause.CEILING_HARD:
        return say("plea.hard", amount=difference)
    return say("plea.contract", amount=difference)


def questions(report: AuditReport, found: Sorted, say: Speaker) -> tuple[str, ...]:
    """What is asked about without being disputed, and what rests on memory."""
    lines = []
    for finding in found.asked:
        why = say.code("why", finding.code, finding.ask.params, _reason(finding))
        cites = say.list([law.cite[say.lang] for law in finding.law if sure(law)])
        ask = say.text(finding.ask)
        claimed = report.claimed.get(finding.head) if report.claimed and finding.head else None
        if finding.cause is Cause.UNVERIFIED and claimed:
            why = say("question.claimed", head=say.head(finding.head), amount=claimed, why=why)
        lines.append(
            say("question.with_law" if cites else "question.plain", why=why, ask=ask, law=cites)
        )
    for finding in found.weak:
        terms = weak_terms(finding, say)
        key = "question.weak" if finding.head else "question.weak_total"
        lines.append(say(key, head=say.head(finding.head), terms=terms))
    return tuple(dict.fromkeys(lines))


def _reason(finding: Finding) -> Text:
    why = finding.summary.params.get("why")
    return why if isinstance(why, Text) else finding.summary


def reserved(report: AuditReport, found: Sorted, say: Speaker) -> tuple[str, ...]:
    """The lower readings that the law leaves open, so that the higher one is not conceded."""
    if report.ceiling is None or not any(f.code == "ceiling_exceeded" for f in found.stated):
        return ()
    return tuple(
        say("point.reserve", why=reading.why, total=reading.totals.total)
        for reading in report.readings
        if reading.totals.total < report.ceiling.totals.total
        and all(sure(law) for law in reading.law)
    )


def whole(report: AuditReport, stated: Sequence[Point], found: Sorted) -> Decimal | None:
    """The disputed sum, where the points and the proofs asked for add up to it to the fen."""
    parts = sum((p.difference for p in stated), ZERO)
    parts += sum((f.difference or ZERO for f in found.asked if f.cause is Cause.UNVERIFIED), ZERO)
    total = report.disputed
    return total if total and total == parts and not report.is_range else None


def heads_claimed(report: AuditReport) -> tuple[tuple[Head, Decimal], ...]:
    """The statement's own split."""
    claimed = report.claimed
    return tuple((h, a) for h, a in claimed.heads.items() if a) if claimed else ()
