"""The pictures of a plan: what is owed over time, what the payments are, the strategies."""

from __future__ import annotations

from decimal import Decimal

from debtcheck.case.household import OPTIMUM, STRATEGIES
from debtcheck.engine.money import ZERO, show
from debtcheck.planning.plan import Plan
from debtcheck.report.charts import letter, samples, stretches
from debtcheck.report.foreign import clean
from debtcheck.report.html.markup import Html, el
from debtcheck.report.html.svg import bar_row, box, part, picture, swatch
from debtcheck.words.catalog import Words

_TALL = 18
_FEWEST = 2
_TONES = 6


def owed_figure(plan: Plan, words: Words) -> Html | None:
    """One bar a date: what is left of every debt then."""
    run = plan.chosen
    if run.length < _FEWEST:
        return None
    names = [debt.facts.name for debt in plan.debts]
    at: dict[int, dict[str, Decimal]] = {0: {d.facts.name: d.facts.balance for d in plan.debts}}
    for row in run.rows:
        at.setdefault(row.month, {})[row.debt] = row.closing
    most = max(sum(found.values(), ZERO) for found in at.values())
    rows = []
    for no in samples(run.length):
        on = plan.start if not no else run.months[no - 1].on
        amounts = [at[no].get(name, ZERO) for name in names]
        rows.append(_stack(words, f"{on:%Y-%m}", amounts, names, most))
    marks = (
        el("span", swatch(_tone(k)), f"{letter(k)} {clean(name, 40)}", class_="entry")
        for k, name in enumerate(names)
    )
    return _figure(words("plan.chart.stacked"), rows, el("p", *marks, class_="legend"))


def _stack(
    words: Words, name: str, amounts: list[Decimal], names: list[str], most: Decimal
) -> Html:
    """A bar of several parts, side by side."""
    drawn: list[Html] = []
    total = ZERO
    for k, amount in enumerate(amounts):
        left = part(total, most)
        total += amount
        right = part(total, most)
        if right > left:
            drawn.append(box(left, right - left, 0, _TALL, f"piece {_tone(k)}"))
    said = words("plan.comma").join(
        f"{clean(debt, 40)} {show(amount)}"
        for debt, amount in zip(names, amounts, strict=True)
        if amount
    )
    label = words("page.plan.bar", name=name, amount=total, parts=said or show(ZERO))
    return bar_row(name, picture(label, *drawn, height=_TALL, class_="bar"), show(total))


def months_figure(plan: Plan, words: Words) -> Html | None:
    """What is paid in each stretch of months, and how much of it is interest."""
    run = plan.chosen
    if run.length < _FEWEST:
        return None
    interest: dict[int, Decimal] = {}
    for row in run.rows:
        interest[row.month] = interest.get(row.month, ZERO) + row.interest
    found: list[tuple[str, Decimal, Decimal]] = []
    for low, high in stretches(run.length):
        months = run.months[low - 1 : high]
        paid = sum((m.paid for m in months), ZERO)
        charged = min(sum((interest.get(m.no, ZERO) for m in months), ZERO), paid)
        name = f"{months[0].on:%Y-%m}"
        if high > low:
            name = words("page.plan.stretch", start=name, end=f"{months[-1].on:%Y-%m}")
        found.append((name, paid - charged, charged))
    most = max((a + b for _, a, b in found), default=ZERO)
    rows = []
    for name, principal, charged in found:
        whole = part(principal + charged, most)
        split = part(principal, most)
        label = words("page.plan.split", name=name, principal=principal, interest=charged)
        bar = picture(
            label,
            box(0, split, 0, _TALL, "principal"),
            box(split, whole - split, 0, _TALL, "charge tone-0"),
            height=_TALL,
            class_="bar",
        )
        rows.append(bar_row(name, bar, f"{show(charged)} / {show(principal + charged)}"))
    legend = el(
        "p",
        el("span", swatch("principal"), words("plan.chart.principal"), class_="entry"),
        el("span", swatch("charge tone-0"), words("plan.chart.interest"), class_="entry"),
        words("page.plan.figures"),
        class_="legend",
    )
    return _figure(words("plan.chart.split"), rows, legend, class_="bars long")


def strategies_figure(plan: Plan, words: Words) -> Html | None:
    """The interest of every strategy that ends."""
    named = plan.compared or (OPTIMUM, *STRATEGIES)
    runs = [(name, plan.of(name)) for name in named]
    kept = [(name, run) for name, run in runs if run is not None and run.fits]
    if len(kept) < _FEWEST:
        return None
    most = max(run.interest for _, run in kept)
    rows = []
    for name, run in kept:
        title = words(f"plan.strategy.{name}")
        months = words("plan.chart.months", n=run.length)
        label = words("page.plan.strategy", name=title, interest=run.interest, months=months)
        drawn = box(0, part(run.interest, most), 3, _TALL - 6, "charge tone-1")
        bar = picture(label, drawn, height=_TALL, class_="bar")
        rows.append(bar_row(title, bar, f"{show(run.interest)} · {months}"))
    return _figure(words("plan.chart.compared"), rows, None, class_="bars long")


def _figure(caption: str, rows: list[Html], below: Html | None, class_: str = "bars") -> Html:
    return el("figure", el("figcaption", caption), el("div", *rows, class_=class_), below)


def _tone(place: int) -> str:
    return f"shade-{place % _TONES}"
