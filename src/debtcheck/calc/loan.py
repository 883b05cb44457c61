"""Schedule, annual cost and settlement of a loan that is given as a case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.audit.setup.setup import Setup, set_up
from debtcheck.calc.result import CannotCompute, Result
from debtcheck.case.kinds import Head, Method
from debtcheck.case.model import Case
from debtcheck.engine.ledger import Row
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import replay
from debtcheck.engine.schedule import build_schedule
from debtcheck.engine.working import added
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
    """What closes the loan on a day by the contract: principal, interest and fees to that day.

    Flat loans (等本等息) owe the remaining instalments' charges where nothing else is agreed.
    """
    setup = set_up(case, on, law)
    if not setup.interest_known:
        raise CannotCompute(text("calc.problem.no_schedule"))
    ledger = replay(setup.inputs, on)
    owed = dict(ledger.owed)
    interest = sum((owed[h] for h in Head if h not in (Head.PRINCIPAL, Head.FEE)), ZERO)
    fee = owed[Head.FEE]
    said = list(_said(setup))
    agreed = case.loan.early.fee if case.loan.early else None
    if setup.inputs.terms.method is Method.FLAT and agreed in (None, "remaining_fees",
                                                               "remaining_interest"):  # fmt: skip
        left = [r for r in ledger.rows if r.due_on > on]
        running = sum((c.unpaid for c in ledger.charges if not c.due), ZERO)
        interest += sum((r.interest for r in left), ZERO) - running
        fee += sum((r.fee for r in left), ZERO)
        said.append(text("calc.assume.flat_settle"))
    elif agreed not in (None, "none"):
        said.append(text("calc.assume.early_fee"))
    parts = (("principal", owed[Head.PRINCIPAL]), ("interest", interest), ("fee", fee))
    total = sum((amount for _, amount in parts), ZERO)
    return Result("settle", total, None, (), tuple(said), parts=parts)


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
        text("calc.assume.said", key=a.key, value=a.value, why=a.why)
        for a in setup.assumed
        if not a.key.startswith(("loan.overdue", "loan.allocation"))
    )
