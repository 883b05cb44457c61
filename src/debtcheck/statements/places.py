"""Where each fact of a case stands: a line of the file, or an option of the command line."""

from __future__ import annotations

from collections.abc import Mapping

from debtcheck.case.model import Evidence
from debtcheck.case.problem import Problem
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.foreign_text import TEXT_LIMIT, clean_text
from debtcheck.statements.options import Applied, whole_path
from debtcheck.statements.positions import key_lines

_SILENT = ("private_note",)  # never leaves the file, not even as evidence


class Places:
    """The place of every key path of one case."""

    def __init__(self, file: str, text: str, applied: Applied) -> None:
        """`text` is the file's content ("" without a file), `applied` the options on top."""
        self.file = file
        self._applied = applied
        self._rows = text.split("\n")
        self._lines = {whole_path(path): line for path, line in key_lines(text).items()}

    def problem(self, path: str, key: str, **params: object) -> Problem:
        """A problem of the fact under `path`."""
        flag = self._flag(path)
        if flag:
            return Problem(key, "", f"option {flag}", {"key": label(path), **params})
        line = self._line(path)
        place = f"line {line}" if line else ""
        return Problem(key, self.file, place, {"key": label(path), **params})

    def bad(self, path: str, value: BadValue) -> Problem:
        """The problem of a value that could not be read."""
        return self.problem(path, value.key, **value.params)

    def line(self, problem: Problem) -> int:
        """The line of a problem, to sort by; options and the whole file come first."""
        number = problem.place.removeprefix("line ").partition(",")[0]
        return int(number) if number.isdigit() else 0

    def stated(self, data: Mapping[str, object]) -> dict[str, Evidence]:
        """The evidence of every key path that `data` holds."""
        found: dict[str, Evidence] = {}
        self._collect("", data, found)
        return found

    def _collect(self, path: str, node: object, found: dict[str, Evidence]) -> None:
        items: list[tuple[str, object]] = []
        if isinstance(node, Mapping):
            items = [(str(key), value) for key, value in node.items()]
        elif isinstance(node, list):
            items = [(str(index), value) for index, value in enumerate(node)]
        for key, value in items:
            below = f"{path}.{key}" if path else key
            found[below] = self._evidence(below, value)
            self._collect(below, value, found)

    def _evidence(self, path: str, value: object) -> Evidence:
        if path in _SILENT:
            line = self._line(path)
            return Evidence(self.file, f"line {line}" if line else "")
        flag = self._flag(path)
        if flag:
            text = "" if isinstance(value, list | dict) else clean_text(str(value))
            return Evidence("", f"option {flag}", text)
        line = self._line(path)
        if not line:
            return Evidence(self.file, "")
        return Evidence(self.file, f"line {line}", clean_text(self._rows[line - 1])[:TEXT_LIMIT])

    def _flag(self, path: str) -> str:
        for probe in _upwards(path):
            if probe in self._applied.flags:
                return self._applied.flags[probe]
        return ""

    def _line(self, path: str) -> int:
        return next((self._lines[p] for p in _upwards(path) if p in self._lines), 0)


def label(path: str) -> str:
    """A key path as a person writes it: payment.0.amount is payment.amount."""
    return clean_text(".".join(part for part in path.split(".") if not part.isdigit()))[:80]


def _upwards(path: str) -> list[str]:
    """A path and the tables around it, innermost first."""
    parts = path.split(".")
    return [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
