"""Every rule that a report rests on, once: what it says, its force, its day, how it was checked."""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.report import LawRef
from debtcheck.report.blocks import Block
from debtcheck.report.names import law_line
from debtcheck.report.sheet import Sheet


def rules_part(sheet: Sheet) -> tuple[Block, ...]:
    """One item a rule, in the order in which the report uses them."""
    seen: dict[str, list[Block]] = {}
    for law in _laws(sheet):
        text = law_line(sheet, law)
        if text not in seen:
            seen[text] = sheet.bullet(_with_source(sheet, law, text))
    return tuple(block for blocks in seen.values() for block in blocks)


def _laws(sheet: Sheet) -> Iterator[LawRef]:
    report = sheet.report
    for finding in report.findings:
        yield from finding.law
    if report.ceiling is not None:
        for step in report.ceiling.steps:
            yield step.law
    for reading in report.readings:
        yield from reading.law


def _with_source(sheet: Sheet, law: LawRef, text: str) -> str:
    words = sheet.words
    parts = [words("page.law.checked")] if law.confidence == "V" else []
    if law.source and law.confidence != "M":
        parts.append(words("page.law.source", source=sheet.foreign(law.source, 200)))
    if not parts:
        return text
    return sheet.then(text, words("report.list.semicolon").join(parts))
