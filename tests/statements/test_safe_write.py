"""Files are written whole or not at all: killed, full, raced against, without links."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from debtcheck.case.problem import InputError
from debtcheck.statements import safe_write as writing
from debtcheck.statements.safe_write import safe_write

WAYS = ["unnamed", "named"]  # through a file without a name, through a temporary one
POSIX = pytest.mark.skipif(os.name == "nt", reason="no modes and no links there")
REAL = {name: getattr(os, name) for name in ("open", "write", "fsync", "link", "replace", "close")}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of writing, each tried on its own."""
    if request.param == "named":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    elif not hasattr(os, "O_TMPFILE"):
        pytest.skip("no files without a name here")
    return str(request.param)


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(p.name for p in folder.iterdir())


def refusal(call: Callable[[], None]) -> str:
    """The key of the problem that a call raises."""
    with pytest.raises(InputError) as caught:
        call()
    return caught.value.problems[0].key


@pytest.mark.usefixtures("way")
def test_a_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    safe_write(path, b"1")
    path.chmod(0o644)
    safe_write(path, b"2", instead_of=b"1")
    assert path.read_bytes() == b"2"
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.usefixtures("way")
def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    assert refusal(lambda: safe_write(path, b"new")) == "file_exists"
    assert path.read_bytes() == b"old"
    safe_write(path, b"new", force=True)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.usefixtures("way")
def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"

    def late(handle: int) -> None:
        path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", late)
    assert refusal(lambda: safe_write(path, b"ours")) == "file_exists"
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.usefixtures("way")
def test_a_change_since_reading_is_noticed_at_the_last_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"read")

    def meanwhile(handle: int) -> None:
        path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", meanwhile)
    assert refusal(lambda: safe_write(path, b"ours", instead_of=b"read")) == "file_changed"
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.txt"]


@POSIX
@pytest.mark.usefixtures("way")
def test_a_link_is_not_followed_over(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    assert refusal(lambda: safe_write(tmp_path / "link.txt", b"new")) == "file_exists"
    assert not (tmp_path / "nowhere.txt").exists()


@pytest.mark.usefixtures("way")
def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    path = tmp_path / "no" / "a.txt"
    assert refusal(lambda: safe_write(path, b"1")) == "cannot_write"


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("call", ["open", "write", "fsync", "link", "replace"])
@pytest.mark.parametrize("over", [False, True])
def test_an_error_at_any_step_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, over: bool
) -> None:
    """Each call of the system fails in turn: disk full, no right, device error."""
    path = tmp_path / "a.txt"
    if over:
        path.write_bytes(b"old")

    def fail(*args: object, **named: object) -> object:
        if call == "open" and str(args[0]) != str(tmp_path):
            return REAL["open"](*args, **named)  # the log of coverage, say: not ours
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    refused = ""
    try:
        safe_write(path, b"new", instead_of=b"old" if over else None)
    except InputError as error:
        refused = error.problems[0].key
    monkeypatch.undo()
    assert refused in ("", "cannot_write")  # "": a step that this way does not take
    kept = b"new" if not refused else b"old" if over else None
    assert (path.read_bytes() if path.exists() else None) == kept
    assert names(tmp_path) == (["a.txt"] if kept is not None else [])


@POSIX
@pytest.mark.usefixtures("way")
def test_a_file_system_without_links_is_written_to_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(writing.os, "link", refused)
    safe_write(tmp_path / "a.html", b"x")
    assert (tmp_path / "a.html").read_bytes() == b"x"
    assert refusal(lambda: safe_write(tmp_path / "a.html", b"y")) == "file_exists"
    safe_write(tmp_path / "a.html", b"y", instead_of=b"x")
    assert (tmp_path / "a.html").read_bytes() == b"y"
    assert names(tmp_path) == ["a.html"]


KILLED = """
import os, signal, sys
from pathlib import Path
from debtcheck.statements.safe_write import safe_write
call, when, way, path = sys.argv[1:5]
if way == "named" and hasattr(os, "O_TMPFILE"):
    del os.O_TMPFILE
real = getattr(os, call)
def die(*args, **named):
    if when == "after":
        real(*args, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(os, call, die)
over = b"old" if len(sys.argv) > 5 else None
safe_write(Path(path), b"x" * 1000000, instead_of=over)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("call", "way", "over"),
    [
        ("write", "unnamed", True),
        ("fsync", "unnamed", True),
        ("link", "unnamed", True),
        ("replace", "unnamed", True),
        ("write", "named", True),
        ("fsync", "named", True),
        ("replace", "named", True),
        ("fsync", "unnamed", False),
        ("link", "unnamed", False),
        ("link", "named", False),
    ],
)
def test_a_kill_at_any_step_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, call: str, way: str, over: bool, when: str
) -> None:
    path = tmp_path / "a.txt"
    if over:
        path.write_bytes(b"old")
    args = [sys.executable, "-c", KILLED, call, when, way, str(path), *(["over"] * over)]
    done = subprocess.run(args, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    whole = b"x" * 1_000_000
    last = "replace" if over else "link"
    expected = whole if (call, when) == (last, "after") else b"old" if over else None
    assert (path.read_bytes() if path.exists() else None) == expected
    if way == "unnamed" and (call in ("write", "fsync") or not over) and sys.platform == "linux":
        assert names(tmp_path) == (["a.txt"] if expected is not None else [])
