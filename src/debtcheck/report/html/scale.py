"""The cost a year and the limits on one scale."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from debtcheck.audit.report import Cost
from debtcheck.report.html.markup import Html, el
from debtcheck.report.html.svg import bar_row, box, part, picture, upright
from debtcheck.report.names import limits
from debtcheck.report.sheet import Sheet

_HEIGHT = 22
_YEARLY = re.compile(r"^([\d.]+)%/year$")


def scale_figure(sheet: Sheet) -> Html | None:
    """A bar for every yearly figure, with the limits as upright lines; None without any."""
    report, words = sheet.report, sheet.words
    costs = [("contract", report.cost_contract)]
    if _figures(report.cost_all_payees) != _figures(report.cost_contract):
        costs.append(("all", report.cost_all_payees))
    named = [
        (tone, whose, name, value)
        for tone, (whose, cost) in enumerate(costs)
        for name, value in _figures(cost)
    ]
    if not named:
        return None
    ceilings = _limits(sheet)
    most = max([value for *_, value in named] + ceilings) * 11 / 10
    marks = [upright(part(limit, most), 0, _HEIGHT, "limit") for limit in ceilings]
    rows = []
    for tone, whose, name, value in named:
        title = words(f"page.scale.{name}")
        if len(costs) > 1:
            title = f"{words(f'page.scale.{whose}')}{words('report.list.comma')}{title}"
        rate = f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):f}%"
        label = words("page.scale.bar", name=title, rate=rate)
        drawn = box(0, part(value, most), 3, _HEIGHT - 6, f"charge tone-{tone}")
        bar = picture(label, drawn, *marks, height=_HEIGHT, class_="bar")
        rows.append(bar_row(title, bar, rate))
    below = None
    if ceilings:
        line = words("page.scale.limit", limits=limits(sheet))
        below = el("p", sheet.then(line, words("page.scale.caution")), class_="quiet")
    caption = el("figcaption", words("page.scale.figure"))
    return el("figure", caption, el("div", *rows, class_="bars"), below)


def _figures(cost: Cost) -> list[tuple[str, Decimal]]:
    named = (("nominal", cost.nominal), ("effective", cost.effective), ("xirr", cost.xirr))
    return [(name, value) for name, value in named if value is not None and value >= 0]


def _limits(sheet: Sheet) -> list[Decimal]:
    """The limits that are told by the year, each once."""
    ceiling = sheet.report.ceiling
    found: dict[Decimal, None] = {}
    for step in ceiling.steps if ceiling is not None else ():
        match = _YEARLY.match(step.limit)
        if match:
            found[Decimal(match[1])] = None
    return sorted(found)
