"""What is said where the money does not fit: what to keep up first, what can be offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debtcheck.engine.money import ZERO, show
from debtcheck.planning.shortfall import Offer, Shortfall
from debtcheck.report.plan_tables import lined

if TYPE_CHECKING:
    from debtcheck.report.plan import Page


def short_part(page: Page) -> list[str]:
    """Nothing for a plan that fits."""
    short = page.plan.shortfall
    if short is None:
        return []
    lines: list[str] = []
    if short.months:
        lines += page.text(page.t("offer.early", n=short.months))
    if short.growing and short.short is not None:
        names = page.t("comma").join(page.name(n) for n in short.growing)
        lines += page.text(page.t("offer.growing", debts=names))
    lines += page.heading(page.t("keep.heading"))
    for number, kept in enumerate(short.order, 1):
        blanks = {"debt": page.name(kept.debt)} if kept.debt else {}
        lines += page.text(page.t(f"keep.{kept.why}", **blanks), f"  {number}. ")
    lines += _offers(page, short)
    return [*lines, "", *page.text(page.t("offer.says")), *page.text(page.t("offer.help"))]


def _offers(page: Page, short: Shortfall) -> list[str]:
    total = sum((o.amount for o in short.offers), ZERO)
    if total <= ZERO:
        return ["", *page.text(page.t("offer.none"))]
    lines = page.heading(page.t("offer.heading", total=total))
    lines += _table(page, short.offers)
    for offer in short.offers:
        lines += _longest(page, short, offer)
    if [o.amount for o in short.by_need] != [o.amount for o in short.offers]:
        lines += page.heading(page.t("offer.need"))
        lines += _table(page, short.by_need)
    return lines


def _table(page: Page, offers: tuple[Offer, ...]) -> list[str]:
    rows = []
    for offer in offers:
        months = page.t("offer.never" if offer.amount else "offer.zero")
        if offer.months is not None:
            months = page.t("offer.months", n=offer.months)
        amount = page.t("offer.amount", amount=show(offer.amount))
        rows.append([page.name(offer.debt), amount, months])
    return lined(rows, page.width, texts={0, 2})


def _longest(page: Page, short: Shortfall, offer: Offer) -> list[str]:
    if offer.longest is None or short.rule is None:
        return []
    cite = getattr(short.rule, f"cite_{page.words.lang}")
    if offer.needs is None:
        return page.bullet(page.t("offer.longest_fits", cite=cite, n=offer.longest))
    blanks = {"cite": cite, "n": offer.longest, "needs": offer.needs}
    return page.bullet(page.t("offer.longest", **blanks))
