"""HTML that cannot be broken by a text: whatever is not HTML already is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_VOID = {"meta", "link", "br"}


class Html(str):
    """Text that is HTML already; made here only."""

    __slots__ = ()


Child = str | Html | None


def el(tag: str, *children: Child, **attributes: str | int | bool | None) -> Html:
    """One element.

    Args:
        tag: Its name.
        children: Texts, which are escaped, and HTML, which is not; None is left out.
        attributes: `class_` is class, other underscores are hyphens; None or False leaves one out,
            True writes the bare name.

    Returns:
        The element as HTML.
    """
    start = f"<{tag}{''.join(_attribute(k, v) for k, v in attributes.items())}>"
    if tag in _VOID:
        return Html(start)
    return Html(f"{start}{join(children)}</{tag}>")


def join(children: Iterable[Child]) -> Html:
    """Children after each other, texts escaped."""
    return Html("".join(_safe(child) for child in children if child is not None))


def _safe(child: str) -> str:
    return child if isinstance(child, Html) else escape(child, quote=False)


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    plain = name.rstrip("_").replace("_", "-")
    return f" {plain}" if value is True else f' {plain}="{escape(str(value), quote=True)}"'
