"""`debtcheck notice`: what a collection notice claims, what to verify, and what it may not say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debtcheck.cli import common
from debtcheck.cli.options import Lang

if TYPE_CHECKING:
    from debtcheck.audit.report import AuditReport
    from debtcheck.statements.papers.stated_claim import MessageClaim


def command(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="file")] = None,
    case: Annotated[str | None, typer.Option(metavar="case")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    lang: Lang = None,
) -> None:
    """Judge a notice; with a case, hold its figures against the recomputed ones."""
    from debtcheck.cli import message_input
    from debtcheck.messages.judge import judge
    from debtcheck.messages.load import load_rules
    from debtcheck.report.message import message_blocks, message_dict

    book = load_rules()
    judgement = judge(message_input.read_message(file, ctx.obj), book)
    report = None
    if case is not None and not judgement.distress:
        report = _audit(case, judgement.claim)
    if json:
        result = message_dict(judgement, ctx.obj)
        if report is not None:
            from debtcheck.report.message_compared import compared_dict

            result["compared"] = compared_dict(report)
        common.write_json(result)
        return
    compared = []
    if report is not None and case is not None:
        from debtcheck.report.message_compared import compared_blocks

        shown = case if case == "-" else str(Path(case).resolve())
        asked = f'debtcheck check "{shown}"'
        compared = list(compared_blocks(judgement.claim, report, ctx.obj, asked))
    blocks = message_blocks(judgement, ctx.obj, book, notice=True, compared=compared)
    common.write(message_input.lay_out(blocks, common.width(), style=common.style()))


def _audit(path: str, claim: MessageClaim) -> AuditReport:
    """The audit of a case with the notice as its claim."""
    from debtcheck.audit.audit import audit
    from debtcheck.law.load import load_lawbook
    from debtcheck.messages.compare import states_amount, with_message
    from debtcheck.statements.case_file import load_case

    today = common.today()
    case = load_case(path)
    if states_amount(claim):
        case = with_message(case, claim, today)
    return audit(case, law=load_lawbook(), today=today)
