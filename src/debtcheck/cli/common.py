"""What every command needs of the world around it: language, day, width, colour, output."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date

LANGUAGE_NAMES = ("DEBTCHECK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")  # the first set one counts
PIPED_WIDTH = 80
NARROWEST, WIDEST = 40, 100
_CHINESE = 0x04  # primary language id on Windows
_PRIMARY = 0x3FF


def choose_language(
    args: Sequence[str], environ: Mapping[str, str], system: Callable[[], str]
) -> str:
    """The language of a run: `--lang`, else DEBTCHECK_LANG, else the locale.

    Args:
        args: The arguments; `--lang` counts before and after the command, the last one wins.
        environ: The environment.
        system: Asks the system for its locale, where the environment names none.

    Returns:
        "zh" for any Chinese locale, "en" for any other.
    """
    wanted = _lang_option(args)
    if wanted in ("zh", "en"):
        return wanted
    name = next((environ[n] for n in LANGUAGE_NAMES if environ.get(n)), "") or system()
    return "zh" if name.lower().startswith("zh") else "en"


def _lang_option(args: Sequence[str]) -> str:
    wanted = ""
    for i, arg in enumerate(args):
        if arg == "--":
            break
        if arg.startswith("--lang="):
            wanted = arg.removeprefix("--lang=")
        elif arg == "--lang" and i + 1 < len(args):
            wanted = args[i + 1]
    return wanted


def system_language() -> str:
    """The system's own language, where no variable names one (Windows)."""
    if sys.platform == "win32":
        import ctypes

        language = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return "zh" if language & _PRIMARY == _CHINESE else "en"
    return ""


def today() -> date:
    """The day on the borrower's calendar."""
    return date.today()


def width() -> int:
    """Columns to write in: the terminal's, within reason; 80 when piped."""
    if not sys.stdout.isatty():
        return PIPED_WIDTH
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((PIPED_WIDTH, 24)).columns))


def style() -> bool:
    """True if bold and colour may be used: a terminal that takes them, and no NO_COLOR."""
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return False
    if os.environ.get("TERM") == "dumb":
        return False
    known = ("WT_SESSION", "ANSICON", "ConEmuANSI", "TERM")
    return os.name != "nt" or any(os.environ.get(name) for name in known)


def write(text: str) -> None:
    """Results go to stdout, with one line end at the end."""
    print(text.rstrip("\n"))


def write_json(value: object) -> None:
    """One JSON object to stdout, in UTF-8 whatever the console's encoding."""
    import json

    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
    print(json.dumps(value, ensure_ascii=False, indent=2))


def talk(text: str) -> None:
    """What is said beside the results goes to stderr."""
    print(text, file=sys.stderr)
