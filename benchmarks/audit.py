"""How long an audit takes, and how that grows with the loan. Run by hand:

    python benchmarks/audit.py [--runs N]

Prints medians of CPU time, taken by turns so that the machine's mood meets all alike, each with a
loan that was not seen before: an audit whose figures agree with the claim (nothing to explain)
for loans of 36, 72 and 144 instalments with payments in proportion, late ones among them; the
replay inside it, whole and for its sums alone; the report as JSON; and an audit of 36 instalments
with a figure that has to be explained.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from debtcheck.audit.audit import audit
from debtcheck.audit.setup.setup import set_up
from debtcheck.case.kinds import Head, LenderKind, Method
from debtcheck.case.loan import Loan, Overdue
from debtcheck.case.model import Case, Claim, Lender, Payment
from debtcheck.case.rate import Rate, RateMultiple, RateUnit
from debtcheck.engine.dates import due_dates, share
from debtcheck.engine.replay import heads, replay
from debtcheck.engine.schedule import build_schedule
from debtcheck.engine.yields import solved
from debtcheck.law.load import load_lawbook

START, FIRST = date(2021, 1, 10), date(2021, 2, 10)
COUNTS = (36, 72, 144)
LATE = (0, 0, 3, 0, 15)  # days after the due date, in turn
LAW = load_lawbook()


def loan(count: int, k: int) -> tuple[Case, date]:
    """The k-th loan: a bank's equal instalments, 20 of 36 paid, and a day after the last of all."""
    dues = due_dates(FIRST, count)
    case = Case(
        loan=Loan(
            principal=Decimal(1000 * count + k),
            formed_on=START,
            disbursed_on=START,
            rate=Rate(Decimal("0.18"), RateUnit.YEAR),
            method=Method.EQUAL_INSTALMENT,
            instalments=count,
            first_due_on=FIRST,
            overdue=Overdue(rate=RateMultiple(Decimal("1.5"))),
        ),
        lenders=(Lender(kind=LenderKind.BANK),),
        as_of=dues[-1] + timedelta(days=20),
    )
    day = dues[-1] + timedelta(days=20)
    rows = build_schedule(set_up(case, day, LAW).inputs.terms)[: count * 20 // 36]
    paid = tuple(
        Payment(row.due_on + timedelta(days=LATE[k % len(LATE)]), row.payment)
        for k, row in enumerate(rows)
    )
    return replace(case, payments=paid), day


def with_claim(case: Case, day: date, more: Decimal = Decimal(0)) -> Case:
    """The case with a claim of exactly what is owed, and `more` penalty."""
    owed = heads(set_up(case, day, LAW).inputs, day).owed
    figures = {h: owed[h] for h in (Head.PRINCIPAL, Head.INTEREST, Head.PENALTY)}
    figures[Head.PENALTY] += more
    claim = Claim(as_of=day, heads=tuple(figures.items()), total=sum(figures.values()))
    return replace(case, claims=(claim,))


def medians(calls: dict[str, Callable[[int], object]], runs: int) -> dict[str, float]:
    """The median of each call in milliseconds of CPU; they are run by turns, with 0, 1, 2 ..."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for k in range(runs):
        for name, call in calls.items():
            began = time.process_time()
            call(k)
            times[name].append((time.process_time() - began) * 1000)
    return {name: statistics.median(taken) for name, taken in times.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=60)
    runs = parser.parse_args().runs
    calls: dict[str, Callable[[int], object]] = {}
    for count in COUNTS:
        cases = [with_claim(*loan(count, k)) for k in range(runs)]
        other = [loan(count, runs + k) for k in range(2 * runs)]
        inputs = [(set_up(case, day, LAW).inputs, day) for case, day in other]
        forget()
        calls[f"audit of {count} instalments"] = lambda k, cases=cases: audit(cases[k], law=LAW)
        calls[f"replay of {count}"] = lambda k, inputs=inputs: replay(*inputs[k])
        calls[f"sums of {count} alone"] = lambda k, inputs=inputs: heads(*inputs[-1 - k])
    shown = [with_claim(*loan(36, k)) for k in range(3 * runs, 4 * runs)]
    wrong = [with_claim(*loan(36, k), Decimal("12.34")) for k in range(3 * runs, 4 * runs)]
    calls["audit of 36, as JSON"] = lambda k: json.dumps(audit(shown[k], law=LAW).to_dict("zh"))
    forget()
    found = medians(calls, runs)
    found |= medians(
        {"audit of 36, to explain": lambda k: audit(wrong[k], law=LAW)}, max(runs // 20, 1)
    )
    whole = found[f"audit of {COUNTS[0]} instalments"]
    for name, taken in found.items():
        print(f"{name:28}{taken:10.2f} ms{taken / whole:10.2f} × the audit of 36")


def forget() -> None:
    """What is kept between replays is dropped, so that every loan is met for the first time."""
    for kept in (build_schedule, share, solved):
        kept.cache_clear()


if __name__ == "__main__":
    main()
