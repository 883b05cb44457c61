"""How long the search takes for 36 instalments with 20 payments, explained and not.

python benchmarks/explain.py
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from debtcheck.audit.audit import audit
from forensics.oracle import Slips, both
from forensics.statements import LAW, case, claim
from forensics.test_search import long_loan

STATEMENTS = {
    "right": Slips(),
    "one departure": Slips(ends="both"),
    "two departures": both(Slips(base="instalment"), Slips(late=((7, 3),))),
    "nothing gives it": Slips(penalty_a_day="0.00077", base="instalment"),
}


def main() -> None:
    """Print the best of five for each statement."""
    agreed = long_loan()
    for name, slips in STATEMENTS.items():
        for shows in ("heads", "total"):
            made = case(agreed, claim(agreed, slips, part="whole", shows=shows))
            times = []
            for _ in range(5):
                began = time.perf_counter()
                report = audit(made, law=LAW, as_of=agreed.as_of)
                times.append(time.perf_counter() - began)
            tried = max((f.tried for f in report.findings), default=0)
            print(f"{name:<18}{shows:<7}{min(times) * 1000:8.1f} ms  {tried:>5} hypotheses")


if __name__ == "__main__":
    main()
