"""Ordinary loans with ordinary histories, and a statement that claims just what the contract gives.

Each is the data of a case file, drawn from a seed.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import debtcheck
from debtcheck.audit.report import HeadTotals
from debtcheck.case.model import Case
from debtcheck.engine.ledger import Ledger
from debtcheck.law.lawbook import LawBook

from ..cases.case_file import toml

LENDERS = ("bank", "consumer_finance", "microloan", "trust", "guarantor", "pawnshop", "private")
METHODS = ("daily", "equal_instalment", "equal_principal", "interest_only", "bullet", "flat")
HABITS = ("on_time", "early", "late", "late_with_penalty", "halves", "two_in_one", "ahead", "stops")
THIRD = {"payee": "某某融资担保有限公司", "payee_relation": "third_party", "disclosed": True}


class Drawn:
    """One case, drawn step by step; `folder` takes the case file."""

    def __init__(self, seed: int, folder: Path, law: LawBook) -> None:
        self.dice, self.file, self.law = Random(seed), folder / "case.toml", law
        self.start = date(2021, 1, 4) + timedelta(days=self.dice.randint(0, 1500))
        self.as_of = self.start + timedelta(days=self.dice.choice([20, 45, 100, 200, 400]))
        self.data: dict[str, Any] = {"fee": [], "payment": [], "sources": {"default": "contract"}}
        self._contract()
        self._history()
        self._claim()

    def case(self) -> Case:
        """The case as its file is read."""
        said = "\n".join(f"{key} = {toml(value)}" for key, value in self.data.items())
        self.file.write_text(said, encoding="utf-8")
        return debtcheck.load_case(self.file)

    def _ledger(self, day: date) -> Ledger:
        return debtcheck.ledger(self.case(), law=self.law, as_of=day)

    def _contract(self) -> None:
        pick = self.dice.choice
        kind, method = pick(LENDERS), pick(METHODS)
        private = kind == "private"
        rate = pick(["6%/year", "0.7%/month"] if private else ["0.04%/day", "14.4%/year"])
        loan: dict[str, Any] = {
            "formed_on": self.start,
            "disbursed_on": self.start,
            "principal": pick(["3000.00", "8123.45", "36000.00"]),
            "rate": "0.3%/month" if method == "flat" else rate,
            "method": method,
        }
        if method == "bullet":
            loan["due_on"] = self.start + timedelta(days=pick([30, 90, 180]))
        elif method != "daily":
            loan["instalments"] = pick([1, 3, 6, 12])
            loan["first_due_on"] = self.start + timedelta(days=pick([28, 31, 40]))
        if "day" not in loan["rate"] and method != "daily":
            loan["day_count"] = pick(["actual/365", "actual/360", "30/360", "whole_months"])
        loan["overdue"] = {"rate": "1.3x", "grace_days": pick([0, 3])}
        self.data["loan"], self.data["lender"] = loan, [{"name": "某某出借方", "kind": kind}]
        own = {"payee_relation": "claimant", "disclosed": True}
        if not private and method != "flat" and self.dice.random() < 0.3:
            self.data["fee"].append({"name": "担保费", "amount": "2.00", **THIRD})
        if not private and method != "flat" and self.dice.random() < 0.3:
            self.data["fee"].append({"name": "手续费", "amount": "3.00", **own})

    def _history(self) -> None:
        rows, carried = self._ledger(self.as_of).rows, Decimal(0)
        habit = self.dice.choice(HABITS)
        if habit == "ahead" and rows and rows[0].due_on <= self.as_of:
            self._pay(rows[0].due_on, rows[0].payment)  # from then on an instalment ahead
        for row in rows:
            days = self.dice.randint(1, 20)
            on = row.due_on + timedelta(days=days if habit.startswith("late") else 0)
            on -= timedelta(days=days if habit == "early" else 0)
            amount, carried = row.payment + carried, Decimal(0)
            if on > self.as_of or (habit == "stops" and row.no > len(rows) // 2):
                break
            if habit == "two_in_one" and row.no % 2 and row is not rows[-1]:
                carried = amount
            elif habit == "halves":
                self._pay(on, amount / 2)
                self._pay(on, amount - (amount / 2).quantize(Decimal("0.01")))
            elif habit == "late_with_penalty":
                self._pay(on, sum(self._ledger(on).due.values(), Decimal(0)))
            else:
                self._pay(on, amount)
        while self.data["payment"] and self._ledger(self.as_of).overpaid:
            self.data["payment"].pop()

    def _pay(self, on: date, amount: Decimal) -> None:
        paid = {"paid_on": on, "amount": f"{amount:.2f}"}
        paid["reference"] = f"{len(self.data['payment']) + 1:04d}"
        if self.dice.random() < 0.2:
            paid["booked_on"] = on + timedelta(days=1)
        if amount:
            self.data["payment"].append(paid)
            self.data["payment"].sort(key=lambda p: p["paid_on"])

    def _claim(self) -> None:
        report = debtcheck.audit(self.case(), law=self.law, as_of=self.as_of)
        part: HeadTotals = self.dice.choice([report.contract, report.contract_due])
        heads = {head.value: f"{amount:.2f}" for head, amount in part.heads.items() if amount}
        claim: dict[str, Any] = {"as_of": self.as_of, "total": f"{part.total:.2f}"}
        claim |= self.dice.choice([heads, heads, {}])
        if heads and len(claim) > 2 and self.dice.random() < 0.3:
            del claim["total"]
        if self.dice.random() < 0.4:
            claim["booked"] = [
                {"amount": paid["amount"], "on": paid.get("booked_on", paid["paid_on"])}
                for paid in self.data["payment"]
            ]
        self.data["statement"] = [claim]
