"""What `doctor` looks at: each check says what it found and, where something is wrong, what to do.

Nothing is changed and nothing is sent; only files that are named are opened.
"""

from __future__ import annotations

import os
import platform
import re
import stat
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from debtcheck.cli import common
from debtcheck.words.text import Text, text

NAME = "debtcheck"
OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO
_REQUIREMENT = re.compile(
    r"""^(?P<name>[A-Za-z0-9._-]+)[^;]*(?:;.*extra\s*==\s*["'](?P<extra>\w+))?"""
)
_NOT_OFFERED = ("all", "dev")
_SAMPLE = "本金×利率（元）"
_CHINESE = "本金"
_PRIVATE = re.compile(rb"^\s*\[+\s*(?:loan|income|debt|essential)\b", re.MULTILINE)
_FILES = 500  # entries of a folder that are looked at
_SIZE = 5_000_000  # bytes; a larger file is no case


class State(StrEnum):
    """How a check came out."""

    OK = "ok"
    NOTE = "note"  # works, but something is worth knowing
    ACT = "act"  # something does not work until it is put right
    BROKEN = "broken"  # debtcheck itself is not whole


@dataclass(frozen=True, slots=True)
class Check:
    """One line: `name` is a key of `doctor.name`, `do` what to do, `command` how."""

    name: str
    state: State
    found: Text
    do: Text | None = None
    command: str = ""


def checks(today: date, lang: str, path: str | None) -> Iterator[Check]:
    """Every check, in the order in which they are shown.

    Raises:
        InputError: `path` names nothing that is there.
    """
    folder = Path(path) if path is not None else Path()
    yield from _program()
    yield from _parts()
    yield from _console(lang)
    yield _law(today)
    yield _temporary()
    yield from _files(folder)


# ── the program and its parts ────────────────────────────────────────────────────────────


def _program() -> Iterator[Check]:
    from debtcheck import __version__

    yield Check(NAME, State.OK, text("doctor.found.plain", value=__version__))
    system = f"{platform.python_version()}  {platform.system()} {platform.release()}"
    yield Check("python", State.OK, text("doctor.found.plain", value=system))


def _parts() -> Iterator[Check]:
    """The libraries that debtcheck cannot do without, then the extras."""
    needed, source = _requirements()
    missing = [name for name in needed.pop("", []) if not _installed(name)]
    if missing:
        command = f"{_python()} -m pip install --force-reinstall {source}"
        what = text("doctor.found.missing", names=", ".join(missing))
        yield Check("parts", State.BROKEN, what, text("doctor.do.reinstall"), command)
    else:
        yield Check("parts", State.OK, text("doctor.found.whole"))
    for extra, names in needed.items():
        if extra not in _NOT_OFFERED:
            yield _extra(extra, names, source)


def _requirements() -> tuple[dict[str, list[str]], str]:
    """The libraries by extra ("" is needed always), and what is given to pip to install them.

    They are read from the installed package, else from the source tree that is being run.
    """
    needed: dict[str, list[str]] = {}
    try:
        lines, source = metadata.requires(NAME) or [], NAME
    except metadata.PackageNotFoundError:
        root = Path(__file__).resolve().parents[3]
        lines, source = _of_source(root / "pyproject.toml"), str(root)
    for line in lines:
        found = _REQUIREMENT.match(line)
        if found and found["name"] != NAME:
            needed.setdefault(found["extra"] or "", []).append(found["name"])
    return needed, source


def _of_source(file: Path) -> list[str]:
    """The requirements of a source tree, written as an installed package has them."""
    try:
        project = tomllib.loads(file.read_text(encoding="utf-8"))["project"]
    except (OSError, KeyError, ValueError):
        return []
    extras = project.get("optional-dependencies", {})
    return [
        *project.get("dependencies", []),
        *(f'{line}; extra == "{extra}"' for extra, lines in extras.items() for line in lines),
    ]


def _extra(extra: str, names: list[str], source: str) -> Check:
    missing = [name for name in names if not _installed(name)]
    use = text(f"doctor.extra.{extra}")
    if not missing:
        return Check("extra", State.OK, text("doctor.found.extra", extra=extra, use=use))
    command = f'{_python()} -m pip install "{source}[{extra}]"'
    return Check(
        "extra",
        State.NOTE,
        text("doctor.found.no_extra", extra=extra, use=use, names=", ".join(missing)),
        text("doctor.do.extra"),
        command,
    )


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _python() -> str:
    from debtcheck.audit.serialise import quote

    return quote(sys.executable or "python")


# ── the console ──────────────────────────────────────────────────────────────────────────


def _console(lang: str) -> Iterator[Check]:
    since = next((n for n in common.LANGUAGE_NAMES if os.environ.get(n)), "")
    said = f"{since}={os.environ[since]}" if since else "-"
    if lang != common.choose_language((), os.environ, common.system_language):
        said = "--lang"
    yield Check("language", State.OK, text("doctor.found.language", lang=lang, since=said))
    yield _encoding(sys.stdout.encoding or "ascii")
    if sys.stdout.isatty():
        columns = common.width()
        narrow = columns < common.PIPED_WIDTH
        do = text("doctor.do.width") if narrow else None
        state = State.NOTE if narrow else State.OK
        yield Check("width", state, text("doctor.found.width", n=columns), do)
    else:
        yield Check("width", State.OK, text("doctor.found.piped", n=common.PIPED_WIDTH))
    key = "colour" if common.style() else "no_colour"
    yield Check("colour", State.OK, text(f"doctor.found.{key}"))


def _encoding(name: str) -> Check:
    """Whether the words of a report can be written to this console."""
    found = text("doctor.found.encoding", name=name)
    if _takes(name, _SAMPLE):
        if _takes(name, "😀"):
            return Check("encoding", State.OK, found)
        return Check("encoding", State.NOTE, found, text("doctor.do.gbk"))
    command = "set PYTHONUTF8=1" if os.name == "nt" else "export PYTHONUTF8=1 LANG=C.UTF-8"
    key = "encoding_some" if _takes(name, _CHINESE) else "encoding"
    return Check("encoding", State.ACT, found, text(f"doctor.do.{key}"), command)


def _takes(encoding: str, sample: str) -> bool:
    try:
        sample.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


# ── law data, folders, files ─────────────────────────────────────────────────────────────


def _law(today: date) -> Check:
    from debtcheck.law.load import load_lawbook

    book = load_lawbook()
    day = book.verified_through
    if book.is_fresh(today):
        return Check("law", State.OK, text("doctor.found.law", day=day))
    found = text("doctor.found.law_old", day=day, days=(today - day).days)
    command = f"{_python()} -m pip install --upgrade {NAME}"
    return Check("law", State.NOTE, found, text("doctor.do.law"), command)


def _temporary() -> Check:
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
        folder = tempfile.gettempdir()
    except OSError:
        return Check("temporary", State.ACT, text("doctor.found.no_temp"), text("doctor.do.temp"))
    return Check("temporary", State.OK, text("doctor.found.plain", value=folder))


def _files(path: Path) -> Iterator[Check]:
    """The case that was named, or the private files of a folder: who may read them."""
    from debtcheck.case.problem import InputError
    from debtcheck.statements.case_file import load_case

    if not path.is_dir():
        try:
            load_case(path)
        except InputError as error:
            if not path.exists():
                raise
            found = text("doctor.found.bad_case", name=path.name, n=len(error.problems))
            command = f"{NAME} check {_quoted(path)}"
            yield Check("case", State.ACT, found, text("doctor.do.bad_case"), command)
        else:
            yield Check("case", State.OK, text("doctor.found.good_case", name=path.name))
        files = [path]
    else:
        state = State.OK if os.access(path, os.W_OK) else State.ACT
        do = None if state is State.OK else text("doctor.do.folder")
        yield Check("folder", state, text("doctor.found.plain", value=str(path.absolute())), do)
        files = _private(path)
    if os.name == "nt":
        return
    open_ones = [file for file in files if file.stat().st_mode & OTHERS_MAY]
    if open_ones:
        names = ", ".join(file.name for file in open_ones)
        command = "chmod 600 " + " ".join(map(_quoted, open_ones))
        found = text("doctor.found.open", names=names)
        yield Check("private", State.ACT, found, text("doctor.do.private"), command)
    elif files:
        yield Check("private", State.OK, text("doctor.found.private", n=len(files)))


def _private(folder: Path) -> list[Path]:
    """The case files, households and contact logs of a folder."""
    found: list[Path] = []
    try:
        entries = sorted(folder.iterdir())[:_FILES]
    except OSError:
        return []
    for file in entries:
        try:
            if not file.is_file() or file.stat().st_size > _SIZE:
                continue
            private = file.suffix == ".toml" and _PRIVATE.search(file.read_bytes())
            if private or file.name == "contacts.csv":
                found.append(file)
        except OSError:
            continue
    return found


def _quoted(path: Path) -> str:
    from debtcheck.audit.serialise import quote

    return quote(str(path.absolute()))
