"""Where each key of a TOML text stands; the standard reader does not say."""

from __future__ import annotations

from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass

_BLANK = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: a header (`[loan]`; `many`: `[[payment]]`) or a pair `key = value`.

    `path` has the numbers of repeated tables (`payment.0.amount`); `start` and `end` are offsets
    of its first character and behind its last, a comment after it left out.
    """

    path: str
    header: bool
    many: bool
    start: int
    end: int


def statements(text: str) -> list[Statement]:
    """The statements of a valid TOML text, in order."""
    scanner = _Scanner(text)
    with suppress(IndexError, RecursionError):
        scanner.document()
    return scanner.statements


def key_lines(text: str) -> dict[str, int]:
    """The line (from 1) of every key path of a valid TOML text.

    Paths read `loan.rate`, `payment.0.amount`, `statement.0.line.2.days`; a table's path has
    its header's line, an array's item the line it begins on. In a text that is not valid TOML
    the map simply ends where it can no longer follow.
    """
    scanner = _Scanner(text)
    with suppress(IndexError, RecursionError):
        scanner.document()
    return scanner.lines


class _Scanner:
    """Walks a text that has already been accepted by tomllib, so it checks nothing."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[str, int] = {}
        self.statements: list[Statement] = []
        self._starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
        self._counts: dict[str, int] = {}  # array of tables -> how many so far

    def document(self) -> None:
        """Every statement to the end of the text."""
        prefix = ""
        while self._skip(_BLANK):
            start, header = self.at, self.text[self.at] == "["
            many = self.text.startswith("[[", start)
            path = prefix = self._header() if header else prefix
            if not header:
                path = self._pair(prefix)
            end = start + len(self.text[start : self.at].rstrip())
            self.statements.append(Statement(path, header, many, start, end))

    def _header(self) -> str:
        start = self.at
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        parts = self._key("]")
        self.at += 2 if many else 1
        path = ""
        for index, part in enumerate(parts):
            path = _join(path, part)
            last = index == len(parts) - 1
            if last and many:
                self._counts[path] = self._counts.get(path, -1) + 1
                self.lines.setdefault(path, self._line(start))
            if path in self._counts:
                path = f"{path}.{self._counts[path]}"
            self.lines.setdefault(path, self._line(start))  # a table named on the way counts too
        return path

    def _pair(self, prefix: str) -> str:
        line = self._line(self.at)
        path = prefix
        for part in self._key("="):
            path = _join(path, part)
            self.lines.setdefault(path, line)
        self.at += 1
        self._skip(" \t")
        self._value(path)
        return path

    def _value(self, path: str) -> None:
        char = self.text[self.at]
        if char in "\"'":
            self._string()
        elif char == "[":
            self._array(path)
        elif char == "{":
            self._inline_table(path)
        else:
            self._bare()

    def _array(self, path: str) -> None:
        self.at += 1
        index = 0
        while self._skip(_BLANK + ",") and self.text[self.at] != "]":
            item = f"{path}.{index}"
            self.lines.setdefault(item, self._line(self.at))
            self._value(item)
            index += 1
        self.at += 1

    def _inline_table(self, path: str) -> None:
        self.at += 1
        while self._skip(_BLANK + ",") and self.text[self.at] != "}":
            self._pair(path)
        self.at += 1

    def _key(self, end: str) -> list[str]:
        """The parts of a dotted key; stops at `end`."""
        parts: list[str] = []
        while True:
            self._skip(" \t.")
            char = self.text[self.at]
            if char == end:
                return parts
            if char in "\"'":
                parts.append(self._string())
            else:
                start = self.at
                while self.text[self.at] not in " \t.=]":
                    self.at += 1
                parts.append(self.text[start : self.at])

    def _string(self) -> str:
        """Moves behind a string of any kind; its text, escapes left as they are."""
        quote = self.text[self.at]
        long = self.text.startswith(quote * 3, self.at)
        fence = quote * 3 if long else quote
        self.at += len(fence)
        start = self.at
        while not self.text.startswith(fence, self.at):
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
            if self.at >= len(self.text):
                raise IndexError
        found = self.text[start : self.at]
        self.at += len(fence)
        while long and self.text.startswith(quote, self.at):
            self.at += 1  # up to two quotes may stand right before the closing three
        return found

    def _bare(self) -> None:
        while self.at < len(self.text) and self.text[self.at] not in "#,]}\n":
            self.at += 1

    def _skip(self, chars: str) -> bool:
        """Moves over `chars` and comments; False at the end of the text."""
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == "#" and chars != " \t":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif char in chars:
                self.at += 1
            else:
                return True
        return False

    def _line(self, at: int) -> int:
        return bisect_right(self._starts, at)


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part
