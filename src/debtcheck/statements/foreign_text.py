"""Text from outside: made harmless for a screen, and full-width signs made plain."""

from __future__ import annotations

import re
import unicodedata

from debtcheck.statements.bad_value import BadValue

TEXT_LIMIT = 500  # characters of a name or a remark
NOTE_LIMIT = 20_000  # characters of the private note
SNIPPET = 60  # characters of foreign text quoted in a message

# Terminal sequences: CSI, OSC with its end, two-character escapes.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x9b[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_]"
)
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("￥"): "¥",
    0x2212: "-",
    0xFE63: "-",
    0xFE6A: "%",
}
_SPACES = dict.fromkeys((0x3000, 0xA0, 0x2009, 0x202F, 0x2007, 0x200B, 0xFEFF), " ")


def clean_text(text: str, *, lines: bool = False) -> str:
    """`text` without escape sequences, control, bidi and zero-width characters, ends stripped.

    Line breaks and tabs become spaces, unless `lines` (a note) keeps them.
    """
    if text.isprintable():
        return text.strip()
    kept: list[str] = []
    for char in _ESCAPES.sub("", text):
        category = unicodedata.category(char)
        if char in "\n\t":
            kept.append(char if lines else " ")
        elif category in ("Zl", "Zp"):
            kept.append(" ")
        elif category not in ("Cc", "Cf", "Cs"):
            kept.append(char)
    return "".join(kept).strip()


def half_width(text: str) -> str:
    """`text` with full-width forms and odd spaces made ASCII, ends stripped.

    Only exact twins are mapped: a full compatibility mapping would read `10²` as 102.
    """
    return text.translate(_HALF).translate(_SPACES).strip()


def snippet(value: object) -> str:
    """A value as it may be quoted in a message: harmless and short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = clean_text(str(value)[: SNIPPET * 10])
    return text if len(text) <= SNIPPET else f"{text[:SNIPPET]}…"


def parse_text(value: object, limit: int = TEXT_LIMIT, *, lines: bool = False) -> str:
    """A name or a remark of at most `limit` characters, made harmless.

    Raises:
        BadValue: not text, or too long.
    """
    if not isinstance(value, str):
        raise BadValue("text_type", value=snippet(value))
    text = clean_text(value, lines=lines)
    if len(text) > limit:
        raise BadValue("text_too_long", length=len(text), limit=limit)
    return text
