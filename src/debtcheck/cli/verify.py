"""`debtcheck verify`: the checklist before paying anyone."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from debtcheck.cli import common
from debtcheck.cli.options import Lang


def _option(metavar: str) -> Any:
    return typer.Option(metavar=metavar, rich_help_panel="ask")


def command(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(metavar="case", rich_help_panel="input")],
    payee: Annotated[str, _option("text")] = "",
    account: Annotated[str, _option("text")] = "",
    number: Annotated[str, _option("number")] = "",
    who: Annotated[str, _option("text")] = "",
    json: Annotated[bool, typer.Option("--json", rich_help_panel="output")] = False,
    show_private: Annotated[bool, typer.Option("--show-private", rich_help_panel="output")] = False,
    lang: Lang = None,
) -> None:
    """Compare what the other side says with the case."""
    from debtcheck.contacts.payee import Asked, verify
    from debtcheck.law.load import load_lawbook
    from debtcheck.report.plainpage import Page
    from debtcheck.report.verify import render, to_dict
    from debtcheck.statements.case_file import load_case

    read = load_case(case)
    points = verify(read, Asked(payee, account, number, who), load_lawbook())
    if json:
        common.write_json(to_dict(points, ctx.obj))
    else:
        page = Page(ctx.obj, common.width(), common.style())
        common.write(render(read, points, page, show_private=show_private))
