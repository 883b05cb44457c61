"""The places that need an explanation, largest first: figure, working, basis, law, what to ask."""

from __future__ import annotations

from debtcheck.audit.report import Finding
from debtcheck.engine.money import ZERO, show
from debtcheck.engine.working import Sum
from debtcheck.report.cells import wrap
from debtcheck.report.names import UNSURE, is_stated, key_name, laws, place, rate, resting_on
from debtcheck.report.screen import Screen

MOST_LINES = 6
MOST_EXPLANATIONS = 3


def by_size(findings: tuple[Finding, ...]) -> list[Finding]:
    """Largest difference first; those without one come last."""
    return sorted(findings, key=lambda f: (f.difference is None, -abs(f.difference or ZERO)))


def findings_part(screen: Screen) -> list[str]:
    """Every finding of the report."""
    report = screen.report
    if not report.findings:
        return []
    lines = screen.heading("finding.title")
    for number, finding in enumerate(by_size(report.findings), 1):
        lines += one(screen, finding, number)
    return lines


def one(screen: Screen, finding: Finding, number: int) -> list[str]:
    """One finding with all that supports it."""
    title = wrap(screen.say(finding.summary), screen.width, f"{number:>2}  ")
    lines = screen.paint(title, "head")
    lines += _statement(screen, finding)
    lines += _working(screen, finding)
    lines += _explanations(screen, finding)
    lines += _implied(screen, finding)
    if finding.basis:
        terms = [resting_on(screen, key, source) for key, source in finding.basis]
        joined = screen.words("report.list.semicolon").join(terms)
        lines += screen.labelled(screen.t("finding.basis"), screen.line(joined))
    lines += _to_verify(screen, finding)
    lines += laws(screen, finding.law)
    return lines + screen.labelled(screen.t("finding.ask"), screen.say(finding.ask))


def _head(screen: Screen, finding: Finding) -> str:
    return screen.t("head.total" if finding.head is None else f"head.{finding.head.value}")


def _statement(screen: Screen, finding: Finding) -> list[str]:
    where = list(dict.fromkeys(place(screen, e) for e in finding.evidence))
    spots = screen.words("report.list.comma").join(spot for spot in where if spot)
    label = screen.t("finding.statement")
    if finding.claimed is None:
        return screen.labelled(label, screen.t("finding.seen", place=spots)) if spots else []
    key = "finding.claimed_at" if spots else "finding.claimed"
    text = screen.t(key, head=_head(screen, finding), amount=finding.claimed, place=spots)
    return screen.labelled(label, text)


def _working(screen: Screen, finding: Finding) -> list[str]:
    label = screen.t("finding.recomputed")
    span = ""
    if finding.span is not None:
        span = screen.t("span", start=finding.span[0], end=finding.span[1])
    working = finding.working
    if working is None:
        if finding.recomputed is None:
            return []
        text = show(finding.recomputed)
        if span:
            text = screen.t("finding.working", working=text, span=span)
        return screen.labelled(label, text)
    lines: list[str] = []
    if isinstance(working, Sum):
        parts = working.lines(screen.words)
        for part in parts[:MOST_LINES]:
            lines += screen.labelled(label, screen.line(part))
            label = ""
        if len(parts) > MOST_LINES:
            lines += screen.labelled(label, screen.t("finding.more", n=len(parts) - MOST_LINES))
            label = ""
        if len(parts) == 1 and len(working.parts) == 1:
            lines, label = [], screen.t("finding.recomputed")
    whole = screen.line(working.say(screen.words))
    if span:
        whole = screen.t("finding.working", working=whole, span=span)
    return [*lines, *screen.labelled(label, whole)]


def _explanations(screen: Screen, finding: Finding) -> list[str]:
    found = finding.explanations
    if not found:
        return []
    several = len(found) > 1
    key = "finding.several_ways" if several else "finding.one_way"
    lines = screen.text(screen.t(key, n=len(found)), "    ")
    for explanation in found[:MOST_EXPLANATIONS]:
        text = screen.say(explanation.text)
        if show(explanation.reproduces) not in text:
            text = screen.t("finding.gives", text=text, amount=explanation.reproduces)
        mark = "          - " if several else "            "
        lines += wrap(text, screen.width, mark if screen.words.lang == "zh" else "    " + mark)
    return lines


def _implied(screen: Screen, finding: Finding) -> list[str]:
    implied = finding.implied
    words = screen.words
    parts = []
    if implied.rate is not None:
        parts.append(words("report.implied.rate", rate=rate(screen, implied.rate)))
    if implied.base is not None:
        parts.append(words("report.implied.base", base=implied.base))
    if implied.days is not None:
        parts.append(words("report.implied.days", n=implied.days))
    if not parts or finding.explanations:
        return []
    joined = words("report.list.comma").join(parts)
    return screen.labelled(screen.t("finding.implied"), screen.t("finding.backwards", list=joined))


def _to_verify(screen: Screen, finding: Finding) -> list[str]:
    """A finding that rests on memory or a guess: where to look, and when it falls away."""
    if finding.certainty not in UNSURE and not any(s in UNSURE for _, s in finding.basis):
        return []
    case = screen.report.case
    unsure = [k for k, source in finding.basis if source in UNSURE and is_stated(case, k)]
    names = list(dict.fromkeys(key_name(screen, key) for key in unsure))
    words = screen.words
    listed = words("report.list.comma").join(names)
    lines = screen.labelled(
        screen.t("finding.verify"),
        screen.t("finding.verify_terms" if listed else "finding.verify_plain", terms=listed),
    )
    for field in ("look", "falls"):
        if words.has(f"code.{finding.code}.{field}"):
            text = words(f"code.{finding.code}.{field}")
            lines += screen.labelled("", screen.t(f"finding.{field}", text=text))
    return lines
