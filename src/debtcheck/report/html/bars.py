"""The totals as bars: how large they are, and what they differ in beside the principal."""

from __future__ import annotations

from decimal import Decimal

from debtcheck.audit.report import HeadTotals
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO, show
from debtcheck.report.html.markup import Html, el
from debtcheck.report.html.svg import bar_row, box, part, picture, swatch
from debtcheck.report.sheet import Sheet
from debtcheck.report.table import heads_shown, total_shown, totals_columns

_TALL, _LOW = 22, 12


def totals_figure(sheet: Sheet) -> Html:
    """One bar a total, the principal and what comes on top apart."""
    columns = totals_columns(sheet)
    most = max((totals.total for _, totals in columns), default=ZERO)
    rows = [_total_bar(sheet, i, *column, most) for i, column in enumerate(columns)]
    words = sheet.words
    legend = el(
        "p",
        swatch("principal"),
        words("page.totals.principal") + "　",
        *(swatch(f"charge tone-{tone}") for tone in range(len(columns))),
        words("page.totals.charges"),
        class_="legend",
    )
    caption = el("figcaption", words("page.totals.figure"))
    return el("figure", caption, el("div", *rows, class_="bars"), legend)


def _total_bar(sheet: Sheet, tone: int, name: str, totals: HeadTotals, most: Decimal) -> Html:
    words = sheet.words
    shown = total_shown(sheet, totals)
    if shown is None:
        label = words("page.totals.open", name=name, amount=sheet.t("table.unchecked"))
        bar = picture(label, height=_TALL, class_="bar open")
        return bar_row(name, bar, sheet.t("table.unchecked"))
    amounts = {head: amount for head, amount in totals.heads.items() if amount}
    said = words("report.list.comma").join(
        words("page.totals.part", head=sheet.t(f"head.{head.value}"), amount=amount)
        for head, amount in amounts.items()
    )
    key = "bar" if said else "open"
    label = words(f"page.totals.{key}", name=name, amount=totals.total, parts=said)
    principal = part(max(ZERO, amounts.get(Head.PRINCIPAL, ZERO)), most)
    whole = part(totals.total, most)
    if Head.PRINCIPAL not in totals.heads:
        principal = 0
    rest = box(principal, max(0, whole - principal), 0, _TALL, f"charge tone-{tone}")
    bar = picture(label, box(0, principal, 0, _TALL, "principal"), rest, height=_TALL, class_="bar")
    return bar_row(name, bar, shown)


def charges_figure(sheet: Sheet) -> Html | None:
    """Every head beside the principal, each total's figure under the other; None if not split."""
    columns = totals_columns(sheet)
    heads = [h for h in heads_shown(sheet.report) if h is not Head.PRINCIPAL]
    known = [[totals.get(head) for _, totals in columns] for head in heads]
    most = max((a for row in known for a in row if a is not None), default=ZERO)
    if most <= ZERO:
        return None
    groups = []
    for head, amounts in zip(heads, known, strict=True):
        if not any(amounts):
            continue
        title = sheet.t(f"head.{head.value}")
        rows = [
            _charge_row(sheet, title, tone, name, amount, most)
            for tone, ((name, _), amount) in enumerate(zip(columns, amounts, strict=True))
            if amount is not None
        ]
        groups.append(el("div", el("p", title, class_="head"), *rows, class_="group"))
    caption = el("figcaption", sheet.words("page.totals.by_head"))
    return el("figure", caption, el("div", *groups, class_="bars by-head"))


def _charge_row(
    sheet: Sheet, head: str, tone: int, name: str, amount: Decimal, most: Decimal
) -> Html:
    label = sheet.words("page.totals.by_head_bar", head=head, name=name, amount=amount)
    drawn = box(0, part(amount, most), 0, _LOW, f"charge tone-{tone}")
    bar = picture(label, drawn, height=_LOW, class_="bar")
    return bar_row(name, bar, show(amount))
