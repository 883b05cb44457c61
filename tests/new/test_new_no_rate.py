"""Where no rate was ever agreed, the questions take that for an answer."""

from __future__ import annotations

import pytest

from debtcheck.cli.interview.parse import parse
from debtcheck.cli.interview.questions import Form, Question


@pytest.mark.parametrize("form", [Form.RATE, Form.OVERDUE_RATE])
@pytest.mark.parametrize(
    ("typed", "kept"), [("没有约定", "none"), ("none", "none"), ("约定不明", "unclear")]
)
def test_no_agreed_rate_is_an_answer(form: Form, typed: str, kept: str) -> None:
    assert parse(Question("rate", form, "loan.rate"), typed) == {"rate": kept}
