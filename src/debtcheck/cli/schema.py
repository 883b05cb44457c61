"""`debtcheck schema NAME`: the JSON schema of what debtcheck reads and writes."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from debtcheck.cli.common import write_json
from debtcheck.cli.options import Lang, one_of

#: name → the function that makes the schema; its module is imported when it is asked for
SCHEMAS = {
    "case": "debtcheck.statements.schema:case_json_schema",
    "audit": "debtcheck.report.schema:audit_json_schema",
    "ledger": "debtcheck.report.ledger_schema:ledger_json_schema",
    "household": "debtcheck.statements.schema_household:household_json_schema",
    "plan": "debtcheck.report.plan_schema:plan_json_schema",
    "message": "debtcheck.report.message_schema:message_json_schema",
    "import": "debtcheck.report.import_schema:import_json_schema",
    "contacts": "debtcheck.report.contacts_schema:contacts_json_schema",
    "calc": "debtcheck.report.calc_schema:calc_json_schema",
}


def command(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="schema", autocompletion=lambda: list(SCHEMAS))
    ] = None,
    lang: Lang = None,
) -> None:
    """Print one schema; without a name, the help page, which lists them."""
    if name is None:
        typer.echo(ctx.get_help())
        return
    module, _, function = SCHEMAS[
        one_of(ctx.obj("cli.metavar.schema"), name, tuple(SCHEMAS))
    ].partition(":")
    write_json(getattr(import_module(module), function)())
