"""A plain page for the terminal: words, width, and the shapes its lines may take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from debtcheck.law.lawbook import Rule
from debtcheck.report.cells import wrap
from debtcheck.report.foreign import clean
from debtcheck.words.catalog import Words

NARROWEST, WIDEST = 40, 100
_BOLD, _DIM = "1", "2"


@dataclass(frozen=True)
class Page:
    """The sentences and the width of one output."""

    words: Words
    width: int = 80
    style: bool = False

    @property
    def room(self) -> int:
        """Cells of a line, within reason."""
        return max(NARROWEST, min(self.width, WIDEST))

    def heading(self, text: str) -> list[str]:
        """An empty line, then a heading."""
        return ["", *self._paint(wrap(text, self.room), _BOLD)]

    def strong(self, text: str, first: str = "") -> list[str]:
        """A paragraph that comes before others."""
        return self._paint(wrap(text, self.room, first), _BOLD)

    def para(self, text: str, first: str = "  ") -> list[str]:
        """A paragraph."""
        return wrap(text, self.room, first)

    def bullet(self, text: str) -> list[str]:
        """A paragraph behind a mark."""
        return wrap(text, self.room, " -  ")

    def step(self, number: int, text: str) -> list[str]:
        """A numbered paragraph."""
        return wrap(text, self.room, f"{number:>2}  ")

    def quiet(self, text: str, first: str = "    ") -> list[str]:
        """A paragraph that stands behind the others."""
        return self._paint(wrap(text, self.room, first), _DIM)

    def foreign(self, text: str, longest: int = 80) -> str:
        """A text that somebody else wrote, harmless and short."""
        return clean(text, longest)

    def basis(self, rule: Rule, on: date | None = None, *, doubts: bool = True) -> str:
        """Citation, force, day, how well it was checked, and the row's own doubt, in one line."""
        words = self.words
        parts = [words(f"rights.force.{rule.force}")]
        if on is not None:
            parts.append(words("rights.on", day=on))
        if rule.confidence != "V":
            parts.append(words(f"rights.confidence.{rule.confidence}"))
        line = words(
            "rights.basis", cite=rule.cite[words.lang], mark=words("rights.mark").join(parts)
        )
        doubt = rule.doubt.get(words.lang, "") if doubts else ""
        return words("rights.doubt", line=line, doubt=doubt) if doubt else line

    def _paint(self, lines: list[str], how: str) -> list[str]:
        if not self.style:
            return lines
        return [f"\x1b[{how}m{line}\x1b[0m" if line else line for line in lines]
