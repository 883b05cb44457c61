"""The kinds of letters: one row each. A new kind is a row, two templates, and its cases."""

from __future__ import annotations

from dataclasses import dataclass

from debtcheck.case.kinds import LenderKind

OWN = ("borrower", "surety", "spouse", "heir")  # who may answer for the debt
ANYONE = (*OWN, "relative", "name_used")
STRANGERS = ("relative", "name_used")  # who is called and owes nothing
_ALL = frozenset(LenderKind)
FIRMS = _ALL - {LenderKind.PRIVATE}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a letter is, what it needs, and whom it fits.

    `needs` are guards by name (`letters.guards`). `answer` is the rule of the day until which an
    answer is due: complaint (the complaint rule of licensed lenders, else as asked), credit (the
    rule of objections to a credit record), asked (a day the letter asks for), court (days from
    service; the person's own deadline), none. `basis` are the rules a template may cite, by name
    (`letters.basis`).
    """

    id: str
    addressee: str = "lender"  # lender | court | regulator | creditor | guarantor | agent
    acknowledges: bool = False  # may restart the limitation period or waive the defence
    needs: tuple[str, ...] = ()
    answer: str = "asked"
    lenders: frozenset[LenderKind] = _ALL
    roles: tuple[str, ...] = OWN
    basis: tuple[str, ...] = ()
    attaches: tuple[str, ...] = ()
    court: tuple[str, ...] = ()  # stages of [court] it belongs to; empty: none needed
    identity: bool = True  # a copy of the identity card goes with it
    log: bool = False  # a contact log can be shown in it
    on_figures: bool = False  # goes to whoever claims the figures, if a creditor change names it


KINDS: dict[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind(
            "dispute",
            on_figures=True,
            needs=("claim", "points"),
            answer="complaint",
            basis=("know", "fair", "privacy_copy", "privacy_why", "card_letter", "assigned",
                   "complaint"),
            attaches=("statement", "payments", "contract"),
        ),
        Kind(
            "breakdown",
            on_figures=True,
            answer="complaint",
            basis=("know", "fair", "privacy_copy", "privacy_why", "card_letter", "assigned",
                   "complaint"),
            attaches=("statement",),
        ),
        Kind(
            "not-mine",
            needs=("truth",),
            answer="complaint",
            roles=ANYONE,
            basis=("privacy_copy", "privacy_fix", "privacy_why", "credit_fix", "complaint"),
            attaches=("not_mine",),
        ),
        Kind(
            "settlement-proof",
            needs=("settled",),
            basis=("credit_end", "credit_fix", "privacy_delete"),
            attaches=("payments",),
        ),
        Kind(
            "instalment",
            on_figures=True,
            acknowledges=True,
            needs=("no_court", "in_time", "offer"),
            roles=("borrower",),
            basis=("faith", "card_plan"),
            attaches=("hardship",),
        ),
        Kind(
            "extension",
            on_figures=True,
            acknowledges=True,
            needs=("no_court", "in_time", "first_on", "offer"),
            roles=("borrower",),
            basis=("faith", "extension", "card_plan"),
            attaches=("hardship",),
        ),
        Kind(
            "fee-relief",
            on_figures=True,
            acknowledges=True,
            needs=("no_court", "in_time", "offer"),
            roles=("borrower",),
            basis=("faith",),
            attaches=("hardship",),
        ),
        Kind(
            "early-settlement",
            on_figures=True,
            acknowledges=True,
            needs=("no_court", "in_time", "means"),
            roles=("borrower",),
            basis=("early",),
        ),
        Kind(
            "payment-order-objection",
            addressee="court",
            needs=("court", "true_dispute"),
            answer="court",
            roles=ANYONE,
            basis=("order_objection", "order_content"),
            attaches=("order", "statement", "payments", "contract"),
            court=("payment_order",),
        ),
        Kind(
            "court-answer",
            addressee="court",
            needs=("court", "defence"),
            answer="court",
            roles=ANYONE,
            basis=("answer", "limitation_plea", "limitation"),
            attaches=("payments", "contract"),
            court=("sued",),
        ),
        Kind(
            "jurisdiction-objection",
            addressee="court",
            needs=("court", "clause"),
            answer="court",
            roles=ANYONE,
            basis=("jurisdiction_time", "jurisdiction_place", "jurisdiction_hidden"),
            attaches=("clause",),
            court=("sued",),
        ),
        Kind(
            "conduct",
            needs=("conduct",),
            answer="complaint",
            roles=ANYONE,
            basis=("complaint", "keep_card", "keep_finance", "privacy_why", "privacy_delete"),
            attaches=("contacts",),
            log=True,
        ),
        Kind(
            "regulator",
            addressee="regulator",
            needs=("regulated", "asked_before", "conduct"),
            answer="none",
            lenders=FIRMS,
            roles=ANYONE,
            basis=("keep_card", "keep_finance"),
            attaches=("complaint", "contacts"),
            log=True,
        ),
        Kind(
            "third-party-stop",
            roles=STRANGERS,
            basis=("third_stop", "third_stop_self", "calm", "privacy_delete", "privacy_why",
                   "privacy_refused"),
            identity=False,
            log=True,
        ),
        Kind(
            "data",
            lenders=FIRMS,
            roles=ANYONE,
            basis=("privacy_copy", "privacy_fix", "privacy_delete", "privacy_why",
                   "privacy_refused"),
        ),
        Kind(
            "credit-objection",
            needs=("credit_entry",),
            answer="credit",
            lenders=FIRMS,
            roles=ANYONE,
            basis=("credit_fix", "privacy_fix"),
            attaches=("credit_report", "payments", "not_mine"),
        ),
        Kind(
            "assignment",
            addressee="creditor",
            needs=("new_creditor",),
            basis=("assigned", "defences", "privacy_why"),
            attaches=("demand",),
        ),
        Kind(
            "subrogation",
            addressee="guarantor",
            needs=("guarantor",),
            basis=("recourse", "defences"),
            attaches=("payments",),
        ),
        Kind(
            "fee-refund",
            needs=("extra_fee",),
            answer="complaint",
            basis=("know", "choose", "cost_sheet", "complaint"),
            attaches=("payments",),
        ),
        Kind(
            "agent-revoke",
            addressee="agent",
            roles=ANYONE,
            basis=("mandate", "privacy_delete"),
            attaches=("agent_papers",),
            identity=False,
        ),
    )
}  # fmt: skip
