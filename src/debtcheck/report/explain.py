"""A finding in plain words: meaning, law, where to look, when it falls away, what to ask."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from debtcheck.audit.report import AuditReport, Finding
from debtcheck.engine.working import Sum
from debtcheck.report.blocks import Block, Gap, Para, Title
from debtcheck.report.findings import MOST_LINES, by_size, one
from debtcheck.report.foreign import Mask, clean
from debtcheck.report.lines import held, to_lines
from debtcheck.report.sheet import Sheet
from debtcheck.words.catalog import Words

_FIELDS = ("means", "law", "look", "falls", "ask")


class UnknownCode(LookupError):
    """No finding has this code; `say` tells it with the nearest codes."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = clean(code, 60)
        self.nearest = tuple(get_close_matches(code, known_codes(), n=3))

    def say(self, words: Words) -> str:
        """One line for the user."""
        if not self.nearest:
            return words("report.explain.unknown_plain", code=self.code)
        joined = words("report.list.comma").join(self.nearest)
        return words("report.explain.unknown", code=self.code, nearest=joined)


@cache
def known_codes() -> tuple[str, ...]:
    """Every code that a finding can have, in the order of the word file."""
    path = files("debtcheck.words").joinpath("zh", "code.toml")
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")))


def explain(
    report: AuditReport | None,
    code: str,
    words: Words,
    *,
    width: int = 80,
    show_private: bool = False,
) -> str:
    """What a code means, and, with a case, how it stands there.

    Args:
        report: The audit of a case; None: the code alone.
        code: A finding's code.
        words: The language.
        width: Cells of a line.
        show_private: Names and numbers unmasked.

    Returns:
        Lines, each ended by a line end.

    Raises:
        UnknownCode: If no finding has this code.
    """
    if code not in known_codes():
        raise UnknownCode(code)
    title = words("report.explain.title", title=words(f"code.{code}.title"), code=code)
    blocks: list[Block] = [Title(title, "")]
    for field in _FIELDS:
        blocks.append(Para(words(f"report.explain.{field}"), 0))
        blocks.append(Para(words(f"code.{code}.{field}"), 4))
    if report is not None:
        blocks += _in_case(report, code, words, show_private)
    blocks += [Gap(), Para(words("report.explain.general"), 0)]
    return "\n".join(to_lines(blocks, lang=words.lang, width=held(width))) + "\n"


def _in_case(report: AuditReport, code: str, words: Words, show_private: bool) -> list[Block]:
    sheet = Sheet(
        report=report,
        words=words,
        today=report.report_day,
        commands=frozenset(),
        path=None,
        mask=Mask(report.case, show_private),
    )
    ordered = by_size(report.findings)
    found = [(n, f) for n, f in enumerate(ordered, 1) if f.code == code]
    if not found:
        return [Gap(), Para(sheet.t("explain.not_here"), 0)]
    blocks: list[Block] = []
    for number, finding in found:
        blocks += [Gap(), Para(sheet.t("explain.here", n=number), 0)]
        blocks += one(sheet, finding, number)
        blocks += _inside(sheet, finding)
    return blocks


def _inside(sheet: Sheet, finding: Finding) -> list[Block]:
    """What the report itself leaves out: the rest of the working, the keys, the departures."""
    blocks: list[Block] = []
    if isinstance(finding.working, Sum):
        for part in finding.working.lines(sheet.words)[MOST_LINES:]:
            blocks += sheet.text(sheet.line(part), 6)
    if finding.basis:
        blocks += sheet.text(sheet.t("explain.keys"), 4)
        for key, source in finding.basis:
            label = sheet.words(f"report.source.{source.value}")
            blocks += sheet.text(f"{sheet.foreign(key)}  ({label})", 6)
    named = [d for e in finding.explanations for d in e.departures]
    if named:
        blocks += sheet.text(sheet.t("explain.departures"), 4)
        for departure in dict.fromkeys(named):
            blocks += sheet.text(sheet.foreign(departure), 6)
    if finding.tried:
        text = sheet.t("explain.tried", n=finding.tried, chance=finding.expected_by_chance)
        blocks += sheet.text(text, 4)
    return blocks
