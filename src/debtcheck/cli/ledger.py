"""`debtcheck ledger CASE`: the replay day by day or instalment by instalment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from debtcheck.cli import common
from debtcheck.cli.options import Lang, one_of

WAYS = ("day", "instalment")


def command(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(metavar="case")],
    statement: Annotated[str | None, typer.Option(metavar="file")] = None,
    payments: Annotated[list[str] | None, typer.Option(metavar="file")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="date")] = None,
    by: Annotated[str, typer.Option(metavar="method", autocompletion=lambda: list(WAYS))] = "day",
    csv: Annotated[str | None, typer.Option(metavar="file")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    json: Annotated[bool, typer.Option("--json")] = False,
    lang: Lang = None,
) -> None:
    """Replay a case and print its ledger."""
    from debtcheck.audit.course.course import course_of
    from debtcheck.law.load import load_lawbook
    from debtcheck.report import ledger, ledger_csv, ledger_instalments, ledger_json
    from debtcheck.statements.case_file import load_case
    from debtcheck.statements.options import Option
    from debtcheck.statements.payment_table import with_payments
    from debtcheck.statements.statement_table import with_statement

    way = one_of("--by", by, WAYS)
    facts = load_case(case, [Option("as_of", as_of, "--as-of")] if as_of else [])
    if statement:
        facts = with_statement(facts, statement)
    for table in payments or ():
        facts = with_payments(facts, table)
    stated = facts.claim.as_of if facts.claim else None
    day = (facts.as_of if as_of else stated) or facts.as_of or common.today()
    course = course_of(facts, law=load_lawbook(), as_of=day)
    if csv is not None:
        from debtcheck.statements.reading import STDIN
        from debtcheck.statements.safe_write import safe_write

        make = ledger_csv.by_instalment if way == "instalment" else ledger_csv.by_day
        if csv == STDIN:  # a dash is the standard stream, here as elsewhere
            common.write(make(course, ctx.obj).rstrip("\n"))
            return
        # the byte-order mark lets spreadsheets on Windows open it as UTF-8
        safe_write(Path(csv), make(course, ctx.obj).encode("utf-8-sig"), force=force)
        common.talk(ctx.obj("cli.ledger.written", file=csv))
    elif json:
        common.write_json(ledger_json.to_dict(course, ctx.obj))
    else:
        page = ledger_instalments if way == "instalment" else ledger
        common.write(page.render(course, ctx.obj, width=common.width()))
