"""Says words, money and days in the language of a letter, and makes foreign text harmless."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debtcheck.case.kinds import Head
from debtcheck.words.catalog import Sayable, Words
from debtcheck.words.text import Text

LONGEST = 300
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x9b[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)?|\x1b."
)
_GONE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_BREAKS = frozenset("\t\n\r\v\f\u2028\u2029")


def clean(text: str, longest: int = LONGEST) -> str:
    """Foreign text as one line of plain characters, at most `longest` of them.

    Escape sequences, control, bidirectional and invisible characters are dropped. Markup and
    template code stay as they were written: nothing interprets them.
    """
    plain = _ESCAPES.sub("", text[: longest * 20])
    kept = (
        " " if c in _BREAKS else c
        for c in plain
        if c in _BREAKS or unicodedata.category(c) not in _GONE
    )
    line = " ".join("".join(kept).replace("\u00a0", " ").split())
    return line if len(line) <= longest else line[:longest] + "…"


class _LetterWords(Words):
    """The sentences, with days as a letter writes them."""

    def value(self, value: object) -> str:
        """Days as 2025年7月9日 or 9 July 2025; money as 12,345.60; foreign text made harmless."""
        if isinstance(value, date):
            return long_day(value, self.lang)
        if isinstance(value, Text | Decimal) or (
            isinstance(value, Sayable) and not isinstance(value, str)
        ):
            return super().value(value)
        return clean(str(value), 2_000)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def long_day(day: date, lang: str) -> str:
    """`2025年7月9日`, `9 July 2025`."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def capital(amount: Decimal) -> str:
    """`379.44` as 叁佰柒拾玖元肆角肆分, the way figures are secured in Chinese papers."""
    from cn2an import an2cn

    return str(an2cn(f"{amount:.2f}", "rmb"))


@dataclass(frozen=True)
class Speaker:
    """The words of a letter: its own under `letter.`, those of the report where it borrows them."""

    words: Words
    party: str  # how the other side is addressed: 贵方, 原告, 申请人

    @classmethod
    def of(cls, lang: str, addressed: str) -> Speaker:
        """A speaker of a language; `addressed` names the other side's word."""
        words = _LetterWords(lang)
        return cls(words, words(f"letter.party.{addressed}"))

    @property
    def lang(self) -> str:
        """The letter's language."""
        return self.words.lang

    def __call__(self, key: str, /, **params: object) -> str:
        """A sentence of the letter's own; `party` is always known to it."""
        return self.words(f"letter.{key}", party=self.party, **params)

    def text(self, value: object) -> str:
        """A Text, or what else a finding carries."""
        return self.words.value(value)

    def money(self, amount: Decimal) -> str:
        """`1,234.56 元`, `1,234.56 yuan`."""
        return self.words("letter.money", amount=amount)

    def day(self, day: date) -> str:
        """A day as it is written in a letter."""
        return long_day(day, self.lang)

    def head(self, head: Head | None) -> str:
        """The name of a head; of the total for None."""
        return self.words(f"head.{head.value if head else 'total'}")

    def list(self, parts: Iterable[str]) -> str:
        """`a、b`, `a, b`."""
        return self.words("letter.list.comma").join(p for p in parts if p)

    def join(self, sentences: Iterable[str]) -> str:
        """Sentences after each other, each with its own full stop."""
        return ("" if self.lang == "zh" else " ").join(s for s in sentences if s)

    def code(self, part: str, code: str, params: dict[str, object], fallback: Text) -> str:
        """A finding's sentence: the letter's own if there is one, else the report's."""
        key = f"letter.code.{code}.{part}"
        if self.words.has(key):
            return self.words(key, party=self.party, **params)
        return self.words.say(fallback).rstrip("。.")
