"""A finding in plain words: meaning, law, where to look, when it falls away, what to ask."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from debtcheck.audit.report import AuditReport, Finding
from debtcheck.engine.working import Sum
from debtcheck.report.cells import wrap
from debtcheck.report.findings import MOST_LINES, by_size, one
from debtcheck.report.foreign import Mask, clean
from debtcheck.report.screen import NARROWEST, WIDEST, Screen
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
    width = max(NARROWEST, min(width, WIDEST))
    title = words("report.explain.title", title=words(f"code.{code}.title"), code=code)
    lines = [*wrap(title, width), "-" * width]
    for field in _FIELDS:
        lines += wrap(words(f"report.explain.{field}"), width)
        lines += wrap(words(f"code.{code}.{field}"), width, "    ")
    if report is not None:
        lines += _in_case(report, code, words, width, show_private)
    lines += ["", *wrap(words("report.explain.general"), width)]
    return "\n".join(lines) + "\n"


def _in_case(
    report: AuditReport, code: str, words: Words, width: int, show_private: bool
) -> list[str]:
    screen = Screen(
        report=report,
        words=words,
        width=width,
        today=report.report_day,
        commands=frozenset(),
        path=None,
        mask=Mask(report.case, show_private),
    )
    ordered = by_size(report.findings)
    found = [(n, f) for n, f in enumerate(ordered, 1) if f.code == code]
    if not found:
        return ["", *wrap(screen.t("explain.not_here"), width)]
    lines: list[str] = []
    for number, finding in found:
        lines += ["", *wrap(screen.t("explain.here", n=number), width)]
        lines += one(screen, finding, number)
        lines += _inside(screen, finding)
    return lines


def _inside(screen: Screen, finding: Finding) -> list[str]:
    """What the report itself leaves out: the rest of the working, the keys, the departures."""
    lines: list[str] = []
    indent = "    "
    if isinstance(finding.working, Sum):
        for part in finding.working.lines(screen.words)[MOST_LINES:]:
            lines += wrap(screen.line(part), screen.width, indent + "  ")
    if finding.basis:
        lines += wrap(screen.t("explain.keys"), screen.width, indent)
        for key, source in finding.basis:
            label = screen.words(f"report.source.{source.value}")
            lines += wrap(f"{screen.foreign(key)}  ({label})", screen.width, indent + "  ")
    named = [d for e in finding.explanations for d in e.departures]
    if named:
        lines += wrap(screen.t("explain.departures"), screen.width, indent)
        for departure in dict.fromkeys(named):
            lines += wrap(screen.foreign(departure), screen.width, indent + "  ")
    if finding.tried:
        text = screen.t("explain.tried", n=finding.tried, chance=finding.expected_by_chance)
        lines += wrap(text, screen.width, indent)
    return lines
