"""What happened after the contract: [[payment]], [[schedule]], [[statement]], [[agreement]]."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from debtcheck.case.kinds import Head
from debtcheck.case.model import (
    Agreement,
    BookedPayment,
    Claim,
    ClaimLine,
    Evidence,
    Payment,
    ScheduleRow,
)
from debtcheck.statements.fields import (
    Amount,
    Day,
    Days,
    Flag,
    Instalments,
    Many,
    Unsigned,
    Words,
    words,
)
from debtcheck.statements.named_place import named_place
from debtcheck.statements.schema_loan import Table

Seen = Callable[[str], Evidence | None]  # where the value under a key path stands
LINE_HEADS = (*(head.value for head in Head), "payment", "waiver")
Heads = tuple[tuple[Head, Decimal], ...]


class HeadAmounts(Table):
    """Amounts by head: { principal = "400.00", interest = "100.00" }"""

    principal: Unsigned | None = None
    interest: Unsigned | None = None
    penalty: Unsigned | None = None
    compound: Unsigned | None = None
    damages: Unsigned | None = None
    fee: Unsigned | None = None
    costs: Unsigned | None = None

    def heads(self) -> Heads:
        """The heads that are given, in their order."""
        given = ((head, getattr(self, head.value)) for head in Head)
        return tuple((head, amount) for head, amount in given if amount is not None)


class PaymentTable(Table):
    """[[payment]]"""

    paid_on: Day
    amount: Unsigned
    booked_on: Day | None = None
    payer: Words = ""
    payee: Words = ""
    instalment: Instalments | None = None
    disbursement: Words = ""
    heads: HeadAmounts | None = None
    status: Annotated[str, words("settled", "failed", "refunded", "unknown")] = "settled"
    reference: Words = ""
    evidence: Words = ""

    def build(self, path: str, seen: Seen) -> Payment:
        """The frozen value; `path` is its place in the file (payment.0)."""
        return Payment(
            paid_on=self.paid_on,
            amount=self.amount,
            booked_on=self.booked_on,
            payer=self.payer,
            payee=self.payee,
            instalment=self.instalment,
            disbursement=self.disbursement,
            heads=self.heads.heads() if self.heads else (),
            status=self.status,
            reference=self.reference,
            evidence=named_place(self.evidence) or seen(f"{path}.amount"),
        )


class ScheduleTable(Table):
    """[[schedule]]"""

    no: Instalments
    due_on: Day | None = None
    principal: Unsigned | None = None
    interest: Unsigned | None = None
    fee: Unsigned | None = None

    def build(self) -> ScheduleRow:
        """The frozen value."""
        return ScheduleRow(self.no, self.due_on, self.principal, self.interest, self.fee)


class AgreementTable(Table):
    """[[agreement]]"""

    on: Day
    channel: Annotated[str, words("app", "written", "oral")] | None = None
    balance: Unsigned | None = None
    waived: Unsigned | None = None
    restores_if_broken: Flag | None = None
    first_due_on: Day | None = None
    instalments: Instalments | None = None
    broken_on: Day | None = None

    def build(self) -> Agreement:
        """The frozen value."""
        return Agreement(
            on=self.on,
            channel=self.channel or "",
            balance=self.balance,
            waived=self.waived,
            restores_if_broken=self.restores_if_broken,
            first_due_on=self.first_due_on,
            instalments=self.instalments,
            broken_on=self.broken_on,
        )


class StatementLineTable(Table):
    """[[statement.line]]: an amount may be negative, as a platform prints a payment or a waiver."""

    head: Annotated[str, words(*LINE_HEADS)]
    amount: Amount
    date: Day | None = None
    instalment: Instalments | None = None
    days: Days | None = None
    text: Words = ""
    evidence: Words = ""

    def build(self, path: str, seen: Seen) -> ClaimLine:
        """The frozen value; `path` is its place in the file (statement.0.line.2)."""
        return ClaimLine(
            head=self.head,
            amount=self.amount,
            date=self.date,
            no=self.instalment,
            days=self.days,
            text=self.text,
            evidence=named_place(self.evidence) or seen(f"{path}.amount"),
        )


class BookedTable(Table):
    """[[statement.booked]]: a payment the paper shows, which its figures already allow for."""

    amount: Unsigned
    on: Day | None = None
    instalment: Instalments | None = None
    evidence: Words = ""

    def build(self, path: str, seen: Seen) -> BookedPayment:
        """The frozen value; `path` is its place in the file (statement.0.booked.2)."""
        where = named_place(self.evidence) or seen(f"{path}.amount")
        return BookedPayment(self.amount, self.on, self.instalment, where)


class StatementEvidenceTable(Table):
    """[statement.evidence]: where a figure stands in the paper: `短信.txt:1: 罚息28.75元`"""

    principal: Words = ""
    interest: Words = ""
    penalty: Words = ""
    compound: Words = ""
    damages: Words = ""
    fee: Words = ""
    costs: Words = ""
    total: Words = ""


class StatementTable(HeadAmounts):
    """[[statement]]"""

    as_of: Day | None = None
    kind: Annotated[
        str, words("app", "sms", "letter", "lawsuit", "settlement", "pdf", "card", "other")
    ] = "app"
    claimant: Words = ""
    total: Unsigned | None = None
    line: Many[StatementLineTable] = Field(default_factory=list)
    booked: Many[BookedTable] = Field(default_factory=list)
    evidence: StatementEvidenceTable = StatementEvidenceTable()

    def build(self, path: str, seen: Seen) -> Claim:
        """The frozen value; `path` is its place in the file (statement.0)."""
        lines: list[ClaimLine] = []
        booked: list[BookedPayment] = []
        for index, table in enumerate(self.line):
            line = table.build(f"{path}.line.{index}", seen)
            lines.append(line)
            if line.head == "payment":
                paid = BookedPayment(abs(line.amount), line.date, line.no, line.evidence)
                booked.append(paid)
        booked += [t.build(f"{path}.booked.{i}", seen) for i, t in enumerate(self.booked)]
        figures = [head.value for head, _ in self.heads()]
        figures += ["total"] if self.total is not None else []
        places = (
            (figure, named_place(getattr(self.evidence, figure)) or seen(f"{path}.{figure}"))
            for figure in figures
        )
        return Claim(
            as_of=self.as_of,
            kind=self.kind,
            claimant=self.claimant,
            heads=self.heads(),
            total=self.total,
            lines=tuple(lines),
            booked=tuple(booked),
            evidence=tuple((figure, place) for figure, place in places if place),
        )
