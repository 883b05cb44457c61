"""`debtcheck doctor`: whether debtcheck works well on this computer, and what to do if not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from debtcheck.cli import common
from debtcheck.cli.options import Lang

if TYPE_CHECKING:
    from debtcheck.cli.doctor_checks import Check
    from debtcheck.words.catalog import Words

_MARKS = {"ok": "   ", "note": " - ", "act": " ! ", "broken": " ! "}


def command(
    ctx: typer.Context,
    path: Annotated[str | None, typer.Argument(metavar="case")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    lang: Lang = None,
) -> None:
    """Look, and tell. Exit code 1: debtcheck itself is not whole."""
    from debtcheck.cli.doctor_checks import State, checks

    words: Words = ctx.obj
    found = list(checks(common.today(), words.lang, path))
    if json:
        common.write_json(_to_dict(found, words))
    else:
        common.write(_page(found, words))
    if any(check.state is State.BROKEN for check in found):
        raise typer.Exit(1)


def _page(found: Sequence[Check], words: Words) -> str:
    """A line a check; what to do stands below it."""
    from debtcheck.report.cells import cells, left
    from debtcheck.report.plainpage import Page

    page = Page(words, common.width(), common.style())
    names = [words(f"doctor.name.{check.name}") for check in found]
    room = max(map(cells, names)) + 2
    lines: list[str] = []
    for check, name in zip(found, names, strict=True):
        head = _MARKS[check.state.value] + left(name, room)
        lines += page.para(_said(check.found, words), head)
        rest = " " * cells(head)
        if check.do is not None:
            lines += page.para(words.say(check.do), rest)
        if check.command:
            lines.append(f"{rest}  {check.command}")
    worst = {check.state.value for check in found}
    key = next((state for state in ("broken", "act", "note") if state in worst), "ok")
    return "\n".join([*lines, "", *page.strong(words(f"doctor.end.{key}"))])


def _said(found: object, words: Words) -> str:
    from debtcheck.report.foreign import clean

    return clean(words.value(found), 600)


def _to_dict(found: Sequence[Check], words: Words) -> dict[str, object]:
    return {
        "schema": "debtcheck.doctor",
        "version": 1,
        "checks": [
            {
                "name": check.name,
                "state": check.state.value,
                "found": _said(check.found, words),
                "do": words.say(check.do) if check.do is not None else None,
                "command": check.command or None,
            }
            for check in found
        ],
    }
