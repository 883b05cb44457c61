"""Bare `debtcheck`: the menu in a terminal, the short help in a pipe."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from debtcheck.cli import menu
from debtcheck.cli.app import MODULES, build
from debtcheck.cli.help import cells
from debtcheck.cli.main import main
from debtcheck.report.rights_topics import find
from debtcheck.words.catalog import LANGUAGES, Words

URGENT = ("court", "wanted", "sent", "threats")
ENTRIES = sorted({entry for entries in menu.THEN.values() for entry in entries})


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("entry", ENTRIES)
def test_every_command_of_the_menu_exists(entry: str, lang: str) -> None:
    words = Words(lang)
    args = menu.command_in(words(f"menu.q.then.choice.{entry}"))
    assert args[0] in MODULES
    assert cells(words(f"menu.q.then.choice.{entry}")) <= 76  # the command is not broken
    command = build(args[0], words)
    rest = args[1:]
    if args[0] == "rights" and rest:
        assert find(rest[0]) is not None
    elif rest and rest != ["--help"]:
        assert rest[0] in command.commands


def test_the_urgent_needs_say_three_things_first() -> None:
    assert list(menu.NOW)[:4] == list(URGENT)
    assert all(len(menu.NOW[need]) == 3 for need in URGENT)
    assert menu.NOW.keys() == menu.THEN.keys()
    assert all(Words("zh").has(key) for keys in menu.NOW.values() for key in keys)


@pytest.fixture
def chosen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """`chosen("zh", "1", "1")`: code, stdout and stderr of the menu with these answers."""

    def call(lang: str, *answers: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{said}\n" for said in answers)))
        code = menu.menu(Words(lang))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.mark.parametrize(("lang", "now"), [("zh", "区号+12368"), ("en", "area code + 12368")])
def test_a_court_paper_leads_to_its_time_limits(chosen, lang: str, now: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = chosen(lang, "1", "1")
    assert code == 0
    heading = "接下来可以" if lang == "zh" else "Next you can"
    assert err.index(now) < err.index(heading)
    assert "15" in out  # the topic of rights


def test_money_sent_calls_the_police_first(chosen) -> None:  # type: ignore[no-untyped-def]
    _, _, err = chosen("zh", "3", "", "s")
    told = err[err.index("1  现在拨 110 或 96110") :]
    assert told.index("银行卡背面的电话") < told.index("接下来可以")


def test_enter_is_not_sure_and_goes_back(chosen) -> None:  # type: ignore[no-untyped-def]
    code, out, err = chosen("zh", "", "", "b")
    assert (code, out) == (0, "")
    assert "先看手里收到的是什么" in err
    assert err.count("您现在遇到的是哪一种") == 2
    assert "好，先到这里" in err


@pytest.mark.parametrize(("lang", "typed"), [("zh", "我想跳楼"), ("en", "I want to end my life")])
def test_distress_is_heard_in_the_menu(chosen, lang: str, typed: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = chosen(lang, typed)
    assert (code, out) == (0, "")
    assert all(number in err for number in ("12356", "110", "120"))


def test_ctrl_c_leaves_calmly(monkeypatch, capsys) -> None:  # type: ignore[no-untyped-def]
    def pressed() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("debtcheck.cli.prompt._raw_line", pressed)
    assert menu.menu(Words("en")) == 130
    assert "Run debtcheck again" in capsys.readouterr().err


def test_a_pipe_gets_the_short_help(monkeypatch, capsys) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    assert main(["--lang", "zh"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("用法：")
    assert captured.err == ""


# ── in a terminal ────────────────────────────────────────────────────────────────────────


class Terminal:
    """`debtcheck` at a terminal of 80 columns."""

    def __init__(self, folder: Path, lang: str) -> None:
        import fcntl
        import pty
        import struct
        import termios

        pid, self._fd = pty.fork()
        if pid == 0:
            os.chdir(folder)
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a run in the background ignores it
            # -c sees the package where this process sees it
            code = f"import sys; sys.path[:0] = {sys.path!r}; from debtcheck.cli.main import main; "
            code += f"sys.exit(main(['--lang', {lang!r}]))"
            os.execv(sys.executable, [sys.executable, "-c", code])
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        self.pid, self.seen = pid, ""

    def wait_for(self, text: str) -> None:
        """Read until `text` stands on the screen."""
        import select

        until = time.monotonic() + 30
        while text not in self.seen and time.monotonic() < until:
            if select.select([self._fd], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self._fd, 65536).decode("utf-8", "replace")
                except OSError:  # the program has ended
                    break
        assert text in self.seen

    def type(self, text: str) -> None:
        """Keys, as they are pressed; what was seen so far is left behind."""
        self.seen = ""
        os.write(self._fd, text.encode())

    def code(self) -> int:
        """The exit code; a program that does not end is stopped, and fails the test."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        os.kill(self.pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def close(self) -> None:
        """Hang up."""
        os.close(self._fd)


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Terminal]]:
    """`terminal("zh")`"""
    monkeypatch.setenv("PYTHONUTF8", "1")
    opened: list[Terminal] = []

    def call(lang: str) -> Terminal:
        opened.append(Terminal(tmp_path, lang))
        return opened[-1]

    yield call
    for each in opened:
        each.close()


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
def test_the_menu_in_a_terminal(terminal, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    screen = terminal("zh")
    screen.wait_for("（回车=不清楚）>")
    assert screen.seen.startswith("只在您这台电脑上")
    screen.type("4\n")
    screen.wait_for("接下来可以")
    screen.type("b\n")
    screen.wait_for("不清楚\r\n（回车=不清楚）>")
    screen.type("5\n")
    screen.wait_for("1/3 谁在向您要钱")
    screen.type("借呗\n")
    screen.wait_for("2/3")
    screen.type("\x03")
    screen.wait_for("已保存 1 个回答")
    assert screen.code() == 130
    assert (tmp_path / "debtcheck.draft.toml").exists()


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
def test_a_message_pasted_over_several_lines_is_one_answer(terminal) -> None:  # type: ignore[no-untyped-def]
    screen = terminal("en")
    screen.wait_for("(Enter = not sure) >")
    for typed, then in (("5\n", "1/3"), ("1\n", "2/3"), ("\n", "did it arrive"), ("\n", "3/3")):
        screen.type(typed)
        screen.wait_for(then)
    screen.wait_for(">")
    screen.type("截至2025-07-01，您的借款\n本金8000元，罚息500元，\n合计应还9876.00元\n")
    screen.wait_for("9,876.00 yuan")
    screen.type("\x03")
    assert screen.code() == 130
