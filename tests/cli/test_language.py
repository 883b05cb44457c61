"""The language of a run: `--lang`, else DEBTCHECK_LANG, else the locale."""

from __future__ import annotations

import pytest

from debtcheck.cli.common import choose_language


def nothing() -> str:
    return ""


@pytest.mark.parametrize(
    ("args", "environ", "expected"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_TW"}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
        ([], {"DEBTCHECK_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"DEBTCHECK_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"DEBTCHECK_LANG": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        (["--lang", "en", "check"], {"DEBTCHECK_LANG": "zh"}, "en"),
        (["check", "x.toml", "--lang", "zh"], {}, "zh"),
        (["check", "--lang=zh"], {}, "zh"),
        (["--lang", "en", "check", "--lang", "zh"], {}, "zh"),
        (["check", "--", "--lang", "zh"], {}, "en"),
        (["check", "--lang"], {"LANG": "zh_CN"}, "zh"),
        (["--lang", "fr"], {"LANG": "zh_CN"}, "zh"),
    ],
)
def test_choice(args: list[str], environ: dict[str, str], expected: str) -> None:
    assert choose_language(args, environ, nothing) == expected


def test_the_system_is_asked_only_where_no_variable_names_a_language() -> None:
    assert choose_language([], {}, lambda: "zh") == "zh"
    assert choose_language([], {"LANG": "en_US"}, lambda: "zh") == "en"


def test_before_and_after_the_command_alike(run) -> None:  # type: ignore[no-untyped-def]
    before = run("--lang", "zh", "check", "--help")
    after = run("check", "--help", "--lang", "zh")
    assert before.out == after.out
    assert before.out.startswith("用法：debtcheck check")


def test_the_locale_decides_the_help(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert run("--help").out.startswith("用法：")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert run("--help").out.startswith("Usage: ")
