"""The law that a letter cites beside that of the findings: by name, as it stands on its day.

What rests on memory or is uncertain is never cited: neither its number nor its article.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from debtcheck.audit.report import LawRef
from debtcheck.case.kinds import LenderKind, Method
from debtcheck.case.model import Case
from debtcheck.law.lawbook import LawBook, NoRule, Rule
from debtcheck.letters.letter import Cited

_SURE = ("V", "V2")
_FOR_FIRMS = ("personal_data", "credit_report")  # duties of firms, never of a private lender
_CONSUMER = ("R01", "R02", "R03")  # the same

#: name in a template → rules of the law book; the ones that fit the lender and the day are cited
RULES: dict[str, tuple[str, ...]] = {
    "know": ("R01",),
    "fair": ("R03",),
    "privacy_copy": ("pd_access",),
    "privacy_why": ("pd_explain",),
    "privacy_fix": ("pd_correct",),
    "privacy_delete": ("pd_delete",),
    "card_letter": ("C21",),
    "card_plan": ("T10",),
    "assigned": ("C20",),
    "complaint": ("cp_lender",),
    "credit_fix": ("cr_objection",),
    "credit_end": ("cr_keep",),
    "faith": ("D02",),
    "extension": ("ask_extension",),
    "early": ("early_repayment", "private_early"),
    "order_objection": ("po_objection",),
    "order_content": ("po_content",),
    "answer": ("court_answer",),
    "limitation": ("L01",),
    "limitation_plea": ("L08",),
    "jurisdiction_time": ("court_jurisdiction",),
    "jurisdiction_place": ("court_place",),
    "jurisdiction_hidden": ("court_hidden",),
    "promise": ("L07",),
    "keep_card": ("T07",),
    "keep_finance": ("T08",),
    "third_stop": ("T06",),
    "third_stop_self": ("T06_self",),
    "calm": ("private_calm",),
    "privacy_refused": ("pd_refused",),
    "defences": ("assignment_defences",),
    "recourse": ("recourse",),
    "choose": ("R02",),
    "cost_sheet": ("D1",),
    "mandate": ("mandate_end",),
}


def sure(law: LawRef) -> bool:
    """True if a letter may cite a finding's rule: its text was read, and it is not disputed."""
    return law.confidence in _SURE and law.force.value != "U"


def is_card(case: Case) -> bool:
    """True for a credit card: some rules are for nothing else."""
    return case.loan.method is Method.CARD or case.card is not None


def on_day(rule: Rule, case: Case, today: date) -> date:
    """The day of the rule's own axis."""
    loan, court = case.loan, case.court
    days = {
        "formed_on": loan.formed_on or loan.originated_on,
        "originated_on": loan.originated_on,
        "filed_on": court and (court.filed_on or court.accepted_on),
        "accrued_on": today,
    }
    return days[rule.looked_up_by] or today


def rules_of(law: LawBook, case: Case, today: date, ids: Iterable[str]) -> tuple[Rule, ...]:
    """The versions that govern this case, for this kind of lender; uncertain ones are left out."""
    kind = case.lender.kind or LenderKind.UNKNOWN
    found: list[Rule] = []
    for rule_id in ids:
        for first in law.versions(rule_id)[:1]:
            try:
                rule = law.find(rule_id, on_day(first, case, today))
            except NoRule:
                continue
            if (rule.topic in _FOR_FIRMS or rule.id in _CONSUMER) and kind is LenderKind.PRIVATE:
                continue
            fits = kind in rule.lenders or len(rule.lenders) == len(LenderKind)
            known = rule.confidence in _SURE and rule.force != "U"
            if fits and known and (is_card(case) or not rule.card_only):
                found.append(rule)
    return tuple(found)


def basis(
    law: LawBook, case: Case, today: date, names: Iterable[str]
) -> dict[str, tuple[Cited, ...]]:
    """The citations of a kind of letter by name; a name without one is there, and empty."""
    return {
        name: tuple(
            Cited(rule.id, on_day(rule, case, today), rule.cite)
            for rule in rules_of(law, case, today, RULES[name])
        )
        for name in names
    }


def days_of(law: LawBook, case: Case, today: date, name: str) -> int | None:
    """The time limit in days that a rule sets for this case, or None if it does not bind here."""
    found = rules_of(law, case, today, RULES[name])
    return next((rule.days for rule in found if rule.days is not None), None)
