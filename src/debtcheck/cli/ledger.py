"""`debtcheck ledger CASE`: the replay event by event, with what each payment went into."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from debtcheck.cli import common
from debtcheck.cli.options import Lang


def command(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(metavar="case")],
    as_of: Annotated[str | None, typer.Option(metavar="date")] = None,
    csv: Annotated[str | None, typer.Option(metavar="file")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    json: Annotated[bool, typer.Option("--json")] = False,
    lang: Lang = None,
) -> None:
    """Replay a case and print its ledger."""
    from debtcheck.audit.audit import ledger_of
    from debtcheck.law.load import load_lawbook
    from debtcheck.report import ledger as page
    from debtcheck.statements.case_file import load_case
    from debtcheck.statements.options import Option

    options = [Option("as_of", as_of, "--as-of")] if as_of else []
    facts = load_case(case, options)
    stated = facts.claim.as_of if facts.claim else None
    day = (facts.as_of if as_of else stated) or facts.as_of or common.today()
    found = ledger_of(facts, law=load_lawbook(), as_of=day)
    if csv is not None:
        from debtcheck.statements.safe_write import safe_write

        # the byte-order mark lets spreadsheets on Windows open it as UTF-8
        safe_write(Path(csv), page.to_csv(found, ctx.obj).encode("utf-8-sig"), force=force)
        common.talk(ctx.obj("cli.ledger.written", file=csv))
    elif json:
        common.write_json(page.to_dict(found, ctx.obj))
    else:
        common.write(page.render(found, ctx.obj, width=common.width()))
