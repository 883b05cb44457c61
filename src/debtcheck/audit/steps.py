"""The commands that help next. Only those that exist are named."""

from __future__ import annotations

from debtcheck.audit.report import Cause, Finding
from debtcheck.case.model import Case


def next_steps(
    case: Case, findings: tuple[Finding, ...], commands: frozenset[str]
) -> tuple[str, ...]:
    """Command lines in the order of need: court, payee, dispute, rights, plan, explanation."""
    path = _quoted(case.file) if case.file and case.file != "-" else None
    steps: list[tuple[str, str]] = []
    if case.court is not None or any(c.kind == "lawsuit" for c in case.claims):
        steps.append(("rights", "rights court"))
    if path is not None:
        steps.append(("verify", f"verify {path}"))
        if any(f.cause is not Cause.NOTE for f in findings):
            steps.append(("letter", f"letter dispute {path}"))
    if findings and path is not None:
        steps.append(("check", f"check {path} --explain {findings[0].code}"))
    elif findings:
        steps.append(("check", f"check --explain {findings[0].code}"))
    return tuple(f"debtcheck {line}" for command, line in steps if command in commands)


def _quoted(path: str) -> str:
    """A path as it can be pasted into a shell of any system."""
    plain = all(c.isalnum() or c in "/\\._-:~" for c in path)
    return path if plain else '"' + path.replace('"', "") + '"'
