"""Damaged samples are read or refused, never anything else."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debtcheck.case.problem import InputError
from debtcheck.statements.papers.paper import Paper, State
from debtcheck.statements.papers.readers import read_paper

from .text_papers import OPENING

FOLDER = Path(__file__).resolve().parents[3] / "sample_statements" / "papers"
NAMES = (
    "alipay_app.csv", "alipay_web.csv", "wechat_2025.csv", "wechat_2026.xlsx", "jd.csv",
    "meituan.csv",
)  # fmt: skip
PIECES = (
    b"",
    b"\0",
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\t",
    b"\xff",
    b"=1+1",
    b"9" * 50,
    b"(",
    "￥".encode(),
)


@cache
def sample(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_mutated_sample(name: str, tmp_path: Path, data: st.DataObject) -> None:
    raw = bytearray(sample(name))
    for _ in range(data.draw(st.integers(1, 4), label="changes")):
        at = data.draw(st.integers(0, len(raw)), label="at")
        length = data.draw(st.integers(0, 40), label="length")
        raw[at : at + length] = data.draw(st.sampled_from(PIECES), label="piece")
    if data.draw(st.booleans(), label="cut"):
        raw = raw[: data.draw(st.integers(0, len(raw)), label="end")]
    path = tmp_path / "paper"
    path.write_bytes(raw)
    paper: Paper | None = None
    with suppress(InputError):
        paper = read_paper(path, OPENING)
    if paper is not None:
        assert all(payment.amount > 0 for payment in paper.payments)
        assert all(p.is_payout is False for p in paper.payments if p.state is State.TAKEN)
