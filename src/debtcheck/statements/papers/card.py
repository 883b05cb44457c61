"""A credit card's statement: its postings, the payments among them, and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from debtcheck.case.card import CardTransaction
from debtcheck.case.model import Claim
from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.papers.bank_layout import data, plain_heading_all, split_line, whole
from debtcheck.statements.papers.card_facts import CardFacts, labels_only
from debtcheck.statements.papers.card_rows import (
    Posting,
    PostingReader,
    card_columns,
    find_heading,
    is_amount,
    is_day,
    owed,
)
from debtcheck.statements.papers.content import Content, Opening, Row
from debtcheck.statements.papers.paper import Fact, FoundPayment, Paper, State, Sums
from debtcheck.statements.table import MAX_SHOWN
from debtcheck.words.text import Text, text

FORMAT = "card"
MAX_POSTINGS = 100_000  # of one statement
_CARD = "信用卡"
_WHY, _CREDIT_WHY = "papers_bank.card_payment", "papers_bank.card_credit"


def identify(content: Content) -> bool:
    """True if the headings are a card's, and a title or a column of card numbers says so."""
    if content.kind == "image":
        return False
    found = find_heading(content.head)
    if found is None:
        return False
    columns = found[1]
    if "card" in columns or {"booked_on", "place_amount"} <= columns.keys():
        return True
    line = plain_heading_all("".join(cell for row in content.head for cell in row.cells))
    return any(plain_heading_all(title) in line for title in data()["card"]["title"]) or (
        _CARD in line and "账单" in line
    )


def read(content: Content, opening: Opening) -> Paper:
    """The statement.

    Raises:
        InputError: days or amounts that cannot be read, each with its place; no postings.
    """
    found = find_heading(content.head)
    if found is None:
        raise InputError(Problem("table_no_rows", content.file))
    heading, columns = found
    cells = split_line(heading)
    names = {key: whole(cells[index]) for key, index in columns.items()}
    facts = _facts(content)
    reader = PostingReader(content.file, columns, names)
    reader.latest = facts.latest or opening.today
    postings = list(_postings(content, reader))
    if reader.problems:
        more = len(reader.problems) - MAX_SHOWN
        rest = [Problem("table_more", content.file, params={"count": more})] if more > 0 else []
        raise InputError(*reader.problems[:MAX_SHOWN], *rest)
    if not postings and "total" not in facts.amounts:
        raise InputError(Problem("table_no_rows", content.file))
    return _paper(content, facts, reader, postings, opening)


def _facts(content: Content) -> CardFacts:
    facts = CardFacts(content.file)
    labels: Row | None = None
    for row in content.rows():
        if labels is not None:
            facts.look_below(labels, row)
        labels = row if labels_only(row.cells) else None
        facts.look(row)
    return facts


def _postings(content: Content, reader: PostingReader) -> Iterator[Posting]:
    count, inside = 0, False
    for row in content.rows():
        cells = split_line(row)
        if card_columns(cells):
            inside = True
            continue
        if not inside:
            continue
        line = Row(row.place, _one_line(cells, reader)) if cells is not row.cells else row
        if not reader.is_posting(line):
            reader.section(row)
            continue
        posting = reader.read(line)
        if posting is not None:
            count += 1
            if count > MAX_POSTINGS:
                raise InputError(
                    Problem("table_rows", content.file, params={"limit": MAX_POSTINGS})
                )
            yield posting


def _one_line(tokens: list[str], reader: PostingReader) -> list[str]:
    """The words of a line by column: days first, the amount behind the words."""
    cells = [""] * (max(reader.columns.values()) + 1)
    order = sorted(reader.columns, key=lambda key: reader.columns[key])
    days = [key for key in order if key in ("day", "booked_on")]
    shaped = [token for token in tokens[: len(days)] if is_day(token)]
    # A payment has no day of its own at some banks: the one day that stands is the posting's.
    for key, token in zip(days[len(days) - len(shaped) :], shaped, strict=True):
        cells[reader.columns[key]] = token
    rest = tokens[len(shaped) :]
    at = next((i for i, token in enumerate(rest) if is_amount(token)), None)
    if at is None or not shaped:
        return [""] * len(cells)
    cells[reader.columns["summary"]] = " ".join(rest[:at])
    key = next((key for key in order if key in ("amount", "trade_amount")), "expense")
    cells[reader.columns[key]] = rest[at]
    return cells


def _paper(
    content: Content,
    facts: CardFacts,
    reader: PostingReader,
    postings: Sequence[Posting],
    opening: Opening,
) -> Paper:
    debts = owed(postings)
    own = [(p, debt) for p, debt in zip(postings, debts, strict=True) if not p.currency]
    transactions = tuple(
        CardTransaction(p.on, abs(debt), _kind(p, debt), p.posted_on) for p, debt in own if debt
    )
    payments = tuple(
        FoundPayment(
            paid_on=p.on,
            amount=-debt,
            state=State.TAKEN if p.kind == "payment" else State.ASK,
            why=text(_WHY if p.kind == "payment" else _CREDIT_WHY),
            evidence=p.evidence,
            booked_on=p.posted_on,
        )
        for p, debt in own
        if debt < 0 and p.kind != "refund"
    )
    charges = sum((debt for _, debt in own if debt > 0), Decimal(0))
    credits = -sum((debt for _, debt in own if debt < 0), Decimal(0))
    refunds = sum(1 for p, debt in own if debt < 0 and p.kind == "refund")
    others = len(own) - len(payments) - refunds
    left_out = [
        (text("papers_bank.card_refunds"), refunds),
        (text("papers_bank.card_charges"), others),
    ]
    return Paper(
        file=content.file,
        format=FORMAT,
        encoding=content.encoding,
        rows=len(postings),
        sums=Sums(len(postings), credits, charges),
        payments=payments,
        claims=_claims(facts),
        facts=tuple(_case_facts(facts)),
        card=transactions,
        carried=facts.amounts.get("before"),
        left_out=tuple((why, count) for why, count in left_out if count),
        notices=tuple(_notices(content.file, facts, reader, postings, charges - credits, opening)),
    )


def _kind(posting: Posting, debt: Decimal) -> str:
    if debt < 0 and posting.kind != "payment":
        return "refund"
    if debt > 0 and posting.kind in ("payment", "refund"):
        return "purchase"  # a payment that was taken back is owed again
    return posting.kind


def _claims(facts: CardFacts) -> tuple[Claim, ...]:
    total = facts.amounts.get("total")
    if total is None or total <= 0:
        return ()
    return (
        Claim(
            as_of=facts.as_of,
            kind="card",
            total=total,
            evidence=(("total", facts.where["total"]),),
        ),
    )


def _case_facts(facts: CardFacts) -> Iterator[Fact]:
    for name, key in (("statement_on", "card.statement_day"), ("due_on", "card.due_day")):
        if name in facts.days:
            yield Fact(key, str(facts.days[name].day), facts.where[name])


def _notices(
    file: str,
    facts: CardFacts,
    reader: PostingReader,
    postings: Sequence[Posting],
    change: Decimal,
    opening: Opening,
) -> Iterator[Text]:
    foreign = sorted({p.currency for p in postings if p.currency})
    if foreign:
        count = sum(1 for p in postings if p.currency)
        yield text("papers_bank.foreign", file=file, count=count, currencies=", ".join(foreign))
    if reader.guessed and facts.latest is None:
        yield text("papers_bank.card_year", file=file, today=opening.today)
    minimum, due = facts.amounts.get("minimum"), facts.days.get("due_on")
    if minimum is not None and due is not None:
        yield text("papers_bank.card_minimum", minimum=minimum, due=due)
    if "before" not in facts.amounts and any(p.kind == "payment" for p in postings):
        yield text("papers_bank.card_no_before", file=file)
    before, total = facts.amounts.get("before"), facts.amounts.get("total")
    if before is not None and total is not None and before + change != total:
        yield text(
            "papers_bank.card_differs",
            file=file,
            printed=total,
            added=before + change,
            difference=abs(before + change - total),
        )
