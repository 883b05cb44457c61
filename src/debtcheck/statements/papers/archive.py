"""A ZIP of one paper, as wallets and banks send them: unpacked in memory, nothing is written."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import closing
from typing import Any

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.foreign_text import snippet
from debtcheck.statements.papers.content import Opening
from debtcheck.statements.papers.locked import ask_password

MAX_MEMBERS = 2000
MAX_UNPACKED = 200_000_000  # bytes
MAX_RATIO = 300  # unpacked to packed; a long table reaches some fifty
_SMALL = 5_000_000  # bytes that may be packed as tightly as they are
_CHUNK = 1_000_000
_AES = 99  # the way of packing that stands for AES
_LOCKED, _UTF8 = 0x1, 0x800  # flags of a member
_SHOWN = 8  # names in a message
_SEPARATORS = re.compile(r"[/\\]")
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
# Parts by which a ZIP is no archive but the file of a program.
_OFFICE = (
    ("xl/", "workbook"),
    ("word/", "word"),
    ("ppt/", "slides"),
    ("OFD.xml", "ofd"),
    ("FixedDocSeq.fdseq", "xps"),
    ("content.xml", "open_document"),
)


def zip_holds(raw: bytes, file: str) -> str:
    """What a ZIP is: a workbook, word, slides, ofd, xps, open_document, or an archive of files.

    Raises:
        InputError: broken, or too many files.
    """
    names = [info.filename for info in _members(raw, file)]
    for part, kind in _OFFICE:
        if any(name.startswith(part) for name in names):
            return kind
    return "files"


def unpack(raw: bytes, file: str, opening: Opening) -> tuple[str, bytes]:
    """The name and the bytes of the one paper in an archive; the name may be shown.

    Raises:
        InputError: broken, empty, several papers, another archive in it, far too large,
            no password or a wrong one.
    """
    papers = [info for info in _members(raw, file) if _is_paper(info)]
    if not papers:
        raise InputError(Problem("zip_empty", file))
    if len(papers) > 1:
        names = ", ".join(_shown(info) for info in papers[:_SHOWN])
        params: dict[str, object] = {"count": len(papers), "names": names}
        raise InputError(Problem("zip_several", file, params=params))
    info = papers[0]
    packed = max(info.compress_size, 1)
    if info.file_size > MAX_UNPACKED or (
        info.file_size > _SMALL and info.file_size // packed > MAX_RATIO
    ):
        raise InputError(Problem("zip_bomb", file, _shown(info)))
    found = _read(raw, info, file, opening)
    if found.startswith(_ARCHIVES) and not (
        found.startswith(b"PK") and zip_holds(found, _shown(info)) != "files"
    ):
        raise InputError(Problem("zip_nested", file, _shown(info)))
    return _shown(info), found


def _members(raw: bytes, file: str) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
    except (InputError, MemoryError):
        raise
    except Exception:  # a broken file fails in many words
        raise InputError(Problem("zip_broken", file)) from None
    if len(members) > MAX_MEMBERS:
        raise InputError(Problem("zip_members", file, params={"limit": MAX_MEMBERS}))
    return members


def _is_paper(info: zipfile.ZipInfo) -> bool:
    return (
        not info.is_dir()
        and info.file_size > 0
        and not any(litter in info.filename for litter in _LITTER)
    )


def _shown(info: zipfile.ZipInfo) -> str:
    """The member's own name without folders; a name without a mark is UTF-8, or GBK."""
    name = info.filename
    for encoding in ("utf-8", "gb18030") if not info.flag_bits & _UTF8 else ():
        try:
            name = info.filename.encode("cp437").decode(encoding)
            break
        except UnicodeError:
            continue
    return snippet(_SEPARATORS.split(name)[-1])


def _read(raw: bytes, info: zipfile.ZipInfo, file: str, opening: Opening) -> bytes:
    if not info.flag_bits & _LOCKED:
        return _unpacked(raw, info, file, opening, None)
    password = ask_password(file, opening)
    wrong: InputError | None = None
    # Tools of this country write a password of Chinese characters in either encoding.
    for written in dict.fromkeys((password.encode(), password.encode("gb18030", "replace"))):
        try:
            return _unpacked(raw, info, file, opening, written)
        except InputError as error:
            if error.problems[0].key != "paper_wrong_password":
                raise
            wrong = error
    assert wrong is not None
    raise wrong


def _unpacked(
    raw: bytes, info: zipfile.ZipInfo, file: str, opening: Opening, password: bytes | None
) -> bytes:
    found = bytearray()
    try:
        with (
            closing(_opened(raw, info, file)) as archive,
            archive.open(info.filename, pwd=password) as stream,
        ):
            while chunk := stream.read(_CHUNK):
                found += chunk
                if len(found) > info.file_size:
                    raise InputError(Problem("zip_bomb", file, _shown(info)))
                opening.progress(len(found), info.file_size)
    except (InputError, MemoryError):
        raise
    except Exception:  # a wrong password shows as any kind of damage
        key = "paper_wrong_password" if password else "zip_broken"
        raise InputError(Problem(key, file)) from None
    return bytes(found)


def _opened(raw: bytes, info: zipfile.ZipInfo, file: str) -> Any:
    """The archive; the standard library does not know AES."""
    if info.compress_type != _AES:
        return zipfile.ZipFile(io.BytesIO(raw))
    try:
        from pyzipper import AESZipFile
    except ImportError:
        raise InputError(Problem("paper_locked_zip", file)) from None
    return AESZipFile(io.BytesIO(raw))
