"""Foreign text is made harmless, personal data is hidden."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from debtcheck.case.kinds import LenderKind
from debtcheck.case.loan import Loan
from debtcheck.case.model import Borrower, Case, Codebtor, Lender
from debtcheck.report.foreign import Mask, clean

from .fixtures import D


def mask(show: bool = False, **parts: object) -> Mask:
    """A mask for a case with these parts."""
    return Mask(Case(loan=Loan(principal=D(1)), **parts), show)  # type: ignore[arg-type]


def test_escape_sequences_controls_and_direction_marks_are_dropped() -> None:
    assert clean("a\x1b[31mb\x1b[0m\x07\u202ec\u200bd") == "abcd"
    assert clean("\x1b]0;title\x07x") == "x"
    assert clean("a\r\nb\tc") == "a  b c"


def test_markup_stays_as_it_was_written() -> None:
    assert clean("[red]x[/red] {0} %s") == "[red]x[/red] {0} %s"


def test_a_long_text_is_cut() -> None:
    assert clean("x" * 5000, 10) == "x" * 10 + "..."


@given(st.text(max_size=400))
def test_nothing_invisible_remains(text: str) -> None:
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in clean(text))


def test_names_ids_and_phones_are_masked() -> None:
    hide = mask(borrower=Borrower(name="张三"), codebtors=(Codebtor("surety", "欧阳小明"),))
    assert hide("张三和欧阳小明") == "张*和欧***"
    assert hide("110101199001011234") == "110***********1234"
    assert hide("电话13800001234。") == "电话138****1234。"
    assert hide("订单 2025021000001") == "订单 2025021000001"


def test_a_latin_name_is_masked_as_a_word_only() -> None:
    hide = mask(borrower=Borrower(name="Li Si"), codebtors=(Codebtor("spouse", "An"),))
    assert hide("Li Si owes An; Another") == "L*** owes A***; Another"


def test_a_company_is_no_person() -> None:
    lender = Lender(name="某某小额贷款有限公司", kind=LenderKind.PRIVATE)
    assert mask(lenders=(lender,))("某某小额贷款有限公司") == "某某小额贷款有限公司"


def test_a_private_lender_is_a_person() -> None:
    lender = Lender(name="李四", kind=LenderKind.PRIVATE)
    assert mask(lenders=(lender,))("李四") == "李*"


def test_it_can_be_switched_off() -> None:
    assert mask(True, borrower=Borrower(name="张三"))("张三 13800001234") == "张三 13800001234"
