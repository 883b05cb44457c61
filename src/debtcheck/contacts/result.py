"""What a check of the log gives back, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from debtcheck.law.lawbook import Rule
from debtcheck.words.text import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """Contacts that may not meet a rule: its code, the rows, the versions of that day."""

    rule: str
    rows: tuple[int, ...]
    on: date
    what: Text
    laws: tuple[Rule, ...]
    certain: bool = True  # False: it depends on what kind of lender it is

    @property
    def force(self) -> str:
        """The force of the first rule."""
        return self.laws[0].force


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about some rows: no breach, or something to ask for or to record."""

    what: Text
    rows: tuple[int, ...] = ()
    laws: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole result."""

    findings: tuple[Finding, ...]
    fine: tuple[Remark, ...]  # no breach, although it may feel like one
    offered: tuple[Remark, ...]  # flags that the text may mean; the borrower decides
    asks: tuple[Remark, ...]
    record: tuple[Remark, ...]  # what to write down next time
    counts: dict[str, int] = field(default_factory=dict)
