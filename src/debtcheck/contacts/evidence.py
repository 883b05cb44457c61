"""The evidence table: every contact, the rules it touches, and the SHA-256 of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from debtcheck.contacts.csvtext import written
from debtcheck.contacts.model import Contact

BLOCK = 1 << 20


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
