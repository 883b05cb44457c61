"""`debtcheck law`: the rules that are used, as they stood on a day, with article and source."""

from __future__ import annotations

from typing import Annotated

import typer

from debtcheck.cli import common, options
from debtcheck.cli.options import Lang, one_of


def command(
    ctx: typer.Context,
    topic: Annotated[str | None, typer.Argument(metavar="topic")] = None,
    on: Annotated[str | None, typer.Option(metavar="date")] = None,
    lender: Annotated[str | None, typer.Option(metavar="kind")] = None,
    search: Annotated[str | None, typer.Option(metavar="text")] = None,
    diff: Annotated[tuple[str, str] | None, typer.Option(metavar="dates")] = None,
    codes: Annotated[bool, typer.Option("--codes")] = False,
    lpr: Annotated[str | None, typer.Option(metavar="file")] = None,
    law_file: Annotated[str | None, typer.Option(metavar="file")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    lang: Lang = None,
) -> None:
    """Look up the law that is used."""
    from pathlib import Path

    from debtcheck.case.kinds import LenderKind
    from debtcheck.law import lookup
    from debtcheck.law.load import load_lawbook
    from debtcheck.report import law as page

    if codes:
        shown = page.codes(ctx.obj, width=common.width())
        common.write_json(page.codes_dict(ctx.obj)) if json else common.write(shown)
        return
    book = load_lawbook(
        lpr_file=Path(lpr) if lpr else None, law_file=Path(law_file) if law_file else None
    )
    kind = LenderKind(one_of("--lender", lender, options.LENDERS)) if lender else None
    if topic in options.LENDERS:
        kind, topic = LenderKind(topic), None
    if diff is not None:
        days = options.day("--diff", diff[0]), options.day("--diff", diff[1])
        found = lookup.changes(book, *days, lender=kind)
        shown = page.changes(found, days, ctx.obj, width=common.width())
        common.write_json(page.changes_dict(found, days, ctx.obj)) if json else common.write(shown)
        return
    day = options.day("--on", on) if on else None
    if topic is None and day is None and search is None and kind is None:
        common.write(page.contents(book, ctx.obj, width=common.width()))
        return
    rules = lookup.find(book, topic=topic, on=day, lender=kind, search=search)
    if json:
        common.write_json(page.to_dict(book, rules, ctx.obj))
    else:
        common.write(page.render(book, rules, ctx.obj, width=common.width(), on=day))
