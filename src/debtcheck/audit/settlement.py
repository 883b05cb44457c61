"""Early settlement: what closes a loan on a day before it is due.

By the contract: principal, interest to the day, the agreed fee within its agreed cap. Where nothing
is agreed the law's own rule stands: interest for the time the money was really used (民法典677,
unless otherwise agreed). It does not say that no fee can be agreed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.setup.setup import Setup
from debtcheck.case.kinds import DayCount, Head, Method
from debtcheck.case.loan import Early
from debtcheck.case.rate import Rate
from debtcheck.engine.dates import share
from debtcheck.engine.ledger import Charge, Ledger
from debtcheck.engine.money import ZERO, round_money
from debtcheck.engine.replay import heads
from debtcheck.engine.terms import FeeTerm, Inputs
from debtcheck.engine.working import Given, Part, Simple, Sum, Working, added

CLAUSE = "loan.early"
NONE, REMAINING_FEES, REMAINING_INTEREST = "none", "remaining_fees", "remaining_interest"
RULES = ("early_repayment", "private_early")


@dataclass(frozen=True, slots=True)
class Settlement:
    """What an early-settlement clause adds to a ledger, and what was left of the plan."""

    clause: str | None  # as the case has it; None: nothing is stated
    fee: Decimal  # by the clause, within its cap
    interest: Decimal  # of the time after the day, where the clause keeps it
    uncapped: Decimal  # the fee as the clause alone gives it
    cap: Working | None  # the most that interest and fees together may come to
    charged: Decimal  # interest and fees of the loan without the early fee, paid or not
    left_interest: Decimal  # the plan's interest after the day
    left_fees: Decimal
    early: Decimal  # principal that is not due yet
    fee_working: Working | None = None

    @property
    def capped(self) -> bool:
        """True if the cap lowers the fee."""
        return self.fee < self.uncapped


def settlement(early: Early | None, setup: Setup, ledger: Ledger) -> Settlement | None:
    """What closes the loan on the ledger's day; None if all of it is due anyway, or unknown."""
    if not setup.interest_known or ledger.owed[Head.PRINCIPAL] <= 0:
        return None
    not_due = ledger.owed[Head.PRINCIPAL] - ledger.due[Head.PRINCIPAL]
    if not_due <= 0:
        return None
    interest, fees = _left(setup, ledger)
    clause = early.fee if early else None
    working, kept = _by_clause(clause, setup, not_due, interest, fees)
    uncapped = working.amount if working else ZERO
    charged = sum((c.amount for c in ledger.charges if c.head in _CAPPED), ZERO)
    cap = _cap(early.cap, ledger) if early and early.cap else None
    fee = uncapped
    if cap is not None:
        fee = max(min(uncapped, cap.amount - charged - kept), ZERO)
        if fee < uncapped:
            working = Sum((cap,), fee, (Given(charged + kept),)) if fee else None
    return Settlement(
        clause, fee, kept, uncapped, cap, charged, interest, fees, not_due, working
    )  # fmt: skip


_CAPPED = (Head.INTEREST, Head.FEE)


def _left(setup: Setup, ledger: Ledger) -> tuple[Decimal, Decimal]:
    """Interest and fees that the plan has after the day, less what accrued of them to the day."""
    on = ledger.as_of
    if ledger.rows:
        left = [r for r in ledger.rows if r.due_on > on]
        running = sum(
            (c.amount for c in ledger.charges if c.head is Head.INTEREST and not c.due), ZERO
        )
        interest = sum((r.interest for r in left), ZERO) - running
        return max(interest, ZERO), sum((r.fee for r in left), ZERO)
    dues = [t.due_on for t in setup.inputs.terms.tranches if t.due_on and t.due_on > on]
    if not dues:
        return ZERO, ZERO
    paid = tuple(p for p in setup.inputs.payments if p.paid_on <= on)
    kept = Inputs(setup.inputs.terms, setup.inputs.conventions, paid)
    later = heads(kept, max(dues)).owed[Head.INTEREST]
    return max(later - ledger.owed[Head.INTEREST], ZERO), ZERO


def _by_clause(
    clause: str | None, setup: Setup, early: Decimal, interest: Decimal, fees: Decimal
) -> tuple[Working | None, Decimal]:
    """The fee with its working, and the later interest that the clause keeps."""
    if clause in (None, NONE):
        return None, ZERO
    if clause == REMAINING_INTEREST:
        return None, interest
    if clause == REMAINING_FEES:
        # a flat charge that is written as a rate is the fee which such a clause means
        flat = setup.inputs.terms.method is Method.FLAT
        return (Given(fees) if fees else None), (interest if flat else ZERO)
    if clause.endswith("%"):
        fraction = Decimal(clause[:-1]) / 100
        return Part(early, fraction, round_money(early * fraction)), ZERO
    return Given(round_money(Decimal(clause))), ZERO


def _cap(rate: Rate, ledger: Ledger) -> Working:
    """Outstanding principal × cap × days, from payout to the day."""
    parts: list[Working] = []
    for k, (day, balance) in enumerate(ledger.balances):
        end = ledger.balances[k + 1][0] if k + 1 < len(ledger.balances) else ledger.as_of
        if day < end and balance:
            part = share(day, end, rate.unit, DayCount.ACT_365)
            parts.append(Simple(balance, rate, part, round_money(part.of(balance, rate)), day, end))
    return added(tuple(parts))


def with_fee(setup: Setup, found: Settlement, on: date) -> Setup:
    """The setup with the early fee as a fee of the day, so that a ceiling's replay counts it."""
    terms = setup.inputs.terms
    fee = FeeTerm(CLAUSE, found.fee, on, owed=True)
    return replace(
        setup, inputs=replace(setup.inputs, terms=replace(terms, fees=(*terms.fees, fee)))
    )


def without_fee(setup: Setup) -> Setup:
    """The setup before `with_fee`: under another answer the early fee is found anew."""
    terms = setup.inputs.terms
    kept = tuple(fee for fee in terms.fees if fee.name != CLAUSE)
    if len(kept) == len(terms.fees):
        return setup
    return replace(setup, inputs=replace(setup.inputs, terms=replace(terms, fees=kept)))


def closed(ledger: Ledger, found: Settlement) -> Ledger:
    """The ledger with what the clause adds at the end of the day: the fee, and kept interest.

    They are charges for the loan as a whole, so they are held against its whole time.
    """
    for head, amount, working in (
        (Head.FEE, found.fee, found.fee_working or Given(found.fee)),
        (Head.INTEREST, found.interest, Given(found.interest)),
    ):
        if amount:
            ledger = _with_charge(ledger, head, amount, working)
    return ledger


def _with_charge(ledger: Ledger, head: Head, amount: Decimal, working: Working) -> Ledger:
    since, on = ledger.balances[0][0], ledger.as_of
    charge = Charge(head, 0, since, on, amount, ZERO, working, overdue=False, due=False)
    owed = ledger.owed | {head: ledger.owed[head] + amount}
    return replace(ledger, charges=(*ledger.charges, charge), owed=owed)
