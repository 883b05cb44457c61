"""What setting up works on: the case, the day, and the notes of what was assumed or is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from debtcheck.audit.report import Unchecked
from debtcheck.case.loan import Loan
from debtcheck.case.model import Case, Claim
from debtcheck.engine.terms import Inputs
from debtcheck.law.lawbook import LawBook
from debtcheck.words.text import Text, text

Change = Callable[[Inputs], Inputs]


class Other(NamedTuple):
    """Another value that a silent contract may have, and what it does to the run."""

    value: str
    change: Change


@dataclass(frozen=True, slots=True)
class Assumed:
    """A default, and the other choices that show how much it matters."""

    key: str
    value: str
    why: Text
    others: tuple[Other, ...] = ()


@dataclass(slots=True)
class Facts:
    """A case on a day; collects assumptions, gaps and notes while its parts are decided."""

    case: Case
    as_of: date
    law: LawBook
    assumed: list[Assumed] = field(default_factory=list)
    unchecked: list[Unchecked] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    own_fees_only: bool = False  # the fees that are claimed are the claimant's own alone

    @property
    def loan(self) -> Loan:
        """The contract's terms as stated."""
        return self.case.loan

    @property
    def claim(self) -> Claim | None:
        """The claim that is compared."""
        return self.case.claim

    @property
    def is_card(self) -> bool:
        """True if the case is one of a credit card."""
        return self.case.is_card

    def assume(self, assumed: Assumed) -> None:
        """Keep a default to be said."""
        self.assumed.append(assumed)

    def gap(self, what: str, why: str, needs: str) -> None:
        """Keep what cannot be checked, why, and the key that would settle it."""
        self.unchecked.append(
            Unchecked(text(f"unchecked.{what}"), text(f"unchecked.why.{why}"), needs)
        )
