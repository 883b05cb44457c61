"""A card as the replay takes it: its terms, its entries, and what its contract leaves open.

The contract governs. What it does not say is not assumed against the cardholder: no interest on
interest, no interest on what was paid of a statement; the effect of each is measured and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from debtcheck.audit.report import Unchecked
from debtcheck.audit.setup import money, terms
from debtcheck.audit.setup.facts import Assumed, Change, Facts, Other
from debtcheck.case.card import Card, CardTransaction
from debtcheck.case.kinds import Compound, Head, Method
from debtcheck.case.rate import plain
from debtcheck.engine.card import CardTerms, Posting
from debtcheck.engine.dates import ONE_DAY
from debtcheck.engine.money import ZERO
from debtcheck.engine.terms import Inputs, Terms, Tranche
from debtcheck.words.text import text

_ENTRIES = ("purchase", "cash", "refund")
# What is commonly met where a contract has such a clause; only to show what it would change.
_COMMON_GRACE = 3
_COMMON_TOLERANCE = Decimal("10.00")
_COMMON_PRINCIPAL_FIRST = 91
_NO_SUCH_TERM = ("rate", "once", "accelerated_on", "grace_days", "fees")


def card_loan(facts: Facts) -> tuple[Terms, bool]:
    """A card as the terms of a loan, and whether its interest can be counted.

    Where a cycle cannot be counted, the stated principal stands as money without a due date.
    """
    card, principal = _card_terms(facts), facts.loan.principal
    if facts.loan.method is None:
        facts.assume(Assumed("loan.method", Method.CARD, text("assume.method_card")))
    start = card.start if card else facts.loan.originated_on or terms.earliest(facts)
    rates = terms.rates(facts, start)
    known = card is not None and bool(rates)
    agreed = Terms(
        method=Method.CARD if card else Method.DAILY,
        tranches=_tranches(card) if card else (Tranche(1, start, principal),),
        rates=rates if known else (),
        fees=money.fees(facts, start),
        compound_rate=facts.loan.overdue.compound_rate,
        card=card,
    )
    return agreed, known


def _card_terms(facts: Facts) -> CardTerms | None:
    """The terms of the card; None where a cycle cannot be counted, with what is missing."""
    card = facts.case.card or Card()
    postings = tuple(_postings(facts, card))
    for missing, what, key in (
        (card.statement_day is None, "no_statement_day", "card.statement_day"),
        (card.due_day is None, "no_due_day", "card.due_day"),
        (not any(p.kind != "refund" for p in postings), "no_transactions", "card.transaction"),
    ):
        if missing:
            facts.gap("card_interest", what, key)
    if card.statement_day is None or card.due_day is None:
        return None
    if not any(p.kind != "refund" for p in postings):
        return None
    found = CardTerms(
        statement_day=card.statement_day,
        due_day=card.due_day,
        postings=postings,
        cash_rate=card.cash_rate,
        minimum_rate=card.minimum_rate or ZERO,
        minimum_floor=card.minimum_floor or ZERO,
        full_interest=bool(card.full_interest),
        damages_rate=card.damages_rate or ZERO if _has_minimum(card) else ZERO,
        damages_min=card.damages_min or ZERO if _has_minimum(card) else ZERO,
        grace_days=card.grace_days or 0,
        tolerance=card.tolerance or ZERO,
        principal_first_after=card.principal_first_after,
        compound_head=_compound_head(facts),
    )
    _say_principal(facts, found)
    _say_clauses(facts)
    return found


def damages_known(facts: Facts) -> bool:
    """False where damages on the minimum are agreed, or claimed, and cannot be counted."""
    if not facts.is_card:
        return True
    card = facts.case.card or Card()
    if card.damages_rate is not None or card.damages_min is not None:
        if not _has_minimum(card):
            facts.gap("card_damages", "no_minimum", "card.minimum")
        return _has_minimum(card)
    claimed = facts.claim is not None and bool(facts.claim.head(Head.DAMAGES))
    if claimed:
        facts.gap("card_damages", "no_damages_rate", "card.damages_rate")
    return not claimed


def _tranches(card: CardTerms) -> tuple[Tranche, ...]:
    """The entries as payouts: what was spent, and when."""
    entries = sorted((p for p in card.postings if p.kind != "refund"), key=lambda p: p.on)
    return tuple(Tranche(k, p.on, p.amount) for k, p in enumerate(entries, start=1))


def say_card(facts: Facts, agreed: Terms) -> None:
    """What the contract leaves open, each with what the other choice changes."""
    if agreed.card is None or not agreed.rates:
        return
    card, stated = facts.case.card or Card(), facts.case.stated

    def say(key: str, value: str, name: str, *others: Other) -> None:
        if key not in stated:
            facts.assume(Assumed(key, value, text(f"assume.card_{name}"), others))

    say("card.full_interest", "false", "full_interest", Other("true", _other(full_interest=True)))
    say("loan.overdue.compound", Compound.NONE, "compound", Other(Compound.MONTHLY, _compounded))
    grace, tolerance = _other(grace_days=_COMMON_GRACE), _other(tolerance=_COMMON_TOLERANCE)
    say("card.grace_days", "0", "grace", Other(f"{_COMMON_GRACE}", grace))
    say("card.tolerance", "0.00", "tolerance", Other(f"{_COMMON_TOLERANCE}", tolerance))
    if agreed.card.damages_rate:
        why = text("assume.card_minimum")
        others = (Other("in_full", _other(charges_in_full=True)),)
        facts.assume(
            Assumed("card.minimum", f"{plain(agreed.card.minimum_rate * 100)}%", why, others)
        )
    if not any(t.posted_on for t in card.transactions):
        say("card.transaction.posted_on", "on", "posted", Other("next_day", _posted_later))
    if facts.case.payments:
        principal_first = _other(principal_first_after=_COMMON_PRINCIPAL_FIRST)
        other = Other(f"{_COMMON_PRINCIPAL_FIRST}", principal_first)
        say("card.principal_first_after", "none", "principal_first", other)


def _postings(facts: Facts, card: Card) -> Iterator[Posting]:
    """What entered the account by the day; later entries are set aside and counted."""
    later: list[CardTransaction] = []
    for entry in card.transactions:
        on, amount = entry.posted_on or entry.on, abs(entry.amount)
        if entry.kind not in _ENTRIES or not amount:
            continue
        if on > facts.as_of:
            later.append(entry)
        else:
            yield Posting(on, amount, entry.kind, entry.on if entry.on != on else None)
    if later:
        total = sum((abs(t.amount) for t in later), ZERO)
        facts.notes.append(text("note.card_later", n=len(later), amount=total))


def _has_minimum(card: Card) -> bool:
    return card.minimum_rate is not None or card.minimum_floor is not None


def _compound_head(facts: Facts) -> Head:
    """Where the statement shows interest on interest: apart only if it has such a line."""
    claim = facts.claim
    return (
        Head.COMPOUND if claim is None or claim.head(Head.COMPOUND) is not None else Head.INTEREST
    )


def _say_principal(facts: Facts, card: CardTerms) -> None:
    """The stated principal is what was spent, or what is left of it; else entries are missing."""
    listed = sum((p.amount for p in card.postings if p.kind != "refund"), ZERO)
    listed -= card.refunded(facts.as_of)
    stated = facts.loan.principal
    paid = sum((p.amount for p in facts.case.payments if p.paid_on <= facts.as_of), ZERO)
    if stated in (listed, listed - paid):
        return
    what = text("unchecked.card_entries")
    why = text("unchecked.why.card_entries", listed=listed, stated=stated)
    facts.unchecked.append(Unchecked(what, why, "card.transaction"))


def _say_clauses(facts: Facts) -> None:
    """Clauses of a loan that a card has no place for are named, not dropped."""
    clause = facts.loan.overdue
    for name in _NO_SUCH_TERM:
        if getattr(clause, name):
            key = "fee" if name == "fees" else name
            facts.gap("card_clause", "card_clause", f"loan.overdue.{key}")
    _say_fees(facts)
    if any(f.when == "instalment" for f in facts.case.fees):
        facts.gap("fees", "card_fee_days", "fee.on")


def _say_fees(facts: Facts) -> None:
    """Fees on the bank's statement that are not among the agreed ones."""
    agreed = [f.amount for f in facts.case.fees]
    listed = facts.case.card.transactions if facts.case.card else ()
    other = [t.amount for t in listed if t.kind == "fee" and t.amount not in agreed]
    if other:
        what = text("unchecked.card_fee", n=len(other), amount=sum((abs(a) for a in other), ZERO))
        facts.unchecked.append(Unchecked(what, text("unchecked.why.card_fee"), "fee"))


def _other(**changes: object) -> Change:
    def change(card: CardTerms) -> CardTerms:
        return replace(card, **changes)  # type: ignore[arg-type]

    return on_card(change)


def on_card(change: Callable[[CardTerms], CardTerms]) -> Change:
    """A change to the terms of the card as one to the inputs."""

    def changed(inputs: Inputs) -> Inputs:
        if inputs.terms.card is None:
            return inputs
        return replace(inputs, terms=replace(inputs.terms, card=change(inputs.terms.card)))

    return changed


def _compounded(inputs: Inputs) -> Inputs:
    return replace(inputs, conventions=replace(inputs.conventions, compound=Compound.MONTHLY))


def _posted_later(inputs: Inputs) -> Inputs:
    """Every entry posted a day after the trade."""

    def later(card: CardTerms) -> CardTerms:
        postings = tuple(replace(p, on=_next(p.on)) for p in card.postings)
        return replace(card, postings=postings)

    return on_card(later)(inputs)


def _next(day: date) -> date:
    return day + ONE_DAY
