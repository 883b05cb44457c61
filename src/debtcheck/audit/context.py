"""What a check sees: the case, the recomputed figures, the claim, and the departures that fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from debtcheck.audit.basis import Basis
from debtcheck.audit.checks.codes import code_of, differs
from debtcheck.audit.forensics.departure import Departure
from debtcheck.audit.forensics.explain import Forensics, Match
from debtcheck.audit.forensics.question import question
from debtcheck.audit.matching.model import Matching
from debtcheck.audit.matching.of_case import matching_of
from debtcheck.audit.report import Ceiling, Finding, HeadTotals
from debtcheck.audit.setup.setup import Setup
from debtcheck.audit.totals import tolerance
from debtcheck.audit.workings import unpaid_working
from debtcheck.case.kinds import Compound, Head, Source
from debtcheck.case.model import Case, Claim, Evidence
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import ZERO
from debtcheck.engine.working import Working
from debtcheck.law.lawbook import LawBook

_STRENGTH = {source: k for k, source in enumerate(Source)}


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
    figures: Basis | None = None  # what took the contract's place, or was taken off it

    # ── figures ──────────────────────────────────────────────────────────────────────────

    @property
    def tolerance(self) -> Decimal:
        """0.01 yuan for each line that was rounded on its own."""
        return tolerance(self.claim)

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

    # ── forensics ────────────────────────────────────────────────────────────────────────

    @cached_property
    def matching(self) -> Matching:
        """The payments held against the instalments and the statement's list."""
        return matching_of(self.case, self.setup)

    @cached_property
    def forensics(self) -> Forensics | None:
        """The search for ways of counting that give the claim; None where nothing differs."""
        if self.claimed is None or not self.setup.interest_known:
            return None
        if self.figures is not None and not self.figures.searchable:
            return None
        asked = question(
            self.setup,
            self.ledger,
            due_only=self.due_only,
            claimed=self.claimed,
            known=self.contract.heads,
            tolerance=self.tolerance,
        )
        return Forensics(asked) if asked else None

    def matches(self, head: Head | None, *codes: str) -> tuple[Match, ...]:
        """What gives the claimed figure of a head (None: the total), the likeliest first.

        With `codes`, only if the likeliest belongs to one of these findings. Silent where so many
        figures were tried that a hit may be chance.
        """
        left = self.left_in_total if head is None else self.left(head)
        if self.forensics is None or abs(left) <= self.tolerance or self.by_chance(head) > 1:
            return ()
        found = self.forensics.matches(head)
        return () if codes and found and self.code(found[0], head) not in codes else found

    def code(self, match: Match, head: Head | None) -> str:
        """The finding of a match: that of the departure which moves the figure most."""
        return self.code_of(match.leading(head), head)

    def code_of(self, departure: Departure, head: Head | None) -> str:
        """The finding that a departure belongs to.

        Where compound interest is agreed, another way of counting it is a difference, no more.
        """
        code = code_of(departure, head)
        agreed = self.setup.inputs.conventions.compound is not Compound.NONE
        return differs(head) if agreed and code == "compound_not_agreed" else code

    def by_chance(self, head: Head | None) -> Decimal:
        """Hits to be expected by accident."""
        return self.forensics.by_chance(head) if self.forensics else ZERO
