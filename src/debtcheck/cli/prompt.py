"""One line from the person: piped or at a terminal, whatever the console's encoding."""

from __future__ import annotations

import sys

from debtcheck.statements.foreign_text import clean_text

_LONGEST = 20_000  # bytes of one line; what is beyond it is dropped
_PASTE_LINES = 40


def read_line(question: str = "", *, paste: bool = False) -> str | None:
    """Ask on stderr, read from stdin.

    Args:
        question: What stands before the cursor.
        paste: Several lines that were pasted at once into a terminal are one answer.

    Returns:
        The answer, made harmless; None at the end of the input.
    """
    if question:
        print(question, end="", file=sys.stderr, flush=True)
    line = _raw_line()
    if question and not question.endswith("\n") and not sys.stdin.isatty():
        print(file=sys.stderr)  # no key was pressed that would have ended the line
    if line is None:
        return None
    lines = [line]
    while paste and len(lines) < _PASTE_LINES and _more_is_here():
        following = _raw_line()
        if following is None:
            break
        lines.append(following)
    return clean_text(" ".join(line for line in lines if line.strip()))


def _raw_line() -> str | None:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:  # a stream of text put in its place
        return sys.stdin.readline() or None
    raw: bytes = stream.readline(_LONGEST)
    if not raw:
        return None
    if len(raw) == _LONGEST and not raw.endswith(b"\n"):
        while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
            pass
    for encoding in ("utf-8-sig", sys.stdin.encoding or "utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")


def _more_is_here() -> bool:
    """Whether the rest of what was pasted waits at the terminal."""
    if sys.platform == "win32" or not sys.stdin.isatty():
        return False
    import select

    try:
        return bool(select.select([sys.stdin], [], [], 0.03)[0])
    except (OSError, ValueError):  # a stream without a descriptor
        return False
