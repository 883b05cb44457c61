"""`debtcheck import FILE…`: reads papers, says what was understood, and adds it to a case."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from debtcheck.cli import common
from debtcheck.cli.options import Lang
from debtcheck.cli.usage import UsageProblem

if TYPE_CHECKING:
    from debtcheck.report.papers_shown import Shown
    from debtcheck.statements.case_edit import Edited, OpenCase
    from debtcheck.statements.case_values import Additions
    from debtcheck.statements.papers.merged import Merged
    from debtcheck.statements.papers.paper import Paper
    from debtcheck.words.catalog import Words

_YES = ("y", "yes", "1", "是", "对")
_NO = ("n", "no", "2", "不是", "否")
_TAKES_SHOWN = 6


def command(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="papers", rich_help_panel="input")],
    into: Annotated[str | None, typer.Option(metavar="case", rich_help_panel="input")] = None,
    take: Annotated[list[str] | None, typer.Option(metavar="row", rich_help_panel="input")] = None,
    password: Annotated[
        list[str] | None, typer.Option(metavar="text", rich_help_panel="input")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", rich_help_panel="output")] = False,
    show_private: Annotated[bool, typer.Option("--show-private", rich_help_panel="output")] = False,
    json: Annotated[bool, typer.Option("--json", rich_help_panel="output")] = False,
    today: Annotated[str | None, typer.Option(metavar="date", hidden=True)] = None,
    lang: Lang = None,
) -> None:
    """Read, compare, ask, write, tell."""
    from debtcheck.cli.options import day
    from debtcheck.cli.papers import read_papers
    from debtcheck.statements.case_edit import added_to, open_case, save

    words: Words = ctx.obj
    opened = open_case(into) if into is not None else None
    on = day("--today", today) if today is not None else common.today()
    papers = read_papers(files, words, on, password or ())
    merged = _answered(papers, opened, take or (), words, ask=not json)
    if opened is not None:
        merged = _fitting(merged, opened)
    additions = merged.additions()
    edited = added_to(opened, additions) if opened is not None else None
    changed = opened is not None and edited is not None and edited.content != opened.raw
    written = changed and not dry_run
    # all that is said is made before anything is written: a fault here leaves the case as it was
    shown = _shown(words, ctx.params, opened, edited)
    if json:
        from debtcheck.report.papers_json import to_dict

        found = to_dict(merged, shown, into=into, written=written, additions=additions)
    else:
        from debtcheck.report.papers import render

        lines = render(merged, shown)
        lines += _done(additions, shown, ctx.params, written=written)
        lines += _next(merged, shown, ctx.params)
    if written and opened is not None and edited is not None:
        save(opened, edited)
    if json:
        common.write_json(found)
    else:
        common.write("\n".join(lines))


# ── what only the person knows ───────────────────────────────────────────────────────────


def _answered(
    papers: Sequence[Paper],
    opened: OpenCase | None,
    take: Sequence[str],
    words: Words,
    *,
    ask: bool,
) -> Merged:
    """The comparison with the answers of the options, then of the terminal."""
    from debtcheck.statements.consistency import Facts
    from debtcheck.statements.papers.merge import merge

    case = opened.case if opened is not None else None
    facts = Facts(opened.data if opened is not None else {})
    own = opened.text if opened is not None else ""
    yes, no = set(take), set[str]()
    merged = merge(papers, case, facts, yes, no, own)
    _known_tokens(merged, take)
    if opened is None or not ask or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return merged
    told: set[str] = set()
    while new := [q for q in merged.questions if q.token not in told]:
        if not told:
            common.talk(words("import.ask.intro", n=len(new)))
        answers = _ask([(q.token, _question(q.ask, words)) for q in new], words)
        told |= {q.token for q in new}  # what has no answer is for later
        yes |= {token for token, said in answers.items() if said}
        no |= {token for token, said in answers.items() if said is False}
        merged = merge(papers, case, facts, yes, no, own)
    return merged


def _fitting(merged: Merged, opened: OpenCase) -> Merged:
    """The comparison without the facts that contradict what else the case says."""
    from debtcheck.case.problem import InputError
    from debtcheck.statements.case_edit import added_to
    from debtcheck.statements.case_values import Additions
    from debtcheck.words.text import text

    wrong: set[str] = set()
    for fact in merged.additions().facts:
        try:
            added_to(opened, Additions(facts=(fact,)))
        except InputError:
            wrong.add(fact.key)
    return merged.without_facts(wrong, text("import.why.fact_contradicts")) if wrong else merged


def _question(ask: Any, words: Words) -> str:
    """The question, and where the answer is typed."""
    from debtcheck.report.papers_shown import Shown
    from debtcheck.report.plainpage import Page

    page = Page(words, common.width())
    return "\n".join([*page.para(Shown(page).say(ask), " -  "), words("import.ask.keys")])


def _ask(questions: Sequence[tuple[str, str]], words: Words) -> dict[str, bool | None]:
    """y or n a question; Enter (None) leaves it for later, the end of the input all that follow."""
    from debtcheck.cli.prompt import read_line

    found: dict[str, bool | None] = {}
    for token, question in questions:
        asked = question
        while True:
            line = read_line(asked)
            if line is None:
                return found
            word = line.strip().casefold()
            if word in (*_YES, *_NO, ""):
                found[token] = word in _YES if word else None
                break
            asked = words("import.ask.wrong") + "\n" + words("import.ask.keys")
    return found


def _known_tokens(merged: Merged, take: Collection[str]) -> None:
    """Refuse a `--take` that names nothing in these papers."""
    from debtcheck.statements.foreign_text import clean_text
    from debtcheck.statements.named_place import file_name, written_place
    from debtcheck.statements.papers.world import ALL

    tokens = {ALL, *(q.token for q in merged.questions)}
    for one in merged.papers:
        tokens.add(file_name(one.paper.file))
        tokens |= {written_place(row.evidence) for row in one.payments}
        tokens |= {clean_text(row.payee) for row in one.payments}
    for token in take:
        if token not in tokens:
            known = "  ".join(q.token for q in merged.questions[:_TAKES_SHOWN]) or "-"
            raise UsageProblem("take", value=token, known=known)


# ── what is said ─────────────────────────────────────────────────────────────────────────


def _shown(
    words: Words, params: Mapping[str, Any], opened: OpenCase | None, edited: Edited | None
) -> Shown:
    from debtcheck.cli.import_meets import meets
    from debtcheck.report.papers_shown import Shown
    from debtcheck.report.plainpage import Page

    page = Page(words, common.width(), common.style())
    case = "" if opened is None else Path(params["into"]).name
    found = meets(edited.case, words, common.today()) if edited is not None else {}
    return Shown(page, case, params["show_private"], found)


def _done(
    additions: Additions, shown: Shown, params: Mapping[str, Any], *, written: bool
) -> list[str]:
    """What was written, in one sentence."""
    if params["into"] is None:
        return ["", *shown.page.strong(shown.t("done.looked"))]
    parts = [
        shown.t(f"done.{name}", n=len(items))
        for name, items in (
            ("payments", additions.payments),
            ("schedule", additions.schedule),
            ("claims", additions.claims),
            ("changes", additions.changes),
            ("facts", additions.facts),
            ("card", additions.card),
            ("kept", additions.kept),
        )
        if items
    ]
    key = "written" if written else "dry" if parts else "nothing"
    what = shown.t("done.join").join(parts)
    return ["", *shown.page.strong(shown.t(f"done.{key}", what=what, case=shown.case))]


def _next(merged: Merged, shown: Shown, params: Mapping[str, Any]) -> list[str]:
    """The commands that follow, with whole paths."""
    from debtcheck.audit.serialise import quote
    from debtcheck.cli.app import COMMANDS
    from debtcheck.statements.reading import STDIN

    def whole(file: str) -> str:
        return file if file == STDIN else quote(str(Path(file).absolute()))

    papers = " ".join(whole(file) for file in params["files"])
    steps: list[tuple[str, list[str]]] = []
    if params["into"] is None:
        if "new" in COMMANDS:
            froms = " ".join(f"--from {whole(file)}" for file in params["files"])
            steps.append(("new", [f"debtcheck new {froms}"]))
        steps.append(("into", [f"debtcheck import {papers} --into {shown.t('next.case')}"]))
    else:
        case = whole(params["into"])
        line = f"debtcheck import {papers} --into {case}"
        takes = [f"{line} --take {quote(q.token)}" for q in merged.questions[:_TAKES_SHOWN]]
        if takes:
            steps.append(("take", takes))
        steps.append(("check", [f"debtcheck check {case}"]))
    lines = shown.page.heading(shown.t("part.next"))
    for key, commands in steps:
        lines += shown.page.bullet(shown.t(f"next.{key}"))
        lines += [f"    {command}" for command in commands]
    if all(file == STDIN for file in params["files"]):
        return lines
    return [*lines, *shown.page.quiet(shown.t("next.keep"), "")]
