"""The charts of a plan: what is owed over time, interest against principal, the strategies."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from debtcheck.case.household import OPTIMUM, STRATEGIES
from debtcheck.engine.money import ZERO, show
from debtcheck.report.charts import Bar, bars, letter, marks, samples, stretches

if TYPE_CHECKING:
    from debtcheck.report.plan import Page

_FEWEST = 2  # months that make a picture


def charts(page: Page) -> list[str]:
    """All charts; none for a plan that has no months."""
    if page.plan.chosen.length < _FEWEST:
        return []
    return [*_stacked(page), *_split(page), *_compared(page)]


def _stacked(page: Page) -> list[str]:
    plan, run = page.plan, page.plan.chosen
    names = [debt.facts.name for debt in plan.debts]
    at: dict[int, dict[str, Decimal]] = {0: {d.facts.name: d.facts.balance for d in plan.debts}}
    for row in run.rows:
        at.setdefault(row.month, {})[row.debt] = row.closing
    rows = []
    for no in samples(run.length):
        parts = tuple(at[no].get(name, ZERO) for name in names)
        on = plan.start if not no else run.months[no - 1].on
        rows.append(Bar(f"{on:%Y-%m}", parts, show(sum(parts, ZERO))))
    legend = "  ".join(
        page.t("chart.legend", letter=letter(k), name=page.name(name))
        for k, name in enumerate(names)
    )
    fills = [letter(k) for k in range(len(names))]
    lines = page.heading(page.t("chart.stacked")) + page.text(legend, "  ")
    return lines + bars(rows, fills, page.width)


def _split(page: Page) -> list[str]:
    run = page.plan.chosen
    solid, light = marks(blocks=page.blocks)
    interest: dict[int, Decimal] = {}
    for row in run.rows:
        interest[row.month] = interest.get(row.month, ZERO) + row.interest
    rows = []
    for low, high in stretches(run.length):
        months = run.months[low - 1 : high]
        paid = sum((m.paid for m in months), ZERO)
        charged = min(sum((interest[m.no] for m in months), ZERO), paid)
        span = f"{months[0].on:%Y-%m}" + (f"/{months[-1].on:%m}" if high > low else "")
        rows.append(Bar(span, (paid - charged, charged), f"{show(charged)} / {show(paid)}"))
    key = page.t("chart.key", solid=solid, light=light)
    heading = page.heading(page.t("chart.split"))
    return [*heading, "  " + key, *bars(rows, (solid, light), page.width)]


def _compared(page: Page) -> list[str]:
    plan = page.plan
    wanted = plan.compared or (OPTIMUM, *STRATEGIES)
    rows = []
    for name in wanted:
        run = plan.of(name)
        if run is not None and run.fits:
            months = page.t("chart.months", n=run.length)
            rows.append(
                Bar(page.strategy(name), (run.interest,), f"{show(run.interest)}  {months}")
            )
    if len(rows) < _FEWEST:
        return []
    solid, _ = marks(blocks=page.blocks)
    return page.heading(page.t("chart.compared")) + bars(rows, (solid,), page.width)
