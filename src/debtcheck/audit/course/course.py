"""Everything a ledger shows of a case, computed once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from debtcheck.audit.course.instalments import Instalment, instalments
from debtcheck.audit.course.met import Met, met
from debtcheck.audit.course.steps import Step, steps
from debtcheck.audit.matching.model import Matching
from debtcheck.audit.matching.of_case import matching_of, places
from debtcheck.audit.setup.card_payments import with_card_payments
from debtcheck.audit.setup.setup import Setup, set_up
from debtcheck.case.model import Case
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.replay import replay
from debtcheck.law.lawbook import LawBook


@dataclass(frozen=True, slots=True)
class Course:
    """The course of a loan to a day: the replay, its steps, its instalments, its payments."""

    case: Case
    setup: Setup
    ledger: Ledger
    steps: tuple[Step, ...]
    met: tuple[Met, ...]
    instalments: tuple[Instalment, ...]
    matching: Matching
    places: tuple[int, ...]  # where the payments of the replay stand in the case

    def place(self, payment: int) -> int:
        """The place in the case of a payment of the replay."""
        return self.places[payment]


def course_of(case: Case, *, law: LawBook, as_of: date) -> Course:
    """Replay a case by the contract's own words and say where every payment went."""
    case = with_card_payments(case)
    setup = set_up(case, as_of, law)
    ledger = replay(setup.inputs, as_of, lines=True)
    parts = met(setup.inputs, ledger)
    return Course(
        case=case,
        setup=setup,
        ledger=ledger,
        steps=steps(ledger, parts),
        met=parts,
        instalments=instalments(setup.inputs, ledger, parts, case.claim),
        matching=matching_of(case, setup),
        places=places(case, setup.taken),
    )
