"""The questions of `debtcheck contact add`: each answer is read when it is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from debtcheck.cli import common
from debtcheck.cli.interview.ask import Asker, Back, Distress, Leave, calm
from debtcheck.cli.interview.questions import NO, YES, Form, Question

if TYPE_CHECKING:
    from debtcheck.words.catalog import Words

CHANNELS = ("call", "robot_call", "sms", "im", "visit", "letter", "email", "post", "other")
_CALLS = ("call", "robot_call")
_FLAGS = {"duration_s": "--duration"}  # the option of a column, where it is not its name


def questions(a: Mapping[str, str]) -> Iterator[Question]:
    """All questions in order, as the answers so far lead to them; ids are columns of the log."""
    yield Question("at", Form.MOMENT)
    yield Question("channel", Form.LOGGED, choices=CHANNELS)
    channel = a.get("channel")
    yield Question("creditor", Form.TEXT)
    yield Question("who", Form.TEXT)
    if channel in (*_CALLS, "sms"):
        yield Question("number", Form.TEXT)
    if channel in _CALLS:
        yield Question("answered", Form.LOGGED, choices=(YES, NO))
        if a.get("answered") != NO:
            yield Question("duration_s", Form.DURATION)
    if channel == "visit":
        yield Question("visitors", Form.PEOPLE)
    yield Question("third_party", Form.TEXT)
    yield Question("content", Form.SPEECH)
    yield Question("evidence", Form.SPEECH)
    yield Question("consent", Form.LOGGED, choices=(YES, NO))


@dataclass
class Questions:
    """One contact that is being told.

    Args:
        words: The language.
        moment: What Enter means where the time is asked for, as the log writes it.
        known: What need not be asked, by column.
        log: The log that was named, for the command to go on with.
    """

    words: Words
    moment: str
    known: Mapping[str, str]
    log: str | None = None
    answers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.asker = Asker(self.words, "contact")

    def ask(self) -> dict[str, str] | None:
        """The cells of the log that were answered; None if nothing is to be written.

        Raises:
            KeyboardInterrupt, typer.Abort: the person stopped, or the input ended; what was
                answered has been said.
        """
        say = self.asker.say
        say(self.words("new.private"))
        say(self.words("contact.add.keys"))
        try:
            self._all()
        except Leave as left:
            if left.ended:
                self.left("ended")
                raise typer.Abort from None
            if not any(self.answers.values()):
                say(self.words("contact.add.nothing"))
                return None
        except Distress:
            calm(self.words)
            self.left("left_calm")
            return None
        except KeyboardInterrupt:
            common.talk("")
            self.left("left")
            raise
        return self.cells()

    def cells(self) -> dict[str, str]:
        """What is known, by column."""
        told = {column: said for column, said in self.answers.items() if said}
        return {"at": self.moment} | dict(self.known) | told

    def left(self, key: str) -> None:
        """Nothing was written: what was answered, and the command that writes it."""
        say = self.asker.say
        common.talk("")
        say(self.words(f"contact.add.{key}"))
        asked = {question.id: question for question in questions(self.answers)}
        told = [(asked[id], said) for id, said in self.answers.items() if said and id in asked]
        if not told:
            return
        if key != "left_calm":
            self.asker.table([(self.asker.name(q), self.asker.shown(q, said)) for q, said in told])
        say(self.words("contact.add.go_on"))
        common.talk(f"  debtcheck contact add{self._options()}")

    def _all(self) -> None:
        while (question := self._next()) is not None:
            try:
                self.answers |= self.asker.ask(question)
            except Back:
                if self.answers:
                    self.answers.popitem()
                else:
                    self.asker.say(self.words("new.first"), "  ")

    def _next(self) -> Question | None:
        done = {*self.answers, *self.known}
        return next((q for q in questions(self.answers) if q.id not in done), None)

    def _options(self) -> str:
        from debtcheck.audit.serialise import quote

        said = "".join(
            f" {_FLAGS.get(column, '--' + column.replace('_', '-'))} {quote(value)}"
            for column, value in self.cells().items()
        )
        return said + (f" --log {quote(self.log)}" if self.log else "")
