"""Every end of a run: exit codes, streams, and no traceback for anyone."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import debtcheck
from debtcheck.case.problem import InputError, Problem
from debtcheck.cli import app
from debtcheck.cli.main import main
from debtcheck.words.catalog import Words


def failing(error: BaseException):  # type: ignore[no-untyped-def]
    def run(args: list[str], words: Words) -> int:
        raise error

    return run


@pytest.mark.parametrize("args", [("--version",), ("-V",), ("--lang", "zh", "--version")])
def test_version(run, args: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    ran = run(*args)
    assert (ran.code, ran.out, ran.err) == (0, f"debtcheck {debtcheck.__version__}\n", "")


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "debtcheck 自己出了错"), ("en", "itself failed")]
)
def test_our_own_fault_is_one_calm_message(run, monkeypatch, lang: str, said: str) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(app, "run", failing(KeyError("张三 13800000000")))
    ran = run("check", "x.toml", "--lang", lang)
    assert (ran.code, ran.out) == (3, "")
    assert said in ran.err
    assert "KeyError" in ran.err
    assert "cli/main.py:" in ran.err
    assert "DEBTCHECK_DEBUG=1" in ran.err
    assert "Traceback" not in ran.err
    assert "张三" not in ran.err


def test_the_traceback_is_there_for_who_asks(run, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("DEBTCHECK_DEBUG", "1")
    monkeypatch.setattr(app, "run", failing(KeyError("x")))
    ran = run("check", "x.toml")
    assert ran.code == 3
    assert "Traceback" in ran.err


def test_a_fault_that_has_no_words_left_still_ends_calmly(run, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def wordless(self: Words, key: str, /, **params: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(app, "run", failing(RuntimeError("x")))
    monkeypatch.setattr(Words, "__call__", wordless)
    ran = run("check", "x.toml")
    assert ran.code == 3
    assert "RuntimeError" in ran.err
    assert "Traceback" not in ran.err


def test_an_interrupt_is_quiet(run, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(app, "run", failing(KeyboardInterrupt()))
    assert run("check", "x.toml") == type(run("--version"))(130, "", "")


def test_a_reader_that_has_gone_is_no_error(run, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(app, "run", failing(BrokenPipeError()))
    monkeypatch.setattr("debtcheck.cli.main._close_quietly", lambda: None)
    ran = run("check", "x.toml")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise on Windows")
@pytest.mark.parametrize("args", [["check", "--help"], ["schema", "audit"]])
def test_a_closed_pipe_is_quiet(args: list[str]) -> None:
    read, written = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "debtcheck", *args],
        stdout=written,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(written)
    assert (done.returncode, done.stderr) == (0, b"")


def test_every_problem_is_said_with_its_place(run, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    problems = (
        Problem("first", "金条.toml", "line 14", {"value": "\x1b[31m1"}),
        Problem("second", "", "option --rate"),
        Problem("third"),
    )
    words = Words.__call__

    def say(self: Words, key: str, /, **params: object) -> str:
        return f"<{key} {params}>" if key.startswith("problem.") else words(self, key, **params)

    monkeypatch.setattr(app, "run", failing(InputError(*problems)))
    monkeypatch.setattr(Words, "__call__", say)
    ran = run("check", "x.toml", "--lang", "zh")
    assert (ran.code, ran.out) == (2, "")
    lines = ran.err.splitlines()
    assert lines[0].startswith("错误：金条.toml 第 14 行：<problem.first")
    assert lines[1].startswith("错误：选项 --rate：<problem.second")
    assert lines[2].startswith("错误：<problem.third")
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp437", "utf-8"])
def test_any_console_encoding_gets_the_help(process, encoding: str) -> None:  # type: ignore[no-untyped-def]
    done = process(["check", "--help", "--lang", "zh"], env={"PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"--claimed-total" in done.stdout
    if encoding == "gbk":
        assert done.stdout.decode("gbk").startswith("用法：")


def test_arguments_come_from_the_process(monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(sys, "argv", ["debtcheck", "--version"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("debtcheck ")
