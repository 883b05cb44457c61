"""Which picture stands in which part of which report."""

from __future__ import annotations

from debtcheck.report.html.bars import charges_figure, totals_figure
from debtcheck.report.html.markup import Html, join
from debtcheck.report.html.plan import months_figure, owed_figure, strategies_figure
from debtcheck.report.html.scale import scale_figure
from debtcheck.report.html.timeline import timeline_figure
from debtcheck.report.paper import Check, Paper


def picture_of(paper: Paper, section: str) -> Html | None:
    """The pictures of a part, or None."""
    words, subject = paper.words, paper.subject
    if isinstance(subject, Check):
        match section:
            case "totals":
                return join([totals_figure(subject.sheet), charges_figure(subject.sheet)])
            case "timeline":
                return timeline_figure(subject.sheet, subject.ledger)
            case "cost":
                return scale_figure(subject.sheet)
            case _:
                return None
    match section:
        case "debts":
            return owed_figure(subject, words)
        case "months":
            return months_figure(subject, words)
        case "compare":
            return strategies_figure(subject, words)
        case _:
            return None
