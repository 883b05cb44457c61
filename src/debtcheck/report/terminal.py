"""The terminal report of one check: the answer first, then what supports it, then what to do.

It decides nothing and computes no amount of its own beyond differences of shown figures. The
result is plain text; with `style` it has bold and dim, which never carry a meaning alone.
"""

from __future__ import annotations

from datetime import date

from debtcheck.audit.report import AuditReport
from debtcheck.report.answer import answer
from debtcheck.report.cells import cells
from debtcheck.report.court import court_first
from debtcheck.report.findings import findings_part
from debtcheck.report.foreign import Mask
from debtcheck.report.limit import cost_part, later_part, limit_line, limit_part, readings_part
from debtcheck.report.lists import assumed_part, notes_part, unchecked_part
from debtcheck.report.money_part import day_cost, undisputed_part
from debtcheck.report.names import lender_named
from debtcheck.report.screen import NARROWEST, WIDEST, Screen
from debtcheck.report.steps import steps_part
from debtcheck.report.table import totals_table
from debtcheck.words.catalog import Words


def render_check(
    report: AuditReport,
    words: Words,
    *,
    width: int,
    today: date,
    path: str | None,
    commands: frozenset[str],
    show_private: bool,
    style: bool,
) -> str:
    """The report as text, to be written as it is (never through a markup renderer).

    Args:
        report: What the audit found.
        words: The language.
        width: Cells of a line; held between 40 and 100. Only a command is never broken.
        today: For stale figures and for deadlines.
        path: The case file as the user named it; None: checked from options alone.
        commands: The commands that exist; others are not offered.
        show_private: Names and numbers unmasked.
        style: Bold and dim by ANSI codes.

    Returns:
        Lines, each ended by a line end.
    """
    screen = Screen(
        report=report,
        words=words,
        width=max(NARROWEST, min(width, WIDEST)),
        today=today,
        commands=commands,
        path=path,
        mask=Mask(report.case, show_private),
        style=style,
    )
    lines = court_first(screen)
    lines += _title(screen)
    lines += answer(screen)
    lines += ["", *totals_table(screen)]
    lines += limit_line(screen)
    if report.range is not None:
        lines += screen.text(screen.t("table.range"))
    lines += later_part(screen)
    lines += day_cost(screen)
    lines += limit_part(screen)
    lines += readings_part(screen)
    lines += undisputed_part(screen)
    lines += findings_part(screen)
    lines += unchecked_part(screen)
    lines += assumed_part(screen)
    lines += cost_part(screen)
    lines += notes_part(screen)
    lines += steps_part(screen)
    lines += _last(screen)
    return "\n".join(lines) + "\n"


def _title(screen: Screen) -> list[str]:
    report = screen.report
    what = screen.foreign(lender_named(report)) or screen.t("title.untitled")
    if report.case.loan.id:
        what = screen.t("title.loan", what=what, id=screen.foreign(report.case.loan.id, 40))
    name = screen.t("title.check", what=what)
    key = "title.statement" if report.claimed is not None else "title.counted"
    days = [screen.t(key, day=report.as_of)]
    if report.report_day != report.as_of:
        days.append(screen.t("title.report", day=report.report_day))
    days.append(screen.t("title.today", day=screen.today))
    dates = "  ".join(days)
    gap = screen.width - cells(name) - cells(dates)
    if gap > 1:
        lines = screen.paint([name + " " * gap + dates], "head")
    else:
        lines = screen.paint(screen.text(name, ""), "head") + screen.text(dates, "")
    return [*lines, "-" * screen.width]


def _last(screen: Screen) -> list[str]:
    report = screen.report
    lines = ["", *screen.text(screen.t("last.given"), "")]
    day = report.law_verified_through
    late = max(report.report_day, screen.today) > day
    lines += screen.text(screen.t("last.law_late" if late else "last.law", day=day), "")
    return lines[:1] + screen.paint(lines[1:], "quiet")
