"""`debtcheck report CASE -o FILE`: the check as a page or document to look at, print, hand on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from debtcheck.cli import common, options
from debtcheck.cli.options import Lang, one_of

if TYPE_CHECKING:
    from debtcheck.case.model import Case
    from debtcheck.report.paper import Paper
    from debtcheck.words.catalog import Words

READERS = ("creditor",)
ENDINGS = (".html", ".docx", ".pdf")


def _option(panel: str, metavar: str, *names: str, choices: tuple[str, ...] = ()) -> Any:
    """An option with a value; its help is `cli.report.option.<name>`."""
    complete = (lambda: list(choices)) if choices else None
    return typer.Option(*names, metavar=metavar, rich_help_panel=panel, autocompletion=complete)


def _flag(name: str) -> Any:
    return typer.Option(name, rich_help_panel="output")


def command(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(metavar="case", rich_help_panel="input")],
    output: Annotated[str, _option("output", "file", "-o", "--output")],
    statement: Annotated[str | None, _option("input", "file")] = None,
    payments: Annotated[list[str] | None, _option("input", "file")] = None,
    as_of: Annotated[str | None, _option("input", "date")] = None,
    reader: Annotated[str | None, _option("output", "reader", "--for", choices=READERS)] = None,
    font: Annotated[str | None, _option("output", "file")] = None,
    show_private: Annotated[bool, _flag("--show-private")] = False,
    force: Annotated[bool, _flag("--force")] = False,
    lang: Lang = None,
) -> None:
    """Read, audit, give it the shape that the file's ending names, write it."""
    if reader is not None:
        one_of("--for", reader, READERS)
    target = Path(output)
    _check_ending(target)
    today = common.today()
    if _is_household(case):
        found = _plan_paper(ctx.params, ctx.obj, today)
    else:
        found = _paper(_read(ctx.params), ctx.obj, ctx.params, today)
    content, missing = _rendered(found, target, None if font is None else Path(font))
    if missing:
        common.talk(ctx.obj("cli.report.glyphs", list=" ".join(missing)))
    from debtcheck.statements.safe_write import safe_write

    safe_write(target, content, force=force)
    common.talk(ctx.obj("cli.report.written", path=str(target.resolve())))


def _check_ending(target: Path) -> None:
    if target.suffix.lower() not in ENDINGS:
        from debtcheck.case.problem import InputError, Problem

        raise InputError(Problem("report_ending", file=str(target)))


def _is_household(path: str) -> bool:
    """True for a file with an income or several debts; a problem of it is told by its reader."""
    from debtcheck.case.problem import InputError
    from debtcheck.statements.reading import STDIN, decode, read_bytes
    from debtcheck.statements.toml_text import parse_toml

    if path == STDIN:
        return False
    try:
        tables = parse_toml(decode(read_bytes(path), path)[0], path)
    except InputError:
        return False
    return "income" in tables or "debt" in tables


def _plan_paper(params: Mapping[str, Any], words: Words, today: date) -> Paper:
    """The plan of a household as the parts of a report."""
    from debtcheck.case.problem import InputError, Problem
    from debtcheck.cli.usage import say_problems
    from debtcheck.law.load import load_lawbook
    from debtcheck.planning.plan import NothingOwed, make_plan
    from debtcheck.report.plan_page import plan_paper
    from debtcheck.statements.household_file import read_household

    file = params["case"]
    if params["reader"] is not None:
        raise InputError(Problem("creditor_household", file=file, params={"file": file}))
    read = read_household(file)
    if read.left_out:
        common.talk("\n".join(say_problems(read.left_out, words)))
    try:
        plan = make_plan(read.household, law=load_lawbook(), today=today)
    except NothingOwed:
        raise InputError(Problem("household_nothing_owed", file)) from None
    return plan_paper(plan, words, today=today, left_out=read.missing)


def _read(params: Mapping[str, Any]) -> Case:
    """The case from its file, and the tables beside it."""
    from debtcheck.statements.case_file import load_case
    from debtcheck.statements.payment_table import with_payments
    from debtcheck.statements.statement_table import with_statement

    case = load_case(params["case"], options.facts(params, dates_claim=False))
    if params["statement"] is not None:
        case = with_statement(case, Path(params["statement"]))
    for table in params["payments"] or ():
        case = with_payments(case, Path(table))
    return case


def _paper(case: Case, words: Words, params: Mapping[str, Any], today: date) -> Paper:
    """The parts of the report; nothing is made for a creditor that would only harm."""
    from debtcheck.audit.audit import audit, ledger_of
    from debtcheck.case.problem import InputError, Problem
    from debtcheck.law.load import load_lawbook
    from debtcheck.report.creditor import obstacle
    from debtcheck.report.foreign import Mask
    from debtcheck.report.paper import paper

    law = load_lawbook()
    report = audit(case, law=law, today=today)
    for_creditor = params["reader"] == "creditor"
    if for_creditor:
        key = obstacle(report)
        if key:
            raise InputError(Problem(key, file=case.file))
        target = Path(params["output"])
        if Mask(case, show_private=False)(target.stem) != target.stem:
            suggest = f"draft{target.suffix}"
            raise InputError(Problem("name_in_file", params={"suggest": suggest}))
    return paper(
        report,
        ledger_of(case, law=law, as_of=report.as_of),
        words,
        today=today,
        for_creditor=for_creditor,
        show_private=params["show_private"],
    )


def _rendered(paper: Paper, target: Path, font: Path | None) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of the file, and the characters that its font lacks."""
    ending = target.suffix.lower()
    if ending == ".html":
        from debtcheck.report.html.page import render_page

        return render_page(paper).encode(), ()
    if ending == ".docx":
        from debtcheck.report.docx import render_docx

        return render_docx(paper), ()
    from debtcheck.report.pdf import render_pdf

    pdf = render_pdf(paper, font)
    return pdf.content, pdf.missing
