"""`debtcheck schema NAME`: the JSON schema of what debtcheck reads and writes."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from debtcheck.cli.common import write_json
from debtcheck.cli.options import Lang, one_of

NAMES = ("case", "audit", "household", "plan", "message", "contacts")


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="schema", autocompletion=lambda: list(NAMES))],
    lang: Lang = None,
) -> None:
    """Print one schema."""
    write_json(_schema(one_of(ctx.obj("cli.metavar.schema"), name, NAMES)))


def _schema(name: str) -> dict[str, Any]:
    if name == "case":
        from debtcheck.statements.schema import case_json_schema

        return case_json_schema()
    if name == "contacts":
        from debtcheck.report.contacts_schema import contacts_json_schema

        return contacts_json_schema()
    if name == "household":
        from debtcheck.statements.schema_household import household_json_schema

        return household_json_schema()
    if name == "plan":
        from debtcheck.report.plan_schema import plan_json_schema

        return plan_json_schema()
    if name == "message":
        from debtcheck.report.message_schema import message_json_schema

        return message_json_schema()
    from debtcheck.report.schema import audit_json_schema

    return audit_json_schema()
