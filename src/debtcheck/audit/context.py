"""What a check sees: the case, the recomputed figures, the claim, and the departures that fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from debtcheck.audit.departures import Departure, departures
from debtcheck.audit.report import Ceiling, Explanation, Finding, HeadTotals
from debtcheck.audit.setup.setup import Setup
from debtcheck.audit.totals import totals
from debtcheck.audit.workings import unpaid_working
from debtcheck.case.kinds import Head, Source
from debtcheck.case.model import Case, Claim, Evidence
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import FEN, ZERO
from debtcheck.engine.replay import replay
from debtcheck.engine.working import Working
from debtcheck.law.lawbook import LawBook

_STRENGTH = {source: k for k, source in enumerate(Source)}


@dataclass(frozen=True, slots=True)
class Match:
    """A departure whose replay gives claimed figures, and the heads that it gives."""

    departure: Departure
    figures: dict[Head, Decimal]
    total: Decimal
    heads: frozenset[Head]  # heads that differ from the contract and equal the claim
    on_total: bool  # gives the claimed total, where heads are not split


@dataclass
class Context:
    """Everything the checks may read. `explained` grows as checks find what differs."""

    case: Case
    claim: Claim | None
    setup: Setup
    as_of: date
    law: LawBook
    ledger: Ledger
    due_only: bool
    claimed: HeadTotals | None
    contract: HeadTotals
    ceiling: Ceiling | None
    explained: dict[Head | None, Decimal] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    # ── figures ──────────────────────────────────────────────────────────────────────────

    @property
    def tolerance(self) -> Decimal:
        """0.01 yuan for each line that was rounded on its own."""
        lines = len(self.claim.lines) if self.claim else 0
        return FEN * max(lines, 1)

    def asked(self, head: Head) -> Decimal | None:
        """The claimed figure of a head, or None."""
        return self.claimed.get(head) if self.claimed else None

    def owed(self, head: Head) -> Decimal | None:
        """The contract's figure of a head, or None if it is not known."""
        return self.contract.get(head)

    def left(self, head: Head) -> Decimal:
        """Claimed less contract less what findings have explained already; zero if unknown."""
        asked, owed = self.asked(head), self.owed(head)
        if asked is None or owed is None:
            return ZERO
        return asked - owed - self.explained.get(head, ZERO)

    @property
    def left_in_total(self) -> Decimal:
        """What of the total is not explained, for a claim that splits no heads that differ."""
        if self.claimed is None:
            return ZERO
        return self.claimed.total - self.contract.total - sum(self.explained.values(), ZERO)

    @property
    def splits_heads(self) -> bool:
        """True if the claim names at least one charge apart from the principal."""
        return bool(self.claimed) and any(
            h is not Head.PRINCIPAL for h in (self.claimed.heads if self.claimed else ())
        )

    def note(self, finding: Finding) -> None:
        """Keep a finding, and what it explains of its head."""
        self.findings.append(finding)

    def explain(self, amounts: dict[Head | None, Decimal]) -> None:
        """Mark parts of the differences as explained."""
        for head, amount in amounts.items():
            self.explained[head] = self.explained.get(head, ZERO) + amount

    # ── evidence, sources, workings ──────────────────────────────────────────────────────

    def evidence(self, head: Head | None) -> tuple[Evidence, ...]:
        """Where the claimed figure stands."""
        return self.claim.where(head.value if head else "total") if self.claim else ()

    def basis(self, *keys: str) -> tuple[tuple[str, Source], ...]:
        """The case keys a finding rests on, with their sources; what was assumed is a guess."""
        found: list[tuple[str, Source]] = []
        for key in keys:
            stated = self.case.stated_key(key)
            found.append((key, self.case.source(stated) if stated else Source.GUESS))
        return tuple(found)

    @staticmethod
    def certainty(basis: tuple[tuple[str, Source], ...]) -> Source:
        """The weakest source of a basis."""
        return max((s for _, s in basis), key=_STRENGTH.__getitem__, default=Source.CONTRACT)

    def working(self, head: Head) -> tuple[Working | None, tuple[date, date] | None]:
        """How the contract's unpaid figure of a head comes about, and the days it covers."""
        return unpaid_working(self.ledger, head, due_only=self.due_only) or (None, None)

    # ── departures ───────────────────────────────────────────────────────────────────────

    @cached_property
    def tried(self) -> tuple[Match, ...]:
        """Every single departure, replayed and held against the claim."""
        if self.claimed is None or not self.setup.interest_known or self._agrees():
            return ()
        found: list[Match] = []
        compound = not self.splits_heads or bool(self.asked(Head.COMPOUND))
        for departure in departures(self.setup.inputs, compound=compound):
            ledger = replay(departure.inputs, self.as_of)
            figures = totals(ledger.due if self.due_only else ledger.owed)
            heads = frozenset(
                head
                for head, amount in figures.heads.items()
                if amount == self.asked(head) and amount != self.owed(head)
            )
            whole = figures.total == self.claimed.total != self.contract.total
            found.append(Match(departure, figures.heads, figures.total, heads, whole))
        return tuple(found)

    def _agrees(self) -> bool:
        """True if no claimed figure differs from the contract's."""
        if self.claimed is None:
            return True
        pairs = [(self.asked(h), self.owed(h)) for h in self.claimed.heads]
        pairs.append((self.claimed.total, self.contract.total))
        return all(a == b for a, b in pairs)

    def matches(self, head: Head, *ids: str) -> tuple[Match, ...]:
        """The departures among `ids` (all if none are named) that give the head's claimed figure.

        Silent where so many figures were tried that a hit may be chance.
        """
        if abs(self.left(head)) <= self.tolerance or self.by_chance(head) > 1:
            return ()
        return tuple(
            m for m in self.tried if head in m.heads and (not ids or m.departure.id in ids)
        )

    def by_chance(self, head: Head | None) -> Decimal:
        """Hits to be expected by accident: distinct figures within ±10% of the claim × 0.01 ÷
        the width of that window."""
        asked = self.asked(head) if head else (self.claimed.total if self.claimed else None)
        if not asked:
            return ZERO
        near = asked / 10
        figures = {(m.figures[head] if head else m.total) for m in self.tried}
        inside = sum(1 for f in figures if abs(f - asked) <= near)
        return (inside * FEN / (2 * near)).quantize(Decimal("0.0001"))

    @staticmethod
    def explanations(matches: tuple[Match, ...], head: Head | None) -> tuple[Explanation, ...]:
        """Matches as explanations of a head's figure, one a sentence."""
        return tuple(
            Explanation(m.departure.text, (m.departure.id,), m.figures[head] if head else m.total)
            for m in matches
        )
