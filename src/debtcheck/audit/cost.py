"""The annual cost of a loan: by the contract's own words, and of all that the borrower pays."""

from __future__ import annotations

from dataclasses import replace

from debtcheck.audit.report import Cost
from debtcheck.audit.setup.setup import Setup
from debtcheck.case.kinds import Head
from debtcheck.case.model import Case, Fee
from debtcheck.case.rate import plain
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.replay import heads
from debtcheck.engine.terms import Inputs
from debtcheck.engine.yields import Flow, annual_cost
from debtcheck.words.text import text


def contract_cost(setup: Setup, ledger: Ledger) -> Cost:
    """Contract principal against principal, interest and the claimant's fees, as scheduled."""
    if not setup.interest_known:
        return Cost(None, None, None, text("cost.no_rate"))
    if setup.inputs.terms.card is not None:
        return Cost(None, None, None, text("cost.card"))
    terms = setup.inputs.terms
    flows = [(t.on, t.amount) for t in terms.tranches]
    return _said([*flows, *_scheduled(setup, ledger)])


def all_payees_cost(case: Case, setup: Setup, ledger: Ledger) -> Cost:
    """Cash received against everything paid as a condition of the loan, whoever gets it."""
    if not setup.interest_known:
        return Cost(None, None, None, text("cost.no_rate"))
    if setup.inputs.terms.card is not None:
        return Cost(None, None, None, text("cost.card"))
    inputs = setup.inputs
    start = inputs.terms.start
    flows: list[Flow] = [(start, setup.received)]
    if len(inputs.terms.tranches) > 1:
        flows = [(t.on, t.amount) for t in inputs.terms.tranches]
        flows.append((start, setup.received - inputs.terms.principal))
    flows.extend(_scheduled(setup, ledger))
    dues = inputs.terms.dues or (ledger.as_of,)
    for fee in case.fees:
        counted = fee.deducted or fee.kind == "agent" or fee.condition_of_loan is False
        if counted or _in_rows(setup, fee.name):
            continue
        if fee.when == "instalment":
            flows.extend((due, -fee.amount) for due in dues)
        else:
            flows.append((fee.on or start, -fee.amount))
    return _said(flows)


def cost_with_and_without(
    case: Case, setup: Setup, ledger: Ledger, fee: Fee
) -> tuple[str, str] | None:
    """The annual cost of everything with a fee and without it (`24.5%`); None: it adds nothing."""
    rest = replace(case, fees=tuple(f for f in case.fees if f is not fee))
    figures = [all_payees_cost(one, setup, ledger) for one in (case, rest)]
    whole, less = (c.nominal if c.nominal is not None else c.xirr for c in figures)
    if whole is None or less is None or whole <= less:
        return None
    return f"{plain(whole)}%", f"{plain(less)}%"


def interest_cost(setup: Setup, ledger: Ledger) -> Cost:
    """Contract principal against principal and interest alone, as a schedule plans them."""
    flows = [(t.on, t.amount) for t in setup.inputs.terms.tranches]
    return _said([*flows, *((r.due_on, -(r.principal + r.interest)) for r in ledger.rows)])


def _in_rows(setup: Setup, name: str) -> bool:
    return any(f.owed and f.name == name for f in setup.inputs.terms.fees)


def _scheduled(setup: Setup, ledger: Ledger) -> list[Flow]:
    """The payments that the contract plans, as they would come if all went by it.

    Without a schedule: the maturity's; without a maturity: what was paid and closes it on the day.
    """
    terms, conv = setup.inputs.terms, setup.inputs.conventions
    if ledger.rows:
        return [(r.due_on, -r.payment) for r in ledger.rows]
    dues = [t.due_on for t in terms.tranches]
    if all(d is not None for d in dues):
        last = max(d for d in dues if d is not None)
        settled = heads(Inputs(terms, conv, ()), last)
        return [(last, -(settled.owed[Head.PRINCIPAL] + settled.owed[Head.INTEREST]))]
    flows = [(p.paid_on, -p.amount) for p in setup.inputs.payments]
    return [*flows, (ledger.as_of, ledger.overpaid - ledger.total)]  # what comes back is no cost


def _said(flows: list[Flow]) -> Cost:
    """The cost of these flows, with the flows in the order of their days."""
    found = annual_cost(flows)
    why = text(f"cost.{found.why}") if found.why else None
    ordered = tuple(sorted(flows, key=lambda flow: flow[0]))
    return Cost(found.nominal, found.effective, found.xirr, why, found.roots, ordered)
