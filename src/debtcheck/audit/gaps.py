"""What a claim raises and the case leaves open: terms, payees, payments, the grace, the claimant.

A claimed head whose term is not known is not disputed and not confirmed: its implied rate is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import implied_rate
from debtcheck.audit.checks.claimants import explained
from debtcheck.audit.checks.payees import SERVICE
from debtcheck.audit.checks.report_grace import ENTRY
from debtcheck.audit.context import Context
from debtcheck.audit.report import Unchecked
from debtcheck.case.kinds import Head
from debtcheck.words.text import Text, text

_NEEDS = {
    Head.INTEREST: "loan.rate",
    Head.PENALTY: "loan.overdue.rate",
    Head.COMPOUND: "loan.overdue.compound",
    Head.DAMAGES: "card.damages_rate",
}


def open_questions(ctx: Context) -> Iterator[Unchecked]:
    """Everything of a claim that cannot be answered, with the key that would settle it."""
    yield from _claimed_but_unknown(ctx)
    yield from _not_stated(ctx)


def _claimed_but_unknown(ctx: Context) -> Iterator[Unchecked]:
    """One entry a claimed head that the contract's side cannot give."""
    for head, needs in _NEEDS.items():
        asked = ctx.asked(head)
        if not asked or head in ctx.contract.heads:
            continue
        implied = implied_rate(ctx, head, asked)
        said = None
        if implied.rate is not None:
            amount, _, unit = implied.rate.partition("/")
            rate = text(f"report.rate.{unit}", rate=amount)
            said = text("unchecked.implied", rate=rate, base=implied.base, days=implied.days)
        what = text("unchecked.claimed", head=text(f"head.{head}"), amount=asked)
        yield Unchecked(what, text("unchecked.why.claimed"), needs, said)


def _not_stated(ctx: Context) -> Iterator[Unchecked]:
    """Facts without which a question of a check cannot be put, one entry each."""
    yield from _payees(ctx)
    yield from _report_grace(ctx)
    if ctx.figures is not None and ctx.figures.against is not None:
        return  # a judgment or a plan stands for the contract and its account
    yield from _payments(ctx)
    yield from _claimant(ctx)


def _payees(ctx: Context) -> Iterator[Unchecked]:
    """A service fee whose payee is not said counts as the lender's."""
    for number, fee in enumerate(ctx.case.fees):
        if fee.kind == SERVICE and not fee.payee and fee.payee_relation is None:
            what = text("unchecked.payee", name=fee.name)
            yield _open(what, "no_payee", f"fee.{number}.payee")


def _report_grace(ctx: Context) -> Iterator[Unchecked]:
    """Grace and entry each need the other."""
    grace = ctx.case.loan.overdue.report_grace_days
    entry = next((e for e in ctx.case.events if e.kind == ENTRY), None)
    what = text("unchecked.report_grace")
    if entry is not None and grace is None and ctx.setup.inputs.terms.card is None:
        yield _open(what, "no_report_grace", "loan.overdue.report_grace_days", on=entry.on)
    elif grace and entry is None:
        yield _open(what, "no_credit_entry", "event")


def _payments(ctx: Context) -> Iterator[Unchecked]:
    """A lower principal than the loan's shows that something was repaid; and of several drawdowns
    a payment has to say which."""
    asked, owed = ctx.asked(Head.PRINCIPAL), ctx.owed(Head.PRINCIPAL)
    card = ctx.setup.inputs.terms.card is not None
    fewer = asked is not None and owed is not None and asked < owed - ctx.tolerance
    if fewer and not ctx.case.payments and not card:
        yield _open(text("unchecked.payments_missing"), "no_payments", "payment")
    if len(ctx.setup.inputs.terms.tranches) > 1 and not card:
        for number, payment in enumerate(ctx.case.payments):
            if not payment.disbursement and payment.status == "settled":
                what = text("unchecked.drawdown_of", on=payment.paid_on, amount=payment.amount)
                yield _open(what, "no_drawdown_named", f"payment.{number}.disbursement")
                return


def _claimant(ctx: Context) -> Iterator[Unchecked]:
    """A claimant that is neither the lender nor named in a change of the creditor."""
    claim = ctx.claim
    if claim is None or not claim.claimant or ctx.case.creditor_changes:
        return
    if not explained(ctx.case, claim):
        what = text("unchecked.claimant")
        yield _open(what, "no_creditor_change", "creditor_change", claimant=claim.claimant)


def _open(what: Text, why: str, needs: str, **params: object) -> Unchecked:
    return Unchecked(what, text(f"unchecked.why.{why}", **params), needs)
