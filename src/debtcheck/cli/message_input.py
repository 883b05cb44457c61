"""Messages as they come in: pasted, from a file, or one a line as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from debtcheck.cli import common
from debtcheck.cli.usage import UsageProblem, clean

if TYPE_CHECKING:
    from debtcheck.report.blocks import Block
    from debtcheck.words.catalog import Words

LIMIT = 2_000_000  # bytes of one message
STDIN = "-"
_LONGEST_LINE = 3 * LIMIT
# What is said of a message where the words for a case file would mislead.
_OWN_WORDS = {"empty_file": "message_empty", "too_large": "message_too_large"}

_SHORTEST, _LONG_NAME = 12, 60  # characters: no message is shorter, few file names longer


def read_message(path: str | None, words: Words) -> str:
    """The text of a message.

    Args:
        path: A file; `-` or None for standard input.
        words: The language of what is asked on a terminal.

    Raises:
        InputError, UsageProblem: there is nothing to judge, or it is no text.
    """
    from debtcheck.case.problem import InputError
    from debtcheck.statements.reading import decode, read_bytes

    name = STDIN if path is None else path
    shown = words("message.screen.pasted") if name == STDIN else clean(name)
    if name != STDIN and _is_text(name):
        raise UsageProblem("message_as_name", text=clean(name[:20]))
    if name == STDIN and sys.stdin.isatty():
        common.talk(words("message.screen.stdin"))
    try:
        text = decode(read_bytes(name, limit=LIMIT), shown)[0]
    except InputError as error:
        own = _OWN_WORDS.get(error.problems[0].key)
        if own is None:
            raise
        raise UsageProblem(own, file=shown, limit=LIMIT // 1_000_000) from None
    if not any(c.isprintable() and not c.isspace() for c in text):
        raise UsageProblem("message_empty", file=shown)
    return text


def _is_text(name: str) -> bool:
    """Whether somebody gave the message itself where a file's name belongs."""
    if len(name) < _SHORTEST:
        return False
    try:
        return not Path(name).exists() and (
            len(name) > _LONG_NAME or any(c in name for c in "，。！：【")
        )
    except (OSError, ValueError):
        return True


def lay_out(blocks: Iterator[Block], width: int, *, style: bool) -> str:
    """Blocks as lines, by means that load nothing: a message is judged at once."""
    from debtcheck.cli.help import wrap
    from debtcheck.report.blocks import Command, Gap, Heading, Item, Para, Step, Title

    lines: list[str] = []
    for block in blocks:
        first, rest, bold = "", "", False
        match block:
            case Gap():
                lines.append("")
                continue
            case Command():
                lines.append(" " * block.indent + block.text)
                continue
            case Title():
                lines += [block.name, "-" * width]
                continue
            case Heading():
                text, bold = block.text, True
            case Item():
                text, first, rest = block.text, " -  ", "    "
            case Step():
                text, first, rest = block.text, f"{block.number:>2}  ", "    "
            case Para():
                text, first, rest = block.text, " " * block.indent, " " * block.indent
                bold = block.kind in ("answer", "court")
            case _:
                raise TypeError(type(block).__name__)
        found = wrap(text, width - len(rest))
        shown = [(rest if i else first) + line for i, line in enumerate(found)]
        lines += [f"\x1b[1m{line}\x1b[0m" for line in shown] if bold and style else shown
    return "\n".join(lines)


def judge_lines(path: str, words: Words) -> int:
    """Judge a file of one JSON object a line, and write one result a line.

    Args:
        path: The file; `-` for standard input.
        words: The language of the results, and of what is said of bad lines.

    Returns:
        The exit code: 0, or 2 where not one line could be judged.
    """
    from json import JSONEncoder

    from debtcheck.messages.judge import judge
    from debtcheck.messages.load import load_rules
    from debtcheck.report.message import message_dict

    book = load_rules()
    encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
    done = bad = 0
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        given = _message(line)
        if isinstance(given, str):
            bad += 1
            why = words(f"message.screen.{given}", limit=LIMIT)
            common.talk(words("message.screen.bad_line", n=number, why=why))
            continue
        result = {"id": given.get("id")} | message_dict(judge(given["text"], book), words)
        sys.stdout.write(encode(result) + "\n")
        done += 1
    if bad:
        common.talk(words("message.screen.jsonl_done", done=done, bad=bad))
    return 2 if bad and not done else 0


def _lines(path: str) -> Iterator[bytes]:
    """The lines of a file; of one that is too long only so much that it is seen to be."""
    from debtcheck.statements.reading import read_bytes

    if path == STDIN:
        stream = sys.stdin.buffer
        yield from iter(stream.readline, b"")
        return
    if not Path(path).is_file():
        read_bytes(path, limit=0)  # says what is wrong with the name
    with Path(path).open("rb") as file:
        yield from iter(file.readline, b"")


def _message(line: bytes) -> dict[str, Any] | str:
    """The object of a line, or the key of what is wrong with it."""
    import json

    if len(line) > _LONGEST_LINE:
        return "bad_long"
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return "bad_json"
    if not isinstance(given, dict):
        return "bad_json"
    number = given.get("id")
    if isinstance(number, bool) or not isinstance(number, str | int | None):
        return "bad_id"
    text = given.get("text")
    if not isinstance(text, str):
        return "bad_text"
    if not text.strip():
        return "bad_empty"
    return "bad_long" if len(text) > LIMIT else given
