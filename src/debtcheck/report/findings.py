"""The places that need an explanation, largest first: figure, working, basis, law, what to ask."""

from __future__ import annotations

from debtcheck.audit.report import Cause, Explanation, Finding
from debtcheck.engine.money import ZERO, show
from debtcheck.engine.working import Sum
from debtcheck.report.blocks import Block, Step, Way
from debtcheck.report.names import UNSURE, is_stated, key_name, laws, place, rate, resting_on
from debtcheck.report.sheet import Sheet

MOST_LINES = 6
MOST_EXPLANATIONS = 5


def by_size(findings: tuple[Finding, ...]) -> list[Finding]:
    """Largest difference first; those without one come last."""
    return sorted(findings, key=lambda f: (f.difference is None, -abs(f.difference or ZERO)))


def findings_part(sheet: Sheet) -> list[Block]:
    """Every finding of the report."""
    report = sheet.report
    if not report.findings:
        return []
    lines = sheet.heading("finding.title")
    for number, finding in enumerate(by_size(report.findings), 1):
        lines += one(sheet, finding, number)
    return lines


def one(sheet: Sheet, finding: Finding, number: int) -> list[Block]:
    """One finding with all that supports it."""
    lines: list[Block] = [Step(number, sheet.say(finding.summary), strong=True)]
    lines += _statement(sheet, finding)
    lines += _working(sheet, finding)
    lines += _explanations(sheet, finding)
    lines += _implied(sheet, finding)
    lines += _nearest(sheet, finding)
    if finding.basis:
        terms = [resting_on(sheet, key, source) for key, source in finding.basis]
        joined = sheet.words("report.list.semicolon").join(terms)
        lines += sheet.labelled(sheet.t("finding.basis"), sheet.line(joined))
    lines += _to_verify(sheet, finding)
    lines += laws(sheet, finding.law)
    return lines + sheet.labelled(sheet.t("finding.ask"), sheet.say(finding.ask))


def _head(sheet: Sheet, finding: Finding) -> str:
    if finding.head is not None:
        return sheet.t(f"head.{finding.head.value}")
    one_payment = finding.code.startswith("payment_") and finding.difference is None
    return sheet.t("head.payment" if one_payment else "head.total")


def _statement(sheet: Sheet, finding: Finding) -> list[Block]:
    where = list(dict.fromkeys(place(sheet, e) for e in finding.evidence))
    spots = sheet.words("report.list.comma").join(spot for spot in where if spot)
    label = sheet.t("finding.statement")
    if finding.cause is Cause.CEILING_ON_REQUEST:  # ours by the contract; no statement has it
        charged = sheet.t("finding.charged", amount=finding.claimed)
        return sheet.labelled(sheet.t("finding.charges"), charged)
    if finding.claimed is None:
        return sheet.labelled(label, sheet.t("finding.seen", place=spots)) if spots else []
    claimed = sheet.report.claimed
    split = finding.head is None or (claimed is not None and claimed.get(finding.head) is not None)
    if claimed is not None and not split:  # the statement does not name the head: it is ours
        label = sheet.t("finding.charges")
    key = "finding.claimed_at" if spots else "finding.claimed"
    text = sheet.t(key, head=_head(sheet, finding), amount=finding.claimed, place=spots)
    return sheet.labelled(label, text)


def _working(sheet: Sheet, finding: Finding) -> list[Block]:
    label = sheet.t("finding.recomputed")
    span = ""
    if finding.span is not None:
        span = sheet.t("span", start=finding.span[0], end=finding.span[1])
    working = finding.working
    if working is None:
        if finding.recomputed is None:
            return []
        text = show(finding.recomputed)
        if span:
            text = sheet.t("finding.working", working=text, span=span)
        return sheet.labelled(label, text)
    lines: list[Block] = []
    if isinstance(working, Sum):
        parts = working.lines(sheet.words)
        for part in parts[:MOST_LINES]:
            lines += sheet.labelled(label, sheet.line(part))
            label = ""
        if len(parts) > MOST_LINES:
            lines += sheet.labelled(label, sheet.t("finding.more", n=len(parts) - MOST_LINES))
            label = ""
        if len(parts) == 1 and len(working.parts) == 1:
            lines, label = [], sheet.t("finding.recomputed")
    whole = sheet.line(working.say(sheet.words))
    if span:
        whole = sheet.t("finding.working", working=whole, span=span)
    return [*lines, *sheet.labelled(label, whole)]


def _explanations(sheet: Sheet, finding: Finding) -> list[Block]:
    found = finding.explanations
    if not found:
        return []
    several = len(found) > 1
    key = "finding.several_ways" if several else "finding.one_way"
    lines = sheet.text(sheet.t(key, n=len(found)), 4)
    for explanation in found[:MOST_EXPLANATIONS]:
        lines.append(Way(_gives(sheet, finding, explanation), marked=several))
    return lines


def _gives(sheet: Sheet, finding: Finding, explanation: Explanation) -> str:
    """What a way of counting gives, and what would be left if it were mended (where that is not
    the recomputed figure, which stands above)."""
    text = sheet.say(explanation.text)
    if show(explanation.reproduces) not in text:
        text = sheet.t("finding.gives", text=text, amount=explanation.reproduces)
    mended = explanation.mended
    if mended == (finding.recomputed,):
        return text
    if len(mended) == 1:
        return sheet.t("finding.mended", text=text, amount=mended[0])
    if mended:
        return sheet.t("finding.mended_each", text=text, first=mended[0], second=mended[1])
    return text


def _nearest(sheet: Sheet, finding: Finding) -> list[Block]:
    nearest = finding.nearest
    if nearest is None or finding.claimed is None:
        return []
    off = abs(nearest.reproduces - finding.claimed)
    text = sheet.t(
        "finding.nearest_gives", text=sheet.say(nearest.text), amount=nearest.reproduces, off=off
    )
    return sheet.labelled(sheet.t("finding.nearest"), text)


def _implied(sheet: Sheet, finding: Finding) -> list[Block]:
    implied = finding.implied
    words = sheet.words
    parts = []
    if implied.rate is not None:
        parts.append(words("report.implied.rate", rate=rate(sheet, implied.rate)))
    if implied.base is not None:
        parts.append(words("report.implied.base", base=implied.base))
    if implied.days is not None:
        parts.append(words("report.implied.days", n=implied.days))
    if not parts or finding.explanations:
        return []
    joined = words("report.list.comma").join(parts)
    return sheet.labelled(sheet.t("finding.implied"), sheet.t("finding.backwards", list=joined))


def _to_verify(sheet: Sheet, finding: Finding) -> list[Block]:
    """A finding that rests on memory or a guess: where to look, and when it falls away."""
    if finding.certainty not in UNSURE and not any(s in UNSURE for _, s in finding.basis):
        return []
    case = sheet.report.case
    unsure = [k for k, source in finding.basis if source in UNSURE and is_stated(case, k)]
    names = list(dict.fromkeys(key_name(sheet, key) for key in unsure))
    words = sheet.words
    listed = words("report.list.comma").join(names)
    lines = sheet.labelled(
        sheet.t("finding.verify"),
        sheet.t("finding.verify_terms" if listed else "finding.verify_plain", terms=listed),
    )
    for field in () if sheet.for_creditor else ("look", "falls"):
        if words.has(f"code.{finding.code}.{field}"):
            text = words(f"code.{finding.code}.{field}")
            lines += sheet.labelled("", sheet.t(f"finding.{field}", text=text))
    return lines
