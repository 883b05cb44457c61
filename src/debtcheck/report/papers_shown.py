"""The page on which papers are shown: foreign words made harmless, places in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from debtcheck.case.model import Evidence
from debtcheck.report.foreign import hide_numbers
from debtcheck.report.plainpage import Page
from debtcheck.statements.place_words import place_words
from debtcheck.words.text import Text

MOST_LISTED = 12  # items of one kind: notices, facts, rows left out


@dataclass(frozen=True)
class Shown:
    """The page, and what is known beside the papers.

    `meets` is what each new payment meets, in words, by its place; `case` the file's name.
    """

    page: Page
    case: str = ""
    private: bool = False
    meets: Mapping[str, str] = field(default_factory=dict)

    def t(self, key: str, /, **params: object) -> str:
        """A sentence of this topic, foreign text in it made harmless."""
        return self.page.words(f"import.{key}", **{k: self._safe(v) for k, v in params.items()})

    def say(self, what: Text) -> str:
        """A sentence of a reader or of the comparison."""
        safe = {name: self._safe(value) for name, value in what.params.items()}
        return self.page.words(what.key, **safe)

    def foreign(self, text: str, longest: int = 80) -> str:
        """Somebody else's words: harmless, short, account numbers hidden."""
        clean = self.page.foreign(text, longest)
        return clean if self.private else hide_numbers(clean)

    def _safe(self, value: object) -> object:
        if isinstance(value, Text):
            return self.say(value)
        return self.foreign(value, 200) if isinstance(value, str) else value


def place(where: Evidence, shown: Shown) -> str:
    """The place inside the file, whose name stands above: `第 27 行`."""
    return shown.say(place_words(where.place)) if where.place else "-"


def more(count: int, shown: Shown) -> list[str]:
    """The line that says how many are not shown."""
    return shown.page.para(shown.t("more", n=count), "    ") if count > 0 else []


def listed(name: str, items: Sequence[str], shown: Shown) -> list[str]:
    """A heading with its items; none without items."""
    if not items:
        return []
    lines = shown.page.para(shown.t(f"part.{name}"))
    for item in items[:MOST_LISTED]:
        lines += shown.page.bullet(item)
    return lines + more(len(items) - MOST_LISTED, shown)
