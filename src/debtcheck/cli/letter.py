"""`debtcheck letter`: what the audit found, as a letter that can be sent."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from debtcheck.cli import common
from debtcheck.cli.options import Lang, one_of
from debtcheck.cli.prompt import read_line
from debtcheck.cli.usage import UsageProblem

if TYPE_CHECKING:
    from debtcheck.letters.guards import Ask
    from debtcheck.letters.letter import Letter
    from debtcheck.words.catalog import Words

TONES = ("formal", "plain")
ENCODINGS = ("utf-8", "gb18030")
FORMATS = ("txt", "docx")


def _kinds() -> list[str]:
    from debtcheck.letters.kinds import KINDS

    return list(KINDS)


def _option(panel: str, metavar: str, *names: str, choices: tuple[str, ...] = ()) -> Any:
    """An option with a value; its help is `cli.letter.option.<name>`."""
    complete = (lambda: list(choices)) if choices else None
    return typer.Option(*names, metavar=metavar, rich_help_panel=panel, autocompletion=complete)


def _flag(name: str) -> Any:
    return typer.Option(name, rich_help_panel="output")


def command(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="letter", rich_help_panel="input", autocompletion=_kinds),
    ] = None,
    case: Annotated[str | None, typer.Argument(metavar="case", rich_help_panel="input")] = None,
    statement: Annotated[str | None, _option("input", "file")] = None,
    payments: Annotated[list[str] | None, _option("input", "file")] = None,
    log: Annotated[str | None, _option("input", "file")] = None,
    ground: Annotated[str | None, _option("input", "text")] = None,
    interactive: Annotated[bool, typer.Option("--interactive", rich_help_panel="input")] = False,
    monthly: Annotated[str | None, _option("offer", "amount")] = None,
    months: Annotated[str | None, _option("offer", "count")] = None,
    first_on: Annotated[str | None, _option("offer", "date")] = None,
    lump: Annotated[str | None, _option("offer", "amount")] = None,
    household: Annotated[str | None, _option("offer", "file")] = None,
    acknowledge_limitation: Annotated[
        bool, typer.Option("--acknowledge-limitation", rich_help_panel="offer")
    ] = False,
    output: Annotated[str | None, _option("output", "file", "-o", "--output")] = None,
    show: Annotated[bool, _flag("--print")] = False,
    force: Annotated[bool, _flag("--force")] = False,
    tone: Annotated[str, _option("output", "tone", choices=TONES)] = "formal",
    template: Annotated[str | None, _option("output", "file")] = None,
    encoding: Annotated[str, _option("output", "encoding", choices=ENCODINGS)] = "utf-8",
    bom: Annotated[bool, _flag("--bom")] = False,
    format: Annotated[str, _option("output", "format", choices=FORMATS)] = "txt",
    today: Annotated[str | None, typer.Option(metavar="date", hidden=True)] = None,
    lang: Lang = None,
) -> None:
    """List the kinds, or compose, confirm, write, and say what comes next."""
    words: Words = ctx.obj
    if kind is None:
        common.write(_table(words))
        return
    from debtcheck.cli.interview.ask import Distress, calm
    from debtcheck.letters.letter import LetterRefused
    from debtcheck.planning.offers import OfferRefused
    from debtcheck.statements.reading import STDIN

    params = dict(ctx.params)
    if output == STDIN:  # a dash is the standard stream, here as elsewhere
        params |= {"output": None, "show": True}
    try:
        _letter(kind, params, words)
    except Distress:  # no letter now
        calm(words)
    except (LetterRefused, OfferRefused) as error:
        raise UsageProblem("letter", what=words.say(error.why)) from None


def _letter(kind: str, params: Mapping[str, Any], words: Words) -> None:
    from debtcheck.cli.letter_input import contacts_of, template_text
    from debtcheck.cli.letter_input import given as read
    from debtcheck.letters.compose import ask_of, compose_from
    from debtcheck.letters.letter import LetterRefused
    from debtcheck.words.text import text

    one_of("--tone", params["tone"], TONES)
    one_of("--encoding", params["encoding"], ENCODINGS)
    one_of("--format", params["format"], FORMATS)
    if params["show"] and params["format"] == "docx":
        raise LetterRefused(text("letter.refuse.to_docx"))
    if kind not in _kinds():
        raise LetterRefused(text("letter.refuse.no_kind", kind=kind, all=" ".join(_kinds())))
    if params["case"] is None:
        raise UsageProblem("missing", name=words("cli.metavar.case"))
    given = read(params)
    contacts = contacts_of(kind, params["log"], given.today, words)
    ask = ask_of(
        kind,
        given.report,
        law=given.law,
        lang=words.lang,
        today=given.today,
        wish=given.wish,
        means=given.means,
        ground=params["ground"] or "",
        plain=params["tone"] == "plain",
        template=template_text(params["template"]),
        contacts=contacts,
    )
    letter = compose_from(ask)
    if ask.kind.acknowledges:
        _confirm(ask, words, confirmed=params["acknowledge_limitation"])
    if params["interactive"] and letter.blanks:
        letter = compose_from(replace(ask, answers=_answers(letter, words)))
    _out(letter, params, words)


# ── asking ───────────────────────────────────────────────────────────────────────────────


def _answers(letter: Letter, words: Words) -> dict[str, str]:
    """Ask for each blank; Enter leaves it, the end of the input leaves the rest.

    Raises:
        Distress: words of self-harm or violence were typed.
    """
    from debtcheck.cli.interview.ask import Asker

    asker = Asker(words)
    common.talk(words("letter.ask.intro"))
    found: dict[str, str] = {}
    for blank in letter.blanks:
        if not blank.key:
            continue
        line = read_line(words("letter.ask.line", label=blank.label))
        if line is None:
            break
        asker.listen(line)
        found[blank.key] = line.strip()
    return found


def _confirm(ask: Ask, words: Words, *, confirmed: bool) -> None:
    """The note on limitation comes first; then a typed word, or the option."""
    from debtcheck.letters.basis import RULES, rules_of
    from debtcheck.letters.letter import LetterRefused
    from debtcheck.words.text import text

    rules = rules_of(ask.law, ask.report.case, ask.today, RULES["promise"])
    lang = words.lang
    law = " ".join(words("letter.point.rule", cite=r.cite[lang], says=r.says[lang]) for r in rules)
    period = ask.period
    lines = [words("letter.warn.title"), words("letter.warn.body", law=law)]
    if period.since is None:
        lines.append(words("letter.warn.unknown"))
    else:
        lines.append(words("letter.warn.since", since=period.since, until=period.earliest))
    if period.soon:
        lines.append(words("letter.warn.soon"))
    common.talk("\n".join(row for line in lines for row in _wrapped(line)))
    if confirmed:
        return
    if not sys.stdin.isatty():
        raise LetterRefused(text("letter.refuse.confirm_needed"))
    word = words("letter.warn.word")
    typed = read_line(words("letter.warn.type", word=word) + " ") or ""
    if typed.strip().casefold() != word.casefold():
        raise LetterRefused(text("letter.warn.not_typed"))


# ── what comes out ───────────────────────────────────────────────────────────────────────


def _out(letter: Letter, params: Mapping[str, Any], words: Words) -> None:
    """Show or write the letter, then the steps."""
    lines = []
    if not params["show"] or params["output"] is not None:
        path = _path(letter.kind, params)
        _write(path, letter, params)
        lines.append(words("letter.after.written", path=path))
    steps = "\n".join([*lines, *_steps(letter, words)])
    if params["show"]:
        _print(letter, params)
        common.talk("\n" + steps)
    else:
        common.write(steps)


def _print(letter: Letter, params: Mapping[str, Any]) -> None:
    """The letter on the standard stream, in the encoding that was asked for."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None or (params["encoding"] == ENCODINGS[0] and not params["bom"]):
        common.write(letter.text)
        return
    from debtcheck.letters.encode import encode

    stream.write(encode(letter.text, params["encoding"], bom=params["bom"]))
    stream.flush()


def _write(path: Path, letter: Letter, params: Mapping[str, Any]) -> None:
    from debtcheck.letters.encode import encode
    from debtcheck.statements.safe_write import safe_write

    if params["format"] == "docx":
        from debtcheck.letters.docx import to_docx

        content = to_docx(letter)
    else:
        content = encode(letter.text, params["encoding"], bom=params["bom"])
    safe_write(path, content, force=params["force"])


def _path(kind: str, params: Mapping[str, Any]) -> Path:
    """The file asked for, else the case's name with the kind, in the present folder."""
    if params["output"] is not None:
        return Path(params["output"])
    case = params["case"]
    stem = "letter" if case == "-" else Path(case).stem
    return Path(f"{stem}.{kind}.{params['format']}")


def _steps(letter: Letter, words: Words) -> list[str]:
    """The ordered list of what to do, and what was left out of the letter."""
    lines = ["", words("letter.after.heading")]
    for number, step in enumerate(letter.after, 1):
        lines += _wrapped(words.say(step), f"{number}. ")
    for note in letter.notes:
        lines += _wrapped(words.say(note), "- ")
    return lines


def _wrapped(text: str, first: str = "") -> list[str]:
    from debtcheck.letters.wrap import wrap

    return [line.rstrip() for line in wrap(text, common.width(), first)]


def _table(words: Words) -> str:
    """The kinds of letters, one line each."""
    from debtcheck.letters.wrap import cells

    kinds = _kinds()
    room = max(cells(kind) for kind in kinds) + 2
    lines = [words("letter.table.heading"), ""]
    for kind in kinds:
        about = words(f"letter.kind.{kind}.about")
        lines += _wrapped(about, "  " + kind + " " * (room - cells(kind)))
    lines += ["", *_wrapped(words("letter.table.more"))]
    return "\n".join(lines)
