"""Reads the papers that a command names: asks for passwords, shows how far a long one is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from debtcheck.cli import common

if TYPE_CHECKING:
    from debtcheck.statements.papers.paper import Paper
    from debtcheck.words.catalog import Words

_LARGE = 2_000_000  # bytes from which a file is worth a bar
_PAGES = 10_000  # a whole below this is a number of pages
_BAR = 24
_NAMES = 1000
_TRIES = 3  # of a password that is typed


def read_papers(
    files: Sequence[str], words: Words, today: date, passwords: Sequence[str] = ()
) -> list[Paper]:
    """Every paper, in order; each is read once however often it is named.

    Args:
        files: Their paths; `-` is the standard input.
        words: The language of the questions.
        today: Fills a year that a paper leaves out.
        passwords: Tried one after the other on a locked paper; without one the person is asked.

    Raises:
        InputError: what is wrong with any of them; then none is used.
    """
    from debtcheck.case.problem import InputError, Problem
    from debtcheck.statements.reading import STDIN

    problems: list[Problem] = []
    papers: list[Paper] = []
    for file in dict.fromkeys(files):
        bar = _Bar(file)
        if file == STDIN:
            ask_to_paste(words)
        try:
            paper = _read(file, _Passwords(passwords, words), today, bar)
            name = words("import.pasted")
            papers.append(_renamed(paper, name) if file == STDIN else paper)
        except InputError as error:
            problems += error.problems
        finally:
            bar.close()
    if problems:
        raise InputError(*problems)
    return papers


def ask_to_paste(words: Words) -> None:
    """In a terminal, say that something is to be pasted, and how it ends."""
    if sys.stdin.isatty():
        common.talk(words("message.screen.stdin"))


def keep_pasted(words: Words, folder: Path) -> Path:
    """What is pasted as a file of its own in `folder`, which the figures can be traced to.

    Raises:
        InputError: nothing was pasted, or it cannot be written.
    """
    from debtcheck.statements.reading import STDIN, read_bytes
    from debtcheck.statements.safe_write import safe_write

    ask_to_paste(words)
    content, stem = read_bytes(STDIN), words("import.pasted")
    names = (f"{stem}{f'-{n}' if n > 1 else ''}.txt" for n in range(1, _NAMES))
    path = next(p for p in (folder / name for name in names) if not p.exists())
    safe_write(path, content)
    return path


def _renamed(value: Any, name: str) -> Any:
    """A paper from the standard input under a name that says so, in every evidence of it."""
    from debtcheck.case.model import Evidence
    from debtcheck.statements.papers.paper import Paper
    from debtcheck.words.text import Text

    if isinstance(value, tuple):
        return tuple(_renamed(item, name) for item in value)
    if isinstance(value, Text):
        file = {"file": name} if "file" in value.params else {}
        return replace(value, params=value.params | file)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    named = {"file": name} if isinstance(value, Evidence | Paper) else {}
    inner = {f.name: _renamed(getattr(value, f.name), name) for f in fields(value)}
    return replace(value, **inner | named)


def _read(file: str, passwords: _Passwords, today: date, bar: _Bar) -> Paper:
    """One paper; as long as there is another password to try, a wrong one is no end."""
    from debtcheck.case.problem import InputError
    from debtcheck.statements.papers.content import Opening
    from debtcheck.statements.papers.readers import read_paper

    while True:
        try:
            return read_paper(file, Opening(today, passwords, bar))
        except InputError as error:
            wrong = [p.key for p in error.problems] == ["paper_wrong_password"]
            if not wrong or not passwords.more():
                raise


class _Passwords:
    """The passwords of the options, else the answers at the terminal, which are not shown."""

    def __init__(self, given: Sequence[str], words: Words) -> None:
        self._given, self._words = list(given), words
        self._typed = 0
        self._asks = not given and sys.stdin.isatty() and sys.stderr.isatty()

    def __call__(self, file: str) -> str | None:
        if self._given:
            return self._given.pop(0)
        if not self._asks:
            return None
        from getpass import getpass

        key = "password_again" if self._typed else "password"
        self._typed += 1
        return getpass(self._words(f"import.ask.{key}", file=file), stream=sys.stderr) or None

    def more(self) -> bool:
        """True if there is another to try."""
        return bool(self._given) or (self._asks and 0 < self._typed < _TRIES)


class _Bar:
    """How much of a long paper is read, on stderr, in a terminal only."""

    def __init__(self, file: str) -> None:
        from debtcheck.report.cells import clip
        from debtcheck.statements.named_place import file_name

        self._name = clip(file_name(file), 40)
        self._shown = -1
        self._on = sys.stderr.isatty()

    def __call__(self, done: int, whole: int) -> None:
        if not self._on or whole <= 1 or _PAGES < whole < _LARGE:
            return
        percent = min(100, done * 100 // whole)
        if percent != self._shown:
            self._shown = percent
            filled = percent * _BAR // 100
            bar = "#" * filled + "-" * (_BAR - filled)
            print(f"\r{self._name}  [{bar}] {percent:>3}%", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Wipe the line."""
        if self._shown >= 0:
            print("\r" + " " * (common.PIPED_WIDTH - 1) + "\r", end="", file=sys.stderr, flush=True)
