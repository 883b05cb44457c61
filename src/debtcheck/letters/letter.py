"""A letter as frozen values: blocks of text, blanks, attachments, dates, and the law it cites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from debtcheck.words.text import Text


class LetterRefused(ValueError):
    """A letter that is not drafted; `why` says the reason and the next step."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.key)
        self.why = why


class Shape(StrEnum):
    """How a block is laid out."""

    TITLE = "T"
    ADDRESSEE = "A"
    PARAGRAPH = "P"
    HEADING = "H"
    ITEM = "I"  # with its number
    LINE = "S"  # under an item, with a label
    LISTED = "L"  # an attachment, a row of a plan
    RIGHT = "R"  # the signature and the date
    SPACE = "B"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, whole. `mark` is an item's number or a line's label."""

    shape: Shape
    text: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """A fact the letter needs and the case does not have; `key` is empty for one of a template."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A rule that a letter cites, with the day its version was looked up for."""

    id: str
    on: date
    cite: dict[str, str]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that matters, how it was counted, and what to know about it."""

    kind: str  # answer: by when the other side replies; court: by when the person files
    on: date | None  # None: it runs from a day that the case does not have
    days: int
    notes: tuple[Text, ...] = ()
    by_rule: bool = False  # the days are a rule's, not only asked for


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, and what to know after writing it."""

    kind: str
    lang: str
    blocks: tuple[Block, ...]
    blanks: tuple[Blank, ...]
    attachments: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    law: tuple[Cited, ...]
    after: tuple[Text, ...]  # what to do once it is written, in order
    notes: tuple[Text, ...] = ()  # what was left out of it, and why

    @property
    def title(self) -> str:
        """The first title, or the kind."""
        return next((b.text for b in self.blocks if b.shape is Shape.TITLE), self.kind)

    @property
    def text(self) -> str:
        """The letter as a plain text file, lines of at most 80 cells."""
        from debtcheck.letters.wrap import lay_out

        return lay_out(self.blocks, self.lang)

    def paragraphs(self) -> Iterator[str]:
        """Every block that has words, whole."""
        return (b.text for b in self.blocks if b.text)

    def items(self) -> tuple[Block, ...]:
        """The numbered items."""
        return tuple(b for b in self.blocks if b.shape is Shape.ITEM)
