"""`debtcheck plan`: how a household repays everything from the income it has."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from debtcheck.case.household import OPTIMUM, STRATEGIES
from debtcheck.cli import common
from debtcheck.cli.options import Lang, one_of
from debtcheck.cli.usage import UsageProblem, say_problems

if TYPE_CHECKING:
    from debtcheck.law.lawbook import LawBook
    from debtcheck.planning.plan import Plan
    from debtcheck.planning.whatif import Change
    from debtcheck.words.catalog import Words

NAMES = (*STRATEGIES, OPTIMUM)


def _option(panel: str, metavar: str, choices: tuple[str, ...] = ()) -> Any:
    """An option with a value; its help is `cli.plan.option.<name>`."""
    complete = (lambda: list(choices)) if choices else None
    return typer.Option(metavar=metavar, rich_help_panel=panel, autocompletion=complete)


def _flag(name: str) -> Any:
    return typer.Option(name, rich_help_panel="output")


def command(
    ctx: typer.Context,
    household: Annotated[str, typer.Argument(metavar="household", rich_help_panel="input")],
    strategy: Annotated[str | None, _option("plan", "strategy", NAMES)] = None,
    start: Annotated[str | None, _option("plan", "date")] = None,
    compare: Annotated[tuple[str, str] | None, _option("plan", "two_strategies", NAMES)] = None,
    extra: Annotated[list[str] | None, _option("what_if", "extra")] = None,
    lump: Annotated[str | None, _option("what_if", "amount")] = None,
    rate_cut: Annotated[list[str] | None, _option("what_if", "rate_cut")] = None,
    csv: Annotated[str | None, _option("output", "file")] = None,
    ics: Annotated[str | None, _option("output", "file")] = None,
    letters: Annotated[str | None, _option("output", "folder")] = None,
    acknowledge_limitation: Annotated[bool, _flag("--acknowledge-limitation")] = False,
    json: Annotated[bool, _flag("--json")] = False,
    force: Annotated[bool, _flag("--force")] = False,
    today: Annotated[str | None, typer.Option(metavar="date", hidden=True)] = None,
    lang: Lang = None,
) -> None:
    """Read, plan, write the files asked for, print."""
    words: Words = ctx.obj
    params = ctx.params
    for name in (strategy, *(compare or ())):
        if name is not None:
            one_of("--strategy" if name == strategy else "--compare", name, NAMES)
    day = _parsed("today", today, _day) or common.today()
    plan, law = _planned(params, day, words)
    told = _files(plan, law, params, day, words)
    if json:
        from debtcheck.planning.serialise import to_dict

        common.write_json(to_dict(plan, words))
    else:
        from debtcheck.report.plan import render_plan

        common.write(
            render_plan(
                plan, words, width=common.width(), blocks=_shows_blocks(), style=common.style()
            )
        )
    if told:
        common.talk("\n".join(told))


def _planned(params: Mapping[str, Any], today: date, words: Words) -> tuple[Plan, LawBook]:
    from debtcheck.case.problem import InputError, Problem
    from debtcheck.law.load import load_lawbook
    from debtcheck.planning.plan import NothingOwed, make_plan
    from debtcheck.statements.household_file import read_household
    from debtcheck.words.text import text

    read = read_household(params["household"])
    if read.left_out:
        common.talk("\n".join(say_problems(read.left_out, words)))
    changes = _changes(params, [debt.name for debt in read.household.debts])
    start = _parsed("start", params["start"], _day)
    if sys.stderr.isatty():
        common.talk(words("plan.optimum.solving"))
    law = load_lawbook()
    try:
        plan = make_plan(
            read.household,
            law=law,
            today=today,
            strategy=params["strategy"],
            start=start,
            changes=changes,
            compare=params["compare"],
        )
    except NothingOwed:
        raise InputError(Problem("household_nothing_owed", read.household.file)) from None
    said = tuple(text("plan.note.left_out", debt=name) for name in read.missing)
    return replace(plan, warnings=(*said, *plan.warnings)), law


def _changes(params: Mapping[str, Any], names: list[str]) -> list[Change]:
    """The options of what would be different, in the order they are tried."""
    from debtcheck.planning.whatif import Change
    from debtcheck.statements.amounts import parse_positive
    from debtcheck.statements.rates import parse_rate

    found: list[Change] = []
    for given in params["extra"] or ():
        amount, at, day = given.partition("@")
        value = _parsed("extra", amount.strip(), parse_positive)
        on = _parsed("extra", day.strip(), _day) if at else None
        found.append(Change("extra_once" if at else "extra", amount=value, on=on))
    if params["lump"] is not None:
        found.append(Change("lump", amount=_parsed("lump", params["lump"], parse_positive)))
    for given in params["rate_cut"] or ():
        name, sign, rate = given.replace("＝", "=").rpartition("=")
        if not sign or not name.strip() or not rate.strip():
            raise UsageProblem("rate_cut_form", value=given)
        if name.strip() not in names:
            raise UsageProblem("no_debt", name=name.strip(), all="、".join(names))
        value = _parsed("rate_cut", rate.strip(), parse_rate)
        if not hasattr(value, "yearly"):
            raise UsageProblem("rate_cut_form", value=given)
        found.append(Change("rate_cut", debt=name.strip(), rate=value))
    return found


def _files(
    plan: Plan, law: LawBook, params: Mapping[str, Any], today: date, words: Words
) -> list[str]:
    """Write what was asked for; returns what to say of it."""
    from debtcheck.cli import plan_files

    told: list[str] = []
    answers: list[tuple[date, str]] = []
    if params["letters"] is not None:
        from debtcheck.cli.plan_letters import write_letters

        told, answers = write_letters(plan, law, params, today=today, words=words)
    if params["csv"] is not None:
        plan_files.write_csv(Path(params["csv"]), plan, force=params["force"])
        told.append(words("plan.file.written", path=params["csv"]))
    if params["ics"] is not None:
        plan_files.write_ics(
            Path(params["ics"]), plan, words, answers=answers, force=params["force"], today=today
        )
        told.append(words("plan.file.written", path=params["ics"]))
    return told


def _day(value: object) -> Any:
    from debtcheck.statements.days import parse_day

    return parse_day(value)


def _parsed(name: str, given: str | None, parse: Any) -> Any:
    """An option's value, or a problem that names the option; None if it was not given."""
    from debtcheck.case.problem import InputError, Problem
    from debtcheck.cli.options import flag
    from debtcheck.statements.bad_value import BadValue

    if given is None:
        return None
    try:
        return parse(given)
    except BadValue as bad:
        raise InputError(Problem(bad.key, "", "", {"key": flag(name), **bad.params})) from None


def _shows_blocks() -> bool:
    """True where the console can show block characters."""
    try:
        "█░".encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
