"""Do two parties ask for one loan, and nothing in the papers says why?"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import note
from debtcheck.audit.checks.creditor import ASSIGNED
from debtcheck.audit.context import Context
from debtcheck.audit.lawrefs import cited
from debtcheck.audit.report import Finding
from debtcheck.case.model import Case, Claim

_FULL = frozenset(
    {"有限公司", "有限责任公司", "股份有限公司", "信用卡中心", "股份有限公司信用卡中心"}
)


def check(ctx: Context) -> Iterator[Finding]:
    """Statements of different claimants, of which one is nobody the papers name as a creditor, or
    is the lender after it assigned the loan."""
    names: list[str] = []
    for claim in ctx.case.claims:
        if claim.claimant and not any(_alike(claim.claimant, name) for name in names):
            names.append(claim.claimant)
    if len(names) < 2:  # noqa: PLR2004 (two parties)
        return
    if all(explained(ctx.case, claim) for claim in ctx.case.claims if claim.claimant):
        return
    yield note(
        ctx,
        "two_claimants",
        keys=("lender.name",),
        law=cited(ctx.law, ctx.as_of, "C20"),
        evidence=ctx.evidence(None),
        params={"n": len(names), "names": " / ".join(names)},
    )


def explained(case: Case, claim: Claim) -> bool:
    """True if the papers say why this party asks: it is the lender, or a change names it."""
    changes = [c for c in case.creditor_changes if c.to and _alike(c.to, claim.claimant)]
    if changes:
        return True
    own = {name for lender in case.lenders for name in (lender.name, lender.platform) if name}
    if not any(_alike(name, claim.claimant) for name in own):
        return not own  # nobody is named as the lender: nothing to hold the name against
    gone = [c.on for c in case.creditor_changes if c.kind == ASSIGNED and c.on is not None]
    return not any(claim.as_of is not None and day <= claim.as_of for day in gone)


def _alike(one: str, other: str) -> bool:
    """True for one name written short and in full: `某某银行` and `某某银行股份有限公司`."""
    short, long = sorted(("".join(one.split()), "".join(other.split())), key=len)
    return short == long or (long.startswith(short) and long[len(short) :] in _FULL)
