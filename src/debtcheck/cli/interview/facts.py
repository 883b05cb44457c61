"""Answers as the facts of a case: what was said is written, what was not is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from debtcheck.cli.interview import presets
from debtcheck.cli.interview.flow import FEES, FROM, product, questions
from debtcheck.cli.interview.questions import NO, YES, Form, Question
from debtcheck.cli.interview.sources import CLAIM_SOURCES, source_groups
from debtcheck.statements.options import Option, apply_options


@dataclass(frozen=True)
class Facts:
    """What the answers make of a case.

    `options` are facts by key path, each flagged with the id of its question. `sources` are the
    entries of [sources]. `asked` are the questions by the key path they were about; what `options`
    lacks of these is not known.
    """

    options: list[Option] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    asked: dict[str, Question] = field(default_factory=dict)

    def tables(self) -> dict[str, object]:
        """The case as the mapping that its file holds."""
        data: dict[str, object] = {}
        apply_options(data, self.options)
        if self.sources and data:
            data["sources"] = dict(self.sources)
        return data

    def without(self, answers: Mapping[str, str]) -> Facts:
        """The same less the claim and the payments of papers, which bring their own evidence."""
        claim = "statement." if FROM + "claim" in answers else "-"
        own = [
            option
            for option in self.options
            if not (option.key == "payment.+" and FROM + option.flag in answers)
            and not option.key.startswith(claim)
        ]
        asked = {key: said for key, said in self.asked.items() if not key.startswith(claim)}
        return Facts(own, self.sources, asked)

    @property
    def has_principal(self) -> bool:
        """Whether there is enough for a case: only the principal is needed."""
        return any(option.key == "loan.principal" for option in self.options)


def facts(answers: Mapping[str, str], today: date, fee_name: Callable[[str], str] = str) -> Facts:
    """The facts that the answers state.

    Args:
        answers: By the id of the question; empty where the person is not sure.
        today: Decides which questions belong to the way.
        fee_name: The name of a kind of fee in the language of the run.
    """
    found = Facts()
    asked = questions(answers, today)
    for question in asked:
        if question.fact:
            found.asked[question.fact] = question
        said = answers.get(question.id, "")
        if said and question.fact:
            value = _value(question, said)
            if value is not None:
                found.options.append(Option(question.fact, value, question.id))
    ids = {question.id for question in asked}
    found.options.extend(_further({id: answers[id] for id in ids if answers.get(id)}))
    found.options.extend(_fees(answers, ids, fee_name))
    _drop_open_rows(found)
    _drop_received_above_drawn(found, answers)
    found.sources.update(_sources(answers, ids))
    return found


def _value(question: Question, said: str) -> object:
    """The value as a case file holds it; None if the answer says that there is none."""
    match question.form:
        case Form.DAY:
            return date.fromisoformat(said)
        case Form.COUNT | Form.DAYS | Form.DAY_OF_MONTH:
            return int(said)
        case Form.CHOICE if question.choices == (YES, NO):
            return said == YES
        case Form.CHOICE if said == "none":
            return None
        case Form.CHOICE if question.id == "claim_where" and said == "told":
            return "other"
        case _:
            return said


def _further(a: Mapping[str, str]) -> Iterator[Option]:
    """What follows from answers that fill no fact by themselves."""
    who = a.get("who", "")
    named = product(a)
    if named:
        yield Option("lender.0.platform", named.name, "who")
    elif who == presets.CARD:
        yield Option("lender.0.kind", "bank", "who")
        yield Option("loan.method", "card", "who")
    elif who in (presets.BANK, presets.PRIVATE):
        yield Option("lender.0.kind", who, "who")
    elif who and a.get("who_is") == "person":
        yield Option("lender.0.name", who, "who")
        yield Option("lender.0.kind", "private", "who_is")
        yield Option("lender.0.natural_person", True, "who_is")
    elif who:
        yield Option("lender.0.platform", who, "who")
    if a.get("principal_guess") == YES:
        yield Option("loan.principal", a["received"], "principal_guess")
    if named and a.get("penalty_often") == "written":
        yield Option("loan.overdue.rate", named.penalty, "penalty_often")
    if named and a.get("grace_often") == "written":
        yield Option("loan.overdue.grace_days", named.grace, "grace_often")
    if a.get("last_contact"):
        yield Option("event.0.kind", "demand", "last_contact")
    yield from _drawn(a)
    for id, said in _listed(a, "posting"):
        on, kind, amount = said.split()
        row = {"on": date.fromisoformat(on), "amount": amount, "kind": kind}
        yield Option("card.transaction.+", row, id)
    for id, day, amount in sorted(_dated(a, "payment"), key=lambda row: row[1]):
        yield Option("payment.+", {"paid_on": day, "amount": amount}, id)


def _drawn(a: Mapping[str, str]) -> Iterator[Option]:
    rows = list(_dated(a, "drawn"))
    for number, (_, day, amount) in enumerate(rows):
        row = {"id": str(number + 1), "on": day, "amount": amount}
        yield Option("loan.disbursement.+", row, f"drawn.{number}")
    if rows:
        whole = sum((Decimal(amount) for _, _, amount in rows), Decimal(0))
        yield Option("loan.principal", f"{whole:.2f}", "drawn.0")


def _dated(a: Mapping[str, str], id: str) -> Iterator[tuple[str, date, str]]:
    for row, said in _listed(a, id):
        day, amount = said.split()
        yield row, date.fromisoformat(day), amount


def _listed(a: Mapping[str, str], id: str) -> Iterator[tuple[str, str]]:
    """The rows of a list that were answered, up to the first that was not."""
    number = 0
    while said := a.get(f"{id}.{number}"):
        yield f"{id}.{number}", said
        number += 1


def _fees(
    answers: Mapping[str, str], ids: set[str], fee_name: Callable[[str], str]
) -> Iterator[Option]:
    number = 0
    while f"fee.{number}.kind" in ids:
        kind = answers.get(f"fee.{number}.kind") or FEES[-1]
        yield Option(f"fee.{number}.name", fee_name(kind), f"fee.{number}.kind")
        when = answers.get(f"fee.{number}.when", "")
        if when:
            base = "upfront" if when == "deducted" else when
            yield Option(f"fee.{number}.when", base, f"fee.{number}.when")
        if when == "deducted":
            yield Option(f"fee.{number}.deducted", True, f"fee.{number}.when")
        number += 1


def _drop_open_rows(found: Facts) -> None:
    """A fee without its amount is no row yet: it is left out, and the others move up."""
    rows = sorted({int(o.key.split(".")[1]) for o in found.options if o.key.startswith("fee.")})
    whole = [n for n in rows if any(o.key == f"fee.{n}.amount" for o in found.options)]
    kept = [option for option in found.options if not option.key.startswith("fee.")]
    for at, number in enumerate(whole):
        kept += [
            Option(option.key.replace(f"fee.{number}.", f"fee.{at}.", 1), option.value, option.flag)
            for option in found.options
            if option.key.startswith(f"fee.{number}.")
        ]
    found.options[:] = kept


def _drop_received_above_drawn(found: Facts, answers: Mapping[str, str]) -> None:
    """More arrived than the drawdowns add up to: one of them is not told yet."""
    drawn = sum((Decimal(amount) for _, _, amount in _dated(answers, "drawn")), Decimal(0))
    received = answers.get("received")
    if drawn and received and Decimal(received) > drawn:
        found.options[:] = [o for o in found.options if o.key != "loan.received"]


def _sources(answers: Mapping[str, str], ids: set[str]) -> Iterator[tuple[str, str]]:
    given = {}
    for group, keys in source_groups(answers):
        said = answers.get(f"source_{group}", "")
        if group == "claim" and answers.get("claim_where") in CLAIM_SOURCES:
            said = CLAIM_SOURCES[answers["claim_where"]].value
        elif f"source_{group}" not in ids:
            continue
        if said:
            given.update(dict.fromkeys(keys, said))
    if answers.get("principal_guess") == YES and "principal_guess" in ids:
        given["loan.principal"] = "guess"
    if given:
        yield "default", "memory"
        yield from given.items()
