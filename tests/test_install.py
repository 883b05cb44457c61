"""The built wheel, installed alone in a new environment, does its job."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import debtcheck

ROOT = Path(__file__).resolve().parents[1]
BIN = "Scripts" if os.name == "nt" else "bin"
LOAN = (
    *("check", "--principal", "10000", "--rate", "0.04%/day", "--due-on", "2025-04-10"),
    *("--formed-on", "2025-01-10", "--disbursed-on", "2025-01-10", "--lender", "microloan"),
    *("--claimed-total", "10360", "--as-of", "2025-04-10"),
)


def call(*command: str | Path, cwd: Path) -> str:
    """Run a command away from the repository; its output."""
    hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    env = {k: v for k, v in os.environ.items() if k not in hidden} | {"PYTHONUTF8": "1"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds only the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("install")
    wheels = folder / "wheels"
    call(sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", wheels, ROOT, cwd=folder)
    (wheel,) = wheels.glob("debtcheck-*.whl")
    venv.create(folder / "env", with_pip=True)
    call(folder / "env" / BIN / "python", "-m", "pip", "install", "-q", wheel, cwd=folder)
    return folder / "env" / BIN


@pytest.mark.slow
def test_the_installed_program_runs(program: Path, tmp_path: Path) -> None:
    command = program / "debtcheck"
    assert call(command, "--version", cwd=tmp_path) == f"debtcheck {debtcheck.__version__}\n"
    assert call(command, "--help", "--lang", "zh", cwd=tmp_path).startswith("用法：debtcheck")
    assert "--claimed-total" in call(command, "check", "--help", cwd=tmp_path)
    assert "10,360.00" in call(command, *LOAN, "--lang", "zh", cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_module_runs_as_the_program(program: Path, tmp_path: Path) -> None:
    out = call(program / "python", "-m", "debtcheck", "--version", cwd=tmp_path)
    assert out == f"debtcheck {debtcheck.__version__}\n"


@pytest.mark.slow
def test_data_files_and_the_mark_of_types_are_in_the_wheel(program: Path, tmp_path: Path) -> None:
    probe = (
        "import debtcheck, pathlib; p = pathlib.Path(debtcheck.__file__).parent; "
        "print(*sorted(f.relative_to(p).as_posix() for f in p.rglob('*') if f.is_file()))"
    )
    files = call(program / "python", "-c", probe, cwd=tmp_path).split()
    assert "py.typed" in files
    for kind in ("toml", "csv"):
        here = ROOT / "src" / "debtcheck"
        expected = {f.relative_to(here).as_posix() for f in here.rglob(f"*.{kind}")}
        assert expected <= set(files)
