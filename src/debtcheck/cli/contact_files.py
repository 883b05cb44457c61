"""What the `contact` commands share: the log, the case beside it, and what is known of a lender."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from debtcheck.cli.options import LENDERS, one_of

if TYPE_CHECKING:
    from debtcheck.words.catalog import Words

LogFile = Annotated[str | None, typer.Option("--log", metavar="file", rich_help_panel="input")]
CaseFile = Annotated[str | None, typer.Option("--case", metavar="case", rich_help_panel="input")]
Lender = Annotated[
    str | None,
    typer.Option(
        "--lender", metavar="kind", rich_help_panel="input", autocompletion=lambda: list(LENDERS)
    ),
]
Card = Annotated[bool, typer.Option("--card", rich_help_panel="input")]
Json = Annotated[bool, typer.Option("--json", rich_help_panel="output")]


def existing_log(log: str | None, words: Words) -> Path:
    """The log that is to be read.

    Raises:
        InputError: there is none; the next step is named.
    """
    from debtcheck.case.problem import InputError, Problem
    from debtcheck.contacts.log import FILE

    path = Path(log or FILE)
    if log is None and not path.exists():
        raise InputError(Problem("no_log", str(path)))
    return path


def known(case: str | None, lender: str | None, card: bool) -> dict[str, Any]:
    """Kind of lender, card or not, day of the loan: from a case, and options that override it."""
    from debtcheck.case.kinds import LenderKind

    facts: dict[str, Any] = {"lender": None, "card": None, "formed_on": None}
    if case is not None:
        from debtcheck.contacts.facts import is_card
        from debtcheck.statements.case_file import load_case

        read = load_case(case)
        facts = {
            "lender": read.lender.kind,
            "card": is_card(read),
            "formed_on": read.loan.originated_on,
        }
    if lender is not None:
        facts["lender"] = LenderKind(one_of("--lender", lender, LENDERS))
    if card:
        facts["card"] = True
    return facts
