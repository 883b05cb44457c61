"""Templates into blocks. Ours come with the package; a person's own are held much tighter.

Names and other foreign text are values of a template and never part of one, so that `{{ }}` in a
name stays as it was written. A template of the user's may only name facts, choose and repeat: no
calls, no arithmetic, no assignments; its size, its time and what it writes are limited.
"""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from debtcheck.letters.letter import Block, LetterRefused, Shape
from debtcheck.words.text import Text, text

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

TEMPLATES = Path(__file__).with_name("templates")
TEMPLATE_LIMIT = 64_000  # bytes of a user's template
OUTPUT_LIMIT = 200_000  # characters of what it writes
SECONDS = 2
_SHAPES = {shape.value: shape for shape in Shape}
_MARKED = (Shape.LINE, Shape.LISTED)
_NUMERALS = "一二三四五六七八九十"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NODES = {
    "Template", "Output", "TemplateData", "Name", "Getattr", "Getitem", "Const", "If", "For",
    "Compare", "Operand", "And", "Or", "Not", "Test", "Tuple", "List", "CondExpr",
}  # fmt: skip


class OutOfTime(Exception):
    """A template that ran too long."""


def blocks(kind: str, lang: str, facts: Mapping[str, object]) -> tuple[Block, ...]:
    """The blocks of one of our own letters."""
    template = _own().get_template(f"{kind}.{lang}.j2")
    return parse(template.render(**facts), lang)


def blocks_of(source: str, lang: str, facts: Mapping[str, object]) -> tuple[Block, ...]:
    """The blocks of a user's own template.

    Raises:
        LetterRefused: it is too long, cannot be read, names what there is not, or does more than
            name facts, choose and repeat.
    """
    import jinja2

    if len(source.encode("utf-8", "replace")) > TEMPLATE_LIMIT:
        raise _bad(text("letter.refuse.template_size", limit=TEMPLATE_LIMIT))
    environment = _tight()
    try:
        tree = environment.parse(source)
        _only_allowed(tree)
        template = environment.from_string(tree)
        with _deadline(SECONDS):
            return parse(_bounded(template.generate(**facts)), lang, own=False)
    except jinja2.TemplateSyntaxError as error:
        raise _bad(text("letter.refuse.template_syntax", line=error.lineno)) from None
    except jinja2.UndefinedError as error:
        raise _bad(text("letter.refuse.template_name", name=_name(error))) from None
    except (jinja2.TemplateError, SyntaxError, TypeError, RecursionError, MemoryError):
        raise _bad(text("letter.refuse.template_not_allowed", line="?")) from None
    except OutOfTime:
        raise _bad(text("letter.refuse.template_time")) from None


def parse(rendered: str, lang: str, *, own: bool = True) -> tuple[Block, ...]:
    """Lines such as `P|a paragraph`, `S|label|text`, `H|heading` as blocks.

    Headings are numbered through the letter, items anew under each heading. A line without a mark
    is a paragraph.
    """
    found: list[Block] = []
    headings = items = 0
    for line in rendered.splitlines():
        code, bar, rest = line.strip().partition("|")
        shape = _SHAPES.get(code) if bar else None
        if shape is None:
            shape, rest = Shape.PARAGRAPH, line.strip()
            if not rest:
                if not own:
                    found.append(Block(Shape.SPACE))
                continue
        mark = ""
        if shape is Shape.HEADING:
            headings, items = headings + 1, 0
            rest = _heading(headings, lang) + rest.strip()
        elif shape is Shape.ITEM:
            items += 1
            mark = f"{items}."
        elif shape in _MARKED:
            mark, _, rest = rest.partition("|")
        found.append(Block(shape, rest.strip(), mark.strip()))
    return tuple(found)


def _heading(number: int, lang: str) -> str:
    if lang == "zh":
        return f"{_NUMERALS[(number - 1) % len(_NUMERALS)]}、"
    return f"{_ROMAN[(number - 1) % len(_ROMAN)]}. "


# ── the two environments ─────────────────────────────────────────────────────────────────


@cache
def _own() -> SandboxedEnvironment:
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment as Sandbox

    return Sandbox(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )


@cache
def _tight() -> SandboxedEnvironment:
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Tight(ImmutableSandboxedEnvironment):
        """Only the fields of our own facts, and where a loop stands; nothing can be called."""

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            if dataclasses.is_dataclass(obj):
                return attr in {field.name for field in dataclasses.fields(obj)}
            kind = type(obj).__name__
            return kind == "LoopContext" and attr in ("index", "index0", "first", "last", "length")

        def is_safe_callable(self, obj: Any) -> bool:
            return False

    environment = Tight(
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    environment.globals.clear()
    environment.filters.clear()
    return environment


def _only_allowed(tree: Any) -> None:
    """Refuse a template with anything but names, choices and loops."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if type(node).__name__ not in _NODES:
            line = getattr(node, "lineno", "?")
            raise _bad(text("letter.refuse.template_not_allowed", line=line))
        stack.extend(node.iter_child_nodes())


def _bounded(pieces: Iterator[str]) -> str:
    """What a template writes, up to a limit."""
    found: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > OUTPUT_LIMIT:
            raise _bad(text("letter.refuse.template_size", limit=OUTPUT_LIMIT))
        found.append(piece)
    return "".join(found)


@contextmanager
def _deadline(seconds: int) -> Iterator[None]:
    """Stop what runs inside after some seconds, wherever it is."""
    end = time.monotonic() + seconds
    before = sys.gettrace()

    def watch(frame: FrameType, event: str, arg: object) -> Any:
        if time.monotonic() > end:
            raise OutOfTime
        return watch

    sys.settrace(watch)
    try:
        yield
    finally:
        sys.settrace(before)


def _name(error: Exception) -> str:
    """The name that a template used and there is not."""
    quoted = str(error).split("'")
    return quoted[-2] if len(quoted) > 1 else str(error)[:60]


def _bad(why: Text) -> LetterRefused:
    return LetterRefused(text("letter.refuse.template", why=why))
