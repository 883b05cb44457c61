"""Is a rate used in the wrong unit: ten times, twelve times, a tenth?"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import head_finding
from debtcheck.audit.context import Context
from debtcheck.audit.report import Cause, Finding
from debtcheck.case.kinds import Head

_KEYS = {Head.INTEREST: ("loan.rate",), Head.PENALTY: ("loan.rate", "loan.overdue.rate")}


def check(ctx: Context) -> Iterator[Finding]:
    """A head that comes out exactly when its rate slips by a unit."""
    for head, keys in _KEYS.items():
        matches = ctx.matches(head, "rate_unit_slip")
        if matches:
            yield head_finding(
                ctx,
                "rate_unit_slip",
                head,
                cause=Cause.ARITHMETIC,
                keys=keys,
                law=("performance",),
                matches=matches,
                params={"what": matches[0].text},
            )
