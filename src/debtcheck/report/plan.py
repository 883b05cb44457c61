"""The terminal page of a plan: what fits first, then the strategies, the months, the charts.

It decides nothing and computes no amount of its own beyond sums of shown figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from debtcheck.case.household import FAMILY
from debtcheck.engine.money import ZERO, show
from debtcheck.planning.debts import Facts
from debtcheck.planning.plan import Plan
from debtcheck.report.cells import wrap
from debtcheck.report.foreign import clean
from debtcheck.report.plan_charts import charts
from debtcheck.report.plan_compare import effects_part, strategies_part
from debtcheck.report.plan_short import short_part
from debtcheck.report.plan_tables import lined, month_table
from debtcheck.words.catalog import Words
from debtcheck.words.text import Text

NARROWEST, WIDEST = 60, 100
_SINGLE = re.compile(r"(?<![\d,.])1 (month|debt)s\b")


@dataclass(frozen=True)
class Page:
    """What every part needs."""

    plan: Plan
    words: Words
    width: int
    blocks: bool
    style: bool

    def t(self, key: str, /, **params: object) -> str:
        """A sentence of the plan's, in one line, harmless."""
        return one(clean(self.words(f"plan.{key}", **params), longest=2000))

    def say(self, value: Text) -> str:
        """A sentence that comes with the plan."""
        return one(clean(self.words.say(value), longest=2000))

    def text(self, text: str, first: str = "") -> list[str]:
        """A paragraph."""
        return wrap(text, self.width, first)

    def bullet(self, text: str) -> list[str]:
        """A paragraph behind a mark."""
        return wrap(text, self.width, " -  ")

    def heading(self, text: str) -> list[str]:
        """An empty line and a heading; bold where styles are wanted."""
        lines = wrap(text, self.width)
        return ["", *(f"\x1b[1m{line}\x1b[0m" if self.style else line for line in lines)]

    def name(self, debt: str) -> str:
        """A debt's name as it may be shown."""
        return clean(debt, 40)

    def strategy(self, name: str) -> str:
        """A strategy's name."""
        return self.t(f"strategy.{name}")


def one(text: str) -> str:
    """`1 months` as `1 month`; nothing in Chinese."""
    return _SINGLE.sub(r"1 \1", text)


def render_plan(
    plan: Plan, words: Words, *, width: int, blocks: bool = True, style: bool = False
) -> str:
    """The plan as text.

    Args:
        plan: What was planned.
        words: The language.
        width: Cells of a line; held between 60 and 100.
        blocks: The console can show block characters.
        style: Bold headings by ANSI codes, which never carry a meaning.
    """
    page = Page(plan, words, max(NARROWEST, min(width, WIDEST)), blocks, style)
    title = page.t("title") + " · " + page.t("from_day", start=plan.start)
    lines = [title, "-" * page.width, *answer_lines(page)]
    lines += short_part(page)
    lines += _debts(page)
    if plan.chosen.fits:
        lines += strategies_part(page)
        lines += order_lines(page)
    lines += month_table(page)
    lines += charts(page)
    lines += relief_lines(page)
    lines += effects_part(page)
    if plan.warnings:
        lines += page.heading(page.t("note.heading"))
        for warning in plan.warnings:
            lines += page.bullet(page.say(warning))
    lines += care_lines(page)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def answer_lines(page: Page) -> list[str]:
    plan, run = page.plan, page.plan.chosen
    first = plan.budget.month(1)
    if run.fits:
        on = run.months[-1].on
        says = page.t("answer.fits", n=run.length, on=on, interest=run.interest)
    else:
        says = _short_answer(page)
    lines = page.text(says)
    lines += page.text(
        page.t(
            "answer.money",
            income=first.income,
            essentials=first.essentials,
            buffer=first.buffer,
            surplus=first.surplus,
        )
    )
    lines += page.text(page.t("answer.owed", start=plan.start, owed=plan.owed, n=len(plan.debts)))
    if run.rows and run.strategy == plan.strategy:
        lines += page.text(page.t("answer.strategy", name=page.strategy(plan.strategy)))
    elif run.rows:
        named = {"name": page.strategy(plan.strategy), "other": page.strategy(run.strategy)}
        lines += page.text(page.t("answer.strategy_other", **named))
    return lines


def _short_answer(page: Page) -> str:
    short = page.plan.shortfall
    if short is None or short.short is None:
        names = page.t("comma").join(page.name(n) for n in short.growing) if short else ""
        if names:
            return page.t("answer.growing", debts=names)
        return page.t("answer.endless", n=600)
    found = short.short
    have = max(found.have, ZERO)
    if short.why == "essentials" and found.have <= ZERO:
        missing = found.need - found.have
        return page.t("answer.essentials", on=found.on, missing=missing)
    blanks = {"need": found.need, "have": have, "missing": found.need - have}
    if found.no == 1:
        return page.t("answer.short_now", **blanks)
    return page.t("answer.short_later", n=found.no, on=found.on, **blanks)


def _debts(page: Page) -> list[str]:
    plan = page.plan
    rows = [[page.t(f"table.{key}") for key in ("debt", "balance", "least", "state", "ends")]]
    ends = dict(plan.chosen.payoff)
    for debt in plan.debts:
        facts = debt.facts
        account = debt.open()
        account.accrue(1)
        end = ends.get(facts.name)
        rows.append(
            [
                page.name(facts.name),
                show(facts.balance),
                show(account.minimum(1)),
                state(page, facts),
                page.t("table.month_no", n=end) if end else "-",
            ]
        )
    heading = page.heading(page.t("table.debts", start=plan.start))
    return heading + lined(rows, page.width, texts={0, 3})


def state(page: Page, facts: Facts) -> str:
    """What is special about a debt, in a few words."""
    found = []
    if facts.overdue_since is not None:
        found.append(page.t("mark.overdue_since", on=facts.overdue_since))
    elif facts.overdue:
        found.append(page.t("mark.overdue"))
    if facts.disputed:
        found.append(page.t("mark.disputed"))
    if facts.secured:
        found.append(page.t("mark.secured"))
    if facts.auto_debit:
        found.append(page.t("mark.auto_debit"))
    if facts.kind == FAMILY:
        found.append(page.t("mark.family"))
    if facts.card:
        found.append(page.t("mark.card"))
    return page.t("comma").join(found) or page.t("mark.nothing")


def order_lines(page: Page) -> list[str]:
    run = page.plan.chosen
    parts = [
        page.t("table.order_line", debt=page.name(name), n=no, on=run.months[no - 1].on)
        for name, no in run.payoff
    ]
    heading = page.heading(page.t("table.order"))
    return heading + page.text(page.t("table.then").join(parts), "  ")


def relief_lines(page: Page) -> list[str]:
    lines: list[str] = []
    for debt in page.plan.debts:
        relief, name = debt.facts.relief, page.name(debt.facts.name)
        if relief.claimed_above:
            says = page.t("relief.claimed", debt=name, amount=relief.claimed_above)
            lines += page.bullet(says)
        if relief.on_request:
            lines += page.bullet(page.t("relief.request", debt=name, amount=relief.on_request))
    return page.heading(page.t("relief.heading")) + lines if lines else []


def care_lines(page: Page) -> list[str]:
    plan = page.plan
    lines = ["", *page.text(page.t("care.first"))]
    asks = plan.shortfall is not None or any(d.facts.called_in for d in plan.debts)
    cut = any(effect.change.kind == "rate_cut" for effect in plan.effects)
    if asks or cut:
        lines += page.text(page.t("care.request"))
    if plan.shortfall is not None or any(d.facts.overdue for d in plan.debts):
        lines += page.text(page.t("care.limitation"))
    lines += page.text(page.t("care.pay"))
    return lines + page.text(page.t("care.given"))
