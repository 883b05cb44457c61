"""A problem with what the user gave: place, thing and next step, as a value."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of the input.

    `key` names a sentence in the word files (`problem.<key>`), `params` are its blanks,
    `file` and `place` say where ("line 14", "option --paid", "row 3, 罚息").
    """

    key: str
    file: str = ""
    place: str = ""
    params: dict[str, object] = field(default_factory=dict)


class InputError(Exception):
    """Input that cannot be used: every problem found, never only the first. Exit code 2."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{p.file} {p.place} {p.key}" for p in problems))
        self.problems = tuple(problems)
