"""A household's plan, part by part, for page, document and PDF.

The sentences are those of the terminal page; a page so wide that no line breaks gives them whole.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.case.household import OPTIMUM, STRATEGIES
from debtcheck.engine.money import ZERO, show
from debtcheck.planning.plan import Plan
from debtcheck.planning.shortfall import Offer, Shortfall
from debtcheck.planning.simulate import Row
from debtcheck.report import plan as terminal
from debtcheck.report.blocks import Block, Item, Para, Step, Table, Title
from debtcheck.report.foreign import clean
from debtcheck.report.paper import Paper, Section
from debtcheck.report.plan_compare import compared, run_figures
from debtcheck.words.catalog import Words

_NEVER_BROKEN = 100_000  # cells


def plan_paper(plan: Plan, words: Words, *, today: date, left_out: tuple[str, ...] = ()) -> Paper:
    """A plan as the parts of a report.

    Args:
        plan: What was planned.
        words: The language.
        today: The day it is made.
        left_out: Debts whose case files could not be used.

    Returns:
        Its parts; those that have nothing to say are not among them.
    """
    page = terminal.Page(plan, words, _NEVER_BROKEN, blocks=False, style=False)
    days = [page.t("from_day", start=plan.start), words("report.title.today", day=today)]
    answer = _told(terminal.answer_lines(page))
    found = [
        Section("answer", words("page.section.answer"), (_strong(answer[0]), *answer[1:])),
        _short(page),
        _offers(page),
        Section("debts", page.t("table.debts", start=plan.start), (_debts(page),)),
        _strategies(page),
        _order(page) if plan.chosen.fits else None,
        _months(page),
        _part(page, "relief", "relief.heading", terminal.relief_lines(page)),
        Section("notes", page.t("note.heading"), tuple(_notes(page, left_out))),
        Section("care", words("report.steps.title"), _told(terminal.care_lines(page))),
    ]
    return Paper(
        words=words,
        subject=plan,
        masked=False,
        title=Title(page.t("title"), "  ".join(days)),
        banner="",
        court=(),
        sections=tuple(part for part in found if part is not None and part.blocks),
        last=(Para(words("page.plan.last"), 0),),
    )


def _order(page: terminal.Page) -> Section:
    return _part(page, "order", "table.order", terminal.order_lines(page))


def _told(lines: list[str]) -> tuple[Block, ...]:
    """Lines of the terminal page, none of them broken, as paragraphs and items."""
    found: list[Block] = []
    for line in lines:
        text = line.strip()
        if text.startswith("- "):
            found.append(Item(text[2:].strip()))
        elif text:
            found.append(Para(text, 0))
    return tuple(found)


def _strong(block: Block) -> Block:
    return Para(block.text, 0, "answer") if isinstance(block, Para) else block


def _part(page: terminal.Page, name: str, heading: str, lines: list[str]) -> Section:
    """A part of the terminal page; its first line is its heading."""
    return Section(name, page.t(heading), _told(lines)[1:])


def _notes(page: terminal.Page, left_out: tuple[str, ...]) -> list[Block]:
    missing: list[Block] = [
        Item(page.t("note.left_out", debt=page.name(name))) for name in left_out
    ]
    return missing + [Item(clean(page.words.say(w), longest=2000)) for w in page.plan.warnings]


def _rows(rows: list[list[str]], texts: set[int], *, headed: bool = True) -> Table:
    return Table(tuple(tuple(row) for row in rows), headed=headed, texts=frozenset(texts))


def _debts(page: terminal.Page) -> Block:
    """Every debt with what it asks for at once, and when it ends."""
    plan = page.plan
    rows = [[page.t(f"table.{key}") for key in ("debt", "balance", "least", "state", "ends")]]
    ends = dict(plan.chosen.payoff)
    for debt in plan.debts:
        facts = debt.facts
        account = debt.open()
        account.accrue(1)
        end = ends.get(facts.name)
        last = page.t("table.month_no", n=end) if end else "-"
        money = [show(facts.balance), show(account.minimum(1))]
        rows.append([page.name(facts.name), *money, terminal.state(page, facts), last])
    return _rows(rows, {0, 3})


def _strategies(page: terminal.Page) -> Section | None:
    """The strategies beside the cheapest plan."""
    plan = page.plan
    if not plan.chosen.fits:
        return None
    best = plan.optimum.run if plan.optimum else None
    keys = ["strategy", "months", "interest"] + (["apart", "apart_months"] if best else [])
    rows = [[page.t(f"table.{key}") for key in keys]]
    for name in plan.compared or ((OPTIMUM, *STRATEGIES) if best else STRATEGIES):
        run = plan.of(name)
        if run is not None:
            rows.append([page.strategy(name), *run_figures(page, run, best)])
    blocks: list[Block] = [_rows(rows, {0})]
    if plan.compared:
        blocks.append(Para(compared(page, *plan.compared), 0))
    blocks += [Para(text, 0) for text in _optimum(page)]
    for name in plan.compared or STRATEGIES:
        if name != OPTIMUM:
            means = page.t(f"strategy_means.{name}")
            line = page.t("strategy_line", name=page.strategy(name), means=means)
            blocks.append(Item(line))
    return Section("compare", page.t("table.compare"), tuple(blocks))


def _optimum(page: terminal.Page) -> list[str]:
    """How the cheapest plan was found, and below what no plan can go."""
    best = page.plan.optimum
    if best is None:
        return [page.t("optimum.missing")] if page.plan.no_solver else []
    figures = {"interest": best.run.interest, "n": best.run.length}
    if best.found_by == "solver":
        found = page.t("optimum.found_solver", **figures)
    else:
        found = page.t("optimum.found_simple", name=page.strategy(best.found_by), **figures)
    if best.bound is None:
        return [found, page.t("optimum.no_bound")]
    return [found, page.t("optimum.bound", bound=best.bound)]


def _months(page: terminal.Page) -> Section | None:
    """Every month: who gets what, how much of it is interest, what is left."""
    run = page.plan.chosen
    if not run.months:
        return None
    by_month: dict[int, list[Row]] = {}
    for row in run.rows:
        by_month.setdefault(row.month, []).append(row)
    keys = ("on", "each", "paid", "of_interest", "left")
    rows = [[page.t(f"table.{key}") for key in keys]]
    for month in run.months:
        found = by_month.get(month.no, [])
        paid = page.t("comma").join(
            f"{page.name(row.debt)} {show(row.payment)}" for row in found if row.payment
        )
        sums = (
            month.paid,
            sum((row.interest for row in found), ZERO),
            sum((row.closing for row in found), ZERO),
        )
        rows.append([month.on.isoformat(), paid or "-", *(show(Decimal(s)) for s in sums)])
    return Section("months", page.t("table.rows_all"), (_rows(rows, {0, 1}),))


def _short(page: terminal.Page) -> Section | None:
    """What to keep up first where the money does not fit."""
    short = page.plan.shortfall
    if short is None:
        return None
    blocks: list[Block] = []
    if short.months:
        blocks.append(Para(page.t("offer.early", n=short.months), 0))
    if short.growing and short.short is not None:
        names = page.t("comma").join(page.name(n) for n in short.growing)
        blocks.append(Para(page.t("offer.growing", debts=names), 0))
    for number, kept in enumerate(short.order, 1):
        blanks = {"debt": page.name(kept.debt)} if kept.debt else {}
        blocks.append(Step(number, page.t(f"keep.{kept.why}", **blanks)))
    return Section("keep", page.t("keep.heading"), tuple(blocks))


def _offers(page: terminal.Page) -> Section | None:
    """What each creditor can be offered; none where there is nothing to offer."""
    short = page.plan.shortfall
    if short is None:
        return None
    total = sum((offer.amount for offer in short.offers), ZERO)
    after = [Para(page.t("offer.says"), 0), Para(page.t("offer.help"), 0)]
    if total <= ZERO:
        none = Para(page.t("offer.none"), 0)
        return Section("offers", page.t("keep.heading"), (none, *after))
    blocks: list[Block] = [_offered(page, short.offers)]
    blocks += [block for offer in short.offers for block in _longest(page, short, offer)]
    if [o.amount for o in short.by_need] != [o.amount for o in short.offers]:
        blocks += [Para(page.t("offer.need"), 0), _offered(page, short.by_need)]
    return Section("offers", page.t("offer.heading", total=total), (*blocks, *after))


def _offered(page: terminal.Page, offers: tuple[Offer, ...]) -> Block:
    rows = []
    for offer in offers:
        months = page.t("offer.never" if offer.amount else "offer.zero")
        if offer.months is not None:
            months = page.t("offer.months", n=offer.months)
        amount = page.t("offer.amount", amount=show(offer.amount))
        rows.append([page.name(offer.debt), amount, months])
    return _rows(rows, {0, 2}, headed=False)


def _longest(page: terminal.Page, short: Shortfall, offer: Offer) -> list[Block]:
    if offer.longest is None or short.rule is None:
        return []
    cite = getattr(short.rule, f"cite_{page.words.lang}")
    if offer.needs is None:
        return [Item(page.t("offer.longest_fits", cite=cite, n=offer.longest))]
    blanks = {"cite": cite, "n": offer.longest, "needs": offer.needs}
    return [Item(page.t("offer.longest", **blanks))]
