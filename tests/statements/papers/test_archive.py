"""Archives: one paper, passwords of both kinds, names, and each bad one."""

from __future__ import annotations

import builtins
import io
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pytest
from pyzipper import WZ_AES, AESZipFile

from debtcheck.statements.papers import archive
from debtcheck.statements.papers.content import Content, Opening
from debtcheck.statements.papers.opening import open_paper

TODAY = date(2026, 9, 28)
CSV = "期数,到期日,应还本金\n1,2026-09-15,833.33\n".encode("gb18030")


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in members:
            box.writestr(name, content)
    return out.getvalue()


def aes(password: bytes, name: str = "账单.csv") -> bytes:
    out = io.BytesIO()
    with AESZipFile(out, "w", compression=zipfile.ZIP_DEFLATED, encryption=WZ_AES) as box:
        box.setpassword(password)
        box.writestr(name, CSV)
    return out.getvalue()


def crc_keys(password: bytes) -> list[int]:
    keys = [0x12345678, 0x23456789, 0x34567890]
    for byte in password:
        turn(keys, byte)
    return keys


def crc(value: int, byte: int) -> int:
    value ^= byte
    for _ in range(8):
        value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
    return value


def turn(keys: list[int], byte: int) -> None:
    """The traditional cipher of the format: its three keys after one byte."""
    keys[0] = crc(keys[0], byte)
    keys[1] = (keys[1] + (keys[0] & 0xFF)) * 134775813 + 1 & 0xFFFFFFFF
    keys[2] = crc(keys[2], keys[1] >> 24)


def traditional(password: bytes, content: bytes = CSV, name: str = "a.csv") -> bytes:
    """A stored member under the traditional cipher, which wallets and banks use."""
    check = zlib.crc32(content)
    keys = crc_keys(password)
    locked = bytearray()
    for byte in bytes(11) + bytes([check >> 24]) + content:
        step = keys[2] & 0xFFFF | 2
        locked.append(byte ^ (step * (step ^ 1) >> 8 & 0xFF))
        turn(keys, byte)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as box:
        box.writestr(zipfile.ZipInfo(name), bytes(locked))
    raw = bytearray(out.getvalue())
    for sign, flag, crc_at, size_at in ((b"PK\x03\x04", 6, 14, 22), (b"PK\x01\x02", 8, 16, 24)):
        at = raw.index(sign)
        raw[at + flag] |= 1
        raw[at + crc_at : at + crc_at + 4] = check.to_bytes(4, "little")
        raw[at + size_at : at + size_at + 4] = len(content).to_bytes(4, "little")
    return bytes(raw)


def opened(tmp_path: Path, raw: bytes, password: str | None = None) -> Content:
    path = tmp_path / "paper.bin"
    path.write_bytes(raw)
    return open_paper(path, Opening(today=TODAY, password=lambda file: password))


def test_one_paper_beside_the_litter_of_systems(tmp_path: Path) -> None:
    raw = zipped(("__MACOSX/._a.csv", b"x"), ("x/账单.csv", CSV), (".DS_Store", b"x"), ("x/", b""))
    content = opened(tmp_path, raw)
    assert [row.cells for row in content.rows()][1] == ["1", "2026-09-15", "833.33"]
    assert content.file == f"{tmp_path / 'paper.bin'}/账单.csv"
    assert list(tmp_path.iterdir()) == [tmp_path / "paper.bin"]  # nothing was written


@pytest.mark.parametrize("make", [aes, traditional])
def test_a_password(tmp_path: Path, refused, make) -> None:
    raw = make(b"123456")
    assert len(list(opened(tmp_path, raw, "123456").rows())) == 2
    for password, key in ((None, "paper_locked"), ("654321", "paper_wrong_password")):
        (problem,) = refused(lambda given=password: opened(tmp_path, raw, given))
        assert problem.key == key


def test_a_password_of_chinese_characters_in_either_encoding(tmp_path: Path) -> None:
    for written in ("密码".encode(), "密码".encode("gb18030")):
        assert len(list(opened(tmp_path, aes(written), "密码").rows())) == 2


def test_without_the_library_for_aes(tmp_path: Path, refused, monkeypatch) -> None:
    real = builtins.__import__

    def fake(name: str, *args: object, **kwargs: object) -> object:
        if name == "pyzipper":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", fake)
    (problem,) = refused(lambda: opened(tmp_path, aes(b"123456"), "123456"))
    assert problem.key == "paper_locked_zip"
    # The traditional cipher needs no library.
    assert len(list(opened(tmp_path, traditional(b"123456"), "123456").rows())) == 2


def test_several_papers_are_named(tmp_path: Path, refused) -> None:
    raw = zipped(("../../a.csv", CSV), ("C:\\x\\b\x1b[31m.csv", CSV))
    (problem,) = refused(lambda: opened(tmp_path, raw))
    assert (problem.key, problem.params) == ("zip_several", {"count": 2, "names": "a.csv, b.csv"})


def test_a_name_that_points_elsewhere_is_only_a_name(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    content = opened(inner, zipped(("../../../evil.csv", CSV)))
    assert content.file.endswith("/evil.csv")
    assert ".." not in content.file.removeprefix(str(inner))
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["inner", "paper.bin"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_read_as_they_were_written(tmp_path: Path, encoding: str) -> None:
    name = "账a.csv".encode(encoding)
    raw = zipped(("z" * len(name), CSV)).replace(b"z" * len(name), name)
    assert opened(tmp_path, raw).file.endswith("/账a.csv")


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (zipped(), "zip_empty"),
        (zipped(("a.csv", b"")), "zip_empty"),
        (zipped(("a.zip", zipped(("b.csv", CSV)))), "zip_nested"),
        (zipped(("a.rar", b"Rar!\x1a\x07" + CSV)), "zip_nested"),
        (zipped(("a.csv", bytes(20_000_000))), "zip_bomb"),
        (zipped(("a.csv", CSV))[:-30], "zip_broken"),
        (zipped(("word/document.xml", b"<x/>")), "paper_word"),
        (zipped(("OFD.xml", b"<x/>"), ("Doc_0/a", b"x")), "paper_to_pdf"),
        (zipped(("content.xml", b"<x/>")), "paper_to_xlsx"),
        (zipped(("a.docx", zipped(("word/document.xml", b"<x/>")))), "paper_word"),
    ],
)
def test_bad_archives(tmp_path: Path, refused, raw: bytes, key: str) -> None:
    (problem,) = refused(lambda: opened(tmp_path, raw))
    assert problem.key == key


def test_too_many_members(tmp_path: Path, refused, monkeypatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 1)
    (problem,) = refused(lambda: opened(tmp_path, zipped(("a", CSV), ("b", CSV))))
    assert problem.key == "zip_members"


def test_a_size_that_lies(tmp_path: Path, refused) -> None:
    """The directory says 10 bytes; there are more."""
    raw = bytearray(zipped(("a.csv", CSV * 100)))
    at = raw.index(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (10).to_bytes(4, "little")
    (problem,) = refused(lambda: opened(tmp_path, bytes(raw)))
    assert problem.key in ("zip_broken", "zip_bomb")


def test_progress_by_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(("a.csv", CSV)))
    seen: list[tuple[int, int]] = []
    open_paper(path, Opening(today=TODAY, progress=lambda done, whole: seen.append((done, whole))))
    assert (len(CSV), len(CSV)) in seen
