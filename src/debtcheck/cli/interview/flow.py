"""Which question comes next: the answers so far decide it, and nothing is asked in vain.

`steps` is read again after every answer. So a changed answer also changes what follows from it,
and an answer that no longer belongs to the way is left aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from debtcheck.case.kinds import LenderKind
from debtcheck.cli.interview import presets
from debtcheck.cli.interview.questions import YES, Form, Question, Show, Step, choice, yes_no
from debtcheck.cli.interview.sources import source_steps

Answers = Mapping[str, str]
FROM = "from."  # the place of an answer that a paper gave stands under from.<id>
COURT_SEEN = "seen.court"  # words of a court stood in what was typed or read
MOST_ROWS = 60
_SCHEDULED = ("equal_instalment", "equal_principal", "interest_only", "flat")
_STAGES = ("sued", "payment_order", "mediation", "judged", "enforcement", "arbitration")
PLACES = ("app", "sms", "letter", "lawsuit", "settlement", "told")
_OLD = timedelta(days=3 * 365)  # after so long the last contact matters for the limitation
HEADS = ("principal", "interest", "penalty", "compound", "damages", "fee", "costs")
FEES = ("guarantee", "service", "membership", "insurance", "agent", "other")
_KINDS = tuple(kind.value for kind in LenderKind if kind is not LenderKind.UNKNOWN)
# A name as people have them, without what platforms and banks have in theirs: it is asked about.
_PERSON = re.compile("[^贷借花钱付呗条卡银金融信分期宝白a-zA-Z0-9 ]{2,4}")
_IN_A_NAME = (  # what a lender's name says of its kind: asked about, never taken for granted
    ("消费金融", "consumer_finance"),
    ("汽车金融", "auto_finance"),
    ("小额贷款", "microloan"),
    ("小贷", "microloan"),
    ("融资租赁", "finance_lease"),
    ("融资担保", "guarantor"),
    ("保理", "factoring"),
    ("典当", "pawnshop"),
    ("信托", "trust"),
    ("银行", "bank"),
)


def steps(a: Answers, today: date) -> Iterator[Step]:
    """All steps in order, as the answers so far lead to them."""
    yield Question("who", Form.WHO)
    if _PERSON.fullmatch(a.get("who", "")) and not product(a):
        yield choice("who_is", "firm", "person")
    if a.get(COURT_SEEN):
        yield from _court(a)
    yield from _arrived(a)
    yield Question("claim", Form.CLAIM, "statement.0.total")
    yield Question("claim_on", Form.DAY, "statement.0.as_of")
    yield Show("figure")
    if a.get("claim"):
        yield choice("claim_where", *PLACES, fact="statement.0.kind")
    if not a.get(COURT_SEEN):
        yield from _court(a)
    yield from _terms(a)
    yield from _overdue(a)
    yield from _payments(a)
    yield Show("figures")
    yield choice("go_on", "more", "enough")
    if a.get("go_on") != "enough":
        yield from _heads(a)
        yield from _fees(a)
        yield from _lender(a)
        yield from _agreement(a)
        yield from _creditor(a)
        yield from _last(a, today)
    yield from source_steps(a)


def questions(a: Answers, today: date) -> list[Question]:
    """The questions that the answers lead to, up to the first one that is open."""
    found: list[Question] = []
    for step in steps(a, today):
        if isinstance(step, Question):
            found.append(step)
            if step.id not in a:
                break
    return found


def product(a: Answers) -> presets.Product | None:
    """The product that was named, if it is one of the list."""
    return presets.products().get(a.get("who", ""))


def is_person(a: Answers) -> bool:
    """Whether a person asks for the money, and not a platform or a bank."""
    return a.get("who") == presets.PRIVATE or a.get("who_is") == "person"


def is_card(a: Answers) -> bool:
    """Whether it is a credit card."""
    return a.get("who") == presets.CARD


def _arrived(a: Answers) -> Iterator[Step]:
    if is_card(a):
        yield Question("bill_principal", Form.MONEY, "loan.principal")
        return
    yield Question("received", Form.MONEY, "loan.received")
    yield Question("arrived", Form.DAY, "loan.disbursed_on")


def _court(a: Answers) -> Iterator[Step]:
    yield choice("court", "none", *_STAGES, fact="court.stage")
    stage = a.get("court", "")
    if stage not in _STAGES:
        return
    if stage in ("sued", "payment_order", "arbitration"):
        yield Question("court_served", Form.DAY, "court.served_on")
    yield Show("court")
    if stage == "sued":
        yield Question("court_filed", Form.DAY, "court.filed_on")
        yield Question("court_hearing", Form.DAY, "court.hearing_on")
    if stage in ("judged", "enforcement"):
        yield Question("judged_on", Form.DAY, "judgment.on")
        yield Question("perform_by", Form.DAY, "judgment.perform_by")
    yield Question("court_no", Form.TEXT, "court.case_no")


def _terms(a: Answers) -> Iterator[Step]:
    if is_card(a):
        yield Question("statement_day", Form.DAY_OF_MONTH, "card.statement_day")
        yield Question("due_day", Form.DAY_OF_MONTH, "card.due_day")
        yield Question("rate", Form.RATE, "loan.rate")
        yield Question("minimum", Form.SHARE, "card.minimum.rate")
        yield yes_no("full_interest", fact="card.full_interest")
        yield Question("damages", Form.SHARE, "card.damages_rate")
        yield yes_no("bill")
        if a.get("bill") == YES:
            yield from _rows(a, "posting", Form.POSTING)
        return
    named = product(a)
    known = a.get("who") in presets.OTHERS or is_person(a)
    if (named.lines if named else bool(a.get("who")) and not known) or a.get("drawn.0"):
        yield choice("several", "one", "many")
    if a.get("several") == "many":
        yield from _rows(a, "drawn")
    if not a.get("drawn.0"):
        yield Question("principal", Form.MONEY, "loan.principal", same=a.get("received", ""))
        if a.get("principal") == "" and a.get("received"):
            yield yes_no("principal_guess")
    yield Question("formed_on", Form.DAY, "loan.formed_on", same=a.get("arrived", ""))
    yield choice(
        "method", "bullet", "equal_instalment", "daily", "interest_only", "equal_principal",
        "flat", fact="loan.method",
    )  # fmt: skip
    method = a.get("method")
    if method in ("", *_SCHEDULED):
        yield Question("count", Form.COUNT, "loan.instalments")
    if method in _SCHEDULED or a.get("count", "1") not in ("", "1"):
        yield Question("first_due", Form.DAY, "loan.first_due_on")
    else:
        yield Question("due", Form.DAY, "loan.due_on")
    yield Question("rate", Form.RATE, "loan.rate")


def _overdue(a: Answers) -> Iterator[Step]:
    yield yes_no("overdue")
    if a.get("overdue") != YES or is_card(a):
        return
    named = product(a)
    often = named.penalty if named else ""
    if often and FROM + "penalty" not in a:
        yield choice(
            "penalty_often", "written", "different", "not_found",
            penalty=often, who=a["who"], basis=named.confidence if named else "",
        )  # fmt: skip
    if not often or a.get("penalty_often") == "different" or FROM + "penalty" in a:
        yield Question("penalty", Form.OVERDUE_RATE, "loan.overdue.rate")
    if a.get("penalty") or a.get("penalty_often") == "written":
        yield choice("penalty_mode", "replaces", "adds", fact="loan.overdue.mode")
        yield choice(
            "penalty_base", "overdue_principal", "overdue_instalment", "outstanding_principal",
            fact="loan.overdue.base",
        )  # fmt: skip
    if named and named.grace:
        yield choice(
            "grace_often", "written", "different", "not_found",
            days=str(named.grace), who=a["who"],
        )  # fmt: skip
        if a.get("grace_often") == "different":
            yield Question("grace", Form.DAYS, "loan.overdue.grace_days")
    if a.get("count", "1") not in ("", "1"):
        yield yes_no("accelerated")
        if a.get("accelerated") == YES:
            yield Question("accelerated_on", Form.DAY, "loan.overdue.accelerated_on")


def _payments(a: Answers) -> Iterator[Step]:
    if is_card(a) and not a.get("posting.0"):
        return  # what is unpaid was asked for: payments are in it already
    if "payment.0" not in a:
        yield yes_no("paid")
    if a.get("paid") == YES or a.get("payment.0"):
        yield from _rows(a, "payment")


def _rows(a: Answers, id: str, form: Form = Form.DATED) -> Iterator[Step]:
    """A day and an amount each; Enter ends the list."""
    for number in range(MOST_ROWS):
        yield Question(f"{id}.{number}", form)
        if not a.get(f"{id}.{number}"):
            return


def _heads(a: Answers) -> Iterator[Step]:
    if not a.get("claim"):
        return
    yield yes_no("split")
    if a.get("split") == YES:
        rest = Decimal(a["claim"])
        for head in HEADS:
            yield Question(f"claimed_{head}", Form.AMOUNT, f"statement.0.{head}")
            rest -= Decimal(a.get(f"claimed_{head}") or 0)
            if not rest:  # nothing of the total is left for another head
                return


def _fees(a: Answers) -> Iterator[Step]:
    yield yes_no("fees")
    if a.get("fees") != YES:
        return
    for number in range(MOST_ROWS):
        yield choice(f"fee.{number}.kind", *FEES, fact=f"fee.{number}.kind")
        yield Question(f"fee.{number}.amount", Form.MONEY, f"fee.{number}.amount")
        if a.get(f"fee.{number}.amount"):
            yield choice(f"fee.{number}.when", "instalment", "upfront", "deducted")
            yield choice(
                f"fee.{number}.payee", "claimant", "third_party",
                fact=f"fee.{number}.payee_relation",
            )  # fmt: skip
        yield yes_no(f"fee.{number}.more")
        if a.get(f"fee.{number}.more") != YES:
            return


def _lender(a: Answers) -> Iterator[Step]:
    if a.get("who_is") != "person":
        yield Question("lender_name", Form.TEXT, "lender.0.name")
    if a.get("who") not in presets.OTHERS and not is_person(a):
        named = product(a)
        likely = next((k for part, k in _IN_A_NAME if part in a.get("lender_name", "")), "")
        often = (likely,) if likely else named.kinds if named else ()
        why = "name" if likely else "product" if named else ""
        kind = choice("lender_kind", *_KINDS, fact="lender.0.kind")
        yield replace(kind, often=often, why_often=why)
    yield Question("loan_id", Form.TEXT, "loan.id")


def _agreement(a: Answers) -> Iterator[Step]:
    yield yes_no("agreed")
    if a.get("agreed") != YES:
        return
    yield Question("agreed_on", Form.DAY, "agreement.0.on")
    if not a.get("agreed_on"):
        return
    yield choice("agreed_how", "app", "written", "oral", fact="agreement.0.channel")
    yield Question("agreed_balance", Form.AMOUNT, "agreement.0.balance")
    yield Question("agreed_waived", Form.AMOUNT, "agreement.0.waived")
    yield Question("agreed_count", Form.COUNT, "agreement.0.instalments")
    yield Question("agreed_first", Form.DAY, "agreement.0.first_due_on")
    yield yes_no("agreed_restores", fact="agreement.0.restores_if_broken")
    yield yes_no("agreed_kept")
    if a.get("agreed_kept") == "no":
        yield Question("agreed_broken", Form.DAY, "agreement.0.broken_on")


def _creditor(a: Answers) -> Iterator[Step]:
    changes = ("guarantor_paid", "assigned", "entrusted", "repurchased")
    yield choice("creditor", "none", *changes, fact="creditor_change.0.kind")
    if a.get("creditor") in changes:
        yield Question("creditor_to", Form.TEXT, "creditor_change.0.to")
        yield Question("creditor_on", Form.DAY, "creditor_change.0.on")
        yield Question("creditor_told", Form.DAY, "creditor_change.0.notified_on")


def _last(a: Answers, today: date) -> Iterator[Step]:
    due = a.get("due") or a.get("first_due") or a.get("arrived")
    if due and today - date.fromisoformat(due) > _OLD:
        yield Question("last_contact", Form.DAY, "event.0.on")
    yield choice("role", "borrower", "surety", "spouse", "heir", "name_used", fact="borrower.role")
