"""The case file that the answers make: its name, its comments, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from debtcheck.cli.help import wrap
from debtcheck.cli.interview.ask import Asker
from debtcheck.cli.interview.facts import Facts
from debtcheck.cli.interview.flow import product
from debtcheck.cli.interview.questions import Form, Question
from debtcheck.statements.case_writer import case_text

if TYPE_CHECKING:
    from debtcheck.words.catalog import Words

_WIDTH = 78  # cells of a comment line
_NAMES = 99  # loan.toml, loan-2.toml, …


def file_text(
    found: Facts, words: Words, today: date, places: Mapping[str, str] | None = None
) -> str:
    """The commented file.

    Args:
        found: What the answers make of a case.
        words: The language of the comments.
        today: The day it is written.
        places: Where an answer of a paper stands, by the id of its question.
    """
    asker = Asker(words)
    seen = places or {}
    given = {option.key for option in found.options}
    head = [*_wrapped(words("new.file.head", day=today)), *_wrapped(words("new.file.check"))]
    return case_text(
        found.tables(),
        head=head,
        comments={
            o.key: _comment(o.key, o.value, found, asker, seen.get(o.flag, ""))
            for o in found.options
        },
        missing={
            key: _wrapped(_missing(question, asker))
            for key, question in found.asked.items()
            if key not in given and question.form is not Form.CHOICE and _matters(key)
        },
    )


def default_name(answers: Mapping[str, str], words: Words, folder: Path) -> Path:
    """A name that no file of the folder has, without a person's name in it.

    The product of the list and the month the money came: 京东金条-2025-01.toml, else loan.toml.
    """
    named = product(answers)
    stem = words("new.file.name") if named is None else named.name
    day = answers.get("arrived", "")
    stem = f"{stem}-{day[:7]}" if day else stem
    names = [stem, *(f"{stem}-{number}" for number in range(2, _NAMES))]
    free = (name for name in names if not (folder / f"{name}.toml").exists())
    return folder / f"{next(free, stem)}.toml"


def _comment(key: str, value: object, found: Facts, asker: Asker, place: str) -> str:
    question = found.asked.get(key)
    if question is None:
        own = f"new.file.key.{key}"
        return asker.words(own) if asker.words.has(own) else ""
    if question.form is Form.CHOICE and isinstance(value, str) and value in question.choices:
        said = asker.chosen(question, value)
        return asker.words("new.file.chosen", name=asker.name(question), said=said)
    if place:
        return asker.words("new.file.place", name=asker.name(question), place=place)
    return asker.name(question)


def _missing(question: Question, asker: Asker) -> str:
    return asker.words("new.file.missing", name=asker.name(question), where=asker.where(question))


def _matters(key: str) -> bool:
    """A head that the other side does not list is not missing."""
    return not key.startswith("statement.") or key.endswith(("total", "as_of"))


def _wrapped(text: str) -> list[str]:
    return wrap(text, _WIDTH)
