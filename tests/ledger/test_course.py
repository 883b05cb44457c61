"""Whatever the loan: the parts of a ledger add up to the replay, to the fen."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from debtcheck.audit.course.instalments import instalments
from debtcheck.audit.course.met import Met, met
from debtcheck.audit.course.steps import Step, steps
from debtcheck.case.kinds import Head
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.replay import replay
from debtcheck.engine.terms import Inputs

from ..engine.loans import inputs, instalment_loans, open_loans, overdue_loans, some
from ..engine.oracle import Loan

Drawn = tuple[Loan, date]
any_loan = st.one_of(open_loans(), overdue_loans(), instalment_loans())
ZERO, FEN = Decimal(0), Decimal("0.01")


def course(drawn: Drawn) -> tuple[Inputs, Ledger, tuple[Met, ...], tuple[Step, ...]]:
    loan, as_of = drawn
    # a total that is rounded at the end only leaves parts of a fen in the single charges
    loan.rounding = "segment" if loan.rounding == "end" else loan.rounding
    run = inputs(loan)
    ledger = replay(run, as_of, lines=True)
    parts = met(run, ledger)
    return run, ledger, parts, steps(ledger, parts)


@some
@given(any_loan)
def test_every_payment_is_told_whole(drawn: Drawn) -> None:
    """What met instalments, is kept ahead and is too much is what was paid."""
    run, ledger, parts, _ = course(drawn)
    paid = sum((p.amount for p in run.payments), ZERO)
    assert sum((m.amount for m in parts), ZERO) + ledger.credit + ledger.overpaid == paid
    by_head: dict[Head, Decimal] = defaultdict(Decimal)
    for part in parts:
        by_head[part.head] += part.amount
        assert part.amount > 0
        assert run.payments[part.payment].paid_on <= part.on <= ledger.as_of
    assert {h: a for h, a in by_head.items() if a} == {h: a for h, a in ledger.paid.items() if a}


@some
@given(any_loan)
def test_the_instalments_leave_what_is_owed(drawn: Drawn) -> None:
    run, ledger, parts, _ = course(drawn)
    found = instalments(run, ledger, parts, None)
    left = sum((i.open for i in found), ZERO)
    whole = sum((r.principal for r in ledger.rows), ZERO) or sum(
        (t.amount for t in run.terms.tranches if t.on <= ledger.as_of), ZERO
    )
    shown = sum((i.due.get(Head.PRINCIPAL, ZERO) for i in found), ZERO)
    assert left + (whole - shown) - ledger.credit == ledger.total
    for one in found:
        for head, amount in one.left.items():
            paid = sum((m.amount for m in one.met if m.head is head), ZERO)
            assert amount + paid == one.due[head]


@some
@given(any_loan)
def test_what_ran_in_all_steps_is_what_was_charged(drawn: Drawn) -> None:
    _, ledger, _, course_steps = course(drawn)
    interest = sum((s.interest for s in course_steps), ZERO)
    paid = ledger.paid.get(Head.INTEREST, ZERO)
    charged = sum((c.amount for c in ledger.charges if c.head is Head.INTEREST), ZERO)
    assert interest == charged
    assert course_steps[-1].line.interest + paid == interest
    assert sum(s.days for s in course_steps) == (ledger.as_of - course_steps[0].line.on).days
    assert all(s.line.balance >= 0 for s in course_steps)
