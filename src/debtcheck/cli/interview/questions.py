"""What can be asked: each question is a value; the words lie under `new.q.<key>`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

YES, NO = "yes", "no"


class Form(StrEnum):
    """What an answer is read as."""

    CHOICE = "choice"
    AMOUNT = "amount"  # zero is an answer
    MONEY = "money"  # above zero
    DAY = "day"
    RATE = "rate"
    OVERDUE_RATE = "overdue_rate"  # may be a multiple of the loan's
    SHARE = "share"
    COUNT = "count"
    DAYS = "days"
    DAY_OF_MONTH = "day_of_month"
    TEXT = "text"
    WHO = "who"  # a product of the list, by number, or a name
    CLAIM = "claim"  # an amount, or a message that states one
    DATED = "dated"  # a day and an amount: 2025-02-10 500
    POSTING = "posting"  # one line of a card's bill: 2025-02-10 purchase 500
    MOMENT = "moment"  # a day, with the time of day if it is known; not in the future
    DURATION = "duration"  # seconds, or 00:01:23
    PEOPLE = "people"
    LOGGED = "logged"  # a choice, by number or by any name that a contact log may carry
    SPEECH = "speech"  # what was said, longer than a name


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    `id` names the answer; a repeated one carries its number ("payment.0"). `fact` is the key path
    of the case file that the answer fills ("loan.rate"), empty if it fills none by itself. `same`
    is what `=` stands for: an answer given before that this one often equals. `often` are choices
    that are worth a look first, told with the reason `new.often.<why_often>`.
    """

    id: str
    form: Form
    fact: str = ""
    choices: tuple[str, ...] = ()
    blanks: tuple[tuple[str, str], ...] = ()
    same: str = ""
    often: tuple[str, ...] = ()
    why_often: str = ""

    @property
    def key(self) -> str:
        """The id without numbers: where the words lie."""
        return ".".join(part for part in self.id.split(".") if not part.isdecimal())


@dataclass(frozen=True, slots=True)
class Show:
    """Something to say between two questions: figure, figures, court, or a note."""

    what: str


Step = Question | Show


def choice(id: str, *choices: str, fact: str = "", **blanks: str) -> Question:
    """A question with numbered answers."""
    return Question(id, Form.CHOICE, fact, choices, tuple(blanks.items()))


def yes_no(id: str, fact: str = "", **blanks: str) -> Question:
    """1 yes, 2 no."""
    return choice(id, YES, NO, fact=fact, **blanks)
