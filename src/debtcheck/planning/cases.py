"""Debts of a household as the plan runs them: balances from the contract's replay, never the claim.

What a dispute or a request may save is looked up beside it and kept apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.audit import audit
from debtcheck.audit.basis import basis_on, is_special
from debtcheck.audit.report import AuditReport
from debtcheck.audit.setup.setup import Setup, set_up
from debtcheck.case.household import CARD, FAMILY, Household, Minimum, Owing
from debtcheck.case.kinds import Compound, Head, LenderKind, Method
from debtcheck.case.loan import Loan as Contract
from debtcheck.case.model import Case
from debtcheck.case.rate import Rate
from debtcheck.engine.ledger import Ledger, Row
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import replay
from debtcheck.law.lawbook import LawBook
from debtcheck.planning.debts import Days, Debt, Facts, PlainDebt, Relief, with_fees_due
from debtcheck.planning.loans import Due, Loan
from debtcheck.planning.papers import by_paper
from debtcheck.words.text import Text, text

LIMIT = 600  # months: no plan is longer


@dataclass(frozen=True, slots=True)
class Known:
    """The debts of a plan, and what has to be said of them."""

    debts: tuple[Debt, ...]
    notes: tuple[Text, ...]


def debts_of(house: Household, start: date, days: Days, law: LawBook) -> Known:
    """Every debt that still owes something, in the order of the file."""
    found: list[Debt] = []
    notes: list[Text] = []
    for owing in house.debts:
        debt = from_case(owing, owing.case, start, days, law) if owing.case else inline(owing)
        notes += debt.facts.notes
        if debt.facts.balance > ZERO:
            found.append(debt)
        else:
            notes.append(text("plan.note.nothing_owed", debt=owing.name))
    names = {owing.name for owing in house.debts}
    notes += [
        text("plan.note.refinanced", debt=o.name, old=o.refinanced_from)
        for o in house.debts
        if o.refinanced_from in names
    ]
    return Known(tuple(found), tuple(notes))


def inline(owing: Owing) -> PlainDebt:
    """A debt whose figures stand in the household file."""
    balance, notes = owing.balance or ZERO, list[Text]()
    rate = owing.rate.yearly() if owing.rate is not None else ZERO
    if owing.rate is None:
        notes.append(text("plan.note.no_rate", debt=owing.name))
    if owing.minimum is None and owing.kind != FAMILY:
        notes.append(text("plan.note.no_minimum", debt=owing.name))
    revolving = owing.minimum is not None and owing.minimum.rate is not None
    facts = Facts(
        name=owing.name,
        balance=balance,
        kind=owing.kind,
        card=owing.kind == CARD or (owing.kind == LenderKind.BANK and revolving),
        secured=owing.secured,
        auto_debit=owing.auto_debit,
        overdue=owing.overdue_since is not None,
        overdue_since=owing.overdue_since,
    )
    debt = PlainDebt(facts, rate, owing.minimum or Minimum())
    if owing.prepay_saves is False and rate:
        fixed = with_fees_due(debt, LIMIT)
        key = "never_ends" if fixed is None else "fees_due"
        charges = fixed.facts.due_anyway if fixed else ZERO
        notes.append(text(f"plan.note.{key}", debt=owing.name, amount=charges))
        debt = fixed or debt
    return replace(debt, facts=replace(debt.facts, notes=tuple(notes)))


def from_case(owing: Owing, case: Case, start: date, days: Days, law: LawBook) -> Debt:
    """A debt with a case: what is owed on the start by the contract, and how it runs on."""
    setup = set_up(case, start, law)
    ledger = replay(setup.inputs, start)
    card = case.loan.method is Method.CARD
    over = ledger.due[Head.PRINCIPAL] if not card and _matures(setup) else ZERO
    notes = [text(f"plan.note.{key}", debt=owing.name) for key in _gaps(setup, over, card)]
    report = audit(case, law=law, today=start)
    facts = Facts(
        name=owing.name,
        balance=ledger.total,
        kind=_kind(owing, case),
        card=card,
        secured=owing.secured,
        auto_debit=owing.auto_debit,
        overdue=over > ZERO or owing.overdue_since is not None,
        overdue_since=owing.overdue_since or _since(ledger, setup, over),
        disputed=bool(report.disputed),
        relief=Relief(_claimed_above(report), _on_request(case, start, law)),
        called_in=over > ZERO and over == ledger.owed[Head.PRINCIPAL],
        notes=tuple(notes),
    )
    figures = basis_on(case, setup, law, start) if is_special(case) else None
    if figures is not None and figures.against is not None:
        return by_paper(owing, case, replace(facts, notes=()), figures, start)
    if card or not setup.interest_known:
        return _as_plain(owing, case.loan, case, facts)
    return _loan(owing, setup, ledger, facts, days)


def _as_plain(owing: Owing, contract: Contract, case: Case, facts: Facts) -> PlainDebt:
    """A card, or a loan whose interest cannot be counted: its balance with what is known."""
    rate = owing.rate or (contract.rate if isinstance(contract.rate, Rate) else None)
    minimum = owing.minimum
    if minimum is None and case.card is not None:
        minimum = Minimum(case.card.minimum_floor or ZERO, case.card.minimum_rate)
    return PlainDebt(facts, rate.yearly() if rate else ZERO, minimum or Minimum())


def _loan(owing: Owing, setup: Setup, ledger: Ledger, facts: Facts, days: Days) -> Loan:
    terms = setup.inputs.terms
    saves = _saves(owing, setup, facts)
    owed, due = ledger.owed, ledger.due
    principal, late = owed[Head.PRINCIPAL], due[Head.PRINCIPAL] if _matures(setup) else ZERO
    late = min(late, principal)
    all_charges = sum((owed[h] for h in Head if h is not Head.PRINCIPAL), ZERO)
    due_charges = sum((min(due[h], owed[h]) for h in Head if h is not Head.PRINCIPAL), ZERO)
    rows = [row for row in ledger.rows if row.due_on > ledger.as_of]
    others = sum((f.amount for f in terms.fees if f.on is None and not f.owed), ZERO)
    dues = tuple(_due(row, others) for row in rows)
    if not terms.scheduled:
        day = ledger.as_of
        ends = sorted({t.due_on for t in terms.tranches if t.due_on and t.due_on > day})
        dues = tuple(_at(on, setup) for on in ends)
        dues = _fit(dues, principal - late)
        charges = all_charges
    else:
        dues = _fit(dues, principal - late)
        running = all_charges - due_charges
        if dues and saves:
            dues = (replace(dues[0], charge=max(dues[0].charge - running, ZERO)), *dues[1:])
        charges = all_charges if saves or not dues else due_charges
    fees = sum((d.fee + (d.charge if not saves else ZERO) for d in dues), ZERO)
    balance = charges + principal + fees
    notes = facts.notes
    if fees:
        notes += (text("plan.note.fees_due", debt=owing.name, amount=fees),)
    return Loan(
        facts=replace(facts, balance=balance, due_anyway=fees, notes=notes),
        inputs=setup.inputs,
        days=days,
        charges=charges,
        overdue=late,
        undue=principal - late,
        fees=fees,
        dues=dues,
        by_day=not terms.scheduled,
        saves=saves,
        minimum=owing.minimum,
    )


def _due(row: Row, others: Decimal) -> Due:
    return Due(row.due_on, row.principal, row.interest, row.fee + others,
               row.balance + row.principal)  # fmt: skip


def _at(on: date, setup: Setup) -> Due:
    tranches = setup.inputs.terms.tranches
    return Due(on, sum((t.amount for t in tranches if t.due_on == on), ZERO))


def _fit(dues: Sequence[Due], undue: Decimal) -> tuple[Due, ...]:
    """Instalments whose principal is what is left: what was paid ahead comes off the first ones."""
    spare = sum((d.principal for d in dues), ZERO) - undue
    fitted: list[Due] = []
    for due in dues:
        off = min(max(spare, ZERO), due.principal)
        spare -= off
        fitted.append(replace(due, principal=due.principal - off))
    return tuple(fitted)


def _saves(owing: Owing, setup: Setup, facts: Facts) -> bool:
    """False for flat fees: as the household says, else by the method and the early clause."""
    if owing.prepay_saves is not None:
        return owing.prepay_saves
    early = owing.case.loan.early if owing.case else None
    if early is not None and early.fee in ("remaining_fees", "remaining_interest"):
        return False
    return setup.inputs.terms.method is not Method.FLAT


def _matures(setup: Setup) -> bool:
    """False for a line without due days: nothing of it is overdue."""
    terms = setup.inputs.terms
    ends = terms.scheduled or any(t.due_on for t in terms.tranches)
    return ends or terms.accelerated_on is not None


def _since(ledger: Ledger, setup: Setup, over: Decimal) -> date | None:
    """The oldest due day that is not paid."""
    if not over:
        return None
    terms = setup.inputs.terms
    days = [row.due_on for row in ledger.rows if row.due_on <= ledger.as_of]
    days += [t.due_on for t in terms.tranches if t.due_on and t.due_on <= ledger.as_of]
    days += [terms.accelerated_on] if terms.accelerated_on else []
    late = [c.start for c in ledger.charges if c.overdue and c.unpaid]
    return min(late) if late else min(days, default=None)


def _gaps(setup: Setup, over: Decimal, card: bool) -> list[str]:
    found: list[str] = []
    if card:
        found.append("card_case")
    elif not setup.interest_known:
        found.append("interest_unknown")
    elif over and not setup.penalty_known:
        found.append("penalty_unknown")
    if setup.inputs.conventions.compound is not Compound.NONE:
        found.append("compound")
    if over and setup.inputs.terms.dunning:
        found.append("dunning")
    return found


def _kind(owing: Owing, case: Case) -> str:
    if owing.kind != "other":
        return owing.kind
    return str(case.lender.kind) if case.lender.kind else owing.kind


def _claimed_above(report: AuditReport) -> Decimal:
    if report.claimed is None:
        return ZERO
    return max(report.claimed.total - report.contract.total, ZERO)


def _on_request(case: Case, start: date, law: LawBook) -> Decimal:
    """The contract's figure on the start above what can be supported at most."""
    report = audit(replace(case, claims=()), law=law, as_of=start)
    ceiling = report.ceiling
    if ceiling is None or not ceiling.binds:
        return ZERO
    return max(report.contract.total - ceiling.totals.total, ZERO)
