"""What every part of a report shares: words, masks, and the shapes that its text may take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from debtcheck.audit.report import AuditReport, Paper
from debtcheck.case.kinds import LenderKind
from debtcheck.report.blocks import Block, Command, Gap, Heading, Item, Labelled, Para, Table
from debtcheck.report.foreign import Mask, clean
from debtcheck.words.catalog import Words
from debtcheck.words.text import Text


@dataclass(frozen=True)
class Sheet:
    """The sentences and the masks of one output, and who is to read it."""

    report: AuditReport
    words: Words
    today: date
    commands: frozenset[str]
    path: str | None
    mask: Mask
    for_creditor: bool = False  # it leaves the house: nothing that is the borrower's own
    told: set[str] = field(default_factory=set)  # the rules already told whole

    @property
    def party(self) -> str:
        """How the one who claims is called: the platform, the bank, or the other side."""
        lender = self.report.case.lender
        if lender.platform:
            return self.words("report.party.platform")
        if lender.kind is LenderKind.BANK:
            return self.words("report.party.bank")
        if lender.kind in (LenderKind.PRIVATE, LenderKind.GUARANTOR):
            return self.words("report.party.other")
        return self.words("report.party.platform")

    def t(self, key: str, /, **params: object) -> str:
        """A sentence of the report's own, with `party` known to it."""
        return self.line(self.words(self.key(key), party=self.party, **params))

    def key(self, name: str) -> str:
        """The word key of a sentence: that of the paper in the contract's place, if it has one."""
        own = f"paper.{self.report.paper}.{name}"
        return own if self._other_paper and self.words.has(own) else f"report.{name}"

    @property
    def _other_paper(self) -> bool:
        return self.report.paper is not Paper.CONTRACT

    def say(self, value: Text) -> str:
        """A sentence of the audit's; what is foreign in it is made harmless."""
        return self.line(self.words.say(value))

    def inner(self, value: Text) -> str:
        """The same inside another sentence: no capital of its own."""
        return self.mask(clean(self.words.say(value), longest=2000))

    def then(self, first: str, second: str) -> str:
        """Two sentences after each other; no second full stop behind a question."""
        zh = self.words.lang == "zh"
        if first.endswith(tuple("?!.？！。")):
            return first + ("" if zh else " ") + self.line(second)
        return first + self.words("report.list.stop") + self.line(second)

    def line(self, text: str) -> str:
        """One line: clean, masked, with a capital where English begins."""
        plain = self.mask(clean(text, longest=2000))
        if self.words.lang == "en" and plain[:1].islower() and not plain.startswith("debtcheck"):
            return plain[0].upper() + plain[1:]
        return plain

    def foreign(self, text: str, longest: int = 60) -> str:
        """A short foreign text."""
        return self.mask(clean(text, longest))

    def paint(self, blocks: list[Block], kind: str) -> list[Block]:
        """The same paragraphs, of this kind."""
        return [replace(b, kind=kind) if isinstance(b, Para) else b for b in blocks]

    def heading(self, key: str, **params: object) -> list[Block]:
        """Some room, then the heading of a part."""
        return [Gap(), Heading(self.t(key, **params))]

    def text(self, text: str, indent: int = 2) -> list[Block]:
        """A paragraph."""
        return [Para(text, indent)]

    def bullet(self, text: str) -> list[Block]:
        """A paragraph behind a mark."""
        return [Item(text)]

    def labelled(self, label: str, text: str) -> list[Block]:
        """A text behind a label; with no label it goes on with the one before."""
        return [Labelled(label, text)]

    def command(self, command: str, indent: int = 4) -> list[Block]:
        """A command on a line of its own."""
        return [Command(command, indent)]

    def table(
        self,
        rows: Sequence[Sequence[str]],
        *,
        total: bool = False,
        texts: Iterable[int] = (0,),
        headed: bool | None = None,
    ) -> list[Block]:
        """Rows of cells; the first is a header if its first cell is empty, or if it is said so."""
        named = not rows[0][0] if headed is None else headed
        return [Table(tuple(tuple(row) for row in rows), named, total, frozenset(texts))]
