"""The strategies beside each other, and what a change would do: in yuan and months."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from debtcheck.case.household import OPTIMUM, STRATEGIES
from debtcheck.engine.money import ZERO, show
from debtcheck.planning.simulate import Run
from debtcheck.report.plan_tables import lined

if TYPE_CHECKING:
    from debtcheck.report.plan import Page


def strategies_part(page: Page) -> list[str]:
    """The strategies beside the cheapest plan, and how far each is from it."""
    plan = page.plan
    best = plan.optimum.run if plan.optimum else None
    keys = ["strategy", "months", "interest"] + (["apart", "apart_months"] if best else [])
    rows = [[page.t(f"table.{key}") for key in keys]]
    wanted = plan.compared or ((OPTIMUM, *STRATEGIES) if best else STRATEGIES)
    for name in wanted:
        run = plan.of(name)
        if run is not None:
            rows.append([page.strategy(name), *run_figures(page, run, best)])
    lines = page.heading(page.t("table.compare")) + lined(rows, page.width, texts={0})
    if plan.compared:
        lines += page.text(compared(page, *plan.compared), "  ")
    if plan.optimum is not None:
        by, run = plan.optimum.found_by, plan.optimum.run
        key = "found_solver" if by == "solver" else "found_simple"
        name = "" if by == "solver" else page.strategy(by)
        blanks = {"interest": run.interest, "n": run.length}
        blanks |= {"name": name} if name else {}
        lines += page.text(page.t(f"optimum.{key}", **blanks), "  ")
        bound = plan.optimum.bound
        says = page.t("optimum.no_bound") if bound is None else page.t("optimum.bound", bound=bound)
        lines += page.text(says, "  ")
    elif plan.no_solver:
        lines += page.text(page.t("optimum.missing"), "  ")
    for name in STRATEGIES if not plan.compared else plan.compared:
        if name != OPTIMUM:
            means = page.t(f"strategy_means.{name}")
            lines += page.bullet(page.t("strategy_line", name=page.strategy(name), means=means))
    return lines


def run_figures(page: Page, run: Run, best: Run | None) -> list[str]:
    if not run.fits:
        return [page.t("table.none"), "-", *(["-", "-"] if best else [])]
    found = [str(run.length), show(run.interest)]
    if best is not None:
        found += [show(run.interest - best.interest), f"{run.length - best.length:+d}"
                  if run.length != best.length else "0"]  # fmt: skip
    return found


def compared(page: Page, a: str, b: str) -> str:
    first, second = page.plan.of(a), page.plan.of(b)
    if first is None or second is None or not (first.fits and second.fits):
        return page.t("optimum.missing" if page.plan.no_solver else "table.none")
    months = _months(page, second.length - first.length)
    money = _money(page, second.interest - first.interest)
    return page.t(
        "effect.compare", a=page.strategy(a), b=page.strategy(b), months=months, money=money
    )


def _months(page: Page, saved: int) -> str:
    """`3 months sooner`."""
    if not saved:
        return page.t("effect.same")
    return page.t("effect.sooner" if saved > 0 else "effect.later", n=abs(saved))


def _money(page: Page, saved: Decimal) -> str:
    """`120.00 less`."""
    if not saved:
        return page.t("effect.level")
    return page.t("effect.cheaper" if saved > 0 else "effect.dearer", amount=abs(saved))


def effects_part(page: Page) -> list[str]:
    """What each change would do, one line each."""
    lines: list[str] = []
    for effect in page.plan.effects:
        what = page.say(effect.change.said)
        run, before = effect.run, page.plan.chosen
        if effect.months is not None and effect.interest is not None:
            blanks = {
                "months": _months(page, effect.months),
                "money": _money(page, effect.interest),
            }
            lines += page.bullet(page.t("effect.both", what=what, **blanks))
        elif run.fits:
            says = page.t("effect.now_fits", what=what, n=run.length, amount=run.interest)
            lines += page.bullet(says)
        elif before.fits:
            lines += page.bullet(page.t("effect.no_longer", what=what))
        elif run.short is not None:
            missing = run.short.need - max(run.short.have, ZERO)
            lines += page.bullet(page.t("effect.still_short_by", what=what, amount=missing))
        else:
            lines += page.bullet(page.t("effect.still_short", what=what))
    return page.heading(page.t("effect.heading")) + lines if lines else []
