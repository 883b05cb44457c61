"""The terminal report of one check: the answer first, then what supports it, then what to do.

It decides nothing and computes no amount of its own beyond differences of shown figures. The
result is plain text; with `style` it has bold and dim, which never carry a meaning alone.
"""

from __future__ import annotations

from datetime import date

from debtcheck.audit.report import AuditReport
from debtcheck.report.answer import answer
from debtcheck.report.blocks import Gap
from debtcheck.report.court import court_first
from debtcheck.report.findings import findings_part
from debtcheck.report.foreign import Mask
from debtcheck.report.frame import last_part, title_part
from debtcheck.report.limit import cost_part, later_part, limit_line, limit_part, readings_part
from debtcheck.report.limitation import limitation_part
from debtcheck.report.lines import held, to_lines
from debtcheck.report.lists import assumed_part, notes_part, unchecked_part
from debtcheck.report.money_part import day_cost, undisputed_part
from debtcheck.report.openness import range_part, sides_part
from debtcheck.report.sheet import Sheet
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
    sides: bool = False,
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
        sides: The lender's, the borrower's and a court's likely reading too.

    Returns:
        Lines, each ended by a line end.
    """
    sheet = Sheet(
        report=report,
        words=words,
        today=today,
        commands=commands,
        path=path,
        mask=Mask(report.case, show_private),
    )
    lines = court_first(sheet)
    lines += title_part(sheet)
    lines += answer(sheet)
    lines += [Gap(), *totals_table(sheet)]
    lines += limit_line(sheet)
    lines += range_part(sheet)
    lines += later_part(sheet)
    lines += day_cost(sheet)
    lines += limit_part(sheet)
    lines += readings_part(sheet)
    lines += sides_part(sheet) if sides else []
    lines += undisputed_part(sheet)
    lines += findings_part(sheet)
    lines += unchecked_part(sheet)
    lines += limitation_part(sheet)
    lines += assumed_part(sheet)
    lines += cost_part(sheet)
    lines += notes_part(sheet)
    lines += steps_part(sheet)
    lines += last_part(sheet)
    shown = to_lines(lines, lang=words.lang, width=held(width), style=style)
    return "\n".join(shown) + "\n"
