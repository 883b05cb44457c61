"""What the contract's side of an audit is: the contract's replay, or the paper in its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.papers.against import Against
from debtcheck.audit.papers.agreement import said_only, waived
from debtcheck.audit.papers.paper import paper_of
from debtcheck.audit.report import Paper, Unchecked
from debtcheck.audit.settlement import Settlement, closed, settlement, with_fee
from debtcheck.audit.setup.setup import Setup
from debtcheck.audit.situation import to_ask, to_say
from debtcheck.audit.totals import totals
from debtcheck.case.kinds import Head
from debtcheck.case.model import Case
from debtcheck.engine.ledger import Heads, Ledger
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import replay
from debtcheck.engine.terms import CUT_ORDER
from debtcheck.law.lawbook import LawBook
from debtcheck.words.text import Text, text

SETTLEMENT = "settlement"  # the kind of a claim that asks for what closes the loan


@dataclass(frozen=True, slots=True)
class Basis:
    """The ledger that the claim is held against, with what made it differ from the contract's."""

    setup: Setup
    ledger: Ledger
    after: Ledger | Heads  # a day later
    unknown: tuple[Head, ...]
    against: Against | None = None
    settlement: Settlement | None = None
    waived: Decimal = ZERO
    notes: tuple[Text, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()

    @property
    def paper(self) -> Paper:
        """What the figures follow."""
        return self.against.paper if self.against else Paper.CONTRACT

    @property
    def searchable(self) -> bool:
        """True if the figures are a replay, so that other ways of counting can be tried."""
        kept = self.settlement is not None and bool(self.settlement.interest)
        return self.against is None and not kept and not self.waived


def basis_of(
    case: Case,
    setup: Setup,
    law: LawBook,
    *,
    ledger: Ledger,
    after: Ledger | Heads,
    unknown: tuple[Head, ...],
) -> Basis:
    """The contract's ledger of a day as far as no paper, waiver or settlement changes it."""
    day = ledger.as_of
    said, asked = said_only(case, day)
    notes, gaps = (*said, *to_say(case, day)), (*asked, *to_ask(case, day))
    special = is_special(case)
    found = paper_of(case, setup, law, totals(ledger.owed, unknown), day) if special else None
    if found is not None:
        return Basis(
            setup,
            found.ledger,
            found.after,
            (),
            found,
            notes=(*notes, *found.notes),
            unchecked=(*gaps, *found.unchecked),
        )
    closing = None
    if case.claim is not None and case.claim.kind == SETTLEMENT:
        closing = settlement(case.loan.early, setup, ledger)
    if closing is not None and closing.clause is None:
        why = text("unchecked.why.early_unknown")
        gaps = (*gaps, Unchecked(text("unchecked.early"), why, "loan.early"))
    if closing is not None:
        setup = with_fee(setup, closing, day) if closing.fee else setup
        ledger = closed(ledger, closing)
        after = _less(after, -closing.fee - closing.interest)
    off = waived(case, day)
    if off:
        ledger, after = with_waiver(ledger, off), _less(after, off)
    return Basis(setup, ledger, after, unknown, None, closing, off, notes, gaps)


def basis_on(case: Case, setup: Setup, law: LawBook, on: date) -> Basis:
    """The same on another day, from a setup made for that day."""
    ledger = replay(setup.inputs, on)
    return basis_of(case, setup, law, ledger=ledger, after=ledger, unknown=unknown_heads(setup))


def is_special(case: Case) -> bool:
    """True if something may take the contract's place, or change what its replay gives."""
    closing = case.claim is not None and case.claim.kind == SETTLEMENT
    return bool(case.judgment or case.agreements or case.creditor_changes or closing)


def unknown_heads(setup: Setup) -> tuple[Head, ...]:
    """The heads that cannot be computed; they are never zero."""
    damages = () if setup.damages_known else (Head.DAMAGES,)
    if not setup.interest_known:
        return (Head.INTEREST, Head.PENALTY, Head.COMPOUND, *damages)
    return damages if setup.penalty_known else (Head.PENALTY, *damages)


def with_waiver(ledger: Ledger, amount: Decimal) -> Ledger:
    """A ledger with a waiver taken off its unpaid charges, in the order of cuts, then principal."""
    charges = list(ledger.charges)
    owed, due = dict(ledger.owed), dict(ledger.due)
    for head in CUT_ORDER:
        for place, charge in enumerate(charges):
            part = min(amount, charge.unpaid) if charge.head is head else ZERO
            if part > 0:
                charges[place] = charge._replace(cut=charge.cut + part)
                amount -= part
                owed[head] -= part
                due[head] -= min(part, due[head])
    part = min(amount, owed[Head.PRINCIPAL])
    owed[Head.PRINCIPAL] -= part
    due[Head.PRINCIPAL] -= min(part, due[Head.PRINCIPAL])
    return replace(ledger, charges=tuple(charges), owed=owed, due=due)


def _less(heads: Ledger | Heads, amount: Decimal) -> Heads:
    """The sums of the next day, with the same amount taken off."""
    owed, due = dict(heads.owed), dict(heads.due)
    for head in (*CUT_ORDER, Head.PRINCIPAL):
        part = min(amount, owed[head])  # below zero it adds: all of it to the first head
        owed[head] -= part
        due[head] -= min(part, due[head])
        amount -= part
    return Heads(owed, due)
