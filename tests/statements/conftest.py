"""Fixtures of the readers' tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from debtcheck.case.model import Case
from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.case_file import Option, load_case
from debtcheck.words.catalog import LANGUAGES, Words

Write = Callable[[str | bytes], Path]
Refused = Callable[..., list[Problem]]


@pytest.fixture
def case_toml(tmp_path: Path) -> Write:
    """Writes a case file and gives its path."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "case.toml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def refused() -> Refused:
    """Runs a reader that must refuse; its problems, each of which reads in both languages."""

    def run(read: Callable[[], object]) -> list[Problem]:
        with pytest.raises(InputError) as caught:
            read()
        for lang in LANGUAGES:
            words = Words(lang)
            for problem in caught.value.problems:
                sentence = words(f"problem.{problem.key}", **problem.params)
                assert "\x1b" not in sentence
                assert "pydantic" not in sentence.lower()
        return list(caught.value.problems)

    return run


@pytest.fixture
def bare_case() -> Case:
    """A loan of 10,000 formed on 2025-01-10, looked at on 2025-07-09."""
    return load_case(
        None,
        [
            Option("loan.principal", "10000", "--principal"),
            Option("loan.formed_on", "2025-01-10", "--formed-on"),
            Option("as_of", "2025-07-09", "--as-of"),
        ],
    )
