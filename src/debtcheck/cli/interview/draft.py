"""Answers kept between two sittings: a small TOML file for its owner alone, written each time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.case_writer import toml_text
from debtcheck.statements.reading import decode, read_bytes, shown
from debtcheck.statements.safe_write import safe_write
from debtcheck.statements.toml_text import parse_toml

ENDING = ".draft.toml"
UNNAMED = f"debtcheck{ENDING}"
_FORM = 1


def draft_path(output: Path | None) -> Path:
    """Where the answers are kept: beside the case file, or in the present folder without one."""
    return Path(UNNAMED) if output is None else output.with_name(output.stem + ENDING)


def save(path: Path, answers: Mapping[str, str], papers: tuple[str, ...]) -> None:
    """Keep the answers, whole or not at all.

    Raises:
        InputError: it cannot be written.
    """
    lines = [f"draft = {_FORM}"]
    if papers:
        lines.append(f"papers = [{', '.join(toml_text(paper) for paper in papers)}]")
    lines += ["", "[answers]"]
    lines += [f"{toml_text(key)} = {toml_text(said)}" for key, said in answers.items()]
    safe_write(path, ("\n".join(lines) + "\n").encode(), force=True)


def load(path: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    """The answers and the papers they began with.

    Raises:
        InputError: there is none, or it is no draft.
    """
    file = shown(path)
    data = parse_toml(decode(read_bytes(path), file)[0], file)
    answers, papers = data.get("answers", {}), data.get("papers", [])
    if data.get("draft") != _FORM or not isinstance(answers, dict) or not isinstance(papers, list):
        raise InputError(Problem("no_draft", file))
    kept = {str(key): said for key, said in answers.items() if isinstance(said, str)}
    return kept, tuple(paper for paper in papers if isinstance(paper, str))


def drop(path: Path) -> None:
    """The draft has done its work."""
    path.unlink(missing_ok=True)
