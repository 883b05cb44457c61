"""`debtcheck scam`: is this message fraud, why, and what to do first."""

from __future__ import annotations

from typing import Annotated

import typer

from debtcheck.cli import common
from debtcheck.cli.options import Lang
from debtcheck.cli.usage import UsageProblem


def command(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="file")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    jsonl: Annotated[str | None, typer.Option(metavar="file")] = None,
    lang: Lang = None,
) -> None:
    """Judge one message, or a file of them."""
    from debtcheck.cli import message_input

    if jsonl is not None:
        if file is not None:
            raise UsageProblem("message_twice")
        raise typer.Exit(message_input.judge_lines(jsonl, ctx.obj))
    from debtcheck.messages.judge import judge
    from debtcheck.messages.load import load_rules
    from debtcheck.report.message import message_blocks, message_dict

    book = load_rules()
    judgement = judge(message_input.read_message(file, ctx.obj), book, with_claim=json)
    if json:
        common.write_json(message_dict(judgement, ctx.obj))
        return
    blocks = message_blocks(judgement, ctx.obj, book, notice=False, compared=[])
    common.write(message_input.lay_out(blocks, common.width(), style=common.style()))
