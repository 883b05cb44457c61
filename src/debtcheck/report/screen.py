"""What every part of the terminal report shares: words, width, masks and the lines' shapes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from debtcheck.audit.report import AuditReport
from debtcheck.case.kinds import LenderKind
from debtcheck.report.cells import cells, left, wrap
from debtcheck.report.foreign import Mask, clean
from debtcheck.words.catalog import Words
from debtcheck.words.text import Text

WIDEST = 100
NARROWEST = 40
INDENT = "  "
_STYLES = {"head": "1", "answer": "1", "court": "1", "quiet": "2"}


@dataclass(frozen=True)
class Screen:
    """The sentences, the width and the masks of one output."""

    report: AuditReport
    words: Words
    width: int
    today: date
    commands: frozenset[str]
    path: str | None
    mask: Mask
    style: bool = False
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
        return self.line(self.words(f"report.{key}", party=self.party, **params))

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

    def paint(self, lines: list[str], kind: str) -> list[str]:
        """The lines in bold or dim, if styles are wanted. Meaning never depends on it."""
        if not self.style:
            return lines
        return [f"\x1b[{_STYLES[kind]}m{line}\x1b[0m" if line else line for line in lines]

    def heading(self, key: str, **params: object) -> list[str]:
        """An empty line, then the heading of a part."""
        return ["", *self.paint(wrap(self.t(key, **params), self.width), "head")]

    def text(self, text: str, first: str = INDENT) -> list[str]:
        """A paragraph."""
        return wrap(text, self.width, first)

    def bullet(self, text: str) -> list[str]:
        """A paragraph behind a mark."""
        return wrap(text, self.width, " -  ")

    def labelled(self, label: str, text: str) -> list[str]:
        """`    账单    利息 720.00`, the text hanging under itself."""
        column = 8 if self.words.lang == "zh" else 12
        if cells(label) >= column:
            return [*wrap(label, self.width, "    "), *wrap(text, self.width, " " * (4 + column))]
        return wrap(text, self.width, "    " + left(label, column))

    def command(self, command: str, indent: int = 4) -> list[str]:
        """A command on a line of its own, never broken, so that it can be copied."""
        return [" " * indent + command]
