"""`debtcheck rights`: rights and duties, deadlines, channels and myths, by topic or for a case."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from debtcheck.cli import common
from debtcheck.cli.options import Lang
from debtcheck.cli.usage import UsageProblem

if TYPE_CHECKING:
    from debtcheck.report.rights_topics import Topic
    from debtcheck.words.catalog import Words


def _names() -> list[str]:
    from debtcheck.report.rights_topics import topics

    return [topic.id for topic in topics()]


def command(
    ctx: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(metavar="topic", rich_help_panel="input", autocompletion=_names),
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="case", rich_help_panel="input")
    ] = None,
    json: Annotated[bool, typer.Option("--json", rich_help_panel="output")] = False,
    lang: Lang = None,
) -> None:
    """Show one topic, what concerns a case, or the list of topics."""
    from debtcheck.law.load import load_lawbook
    from debtcheck.report import rights, rights_json
    from debtcheck.report.plainpage import Page
    from debtcheck.report.rights_topics import About, about, topics
    from debtcheck.statements.case_file import load_case

    words: Words = ctx.obj
    page = Page(words, common.width(), common.style())
    wanted = _topic(topic, words) if topic is not None else None
    read = load_case(case) if case is not None else None
    known = about(read) if read is not None else About()
    book = rights.Book(load_lawbook(), common.today(), known)
    if json:
        listed = (
            [wanted]
            if wanted
            else [t for t in topics() if not known.tags or t.concerns(known.tags)]
        )
        common.write_json(rights_json.to_dict(listed, book, page))
    elif wanted is not None:
        common.write(rights.render_topic(wanted, book, page, read))
    elif read is not None:
        common.write(rights.render_case(read, book.law, book.today, page))
    else:
        common.write(rights.render_overview(book, page))


def _topic(name: str, words: Words) -> Topic:
    from debtcheck.report.rights_topics import find, known_names, topics

    found = find(name)
    if found is not None:
        return found
    near = get_close_matches(name, known_names(), 1)
    key = "no_topic_near" if near else "no_topic"
    every = words("rights.join").join(words(f"rights.name.{t.id}") for t in topics())
    raise UsageProblem(key, name=name, near="".join(near), all=every)
