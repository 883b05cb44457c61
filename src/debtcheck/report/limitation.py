"""Where the limitation period stands by what is recorded: information, with its warning."""

from __future__ import annotations

from debtcheck.audit.limitation_period import Effect, Limitation, State
from debtcheck.audit.report import LawRef
from debtcheck.report.blocks import Block, Gap, Heading
from debtcheck.report.names import laws
from debtcheck.report.sheet import Sheet
from debtcheck.report.steps import LONG_OVERDUE, since

_TOLD = frozenset({State.SOON, State.UNSURE, State.PAST, State.WAIVER_RISK, State.SUIT})
_DATED = frozenset({Effect.BEGINS, Effect.RESTARTS, Effect.MAY_RESTART, Effect.MADE_LONGER})
_COURSE = frozenset({"due", "law", "payment", "agreement"})  # of every loan
MOST_STEPS = 12


def limitation_part(sheet: Sheet) -> list[Block]:
    """The state, the events in their order, the warning; nothing while it does not matter."""
    found = sheet.report.limitation
    if found is None or not _matters(sheet, found):
        return []
    words = sheet.words
    lines: list[Block] = [Gap(), Heading(words("limitation.part.title", on=found.as_of))]
    days = {"earliest": found.earliest or "", "latest": found.latest or ""}
    lines += sheet.text(sheet.line(words(f"limitation.state.{found.state}", **days)))
    rules: dict[str, LawRef] = {}
    for step in found.steps[-MOST_STEPS:]:
        kind = words(f"limitation.kind.{step.kind}")
        shape = "begins" if step.effect is Effect.BEGINS else "step"
        why = sheet.inner(step.why)
        said = words(f"limitation.part.{shape}", on=step.on, kind=kind, why=why)
        if step.until is not None and step.effect in _DATED:
            said = words("limitation.part.until", line=said, until=step.until)
        lines += sheet.bullet(sheet.line(said))
        rules.update({law.id: law for law in step.law})
    for note in found.notes:
        lines += sheet.bullet(sheet.say(note))
    lines += sheet.text(sheet.line(words("limitation.warning.text")))
    return lines + laws(sheet, rules.values())


def _matters(sheet: Sheet, found: Limitation) -> bool:
    """Overdue for two years, ended or near it by the record, events recorded, or court papers."""
    case = sheet.report.case
    recorded = any(step.kind not in _COURSE for step in found.steps)  # from the log too
    if recorded or case.court is not None or case.judgment is not None:
        return found.state not in (State.UNKNOWN, State.NOT_BEGUN)
    start = since(sheet.report)
    long = start is not None and found.as_of - start > LONG_OVERDUE
    return found.state in _TOLD or long
