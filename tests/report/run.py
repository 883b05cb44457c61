"""How the tests of this folder render."""

from __future__ import annotations

from datetime import date

from debtcheck.audit.report import AuditReport
from debtcheck.report.terminal import render_check
from debtcheck.words.catalog import Words

from .fixtures import COMMANDS


def screen(
    report: AuditReport,
    lang: str = "zh",
    *,
    width: int = 80,
    today: date | None = None,
    path: str | None = "/home/zhang/金条.toml",
    commands: frozenset[str] = COMMANDS,
    show_private: bool = False,
    style: bool = False,
) -> str:
    """The report as the terminal shows it."""
    return render_check(
        report,
        Words(lang),
        width=width,
        today=today or report.report_day,
        path=path,
        commands=commands,
        show_private=show_private,
        style=style,
    )


def flat(text: str) -> str:
    """The text without line breaks and spaces, to look for a sentence that may be wrapped."""
    return "".join(text.split())
