"""Completion for bash, zsh, fish and PowerShell: scripts and answers."""

from __future__ import annotations

import shutil

import pytest

from debtcheck.cli.options import SHELLS


def complete(process, shell: str, typed: str) -> str:  # type: ignore[no-untyped-def]
    """What a shell is offered for a line."""
    words = typed.split(" ")
    done = process(
        [],
        env={
            "_DEBTCHECK_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(len(words) - 1),
            "_TYPER_COMPLETE_ARGS": typed,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
            "DEBTCHECK_LANG": "zh",
            "PYTHONIOENCODING": "utf-8",
        },
    )
    assert done.stderr == b""
    return done.stdout.decode()


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed_and_nothing_is_written(process, shell: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    if shell == "bash" and not shutil.which("bash"):
        pytest.skip("bash is asked for its version")
    done = process(["--show-completion", shell], env={"HOME": str(tmp_path)})
    assert done.returncode == 0
    assert b"_DEBTCHECK_COMPLETE" in done.stdout
    assert b"--show-completion" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("shell", SHELLS)
def test_commands_options_and_values_are_offered(process, shell: str) -> None:  # type: ignore[no-untyped-def]
    assert "check" in complete(process, shell, "debtcheck ch")
    assert "--claimed-total" in complete(process, shell, "debtcheck check --claimed-t")
    assert "microloan" in complete(process, shell, "debtcheck check --lender mic")


def test_one_line_an_option(process) -> None:  # type: ignore[no-untyped-def]
    lines = complete(process, "fish", "debtcheck check --").strip().splitlines()
    assert len(lines) > 30
    assert all(line.startswith("--") for line in lines)
    assert "--rate\t利率" in lines
