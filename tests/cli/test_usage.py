"""Usage errors: the user's language, the nearest name, a next step, exit code 2."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("args", "zh", "en"),
    [
        (["chek"], "您要的是 debtcheck check 吗", "Did you mean debtcheck check?"),
        (["frobnicate"], "现有命令：check", "The commands: check"),
        (["--verbos"], "没有 --verbos 这个选项", "There is no option --verbos"),
        (
            ["check", "--principl", "1"],
            "您要的是 --principal 吗",
            "Did you mean --principal?",
        ),
        (["check", "--principal"], "--principal 后面要写一个值", "--principal needs a value"),
        (["check", "--json=1"], "--json 后面不写值", "--json takes no value"),
        (["check", "a", "b"], "多出了 b", "more than expected: b"),
        (["check"], "debtcheck check 我的借款.toml", "debtcheck check my_loan.toml"),
        (["ledger"], "缺少 案件文件", "CASE is missing"),
        (["schema", "loan"], "可以写：case audit", "It can be: case audit"),
        (["check", "--principal", "1", "--fee", "x"], "名称=金额", "NAME=AMOUNT"),
        (["check", "--principal", "1", "--fee", "x=1/weekly"], "/deducted", "/deducted"),
        (["check", "--principal", "1", "--paid", "1000"], "日期=金额", "DATE=AMOUNT"),
        (["--show-completion", "tcsh"], "bash zsh fish powershell", "bash zsh fish powershell"),
    ],
)
def test_both_languages(run, args: list[str], zh: str, en: str) -> None:  # type: ignore[no-untyped-def]
    for lang, expected in (("zh", zh), ("en", en)):
        ran = run("--lang", lang, *args)
        assert ran.code == 2
        assert ran.out == ""
        assert expected in ran.err
        assert ran.err.startswith("错误：" if lang == "zh" else "Error: ")
        assert "Traceback" not in ran.err


def test_a_wrong_language_is_refused_in_the_one_of_the_system(run) -> None:  # type: ignore[no-untyped-def]
    ran = run("--lang", "fr", "check", "x.toml")
    assert (ran.code, ran.out) == (2, "")
    assert "zh en" in ran.err


def test_the_way_to_the_help_is_named(run) -> None:  # type: ignore[no-untyped-def]
    assert "debtcheck check --help" in run("check", "--principl", "1").err


def test_escape_codes_in_what_was_typed_do_not_reach_the_terminal(run) -> None:  # type: ignore[no-untyped-def]
    for args in (["\x1b[31mred"], ["check", "--\x1b[31m"], ["check", "a", "\x1b]0;x\x07"]):
        ran = run(*args)
        assert ran.code == 2
        assert "\x1b" not in ran.err
        assert "\x07" not in ran.err


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "{0}", "{name!r}", "%s", "{"])
def test_markup_and_blanks_in_what_was_typed_stay_text(run, text: str) -> None:  # type: ignore[no-untyped-def]
    ran = run(text)
    assert ran.code == 2
    assert text in ran.err
