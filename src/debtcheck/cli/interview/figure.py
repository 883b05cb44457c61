"""The figures on the way: what is asked beside what can be said so far, each with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from debtcheck.case.kinds import Head
from debtcheck.case.problem import InputError
from debtcheck.cli.interview import presets
from debtcheck.cli.interview.facts import Facts
from debtcheck.cli.interview.flow import FROM, is_person

if TYPE_CHECKING:
    from debtcheck.audit.report import AuditReport
    from debtcheck.words.catalog import Words

Line = tuple[str, str]  # a label, and what stands beside it
_OPEN = (  # what a figure still needs, in the order in which it matters
    ("loan.rate", "rate"),
    ("loan.disbursed_on", "arrived"),
)


def first_figure(answers: Mapping[str, str], words: Words) -> list[Line]:
    """What the other side asks for, what arrived, and why no more can be said yet."""
    lines: list[Line] = []
    claim, received = answers.get("claim"), answers.get("received")
    if claim:
        day = answers.get("claim_on")
        said = {
            "amount": Decimal(claim),
            "day": date.fromisoformat(day) if day else "",
            "source": _source(answers, "claim", words),
        }
        key = "claim" if day else "claim_undated"
        lines.append((_claimant(answers, words), words(f"new.figure.{key}", **said)))
    if received:
        said = {"amount": Decimal(received), "source": _source(answers, "received", words)}
        lines.append((words("new.figure.received"), words("new.figure.arrived", **said)))
    if claim and received:
        apart = Decimal(claim) - Decimal(received)
        key = "more" if apart > 0 else "less" if apart < 0 else "same"
        lines.append(
            (words("new.figure.apart"), words(f"new.figure.apart_{key}", amount=abs(apart)))
        )
    if not answers.get("rate"):  # it is known where one goes on from last time
        lines.append((words("new.figure.contract"), words("new.figure.not_yet")))
    return lines


def figures(found: Facts, answers: Mapping[str, str], words: Words, today: date) -> list[Line]:
    """The recomputation of what is known so far, and what it leaves out."""
    lines: list[Line] = []
    missing = _missing(found, words)
    report = _audit(found, today)
    if report is None:
        why = words("new.figure.needs", what=missing)
        return [(words("new.figure.contract"), why)] if missing else []
    if report.claimed is not None:
        total = report.claimed.total
        lines.append((_claimant(answers, words), words("new.figure.yuan", amount=total)))
    label = words("new.figure.contract")
    lines.append((label, words("new.figure.by_answers", amount=report.contract.total)))
    for head in (Head.PRINCIPAL, Head.INTEREST, Head.PENALTY, Head.FEE):
        amount = report.contract.get(head)
        if amount:
            lines.append((f"  {words(f'head.{head}')}", words("new.figure.yuan", amount=amount)))
    left_out = [words(f"head.{h}") for h in _unknown(report)]
    if any(taken.why.key == "assume.runs_on" for taken in report.assumptions):
        lines.append((words("new.figure.meanwhile"), words("new.figure.runs_on")))
    if left_out:
        what = words("new.list").join(left_out)
        lines.append((words("new.figure.left_out"), words("new.figure.unknown", what=what)))
    if missing:
        lines.append((words("new.figure.missing"), missing))
    return lines


def _source(answers: Mapping[str, str], id: str, words: Words) -> str:
    """The place in a paper, or that the person said so."""
    return answers.get(FROM + id) or words("new.figure.you")


def _claimant(answers: Mapping[str, str], words: Words) -> str:
    who = answers.get("who", "")
    key = "bank" if who in (presets.CARD, presets.BANK) else "platform"
    return words(f"new.figure.claimed_{'other' if is_person(answers) else key}")


def court_lines(answers: Mapping[str, str], words: Words, today: date) -> Iterator[str]:
    """What a court paper asks for at once: the days that run from the day it was served."""
    from debtcheck.report.court import ANSWER_DAYS

    stage = answers.get("court", "")
    yield words("report.court.first")
    yield words(f"report.court.stage.{stage}")
    served = answers.get("court_served")
    if stage in ("sued", "payment_order"):
        if served:
            first = date.fromisoformat(served)
            last = first + timedelta(days=ANSWER_DAYS)
            key = "until" if last >= today else "passed"
            yield words(f"report.court.{key}", served=first, last=last)
        else:
            yield words("report.court.no_date")
    yield words("report.court.verify")


def _audit(found: Facts, today: date) -> AuditReport | None:
    """The audit of the facts so far; None while they make no case."""
    from debtcheck.audit.audit import audit
    from debtcheck.law.load import load_lawbook
    from debtcheck.statements.case_file import load_case

    if not found.has_principal:
        return None
    try:
        case = load_case(None, found.options)
    except InputError:
        return None
    return audit(case, law=load_lawbook(), today=today)


def _unknown(report: AuditReport) -> list[Head]:
    """The heads that the contract's figure lacks because something is not known."""
    return [head for head in Head if report.contract.get(head) is None]


def _missing(found: Facts, words: Words) -> str:
    known = {option.key for option in found.options}
    if known & {"loan.disbursement.+", "loan.formed_on"}:
        known.add("loan.disbursed_on")  # the days are counted from there
    if any(option.key == "loan.method" and option.value == "card" for option in found.options):
        known.add("loan.disbursed_on")  # a card has none
    open_keys = [name for key, name in _OPEN if key not in known]
    if "loan.principal" not in known:
        open_keys.insert(0, "principal")
    return words("new.list").join(words(f"new.q.{name}.name") for name in open_keys)
