"""`debtcheck check`: what is owed by the contract, what the law supports, what differs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from debtcheck.cli import common, options
from debtcheck.cli.options import Lang
from debtcheck.cli.usage import UsageProblem

if TYPE_CHECKING:
    from debtcheck.audit.report import AuditReport
    from debtcheck.case.model import Case, Event
    from debtcheck.words.catalog import Words


def _option(panel: str, metavar: str, choices: tuple[str, ...] = ()) -> Any:
    """An option with a value; its help is `cli.check.option.<name>`."""
    complete = (lambda: list(choices)) if choices else None
    return typer.Option(metavar=metavar, rich_help_panel=panel, autocompletion=complete)


def _flag(panel: str, name: str) -> Any:
    return typer.Option(name, rich_help_panel=panel)


def command(
    ctx: typer.Context,
    case: Annotated[str | None, typer.Argument(metavar="case", rich_help_panel="input")] = None,
    statement: Annotated[str | None, _option("input", "file")] = None,
    payments: Annotated[list[str] | None, _option("input", "file")] = None,
    contacts: Annotated[str | None, _option("input", "file")] = None,
    as_of: Annotated[str | None, _option("input", "date")] = None,
    lpr: Annotated[str | None, _option("input", "file")] = None,
    law_file: Annotated[str | None, _option("input", "file")] = None,
    principal: Annotated[str | None, _option("loan", "amount")] = None,
    received: Annotated[str | None, _option("loan", "amount")] = None,
    rate: Annotated[str | None, _option("loan", "rate")] = None,
    lender: Annotated[str | None, _option("loan", "kind", options.LENDERS)] = None,
    method: Annotated[str | None, _option("loan", "method", options.METHODS)] = None,
    instalments: Annotated[str | None, _option("loan", "count")] = None,
    formed_on: Annotated[str | None, _option("loan", "date")] = None,
    disbursed_on: Annotated[str | None, _option("loan", "date")] = None,
    due_on: Annotated[str | None, _option("loan", "date")] = None,
    first_due_on: Annotated[str | None, _option("loan", "date")] = None,
    filed_on: Annotated[str | None, _option("loan", "date")] = None,
    penalty: Annotated[str | None, _option("loan", "penalty")] = None,
    penalty_mode: Annotated[str | None, _option("loan", "mode", options.PENALTY_MODES)] = None,
    penalty_base: Annotated[str | None, _option("loan", "base", options.PENALTY_BASES)] = None,
    grace_days: Annotated[str | None, _option("loan", "days")] = None,
    day_count: Annotated[str | None, _option("loan", "day_count", options.DAY_COUNTS)] = None,
    fee: Annotated[list[str] | None, _option("loan", "fee")] = None,
    paid: Annotated[list[str] | None, _option("loan", "paid")] = None,
    accept_rate: Annotated[bool, _flag("loan", "--accept-rate")] = False,
    claimed_principal: Annotated[str | None, _option("claim", "amount")] = None,
    claimed_interest: Annotated[str | None, _option("claim", "amount")] = None,
    claimed_penalty: Annotated[str | None, _option("claim", "amount")] = None,
    claimed_compound: Annotated[str | None, _option("claim", "amount")] = None,
    claimed_damages: Annotated[str | None, _option("claim", "amount")] = None,
    claimed_fee: Annotated[str | None, _option("claim", "amount")] = None,
    claimed_costs: Annotated[str | None, _option("claim", "amount")] = None,
    claimed_total: Annotated[str | None, _option("claim", "amount")] = None,
    explain: Annotated[str | None, _option("output", "code")] = None,
    readings: Annotated[bool, _flag("output", "--readings")] = False,
    json: Annotated[bool, _flag("output", "--json")] = False,
    exit_code: Annotated[bool, _flag("output", "--exit-code")] = False,
    show_private: Annotated[bool, _flag("output", "--show-private")] = False,
    lang: Lang = None,
) -> None:
    """Read, audit, print."""
    if explain is not None and case is None and principal is None:
        common.write(_explained(None, explain, ctx.obj, show_private))
        return
    today = common.today()
    report = _audit(_read(ctx.params), ctx.params, today, ctx.obj)
    if json:
        common.write_json(_as_json(report, ctx.obj, case, sides=readings))
    elif explain is not None:
        common.write(_explained(report, explain, ctx.obj, show_private))
    else:
        common.write(_screen(report, ctx.obj, ctx.params, today))
    if exit_code and report.findings:
        raise typer.Exit(1)


def _read(params: Mapping[str, Any]) -> Case:
    """The case from its file, the options, and the tables beside it."""
    path = params["case"]
    if path is None and params["principal"] is None:
        raise UsageProblem("nothing_to_check")
    from debtcheck.statements.case_file import load_case
    from debtcheck.statements.payment_table import with_payments
    from debtcheck.statements.statement_table import with_statement

    case = load_case(
        path,
        options.facts(params, dates_claim=path is None),
        accept_rate=params["accept_rate"],
    )
    if params["statement"] is not None:
        case = with_statement(case, Path(params["statement"]))
    for table in params["payments"] or ():
        case = with_payments(case, Path(table))
    return case


def _audit(case: Case, params: Mapping[str, Any], today: date, words: Words) -> AuditReport:
    """The audit with the law book, and what the user's own files add to it."""
    from debtcheck.audit.audit import audit
    from debtcheck.law.load import load_lawbook

    law = load_lawbook(lpr_file=_path(params["lpr"]), law_file=_path(params["law_file"]))
    told = _demands(case, params["contacts"], today, words)
    return audit(case, law=law, today=today, demands=told)


def _demands(case: Case, path: str | None, today: date, words: Words) -> tuple[Event, ...]:
    """The demands that a contact log has for this debt; rows that cannot be used are said."""
    if path is None:
        return ()
    from datetime import datetime, time

    from debtcheck.contacts.demands import demands
    from debtcheck.contacts.log import read_log
    from debtcheck.contacts.model import CHINA

    log = read_log(path, datetime.combine(today, time.max, CHINA))
    for note in log.notes:
        common.talk(words("letter.log_note", line=note.line, what=note.what))
    return demands(log.contacts, case)


def _as_json(
    report: AuditReport, words: Words, path: str | None, *, sides: bool
) -> dict[str, object]:
    from debtcheck.audit.serialise import to_dict
    from debtcheck.cli.app import COMMANDS

    return to_dict(report, words, path=_full(path), commands=COMMANDS, sides=sides)


def _explained(report: AuditReport | None, code: str, words: Words, show_private: bool) -> str:
    from debtcheck.report.explain import explain

    return explain(report, code, words, width=common.width(), show_private=show_private)


def _screen(report: AuditReport, words: Words, params: Mapping[str, Any], today: date) -> str:
    from debtcheck.cli.app import COMMANDS
    from debtcheck.report.terminal import render_check

    return render_check(
        report,
        words,
        width=common.width(),
        today=today,
        path=_full(params["case"]),
        commands=COMMANDS,
        show_private=params["show_private"],
        style=common.style(),
        sides=params["readings"],
    )


def _path(name: str | None) -> Path | None:
    return None if name is None else Path(name)


def _full(path: str | None) -> str | None:
    """The case file's full path, so that a command copied from the screen works anywhere."""
    return None if path in (None, "-") else str(Path(str(path)).resolve())
