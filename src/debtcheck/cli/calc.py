"""`debtcheck calc …`: one figure at a time, with its working, its law and what was assumed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from debtcheck.cli import common, options
from debtcheck.cli.options import Lang, one_of
from debtcheck.cli.usage import UsageProblem

if TYPE_CHECKING:
    from debtcheck.calc.result import Result
    from debtcheck.case.model import Case

_TERMS = ("6m", "1y", "3y", "5y", "over5y")
_ENDS = ("start", "both", "last_inclusive")


def _needed(name: str, metavar: str) -> Any:
    return typer.Option(name, metavar=metavar)


Principal = Annotated[str, _needed("--principal", "amount")]
RateText = Annotated[str, _needed("--rate", "rate")]
From = Annotated[str, _needed("--from", "date")]
To = Annotated[str, _needed("--to", "date")]
Json = Annotated[bool, typer.Option("--json")]
Amount = Annotated[str | None, typer.Option(metavar="amount")]
Day = Annotated[str | None, typer.Option(metavar="date")]
DayCountText = Annotated[str | None, typer.Option(metavar="day_count")]
Fees = Annotated[list[str] | None, typer.Option(metavar="fee")]
Count = Annotated[str | None, typer.Option(metavar="count")]
MethodText = Annotated[str | None, typer.Option(metavar="method")]


def interest(
    ctx: typer.Context,
    principal: Principal,
    rate: RateText,
    start: From,
    end: To,
    day_count: DayCountText = None,
    ends: Annotated[str | None, typer.Option(metavar="mode")] = None,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Simple interest of a span."""
    from debtcheck.calc import simple
    from debtcheck.case.kinds import DayCount, Ends

    counted = DayCount(one_of("--day-count", day_count, options.DAY_COUNTS)) if day_count else None
    found = simple.interest(
        _amount("--principal", principal),
        _rate("--rate", rate),
        options.day("--from", start),
        options.day("--to", end),
        day_count=counted,
        ends=Ends(one_of("--ends", ends, _ENDS)) if ends else None,
    )
    _show(found, ctx, json)


def overdue(
    ctx: typer.Context,
    principal: Principal,
    rate: RateText,
    penalty: Annotated[str, _needed("--penalty", "penalty")],
    start: From,
    end: To,
    penalty_mode: Annotated[str | None, typer.Option(metavar="mode")] = None,
    grace_days: Annotated[str | None, typer.Option(metavar="days")] = None,
    day_count: DayCountText = None,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Penalty interest on overdue principal."""
    from debtcheck.calc import simple
    from debtcheck.case.kinds import DayCount, OverdueMode

    mode = one_of("--penalty-mode", penalty_mode or "replaces", options.PENALTY_MODES)
    found = simple.overdue(
        _amount("--principal", principal),
        _rate("--rate", rate),
        _rate("--penalty", penalty, multiple=True),
        options.day("--from", start),
        options.day("--to", end),
        mode=OverdueMode(mode),
        grace_days=_count("--grace-days", grace_days or "0"),
        day_count=DayCount(day_count) if day_count else None,
    )
    _show(found, ctx, json)


def schedule(
    ctx: typer.Context,
    principal: Principal,
    rate: RateText,
    method: Annotated[str, _needed("--method", "method")],
    instalments: Count = None,
    first_due_on: Day = None,
    disbursed_on: Day = None,
    received: Amount = None,
    fee: Fees = None,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """The instalments of a loan."""
    from debtcheck.calc import loan
    from debtcheck.law.load import load_lawbook

    _show(loan.schedule(_case(ctx.params), load_lawbook()), ctx, json)


def apr(
    ctx: typer.Context,
    principal: Amount = None,
    rate: Annotated[str | None, typer.Option(metavar="rate")] = None,
    method: MethodText = None,
    instalments: Count = None,
    first_due_on: Day = None,
    disbursed_on: Day = None,
    received: Amount = None,
    fee: Fees = None,
    flow: Annotated[list[str] | None, typer.Option(metavar="paid")] = None,
    flows: Annotated[str | None, typer.Option(metavar="file")] = None,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """The annual cost of a loan, or of cash flows."""
    from debtcheck.calc import loan
    from debtcheck.law.load import load_lawbook

    if flow or flows:
        _show(loan.of_flows(_flows(flow or [], flows)), ctx, json)
    elif principal is None:
        raise UsageProblem("missing", name="--principal / --flow")
    else:
        _show(loan.apr(_case(ctx.params), load_lawbook()), ctx, json)


def ceiling(
    ctx: typer.Context,
    lender: Annotated[str, _needed("--lender", "kind")],
    principal: Principal,
    formed_on: Annotated[str, _needed("--formed-on", "date")],
    start: From,
    end: To,
    received: Amount = None,
    filed_on: Day = None,
    rate: Annotated[str | None, typer.Option(metavar="rate")] = None,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """The most that can be supported for a span."""
    from debtcheck.calc.limit import limit
    from debtcheck.case.kinds import LenderKind
    from debtcheck.law.load import load_lawbook

    found = limit(
        load_lawbook(),
        LenderKind(one_of("--lender", lender, options.LENDERS)),
        _amount("--received", received) if received else _amount("--principal", principal),
        options.day("--from", start),
        options.day("--to", end),
        formed_on=options.day("--formed-on", formed_on),
        filed_on=options.day("--filed-on", filed_on) if filed_on else None,
        rate=_rate("--rate", rate) if rate else None,
    )
    _show(found, ctx, json)


def settle(
    ctx: typer.Context,
    principal: Principal,
    rate: RateText,
    on: Annotated[str, _needed("--on", "date")],
    method: MethodText = None,
    instalments: Count = None,
    first_due_on: Day = None,
    due_on: Day = None,
    disbursed_on: Day = None,
    fee: Fees = None,
    early_fee: Annotated[str | None, typer.Option(metavar="early_fee")] = None,
    early_cap: Annotated[str | None, typer.Option(metavar="rate")] = None,
    paid: Annotated[list[str] | None, typer.Option(metavar="paid")] = None,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """What closes a loan on a day."""
    from debtcheck.calc import loan
    from debtcheck.law.load import load_lawbook

    _show(loan.settle(_case(ctx.params), load_lawbook(), options.day("--on", on)), ctx, json)


def doubled(
    ctx: typer.Context,
    principal: Principal,
    start: From,
    end: To,
    stay: Annotated[list[str] | None, typer.Option(metavar="span")] = None,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """The doubled part of a late judgment debt."""
    from debtcheck.calc import judgment
    from debtcheck.law.load import load_lawbook

    money, law = _amount("--principal", principal), load_lawbook()
    span = options.day("--from", start), options.day("--to", end)
    stays = [options.span("--stay", one) for one in stay or ()]
    _show(judgment.doubled(law, money, *span, stays), ctx, json)


def floating(
    ctx: typer.Context,
    principal: Principal,
    start: From,
    end: To,
    times: Annotated[str, _needed("--times", "count")],
    term: Annotated[str, typer.Option(metavar="mode")] = "1y",
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Interest at a multiple of the benchmark rate, then of the LPR."""
    from decimal import Decimal, InvalidOperation

    from debtcheck.calc import judgment
    from debtcheck.law.load import load_lawbook

    try:
        factor = Decimal(times)
    except InvalidOperation:
        raise UsageProblem("choice", name="--times", value=times, allowed="1 1.3 1.5 4") from None
    if not 0 < factor <= 100:  # noqa: PLR2004 (a multiple, not a rate)
        raise UsageProblem("choice", name="--times", value=times, allowed="1 1.3 1.5 4")
    found = judgment.floating(
        load_lawbook(),
        _amount("--principal", principal),
        options.day("--from", start),
        options.day("--to", end),
        factor,
        one_of("--term", term, _TERMS),
    )
    _show(found, ctx, json)


SUBCOMMANDS = {
    "interest": interest,
    "schedule": schedule,
    "apr": apr,
    "overdue": overdue,
    "ceiling": ceiling,
    "settle": settle,
    "doubled": doubled,
    "floating": floating,
}


def _show(found: Result, ctx: typer.Context, as_json: bool) -> None:
    from debtcheck.report import calc

    if as_json:
        common.write_json(calc.to_dict(found, ctx.obj))
    else:
        common.write(calc.render(found, ctx.obj, width=common.width()))


def _case(params: Mapping[str, Any]) -> Case:
    """The loan's options as a case, by the same rules as a case file."""
    from debtcheck.statements.case_file import load_case

    return load_case(None, options.facts(params, dates_claim=False))


def _amount(flag: str, value: str) -> Any:
    from debtcheck.statements.amounts import parse_positive

    return options.parsed(flag, value, parse_positive)


def _rate(flag: str, value: str, *, multiple: bool = False) -> Any:
    from debtcheck.statements.rates import parse_rate

    return options.parsed(flag, value, lambda text: parse_rate(text, multiple=multiple))


def _count(flag: str, value: str) -> int:
    if not value.isdecimal():
        raise UsageProblem("choice", name=flag, value=value, allowed="0 1 2 3 …")
    return int(value)


def _flows(pairs: list[str], file: str | None) -> list[Any]:
    """`DATE=AMOUNT` options, and lines of a file in the same form or as `date,amount`."""
    from debtcheck.statements.amounts import parse_amount

    found = []
    for text in pairs:
        day, sign, amount = text.replace("＝", "=").rpartition("=")
        if not sign:
            raise UsageProblem("paid_form", value=text)
        found.append((options.day("--flow", day), options.parsed("--flow", amount, parse_amount)))
    if file is not None:
        from pathlib import Path

        from debtcheck.statements.reading import decode, read_bytes

        content, _ = decode(read_bytes(Path(file)), file)
        for number, line in enumerate(content.splitlines(), start=1):
            if line.strip() and not line.lstrip().startswith("#"):
                day, _, amount = line.replace("=", ",").partition(",")
                place = f"{file}:{number}"
                on = options.day(place, day.strip())
                found.append((on, options.parsed(place, amount, parse_amount)))
    return found
