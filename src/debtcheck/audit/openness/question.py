"""One open fact: what is asked, the answer that the audit takes, and other plausible ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from debtcheck.audit.setup.facts import Change
from debtcheck.case.kinds import Source
from debtcheck.case.model import Case
from debtcheck.words.text import Text

CaseChange = Callable[[Case], Case]

#: a date that the case calls a guess may lie so far to either side
GUESSED_BY = timedelta(days=15)


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One answer: how it reads, and what it does to the case or to what the replay runs on."""

    says: Text
    on_case: CaseChange | None = None
    on_inputs: Change | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """An open fact, the answer that the audit takes, and the others that are plausible."""

    key: str
    what: Text
    taken: Choice
    others: tuple[Choice, ...]
    unproved: bool = False  # a payment that was taken although nothing proves it
    moves_contract: bool = True  # else only the ceiling
    assumed: bool = False  # the case is silent, and the audit says what it took


def guessed(case: Case, key: str) -> bool:
    """True if the case states a fact and calls it a guess."""
    place = case.stated.get(key)
    return place is not None and place.file == case.file and case.source(key) is Source.GUESS
