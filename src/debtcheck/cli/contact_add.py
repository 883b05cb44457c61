"""`debtcheck contact add`: one contact, from options or from questions."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from debtcheck.cli import common
from debtcheck.cli.contact_files import LogFile
from debtcheck.cli.options import Lang
from debtcheck.cli.usage import UsageProblem

if TYPE_CHECKING:
    from debtcheck.cli.interview.ask import Asker
    from debtcheck.contacts.model import Contact
    from debtcheck.words.catalog import Words


def _option(*names: str) -> Any:
    return typer.Option(*names, metavar="text", rich_help_panel="contact")


Text = Annotated[str | None, _option()]


def add(
    ctx: typer.Context,
    at: Annotated[str | None, typer.Option(metavar="time", rich_help_panel="contact")] = None,
    now: Annotated[bool, typer.Option("--now", rich_help_panel="contact")] = False,
    channel: Annotated[str | None, typer.Option(metavar="kind", rich_help_panel="contact")] = None,
    direction: Text = None,
    creditor: Text = None,
    case: Text = None,
    who: Text = None,
    number: Text = None,
    answered: Annotated[str | None, typer.Option(metavar="yes", rich_help_panel="contact")] = None,
    duration: Text = None,
    visitors: Text = None,
    third_party: Text = None,
    refused_at: Annotated[
        str | None, typer.Option(metavar="time", rich_help_panel="contact")
    ] = None,
    flags: Annotated[list[str] | None, _option("--flag")] = None,
    content: Text = None,
    evidence: Annotated[list[str] | None, _option("--evidence")] = None,
    consent: Annotated[str | None, typer.Option(metavar="yes", rich_help_panel="contact")] = None,
    log: LogFile = None,
    lang: Lang = None,
) -> None:
    """Add a line to the log."""
    from debtcheck.case.problem import InputError
    from debtcheck.cli.contact_questions import Questions
    from debtcheck.contacts.log import FILE, append
    from debtcheck.report.contacts import described

    words: Words = ctx.obj
    if at is not None and now:
        raise UsageProblem("at_and_now")
    given = {
        "channel": channel,
        "direction": direction,
        "creditor": creditor,
        "case": case,
        "who": who,
        "number": number,
        "answered": answered,
        "duration_s": duration,
        "visitors": visitors,
        "third_party": third_party,
        "refused_at": refused_at,
        "flags": ";".join(flags or ()),
        "content": content,
        "evidence": ";".join(evidence or ()),
        "consent": consent,
    }
    cells = {key: value for key, value in given.items() if value}
    if at is not None:
        cells["at"] = at
    elif now:
        cells["at"] = _this_moment()
    questions = Questions(words, _this_moment(), cells, log)
    if not cells or cells.keys() == {"at"}:
        if not sys.stdin.isatty() and not _fed():
            raise UsageProblem("nothing_to_add")
        if cells:
            _read(cells, words)  # what is wrong with the time is said before anything is asked
        told = questions.ask()
        if told is None:
            return
        cells = told
    else:
        _listen(questions.asker, cells)
    if "at" not in cells:
        raise UsageProblem("no_time")
    contact = _read(cells, words)
    path = Path(log or FILE)
    try:
        row = append(path, [contact], words.lang)
    except InputError:
        if questions.answers:
            questions.left("not_written")
        raise
    sheet = _page(words)
    what = described(contact, sheet)
    lines = sheet.para(words("contact.add.done", row=row, what=what, file=str(path)), "")
    if questions.asker.court_seen:
        lines += sheet.bullet(words("message.do.court_other"))
    common.write("\n".join([*lines, *_offers(contact, sheet)]))


def _fed() -> bool:
    """Answers come through a pipe."""
    return not sys.stdin.closed and sys.stdin.readable()


def _listen(asker: Asker, cells: Mapping[str, str]) -> None:
    """Words of distress among the options: the calm screen comes first; the line is kept."""
    from debtcheck.cli.interview.ask import Distress, calm

    try:
        for said in cells.values():
            asker.listen(said)
    except Distress:
        calm(asker.words)


def _page(words: Words) -> Any:
    from debtcheck.cli.contact import page

    return page(words)


def _this_moment() -> str:
    from debtcheck.cli.contact import now
    from debtcheck.contacts.times import show

    return show(now())


def _read(cells: Mapping[str, str], words: Words) -> Contact:
    """The contact; what cannot be read is refused here, while it can still be put right."""
    from debtcheck.case.problem import InputError, Problem
    from debtcheck.cli.contact import now
    from debtcheck.contacts.rows import RowReader

    flag = {"duration_s": "--duration", "flags": "--flag", "refused_at": "--refused-at"}
    names = {key: flag.get(key, "--" + key.replace("_", "-")) for key in cells}
    reader = RowReader(0, 0, cells, names, now())
    contact = reader.contact()
    said = ("contact.note.zone", "contact.note.no_clock")
    wrong = [note for note in reader.notes if note.what.key not in said]
    if wrong or contact is None:
        raise InputError(
            *(
                Problem("log_value", place=f"option {note.heading}", params={"why": note.what})
                for note in wrong
            )
        )
    for note in reader.notes:
        common.talk(words.say(note.what))
    return contact


def _offers(contact: Contact, sheet: Any) -> list[str]:
    from debtcheck.contacts.flags import offered

    lines: list[str] = []
    for remark in offered([contact]):
        code = str(remark.what.params["flag"])
        words = sheet.words
        name = words(f"contact.flag.{code}")
        lines += sheet.bullet(words("contact.add.offer", flag=name, code=code))
    return lines
