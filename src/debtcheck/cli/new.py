"""`debtcheck new`: questions that lead to a case file, and to its first check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debtcheck.cli import common
from debtcheck.cli.options import Lang

if TYPE_CHECKING:
    from debtcheck.cli.interview.session import Session
    from debtcheck.statements.papers.paper import Paper
    from debtcheck.words.catalog import Words


def command(
    ctx: typer.Context,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="file", rich_help_panel="output")
    ] = None,
    papers: Annotated[
        list[str] | None, typer.Option("--from", metavar="file", rich_help_panel="input")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", rich_help_panel="input")] = False,
    force: Annotated[bool, typer.Option("--force", rich_help_panel="output")] = False,
    lang: Lang = None,
) -> None:
    """Ask, write the case file, and check it if wished."""
    words: Words = ctx.obj
    run(words, output=None if output is None else Path(output), papers=tuple(papers or ()),
        resume=resume, force=force)  # fmt: skip


def run(
    words: Words,
    *,
    output: Path | None = None,
    papers: tuple[str, ...] = (),
    resume: bool = False,
    force: bool = False,
) -> None:
    """The interview, as the command and the menu start it.

    Raises:
        InputError: a file that is there already, that cannot be read, or cannot be written.
    """
    from debtcheck.case.problem import InputError, Problem

    if output is not None and output.exists() and not force:
        raise InputError(Problem("file_exists", str(output)))
    papers = _kept(papers, words, Path() if output is None else output.parent)
    session = _session(words, output, papers, resume=resume)
    if session is None or not session.run():
        return
    _finish(session, words, output, force=force)


def _session(
    words: Words, output: Path | None, papers: tuple[str, ...], *, resume: bool
) -> Session | None:
    """A new interview, or the one that was left; None if the person goes at once."""
    from debtcheck.cli.interview import draft
    from debtcheck.cli.interview.questions import choice
    from debtcheck.cli.interview.session import Session

    path = draft.draft_path(output)
    read = _read(papers, words)
    whole = tuple(str(Path(paper).absolute()) for paper in papers)
    session = Session(words, common.today(), path, papers=whole)
    say = session.asker.say
    say(words("new.private"))
    say(words("new.keys"))
    if path.exists():
        answers, kept = draft.load(path)
        before = Session(words, common.today(), path, answers=answers, papers=kept)
        before.readable()
        if not resume:
            said = session.once(choice("kept", "resume", "anew", n=str(before.count)))
            if said is None:
                return None
            resume = said != "anew"
        if resume:
            before.papers = tuple(dict.fromkeys((*kept, *whole)))
            session = before
            say(words("new.resumed", n=before.count))
    elif resume:
        say(words("new.no_draft", path=str(path.absolute())))
    if read:
        _tell(read, session, words)
        session.begin_with(read)
    return session


def _read(papers: tuple[str, ...], words: Words) -> tuple[Paper, ...]:
    """The papers; they are read before anything is asked."""
    if not papers:
        return ()
    from debtcheck.cli.papers import read_papers

    return tuple(read_papers(papers, words, common.today()))


def _tell(read: tuple[Paper, ...], session: Session, words: Words) -> None:
    """What was read, and what reading it showed: a picture, a sum that does not add up."""
    from debtcheck.engine.money import ZERO
    from debtcheck.report.papers import format_name
    from debtcheck.report.papers_shown import Shown
    from debtcheck.report.plainpage import Page
    from debtcheck.statements.named_place import file_name

    shown = Shown(Page(words, common.width()))
    common.talk("")
    for paper in read:
        file = shown.foreign(file_name(paper.file), 60)
        session.asker.say(words("new.read", file=file, kind=format_name(paper, shown)))
        for notice in paper.notices:
            session.asker.say(shown.say(notice), " -  ")
        booked = [paid.amount for claim in paper.claims for paid in claim.booked]
        if booked:
            said = words("new.booked", n=len(booked), total=sum(booked, ZERO))
            session.asker.say(said, " -  ")


def _kept(papers: tuple[str, ...], words: Words, folder: Path) -> tuple[str, ...]:
    """The papers as files: what is pasted becomes one, as its figures are traced to it later."""
    from debtcheck.case.problem import InputError
    from debtcheck.cli.papers import keep_pasted, read_papers
    from debtcheck.statements.reading import STDIN

    if STDIN not in papers:
        return papers
    path = keep_pasted(words, folder)
    try:
        read_papers([str(path)], words, common.today())
    except InputError:
        path.unlink(missing_ok=True)
        raise
    common.talk(words("new.pasted_kept", path=str(path.resolve())))
    return tuple(str(path) if paper == STDIN else paper for paper in dict.fromkeys(papers))


def _finish(session: Session, words: Words, output: Path | None, *, force: bool) -> None:
    from debtcheck.audit.serialise import quote
    from debtcheck.case.problem import InputError
    from debtcheck.cli.interview import draft
    from debtcheck.cli.interview.file import default_name, file_text
    from debtcheck.cli.interview.questions import YES, yes_no
    from debtcheck.statements.safe_write import safe_write

    say, found = session.asker.say, session.facts()
    common.talk("")
    if not found.has_principal:
        say(words("new.no_principal"))
        common.talk(f"  debtcheck new --resume{session.output_option()}")
        return
    path = output or default_name(session.answers, words, Path())
    own = found.without(session.answers)
    content = file_text(own, words, session.today, session.places())
    try:
        safe_write(path, content.encode(), force=force)
    except InputError:
        if not session.kept:  # there is no room for the answers either: they are not lost
            common.write(content)
        raise
    whole = str(path.resolve())
    say(words("new.written"))
    common.write(whole)
    if session.papers:
        common.talk("")
        _program("import", *session.papers, "--into", whole, words=words)
    draft.drop(session.kept_in)
    if session.once(yes_no("check")) == YES:
        _program("check", whole, words=words)
    say("\n" + words("new.next"))
    page = quote(str(path.with_suffix(".html").resolve()))
    for line in (
        f"check {quote(whole)}",
        f"verify {quote(whole)}",
        f"report {quote(whole)} -o {page}",
    ):
        common.talk(f"  debtcheck {line}")


def _program(*args: str, words: Words) -> None:
    """Run another command as it is run from the command line."""
    from debtcheck.cli.app import run as run_program

    sys.stderr.flush()
    run_program([*args, "--lang", words.lang], words)
    sys.stdout.flush()
