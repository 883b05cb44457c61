"""The amount that is not in dispute, and what paying only that would and would not do."""

from __future__ import annotations

from debtcheck.engine.money import ZERO
from debtcheck.report.answer import comparable, reduction
from debtcheck.report.screen import Screen

_SPLIT = ("arithmetic", "contract", "ceiling_hard", "ceiling_on_request", "unverified")


def undisputed_part(screen: Screen) -> list[str]:
    """What nobody disputes and what is disputed; nothing when nothing is."""
    report = screen.report
    undisputed, disputed = report.undisputed, report.disputed
    if undisputed is None or disputed is None or not comparable(report):
        return []
    if disputed <= ZERO:
        return []
    lines = screen.heading("undisputed.title")
    if report.range is not None:
        return lines + screen.text(screen.t("undisputed.range"))
    lines += screen.text(screen.t("undisputed.figures", undisputed=undisputed, disputed=disputed))
    lines += _split(screen)
    on_request = reduction(report) > ZERO
    if on_request:
        lines += screen.bullet(screen.t("undisputed.reduced_only", undisputed=undisputed))
    else:
        lines += screen.bullet(screen.t("undisputed.would", undisputed=undisputed))
        lines += screen.bullet(screen.t("undisputed.would_not", undisputed=undisputed))
    lines += screen.bullet(screen.t("undisputed.agree"))
    return lines + screen.bullet(screen.t("undisputed.reserve"))


def _split(screen: Screen) -> list[str]:
    split = screen.report.split
    if split is None:
        return []
    parts = [
        screen.words(f"report.split.{name}", amount=getattr(split, name))
        for name in _SPLIT
        if getattr(split, name) != ZERO
    ]
    if not parts:
        return []
    joined = screen.words("report.list.plus").join(parts)
    return screen.text(screen.t("undisputed.split", list=joined))


def day_cost(screen: Screen) -> list[str]:
    """What a day adds, with the order of needs; stale figures are called so."""
    report = screen.report
    cost = report.cost_per_day
    lines: list[str] = []
    days = (screen.today - report.report_day).days
    if days > 0:
        text = screen.t("stale.days", day=report.report_day, today=screen.today, n=days)
        lines += screen.text(text)
    if report.case.judgment is None and cost is not None and cost > ZERO:
        lines += screen.text(screen.t("daily.cost", cost=cost))
        lines += screen.text(screen.t("daily.needs"))
    return lines
