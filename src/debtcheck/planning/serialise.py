"""A plan as the object that `plan --json` prints (schema debtcheck.plan, version 1)."""

from __future__ import annotations

from decimal import Decimal

from debtcheck.case.household import OPTIMUM
from debtcheck.planning.plan import Plan
from debtcheck.planning.shortfall import Offer, Shortfall
from debtcheck.planning.simulate import Run
from debtcheck.words.catalog import Words


def money(amount: Decimal | None) -> str | None:
    """Two decimals, or null."""
    return None if amount is None else f"{amount:.2f}"


def to_dict(plan: Plan, words: Words) -> dict[str, object]:
    """The object, in the language of `words` where it holds sentences."""
    chosen, fits = plan.chosen, plan.chosen.fits
    named = {**plan.runs}
    if plan.optimum is not None:
        named[OPTIMUM] = plan.optimum.run
    return {
        "schema": "debtcheck.plan",
        "version": 1,
        "feasible": fits,
        "start": plan.start.isoformat(),
        "surplus": money(plan.surplus),
        "owed": money(plan.owed),
        "strategy": plan.strategy,
        "months": chosen.length if fits else None,
        "total_interest": money(chosen.interest) if fits else None,
        "payoff_order": [name for name, _ in chosen.payoff],
        "rows": [
            {
                "month": row.month,
                "on": row.on.isoformat(),
                "debt": row.debt,
                "opening": money(row.opening),
                "interest": money(row.interest),
                "payment": money(row.payment),
                "closing": money(row.closing),
            }
            for row in chosen.rows
        ],
        "budget": [
            {
                "month": m.no,
                "on": m.on.isoformat(),
                "income": money(m.income),
                "essentials": money(m.essentials),
                "minimums": money(m.minimums),
                "paid": money(m.paid),
                "kept": money(m.kept),
                "cushion": money(m.cushion),
            }
            for m in chosen.months
        ],
        "strategies": {name: _strategy(plan, run) for name, run in named.items()},
        "optimum": _optimum(plan),
        "debts": [_debt(plan, k) for k in range(len(plan.debts))],
        "offers": _offers(plan.shortfall.offers) if plan.shortfall else [],
        "shortfall": _shortfall(plan.shortfall, words) if plan.shortfall else None,
        "what_if": [
            {
                "change": words.say(e.change.said),
                "months": e.run.length if e.run.fits else None,
                "total_interest": money(e.run.interest) if e.run.fits else None,
                "months_saved": e.months,
                "interest_saved": money(e.interest),
            }
            for e in plan.effects
        ],
        "warnings": [words.say(w) for w in plan.warnings],
    }


def _strategy(plan: Plan, run: Run) -> dict[str, object]:
    best = plan.optimum.run if plan.optimum else None
    apart = run.fits and best is not None
    return {
        "months": run.length if run.fits else None,
        "total_interest": money(run.interest) if run.fits else None,
        "above_optimum": money(run.interest - best.interest) if apart and best else None,
        "months_above_optimum": run.length - best.length if apart and best else None,
        "payoff_order": [name for name, _ in run.payoff],
    }


def _optimum(plan: Plan) -> dict[str, object] | None:
    best = plan.optimum
    if best is None:
        return None
    return {
        "found_by": best.found_by,
        "bound": money(best.bound),
        "solver_interest": money(best.solver.interest) if best.solver else None,
    }


def _debt(plan: Plan, place: int) -> dict[str, object]:
    facts = plan.debts[place].facts
    ends = dict(plan.chosen.payoff)
    return {
        "debt": facts.name,
        "kind": facts.kind,
        "balance": money(facts.balance - facts.due_anyway),
        "fees_due_anyway": money(facts.due_anyway),
        "overdue": facts.overdue,
        "overdue_since": facts.overdue_since.isoformat() if facts.overdue_since else None,
        "secured": facts.secured,
        "disputed": facts.disputed,
        "claimed_above_contract": money(facts.relief.claimed_above),
        "if_granted": money(facts.relief.on_request),
        "ends_in_month": ends.get(facts.name),
    }


def _offers(offers: tuple[Offer, ...]) -> list[dict[str, object]]:
    return [
        {
            "debt": o.debt,
            "amount": money(o.amount),
            "months": o.months,
            "longest": o.longest,
            "needs": money(o.needs),
        }
        for o in offers
    ]


def _shortfall(short: Shortfall, words: Words) -> dict[str, object]:
    found = short.short
    return {
        "why": short.why,
        "month": found.no if found else None,
        "on": found.on.isoformat() if found else None,
        "have": money(found.have) if found else None,
        "need": money(found.need) if found else None,
        "missing": money(short.missing),
        "surplus": money(short.surplus),
        "growing": list(short.growing),
        "keep_paying": [
            {"debt": k.debt, "why": words(f"plan.keep.{k.why}", debt=k.debt or "")}
            for k in short.order
        ],
        "by_need": _offers(short.by_need),
        "rule": getattr(short.rule, f"cite_{words.lang}") if short.rule else None,
    }
