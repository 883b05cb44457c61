"""What is known while papers are held against a case, one after the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from debtcheck.case.card import CardTransaction
from debtcheck.case.model import Case, Claim, CreditorChange, ScheduleRow
from debtcheck.statements.consistency import Facts
from debtcheck.statements.papers.twice import Known
from debtcheck.words.text import Text

ALL = "all"  # a yes to every question


@dataclass
class World:
    """The case, the answers, and what earlier papers brought; grows paper by paper."""

    case: Case | None
    facts: Facts
    yes: frozenset[str]
    no: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    start: date | None = None  # the day of the payout: nothing of this loan lies before it
    in_case: frozenset[Known] = frozenset()
    known: list[Known] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    changes: list[CreditorChange] = field(default_factory=list)
    schedule: list[ScheduleRow] = field(default_factory=list)
    card: Counter[CardTransaction] = field(default_factory=Counter)
    keys: dict[str, str] = field(default_factory=dict)  # facts that earlier papers brought
    questions: dict[str, Text] = field(default_factory=dict)

    def said(self, token: str) -> bool:
        """True if the person said yes to it."""
        return token in self.yes or ALL in self.yes

    @property
    def loan_id(self) -> str:
        """The number of the loan, as the case has it or an earlier paper brought it."""
        if self.case is None:
            return ""
        return self.case.loan.id or self.keys.get("loan.id", "")
