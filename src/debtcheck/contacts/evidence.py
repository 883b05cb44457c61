"""The evidence table: every contact, the rules it touches, and the SHA-256 of its files."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from debtcheck.case.problem import InputError, Problem
from debtcheck.contacts.csvtext import written
from debtcheck.contacts.model import Contact
from debtcheck.statements.reading import shown

BLOCK = 1 << 20
PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class Sealed:
    """An evidence file with its hash; empty if it was not found or could not be read."""

    name: str
    sha256: str = ""
    found: bool = False


def seal(name: str, folder: Path) -> Sealed:
    """The hash of a file; a relative name is looked for beside the log."""
    path = Path(name) if Path(name).is_absolute() else folder / name
    try:
        if not path.is_file():
            return Sealed(name)
        digest = hashlib.sha256()
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                digest.update(block)
    except (OSError, ValueError):
        return Sealed(name, found=True)
    return Sealed(name, digest.hexdigest(), found=True)


def sealed(contacts: Sequence[Contact], folder: Path) -> dict[str, Sealed]:
    """Every evidence file once, by its name."""
    names = dict.fromkeys(name for contact in contacts for name in contact.evidence)
    return {name: seal(name, folder) for name in names}


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV, no cell of which a spreadsheet would compute."""
    return "".join(written(list(row)) for row in rows)


def write_whole(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file whole or not at all, for its owner alone, never over another unless `force`.

    Raises:
        InputError: it is there already, or cannot be written.
    """
    file = shown(path)
    if path.exists() and not force:
        raise InputError(Problem("file_exists", file))
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".debtcheck-")
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, PRIVATE)
        os.replace(temporary, path)
    except OSError:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)
        raise InputError(Problem("log_not_writable", file)) from None
