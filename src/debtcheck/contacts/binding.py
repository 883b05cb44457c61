"""Which rules of a code were in force on a day, and bind a lender of this kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from debtcheck.case.kinds import LenderKind
from debtcheck.law.lawbook import LawBook, NoRule, Rule

_UNSURE = (None, LenderKind.UNKNOWN)


@dataclass(frozen=True)
class Binding:
    """The law book as one lender meets it. `card`: True, False, or None when not known."""

    law: LawBook
    lender: LenderKind | None = None
    card: bool | None = None
    formed_on: date | None = None

    @property
    def known(self) -> bool:
        """True if the kind of the lender is known."""
        return self.lender not in _UNSURE

    def ids(self, code: str) -> tuple[str, ...]:
        """`T01` names T01 and T01_self; an id with a suffix names itself."""
        if "_" in code:
            return (code,) if self.law.versions(code) else ()
        return tuple(i for i in self.law.ids if i == code or i.startswith(f"{code}_"))

    def rules(self, *codes: str, on: date) -> tuple[Rule, ...]:
        """The versions in force that bind this lender, those of an unknown kind included."""
        return tuple(rule for rule in self.in_force(*codes, on=on) if self.binds(rule))

    def in_force(self, *codes: str, on: date) -> Iterable[Rule]:
        """The versions in force on a day, whomever they bind."""
        for code in codes:
            for rule_id in self.ids(code):
                try:
                    rule = self.law.find(rule_id, on)
                except NoRule:
                    continue
                if rule.formed_from and (not self.formed_on or self.formed_on < rule.formed_from):
                    continue
                yield rule

    def binds(self, rule: Rule) -> bool:
        """Whether it holds for this lender; what is not known is not held against a rule."""
        if rule.card_only and self.card is not True:
            return False
        return not self.known or self.lender in rule.lenders

    def begins(self, code: str) -> date | None:
        """The first day of any rule of a code."""
        days = [v.since for rule_id in self.ids(code) for v in self.law.versions(rule_id)]
        return min(days, default=None)
