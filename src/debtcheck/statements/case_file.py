"""A case file and options become a Case, or a list of everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from debtcheck.case.kinds import Source
from debtcheck.case.model import Case
from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.consistency import inconsistencies
from debtcheck.statements.options import (
    Applied,
    Option,
    apply_options,
    stand_alone,
    whole_path,
)
from debtcheck.statements.places import Places
from debtcheck.statements.problems import problems
from debtcheck.statements.reading import PLAIN, decode, read_bytes, shown
from debtcheck.statements.schema import CaseFile, repeated
from debtcheck.statements.toml_text import parse_toml

__all__ = ["Option", "load_case"]

Notice = tuple[str, dict[str, object]]


def load_case(
    path: str | Path | None,
    options: Sequence[Option] = (),
    *,
    accept_rate: bool = False,
    stdin: Callable[[], bytes] | None = None,
) -> Case:
    """The case of a TOML file, with the options on top; without a file, of the options alone.

    Args:
        path: The file; `-` for standard input; None if only options are given.
        options: Facts of the command line; each overrides the file's.
        accept_rate: Take a rate above 1,000% a year as it stands.
        stdin: Gives the content for `-`; the process's own input if absent.

    Raises:
        InputError: every problem found, in the order of the file.
    """
    file = text = ""
    data: dict[str, object] = {}
    notices: tuple[Notice, ...] = ()
    if path is not None:
        file = shown(path)
        text, encoding = decode(read_bytes(path, stdin=stdin), file)
        if encoding != PLAIN:
            notices = (("notice.encoding", {"file": file, "encoding": encoding}),)
        data = parse_toml(text, file)
    stand_alone(data)
    applied = apply_options(data, options)
    places = Places(file, text, applied)
    context = {"accept_rate": accept_rate or _confirmed(data)}
    found = inconsistencies(data, places)
    model: CaseFile | None = None
    try:
        model = CaseFile.model_validate(data, context=context)
    except ValidationError as error:
        found = problems(error, places) + found
    if found or model is None:
        raise InputError(*_in_order(found, places))
    return _build(model, data, places, applied, notices)


def _confirmed(data: Mapping[str, object]) -> bool:
    """Whether the file says that its high rate is meant."""
    loan = data.get("loan")
    return isinstance(loan, dict) and loan.get("rate_confirmed") is True


def _in_order(found: Sequence[Problem], places: Places) -> list[Problem]:
    unique = {(p.key, p.place, str(p.params)): p for p in found}
    return sorted(unique.values(), key=places.line)


def _build(
    model: CaseFile,
    data: Mapping[str, object],
    places: Places,
    applied: Applied,
    notices: tuple[Notice, ...],
) -> Case:
    stated = places.stated(data)
    return Case(
        loan=model.loan.build(),
        file=places.file,
        as_of=model.as_of,
        private_note=model.private_note,
        borrower=model.borrower.build(),
        lenders=tuple(lender.build() for lender in model.lender),
        creditor_changes=tuple(change.build() for change in model.creditor_change),
        fees=tuple(fee.build() for fee in model.fee),
        payments=tuple(
            payment.build(f"payment.{i}", stated.get) for i, payment in enumerate(model.payment)
        ),
        schedule=tuple(row.build() for row in model.schedule),
        agreements=tuple(agreement.build() for agreement in model.agreement),
        claims=tuple(
            claim.build(f"statement.{i}", stated.get) for i, claim in enumerate(model.statement)
        ),
        card=model.card.build() if model.card else None,
        court=model.court.build() if model.court else None,
        judgment=model.judgment.build() if model.judgment else None,
        events=tuple(event.build() for event in model.event),
        codebtors=tuple(person.build() for person in model.codebtor),
        sources=_sources(model.sources, data, applied),
        stated=stated,
        options=tuple(dict.fromkeys(applied.overrode)),
        notices=notices,
    )


def _sources(
    given: Mapping[str, Source], data: Mapping[str, object], applied: Applied
) -> dict[str, Source]:
    """The sources by whole key path; what an option says is from memory."""
    sources: dict[str, Source] = {}
    for key, source in given.items():
        table = key.partition(".")[0]
        rows = data.get(table)
        whole = whole_path(key)
        if whole != key and table in repeated() and isinstance(rows, list):
            rest = whole.removeprefix(f"{table}.0")
            sources.update({f"{table}.{index}{rest}": source for index in range(len(rows))})
        sources[key] = source
    sources.update(dict.fromkeys(applied.flags, Source.MEMORY))
    return sources
