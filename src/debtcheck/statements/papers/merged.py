"""What of some papers is new to a case, as values: the fate of every row and part."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from debtcheck.case.card import CardTransaction
from debtcheck.case.kinds import Source
from debtcheck.case.model import Claim, CreditorChange, Payment, ScheduleRow
from debtcheck.statements.case_values import Additions
from debtcheck.statements.papers.new_facts import source_of
from debtcheck.statements.papers.paper import Fact, FoundPayment, Paper, State
from debtcheck.words.text import Text


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only the person knows. `token` is what a yes is given to: a row's place
    (`流水.csv:27`), a payee, or the name of a file."""

    token: str
    ask: Text


@dataclass(frozen=True, slots=True)
class Plan:
    """The instalments of a paper."""

    rows: tuple[ScheduleRow, ...]


@dataclass(frozen=True, slots=True)
class Postings:
    """What a card statement lists."""

    rows: tuple[CardTransaction, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One claim, plan, list, change or fact of a paper, and what becomes of it."""

    what: Claim | CreditorChange | Fact | Plan | Postings
    state: State
    why: Text


@dataclass(frozen=True, slots=True)
class MergedPaper:
    """A paper with the fate of each of its rows and parts."""

    paper: Paper
    payments: tuple[FoundPayment, ...] = ()
    parts: tuple[Part, ...] = ()
    notices: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """All papers beside a case, and what is still to be asked."""

    papers: tuple[MergedPaper, ...]
    questions: tuple[Question, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()  # originals whose fingerprint the case lacks
    sourced: frozenset[str] = frozenset()  # keys whose source the case names, or may not be named

    def additions(self) -> Additions:
        """What goes into the case."""
        parts = [part for p in self.papers for part in p.parts if part.state is State.TAKEN]
        facts = tuple(part.what for part in parts if isinstance(part.what, Fact))
        return Additions(
            payments=tuple(sorted(map(as_payment, self._paid()), key=lambda p: p.paid_on)),
            schedule=tuple(r for p in parts if isinstance(p.what, Plan) for r in p.what.rows),
            card=tuple(r for p in parts if isinstance(p.what, Postings) for r in p.what.rows),
            changes=tuple(p.what for p in parts if isinstance(p.what, CreditorChange)),
            claims=tuple(part.what for part in parts if isinstance(part.what, Claim)),
            facts=facts,
            sources=self._sources(),
            kept=self.kept,
        )

    def without_facts(self, keys: Collection[str], why: Text) -> Merged:
        """The same with some facts left out."""

        def fate(part: Part) -> Part:
            out = isinstance(part.what, Fact) and part.what.key in keys
            return replace(part, state=State.LEFT_OUT, why=why) if out else part

        papers = tuple(replace(p, parts=tuple(map(fate, p.parts))) for p in self.papers)
        return replace(self, papers=papers)

    def _paid(self) -> list[FoundPayment]:
        return [row for p in self.papers for row in p.payments if is_paid(row)]

    def _sources(self) -> tuple[tuple[str, Source], ...]:
        found: dict[str, Source] = {}
        for merged in self.papers:
            source = source_of(merged.paper)
            taken = [part.what for part in merged.parts if part.state is State.TAKEN]
            keys = [what.key for what in taken if isinstance(what, Fact)]
            keys += ["schedule"] if any(isinstance(what, Plan) for what in taken) else []
            keys += ["payment"] if any(map(is_paid, merged.payments)) else []
            found |= {key: source for key in keys if key not in self.sourced}
        return tuple(found.items())


def as_payment(row: FoundPayment) -> Payment:
    """A found row as the payment of a case."""
    return Payment(
        paid_on=row.paid_on,
        amount=row.amount,
        booked_on=row.booked_on,
        payee=row.payee,
        instalment=row.instalment,
        status=row.status,
        reference=row.reference,
        evidence=row.evidence,
    )


def is_paid(row: FoundPayment) -> bool:
    """True for a repayment that is taken."""
    return row.state is State.TAKEN and not row.is_payout
