"""What an audit is held against, where a paper has taken the contract's place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from debtcheck.audit.papers.fixed import FixedDebt, replay_fixed
from debtcheck.audit.report import Assumption, HeadTotals, LawRef, Paper, Reading, Unchecked
from debtcheck.audit.totals import totals
from debtcheck.case.model import Payment
from debtcheck.engine.ledger import Ledger
from debtcheck.words.text import Text, text


@dataclass(frozen=True, slots=True)
class Against:
    """A paper in the contract's place: its replay, and what it leaves open."""

    paper: Paper
    ledger: Ledger
    after: Ledger  # a day later
    keys: tuple[str, ...]  # the case keys that the figures rest on
    law: tuple[LawRef, ...] = ()
    readings: tuple[Reading, ...] = ()
    assumed: tuple[Assumption, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    notes: tuple[Text, ...] = ()
    given: Decimal = Decimal(0)  # what the paper itself names


@dataclass(slots=True)
class Notes:
    """What was taken and what is missing, collected while a paper is read."""

    debt: FixedDebt
    payments: tuple[Payment, ...]
    as_of: date
    assumed: list[Assumption]
    unchecked: list[Unchecked]
    readings: list[Reading]
    notes: list[Text]

    @classmethod
    def of(cls, debt: FixedDebt, payments: tuple[Payment, ...], as_of: date) -> Notes:
        """Nothing noted yet."""
        return cls(debt, payments, as_of, [], [], [], [])

    def total(self, debt: FixedDebt | None = None) -> HeadTotals:
        """The figures of a debt on the day; by default of this one."""
        return totals(replay_fixed(debt or self.debt, self.payments, self.as_of).owed)

    def assume(self, key: str, value: str, why: Text, other: FixedDebt | None = None) -> None:
        """Keep what was taken, with what the other choice changes."""
        effect = None if other is None else abs(self.total(other).total - self.total().total)
        self.assumed.append(Assumption(key, value, why, effect))

    def gap(self, what: str, why: str, needs: str) -> None:
        """Keep what could not be counted."""
        self.unchecked.append(
            Unchecked(text(f"unchecked.{what}"), text(f"unchecked.why.{why}"), needs)
        )

    def read(self, name: str, debt: FixedDebt, why: Text, law: tuple[LawRef, ...] = ()) -> None:
        """Keep another reading, if its figure differs."""
        other = self.total(debt)
        if other.total != self.total().total:
            self.readings.append(Reading(name, other, why, law))

    def against(self, paper: Paper, keys: tuple[str, ...], law: tuple[LawRef, ...]) -> Against:
        """The paper with its replay; its own reading stands first where others are open."""
        ledger = replay_fixed(self.debt, self.payments, self.as_of)
        after = replay_fixed(self.debt, self.payments, self.as_of + timedelta(days=1))
        readings = tuple(self.readings)
        if readings:
            own = Reading(paper.value, totals(ledger.owed), text(f"reading.{paper}"), law)
            readings = (own, *readings)
        early = [p for p in self.payments if p.paid_on < self.debt.counts_from]
        if early:
            amount = sum((p.amount for p in early), Decimal(0))
            self.notes.append(text(f"note.before_{paper}", n=len(early), amount=amount))
        return Against(
            paper=paper,
            ledger=ledger,
            after=after,
            keys=keys,
            law=law,
            readings=readings,
            assumed=tuple(self.assumed),
            unchecked=tuple(self.unchecked),
            notes=tuple(self.notes),
            given=self.debt.amount,
        )
