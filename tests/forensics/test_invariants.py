"""Whatever is wrong with a statement: what is said gives its figure to the fen, and is no more
than two departures; nothing breaks."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from debtcheck.audit.audit import audit
from debtcheck.case.kinds import Head
from debtcheck.case.model import Claim

from .oracle import Slips, both, statement
from .statements import EVERY, LAW, LOANS, D, Wrong, audited, case

few = settings(max_examples=10, deadline=None, database=None, derandomize=True)


@few
@given(st.sampled_from(sorted(LOANS)), st.sampled_from(EVERY), st.sampled_from(EVERY))
def test_an_explanation_gives_the_claimed_figure_to_the_fen(
    loan: str, first: Wrong, second: Wrong
) -> None:
    slips = both(first.slips, second.slips)
    places = range(len(LOANS[loan].paid))
    if not set(slips.left_out) <= set(places) or any(k not in places for k, _ in slips.late):
        slips = Slips(ends="both")
    report = audited(Wrong(loan, slips, ()))
    assert report.claimed is not None
    for finding in report.findings:
        asked = report.claimed.total if finding.head is None else finding.claimed
        for explanation in finding.explanations:
            assert explanation.reproduces == asked
            assert len(explanation.departures) == len(explanation.mended) <= 2
        assert finding.nearest is None or finding.explanations == ()
        assert finding.nearest is None or finding.nearest.reproduces != asked


@few
@given(
    st.sampled_from(sorted(LOANS)),
    st.integers(0, 1500),
    st.dictionaries(st.sampled_from(list(Head)), st.integers(0, 4_000_000), min_size=1),
)
def test_any_figures_on_any_day_are_answered(loan: str, days: int, fen: dict[Head, int]) -> None:
    agreed = LOANS[loan]
    day = agreed.start + timedelta(days=days)
    heads = tuple((head, D(amount) / 100) for head, amount in fen.items())
    claimed = Claim(as_of=day, heads=heads, total=sum((a for _, a in heads), D(0)))
    report = audit(case(agreed, claimed), law=LAW, as_of=day)
    assert report.claimed is not None
    for finding in report.findings:
        if finding.head is not None and finding.explanations:
            assert finding.explanations[0].reproduces == report.claimed.get(finding.head)


def test_the_oracle_tells_mistakes_apart() -> None:
    right = statement(LOANS["flat"])
    assert all(
        statement(LOANS[w.loan], w.slips, due_only=w.part == "due")
        != statement(LOANS[w.loan], due_only=w.part == "due")
        for w in EVERY
    )
    assert right == statement(LOANS["flat"], Slips())
