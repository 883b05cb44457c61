"""Lays out a help page in cells: Chinese characters are two wide, and lines never pass the edge."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from debtcheck.cli.common import width as console_width
from debtcheck.words.catalog import Words

_WIDEST = 80
_INDENT = 2
_LEFT = 30
_GAP = 2
_TOKEN = re.compile(r"\s+|[!-~]+|.", re.DOTALL)
_NEVER_FIRST = frozenset("，。、；：？！）》」』”’％…·～—")
_NEVER_LAST = frozenset("（《「『“‘")


def cells(text: str) -> int:
    """How many columns a text takes in a terminal."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(bool(unicodedata.combining(c)) for c in text)


def wrap(text: str, room: int) -> list[str]:
    """Break a text into lines of at most `room` cells, between Chinese characters or at spaces.

    No line begins with closing punctuation or ends with an opening bracket; a word that is wider
    than the room stands alone.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and cells(line) + cells(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> Iterable[str]:
    """The parts a line may be broken between."""
    piece = ""
    for token in _TOKEN.findall(text):
        held = piece[-1:] in _NEVER_LAST and piece
        if piece and not held and not token.isspace() and token[0] not in _NEVER_FIRST:
            yield piece
            piece = ""
        piece += " " if token.isspace() else token
    if piece:
        yield piece


def help_page(
    command: Any, ctx: Any, words: Words, *, commands: Sequence[str] = (), topic: str = "cli"
) -> str:
    """The whole help page of a command.

    Args:
        command: The command; its help and its options' help are already in the language.
        ctx: Its context.
        words: The language.
        commands: The commands below it, by name.
        topic: Where their words lie: `<topic>.<name>.short`.

    Returns:
        The page, each line within the console's width and 80 cells.
    """
    room = min(_WIDEST, console_width())
    pieces = [p for p in (ctx.command_path, *_usage(command, commands, words)) if p]
    blocks = [[words("cli.help.usage", line=" ".join(pieces))], _about(command.help, room)]
    if commands:
        rows = [(name, words(f"{topic}.{name}.short")) for name in commands]
        blocks.append(_table(words("cli.help.commands"), rows, room))
    blocks += [
        _table(words(f"cli.panel.{panel}"), rows, room)
        for panel, rows in _panels(command, ctx, words).items()
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _usage(command: Any, commands: Sequence[str], words: Words) -> list[str]:
    options = words("cli.metavar.options")
    if commands:
        return [options, words("cli.metavar.command")]
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    return [options, *(p.metavar if p.required else f"[{p.metavar}]" for p in arguments)]


def _about(text: str, room: int) -> list[str]:
    """Paragraphs, wrapped; a line that begins with a space stays as it is (an example)."""
    lines: list[str] = []
    for line in text.strip("\n").splitlines():
        lines += [line] if line.startswith(" ") or not line else wrap(line, room)
    return lines


def _panels(command: Any, ctx: Any, words: Words) -> dict[str, list[tuple[str, str]]]:
    """Arguments and options by the heading they stand under."""
    shown = [p for p in command.get_params(ctx) if not getattr(p, "hidden", False)]
    named = [getattr(p, "rich_help_panel", None) for p in shown]
    rest = "output" if "output" in named else "options"
    panels: dict[str, list[tuple[str, str]]] = {}
    for param, name in zip(shown, named, strict=True):
        panel = name or rest
        if param.param_type_name == "argument":
            left = param.metavar
        else:
            takes = "" if param.is_flag else f" {param.metavar}"
            left = ", ".join(sorted(param.opts, key=len)) + takes
        text = words("cli.option.help") if param.name == "help" else param.help
        panels.setdefault(panel, []).append((left, text))
    return panels


def _table(heading: str, rows: Sequence[tuple[str, str]], room: int) -> list[str]:
    left = min(_LEFT, max(cells(name) for name, _ in rows)) + _GAP
    lines = [heading]
    for name, text in rows:
        wrapped = wrap(text, room - _INDENT - left)
        first = " " * _INDENT + name
        if cells(name) > left - _GAP:
            lines.append(first)
        else:
            lines.append(first + " " * (left - cells(name)) + wrapped.pop(0))
        lines += [" " * (_INDENT + left) + line for line in wrapped]
    return lines
