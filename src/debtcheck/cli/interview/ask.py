"""Asks one question: what it means, the numbers to choose from, and the keys that always work."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from debtcheck.cli import common
from debtcheck.cli.help import cells, wrap
from debtcheck.cli.interview import presets
from debtcheck.cli.interview.parse import parse
from debtcheck.cli.interview.questions import Form, Question
from debtcheck.cli.prompt import read_line
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.foreign_text import half_width

if TYPE_CHECKING:
    from debtcheck.words.catalog import Words

BACK, SAVE, WHERE = ("b",), ("s",), ("?",)
_PASTED = (Form.CLAIM, Form.TEXT, Form.WHO, Form.SPEECH)
_AS_TYPED = (Form.CHOICE, Form.LOGGED, Form.TEXT, Form.SPEECH)  # not said again
_MOST_LISTED, _SHORT = 12, 18  # more choices than these, or of no more cells, stand side by side
# Any word of a court is worth the question whether something came from one.
_COURT = re.compile(
    "法院|法庭|传票|支付令|仲裁|调解|起诉|判决|应诉|court|summons|lawsuit|mediation|arbitration|sued",
    re.IGNORECASE,
)
Line = tuple[str, str]


class Back(Exception):
    """The question before, again."""


class Leave(Exception):
    """Save and go; `ended` if there is no more input."""

    def __init__(self, *, ended: bool = False) -> None:
        super().__init__()
        self.ended = ended


class Distress(Exception):
    """Words of self-harm or violence were typed: nothing else matters now."""


class Asker:
    """Puts questions on the screen and reads answers, in the language of the run."""

    def __init__(self, words: Words, topic: str = "new") -> None:
        """`topic` is the word file of the questions: `<topic>.q.<key>.ask`."""
        self.words = words
        self.court_seen = False
        self._topic = topic
        self._q = f"{topic}.q"

    def ask(self, question: Question) -> dict[str, str]:
        """The answers to one question; empty where the person is not sure.

        Raises:
            Back, Leave, Distress: instead of an answer.
        """
        self._put(question)
        while True:
            typed = self.line(paste=question.form in _PASTED)
            key = half_width(typed).casefold()
            if key in WHERE:
                self.say(self.where(question), "  ")
                continue
            if not typed:
                return {question.id: ""}
            try:
                found = parse(question, typed)
            except BadValue as bad:
                self.bad(bad.key, question, bad.params)
                continue
            self._echo(question, typed, found)
            return found

    def line(self, *, paste: bool = False) -> str:
        """One line after the mark; words of distress and the keys `b` and `s` are heard here."""
        own = f"{self._topic}.prompt"
        mark = self.words(own if self.words.has(own) else "new.prompt")
        typed = read_line(mark + " ", paste=paste)
        if typed is None:
            raise Leave(ended=True)
        key = half_width(typed).casefold()
        if key in BACK:
            raise Back
        if key in SAVE:
            raise Leave
        self.listen(typed)
        return typed

    def say(self, text: str, first: str = "") -> None:
        """A paragraph beside the results."""
        rest = " " * len(first)
        room = common.width() - len(first)
        for number, line in enumerate(row for part in text.split("\n") for row in wrap(part, room)):
            common.talk((rest if number else first) + line)

    def table(self, lines: Sequence[Line]) -> None:
        """Labels and what stands beside them."""
        most = max((cells(label) for label, _ in lines), default=0) + 2
        for label, text in lines:
            beside = wrap(text, common.width() - most - 2)
            for number, line in enumerate(beside):
                left = label if not number else ""
                common.talk("  " + left + " " * (most - cells(left)) + line)

    def name(self, question: Question) -> str:
        """What a question is about, in a word."""
        return self.words(f"{self._q}.{question.key}.name")

    def bad(self, key: str, question: Question, params: dict[str, object]) -> None:
        """What is wrong with an answer, in the parser's own sentence."""
        own = (f"{self._topic}.bad.{key}", f"new.bad.{key}")
        sentence = next((k for k in own if self.words.has(k)), f"problem.{key}")
        said = {"key": self.name(question)} | params
        self.say(self.words(sentence, **said), "! ")

    def where(self, question: Question) -> str:
        """Where an answer can be found."""
        return self.words(f"{self._q}.{question.key}.where")

    def chosen(self, question: Question, choice: str) -> str:
        """A choice as it is said."""
        words = self.words
        if question.form is Form.WHO:
            named = presets.products().get(choice)
            if named:
                return named.called(words.lang)
            return words(f"new.who.{choice}") if choice in presets.OTHERS else choice
        keys = (
            f"{self._q}.{question.key}.choice.{choice}",
            f"{self._topic}.{question.key}.{choice}",
            *(f"new.{shared}.{choice}" for shared in ("choice", "source", "lender")),
        )
        return words(next((key for key in keys if words.has(key)), keys[0]))

    def blanks(self, question: Question) -> dict[str, object]:
        """What fills the blanks of a question's words."""
        found: dict[str, object] = dict(question.blanks)
        if "who" in found:
            found["who"] = presets.products()[str(found["who"])].called(self.words.lang)
        if question.same:
            found["same"] = self.shown(question, question.same)
        if "penalty" in found:
            found["penalty"] = self._rate(str(found["penalty"]), "new.penalty")
        if "basis" in found:
            found["basis"] = self.words(f"new.confidence.{found['basis']}")
        number = next((part for part in question.id.split(".") if part.isdecimal()), "")
        if number:
            found["n"] = str(int(number) + 1)
        return found

    def _put(self, question: Question) -> None:
        words, key = self.words, f"{self._q}.{question.key}"
        blanks = self.blanks(question)
        common.talk("")
        self.say(words(f"{key}.ask", **blanks))
        if words.has(f"{key}.hint"):
            self.say(words(f"{key}.hint", **blanks), "  ")
        if question.same:
            self.say(words("new.same", **blanks), "  ")
        if question.often:
            often = words("new.list").join(self.chosen(question, c) for c in question.often)
            self.say(words(f"new.often.{question.why_often}", list=often), "  ")
        listed = presets.offered() if question.form is Form.WHO else question.choices
        shown = [f"{n} {self.chosen(question, c)}" for n, c in enumerate(listed, 1)]
        if not listed:
            return
        if len(shown) > _MOST_LISTED or all(cells(choice) <= _SHORT for choice in shown):
            self._rows(shown, "\u3000" if words.lang == "zh" else "   ")
            return
        for number, choice in enumerate(listed, 1):
            self.say(self.chosen(question, choice), f"  {number} ")

    def _rows(self, shown: Sequence[str], gap: str) -> None:
        """Choices side by side, none of them broken."""
        line = ""
        for choice in shown:
            if line and cells(line + gap + choice) > common.width() - 2:
                common.talk("  " + line)
                line = ""
            line += (gap if line else "") + choice
        common.talk("  " + line)

    def _echo(self, question: Question, typed: str, found: dict[str, str]) -> None:
        """What was understood, where it was not typed just so."""
        shown = self.shown(question, found[question.id])
        if len(found) > 1:
            self.say(self.words("new.read_message"), "  ")
        if shown != typed and question.form not in _AS_TYPED:
            self.say(self.words("new.understood", what=shown), "  ")

    def shown(self, question: Question, value: str) -> str:
        """An answer as it is said."""
        words = self.words
        match question.form:
            case Form.AMOUNT | Form.MONEY | Form.CLAIM:
                return words("new.figure.yuan", amount=Decimal(value))
            case Form.DATED:
                day, amount = value.split()
                return words("new.row", day=date.fromisoformat(day), amount=Decimal(amount))
            case Form.POSTING:
                day, kind, amount = value.split()
                what = words(f"new.posting.{kind}")
                on = date.fromisoformat(day)
                return words("new.row_of", day=on, what=what, amount=Decimal(amount))
            case Form.RATE | Form.OVERDUE_RATE:
                return self._rate(value)
            case Form.WHO | Form.CHOICE | Form.LOGGED:
                return self.chosen(question, value)
            case Form.MOMENT:
                return value[: len("2026-11-20T22:30")].replace("T", " ")
            case Form.DURATION:
                return words("contact.list.seconds", n=value)
            case _:
                return value

    def _rate(self, value: str, times: str = "report.rate.times") -> str:
        """A rate with its unit, or how many times the loan's."""
        if value.endswith("x"):
            return self.words(times, times=value[:-1])
        amount, _, unit = value.partition("/")
        key = f"report.rate.{unit}"
        return self.words(key, rate=amount) if self.words.has(key) else value

    def listen(self, typed: str) -> None:
        """Words of distress end everything; words of a court are remembered.

        Raises:
            Distress: such words were typed.
        """
        if not any(c.isalpha() for c in typed) or len(typed) < len("xx"):
            return
        from debtcheck.messages.judge import judge
        from debtcheck.messages.load import load_rules

        judged = judge(typed, load_rules(), with_claim=False)
        if judged.distress:
            raise Distress
        if judged.court or _COURT.search(typed):
            self.court_seen = True


def calm(words: Words) -> None:
    """The calm screen: someone to trust, the help lines, and nothing about money."""
    from debtcheck.cli.message_input import lay_out
    from debtcheck.report.blocks import Block, Gap, Item, Para

    blocks: list[Block] = [Para(words("message.screen.calm_title"), 0, "answer"), Gap()]
    keys = ("calm_someone", "calm_line", "calm_danger", "calm_later")
    blocks += [Item(words(f"message.do.{key}")) for key in keys]
    blocks += [Para(words("new.calm_mark"), 4)]
    shown = lay_out(iter(blocks), common.width(), style=common.style())
    print("\n" + shown, file=sys.stderr)
