"""Schedule, annual cost and settlement of a loan that is given as a case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.audit.lawrefs import cited
from debtcheck.audit.report import LawRef
from debtcheck.audit.settlement import RULES as EARLY_RULES
from debtcheck.audit.settlement import closed, settlement
from debtcheck.audit.setup.setup import Setup, set_up
from debtcheck.calc.result import CannotCompute, Result
from debtcheck.case.kinds import Head
from debtcheck.case.model import Case
from debtcheck.engine.ledger import Row
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import replay
from debtcheck.engine.schedule import build_schedule
from debtcheck.engine.working import Given, added
from debtcheck.engine.yields import Flow, annual_cost
from debtcheck.law.lawbook import LawBook
from debtcheck.words.text import Text, text


def schedule(case: Case, law: LawBook) -> Result:
    """The rows of a loan by instalments; the amount is the total interest. Fees are in the rows."""
    setup = _set_up(case, law)
    rows = _with_fees(case, build_schedule(setup.inputs.terms))
    if not rows:
        raise CannotCompute(text("calc.problem.no_schedule"))
    working = added(tuple(r.working for r in rows if r.working))
    return Result("schedule", working.amount, working, (), _said(setup), rows=rows)


def apr(case: Case, law: LawBook) -> Result:
    """The annual cost of a schedule with every fee, to whoever it is paid."""
    setup = _set_up(case, law)
    rows = _with_fees(case, build_schedule(setup.inputs.terms))
    if not rows:
        raise CannotCompute(text("calc.problem.no_schedule"))
    flows: list[Flow] = [(setup.inputs.terms.start, setup.received)]
    flows += [(r.due_on, -r.payment) for r in rows]
    for fee in case.fees:
        if not fee.deducted and fee.when == "upfront":
            flows.append((setup.inputs.terms.start, -fee.amount))
    return of_flows(flows, _said(setup))


def of_flows(flows: list[Flow], said: tuple[Text, ...] = ()) -> Result:
    """The annual cost of the borrower's cash flows: received positive, paid negative."""
    return Result("apr", None, None, (), said, cost=annual_cost(flows))


def settle(case: Case, law: LawBook, on: date) -> Result:
    """What closes the loan on a day: principal, interest to that day, the agreed fee in its cap.

    Where nothing is agreed, interest runs for the time of real use (民法典677, unless otherwise
    agreed); what it would be with the later interest and fees kept stands beside it.
    """
    setup = set_up(case, on, law)
    if not setup.interest_known:
        raise CannotCompute(text("calc.problem.no_schedule"))
    before = replay(setup.inputs, on)
    found = settlement(case.loan.early, setup, before)
    ledger = closed(before, found) if found else before
    charges = [h for h in Head if h not in (Head.PRINCIPAL, Head.FEE)]
    interest = sum((ledger.owed[h] for h in charges), ZERO)
    parts = (
        ("principal", ledger.owed[Head.PRINCIPAL]),
        ("interest", interest),
        ("fee", ledger.owed[Head.FEE]),
    )
    total = sum((amount for _, amount in parts), ZERO)
    said, laws = list(_said(setup)), tuple[LawRef, ...]()
    readings: tuple[tuple[str, Decimal], ...] = ()
    if found is not None and found.clause is None:
        said.append(text("calc.assume.no_early"))
        laws = cited(law, on, EARLY_RULES[0])
        kept = total + found.left_interest + found.left_fees
        if kept != total:
            readings = (("real_use", total), ("rest_kept", kept))
    elif found is not None and found.capped and found.cap is not None:
        said.append(text("calc.assume.early_capped", most=found.cap.amount))
    lines = [c.working for c in ledger.charges if c.unpaid > 0]
    working = added((Given(ledger.owed[Head.PRINCIPAL]), *lines))
    shown = working if working.amount == total else None
    return Result("settle", total, shown, laws, tuple(said), parts=parts, readings=readings)


def _set_up(case: Case, law: LawBook) -> Setup:
    """The loan as planned; its last due day is as far as a schedule reaches."""
    loan = case.loan
    start = loan.originated_on or loan.first_due_on or loan.due_on
    if start is None:
        raise CannotCompute(text("calc.problem.no_schedule"))
    return set_up(case, start, law)


def _with_fees(case: Case, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Every instalment fee in the rows, whoever receives it."""
    from dataclasses import replace

    fee: Decimal = sum(
        (f.amount for f in case.fees if f.when == "instalment" and not f.deducted), ZERO
    )
    return tuple(replace(row, fee=fee) for row in rows)


def _said(setup: Setup) -> tuple[Text, ...]:
    return tuple(
        text("calc.assume.said", key=text(f"report.key.{a.key}"), value=a.value, why=a.why)
        for a in setup.assumed
        if not a.key.startswith(("loan.overdue", "loan.allocation"))
    )
