"""The way in: answers what needs no command, and turns every failure into plain words.

Exit codes: 0 ran, 1 findings (with `--exit-code`), 2 bad usage or input, 3 our own fault.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

BAD_INPUT = 2
OUR_FAULT = 3
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run debtcheck.

    Args:
        argv: The arguments after the program's name; those of the process if absent.

    Returns:
        The exit code.
    """
    args = list(sys.argv[1:] if argv is None else argv)
    if args in (["--version"], ["-V"]):
        from debtcheck import __version__

        print(f"debtcheck {__version__}")
        return 0
    _steady_streams()
    try:
        code = _run(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_quietly()
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _our_fault(error, args)
        _close_quietly()
        print(f"debtcheck: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    except SystemExit as stop:  # the parser's own ends: completion, and a closed pipe
        if isinstance(stop.__context__, BrokenPipeError):
            _close_quietly()
            return 0
        return stop.code if isinstance(stop.code, int) else 0
    except Exception as error:
        return _our_fault(error, args)
    return code


def _run(args: list[str]) -> int:
    from debtcheck.case.problem import InputError
    from debtcheck.cli.app import run
    from debtcheck.cli.common import choose_language, system_language
    from debtcheck.cli.usage import say_problems, say_usage_error
    from debtcheck.words.catalog import Words

    words = Words(choose_language(args, os.environ, system_language))
    try:
        return run(args, words)
    except InputError as error:
        lines = say_problems(error.problems, words)
    except Exception as error:
        found = say_usage_error(error, words)
        if found is None:
            raise
        lines = found
    print("\n".join(lines), file=sys.stderr)
    return BAD_INPUT


def _steady_streams() -> None:
    """A character that the console cannot show becomes `?`, never an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _close_quietly() -> None:
    """The reader of a pipe has gone: nothing more is written, not even when the process ends."""
    try:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
    except OSError:  # a stream without a descriptor
        pass


def _our_fault(error: Exception, args: list[str]) -> int:
    """One calm line and how to report it; the traceback only for who asks for it."""
    if os.environ.get("DEBTCHECK_DEBUG"):
        import traceback

        traceback.print_exception(error)
        return OUR_FAULT
    place = _place(error)
    try:
        from debtcheck.cli.common import choose_language, system_language
        from debtcheck.words.catalog import Words

        words = Words(choose_language(args, os.environ, system_language))
        message = words("cli.fault", kind=type(error).__name__, place=place)
    except Exception:
        message = f"debtcheck 自身出错 / debtcheck failed: {type(error).__name__}, {place}"
    print(message, file=sys.stderr)
    return OUR_FAULT


def _place(error: BaseException) -> str:
    """Where in debtcheck it happened (`engine/replay.py:120`); nothing of what the user gave."""
    from pathlib import Path

    trace = error.__traceback__
    place = "?"
    home = Path(__file__).resolve().parents[1]
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(home):
            place = f"{file.relative_to(home).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
