"""`debtcheck contact`: the log of calls, messages and visits, and what the rules say of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from debtcheck.cli import common
from debtcheck.cli.contact_add import add
from debtcheck.cli.contact_files import Card, CaseFile, Json, Lender, LogFile, existing_log, known
from debtcheck.cli.options import Lang
from debtcheck.cli.usage import UsageProblem

if TYPE_CHECKING:
    from debtcheck.contacts.model import Contact
    from debtcheck.contacts.result import Checked
    from debtcheck.report.plainpage import Page
    from debtcheck.words.catalog import Words


def page(words: Words) -> Page:
    """The page that is written on."""
    from debtcheck.report.plainpage import Page

    return Page(words, common.width(), common.style())


def now() -> datetime:
    """This moment in China."""
    from debtcheck.contacts.model import CHINA

    return datetime.now(tz=CHINA)


def list_(ctx: typer.Context, log: LogFile = None, lang: Lang = None) -> None:
    """The contacts in order of time."""
    from debtcheck.contacts.log import read_log
    from debtcheck.report.contacts import render_list

    common.write(render_list(read_log(existing_log(log, ctx.obj), now()), page(ctx.obj)))


def check(
    ctx: typer.Context,
    log: LogFile = None,
    case: CaseFile = None,
    lender: Lender = None,
    card: Card = False,
    json: Json = False,
    exit_code: Annotated[bool, typer.Option("--exit-code")] = False,
    lang: Lang = None,
) -> None:
    """The log against the rules."""
    from debtcheck.cli.app import COMMANDS
    from debtcheck.contacts.log import read_log
    from debtcheck.report import contacts

    read = read_log(existing_log(log, ctx.obj), now())
    facts = known(case, lender, card)
    checked = _checked(read.contacts, facts)
    if json:
        common.write_json(contacts.to_dict(read, checked, ctx.obj))
    else:
        shown = contacts.render_check(
            read,
            checked,
            page(ctx.obj),
            known_lender=facts["lender"] is not None,
            commands=COMMANDS,
        )
        common.write(shown)
    if exit_code and checked.findings:
        raise typer.Exit(1)


def _checked(contacts: tuple[Contact, ...], facts: dict[str, Any]) -> Checked:
    from debtcheck.contacts.checks import check_log
    from debtcheck.law.load import load_lawbook

    return check_log(contacts, law=load_lawbook(), **facts)


def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="file", rich_help_panel="input")],
    number: Annotated[list[str] | None, typer.Option(metavar="number")] = None,
    creditor: Annotated[str, typer.Option(metavar="text")] = "",
    who: Annotated[str, typer.Option(metavar="text")] = "",
    log: LogFile = None,
    lang: Lang = None,
) -> None:
    """Calls of a telephone's export, those of the numbers that were named."""
    from dataclasses import replace

    from debtcheck.contacts.log import FILE, append, read_log
    from debtcheck.contacts.phone_log import read_calls, same_number
    from debtcheck.report.contacts import notes_part

    words = ctx.obj
    sheet = page(words)
    calls = read_calls(file, now())
    if not number:
        common.write("\n".join(_choose(calls, words)))
        return
    wanted = [c for c in calls.contacts if any(same_number(c.number, n) for n in number)]
    path = Path(log or FILE)
    there = read_log(path, now()).contacts if path.exists() else ()
    old = {(c.at, c.number) for c in there}
    fresh = [
        replace(c, creditor=creditor, who=who or c.who)
        for c in wanted
        if (c.at, c.number) not in old
    ]
    if fresh:
        append(path, sorted(fresh, key=lambda c: str(c.at)), words.lang)
    key = "contact.import.done" if wanted else "contact.import.nothing"
    said = words(
        key,
        file=calls.file,
        n=len(fresh),
        same=len(wanted) - len(fresh),
        numbers=words("contact.row_join").join(number),
    )
    common.write("\n".join([*sheet.para(said, ""), *notes_part(calls.notes, sheet)]))


def _choose(calls: Any, words: Words) -> list[str]:
    """Which numbers there are: nothing of a private list is taken unasked."""
    from debtcheck.report.contacts import notes_part

    sheet = page(words)
    counted = calls.by_number[:20]
    if not counted:
        return notes_part(calls.notes, sheet) or [words("contact.import.numbers")]
    said = words("contact.import.choose", n=len(calls.contacts), number=counted[0][0])
    lines = sheet.para(said, "")
    lines += sheet.heading(words("contact.import.numbers"))
    for name, times in counted:
        lines += sheet.para(words("contact.import.number", number=name, n=times))
    return [*lines, *notes_part(calls.notes, sheet)]


def export(
    ctx: typer.Context,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="file")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    log: LogFile = None,
    case: CaseFile = None,
    lender: Lender = None,
    card: Card = False,
    lang: Lang = None,
) -> None:
    """The evidence table."""
    from debtcheck.contacts.evidence import sealed, table
    from debtcheck.contacts.log import read_log
    from debtcheck.report.evidence import evidence_rows
    from debtcheck.statements.reading import STDIN

    words = ctx.obj
    path = existing_log(log, words)
    read = read_log(path, now())
    files = sealed(read.contacts, path.parent)
    checked = _checked(read.contacts, known(case, lender, card))
    content = table(evidence_rows(read, checked, files, words))
    if output is None or output == STDIN:  # a dash is the standard stream, here as elsewhere
        common.write(content.replace("\r\n", "\n"))
        return
    import codecs

    from debtcheck.statements.safe_write import safe_write

    if Path(output).resolve() == path.resolve():
        raise UsageProblem("export_onto_log")
    safe_write(Path(output), codecs.BOM_UTF8 + content.encode("utf-8"), force=force)
    missing = sum(1 for file in files.values() if not file.sha256)
    said = words(
        "contact.export.done", file=output, n=len(read.contacts), files=len(files), missing=missing
    )
    common.talk("\n".join(page(words).para(said, "")))


SUBCOMMANDS = {"add": add, "list": list_, "check": check, "import": import_, "export": export}
