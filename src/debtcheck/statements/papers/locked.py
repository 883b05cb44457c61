"""Papers under a password: asking for it, and taking it off a workbook, in memory only."""

from __future__ import annotations

import io

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.papers.content import Opening

_MOST_ROUNDS = 1_000_000  # of a key's making; Office writes 100,000


def ask_password(file: str, opening: Opening) -> str:
    """The password of a file.

    Raises:
        InputError: there is none.
    """
    password = opening.password(file)
    if not password:
        raise InputError(Problem("paper_locked", file))
    return password


def unlock_office(raw: bytes, file: str, opening: Opening) -> bytes:
    """The workbook without its password.

    Raises:
        InputError: the library is absent, no password, a wrong one, or a lock of another kind.
    """
    try:
        import msoffcrypto
        from msoffcrypto.exceptions import InvalidKeyError
    except ImportError:
        raise InputError(Problem("paper_locked_book", file)) from None
    password = ask_password(file, opening)
    unlocked = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(raw))
        info = getattr(office, "info", {})
        if isinstance(info, dict) and int(info.get("spinValue", 0)) > _MOST_ROUNDS:
            raise InputError(Problem("xlsx_broken", file))
        office.load_key(password=password, verify_password=True)
        office.decrypt(unlocked)
    except InvalidKeyError:
        raise InputError(Problem("paper_wrong_password", file)) from None
    except (InputError, MemoryError):
        raise
    except Exception:  # a broken file fails in many words
        raise InputError(Problem("paper_lock_unknown", file)) from None
    return unlocked.getvalue()
