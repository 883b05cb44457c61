"""The same payment in two papers is one; two payments that look alike stay two."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debtcheck.statements.papers.twice import Doubt, Known, doubles

D = Decimal


def bank(line: int, day: int, amount: str = "500.00", reference: str = "") -> Known:
    """A row of the bank's paper, in March."""
    return Known(date(2025, 3, day), D(amount), "bank.csv", f"bank.csv:{line}", reference)


def wallet(line: int, day: int, amount: str = "500.00", reference: str = "") -> Known:
    """A row of the wallet's paper, in March."""
    return Known(date(2025, 3, day), D(amount), "wallet.csv", f"wallet.csv:{line}", reference)


def test_a_bank_books_the_wallets_payment_up_to_three_days_later() -> None:
    known = [wallet(1, 10)]
    for day, same in ((7, True), (10, True), (13, True), (14, False), (6, False)):
        assert doubles([bank(1, day)], known) == ({0: known[0]} if same else {})


def test_another_amount_is_another_payment() -> None:
    assert doubles([bank(1, 10, "500.01")], [wallet(1, 10)]) == {}


def test_two_payments_of_one_day_meet_two_and_a_third_is_new() -> None:
    """500 paid twice by wallet on the 10th, three debits at the bank: one is another payment."""
    known = [wallet(1, 10), wallet(2, 10)]
    found = doubles([bank(1, 10), bank(2, 10), bank(3, 10)], known)
    assert found == {0: known[0], 1: known[1]}


def test_the_same_day_goes_before_the_near_one() -> None:
    """Debits of the 10th and the 12th, a wallet payment of the 12th: the 10th is new."""
    assert doubles([bank(1, 10), bank(2, 12)], [wallet(1, 12)]) == {1: wallet(1, 12)}


def test_one_row_between_two_payments_is_one_of_them() -> None:
    """Whichever it is, it is not new."""
    known = [wallet(1, 9), wallet(2, 11)]
    assert doubles([bank(1, 10)], known) == {0: known[0]}


def test_as_many_rows_as_payments_are_all_known() -> None:
    """The 10th may be of the 9th or of the 12th, the 15th only of the 12th."""
    known = [wallet(1, 12), wallet(2, 9)]
    assert doubles([bank(1, 15), bank(2, 10)], known) == {0: known[0], 1: known[1]}


def test_with_more_rows_than_payments_which_is_new_is_a_doubt() -> None:
    """Debits of the 10th and the 12th, one wallet payment of the 11th; the 20th is settled."""
    known = [wallet(1, 11), wallet(2, 19)]
    found = doubles([bank(1, 10), bank(2, 12), bank(3, 20)], known)
    assert found == {0: Doubt((known[0],)), 1: Doubt((known[0],)), 2: known[1]}


def test_the_same_order_number_is_the_same_payment_whatever_the_day() -> None:
    """Exported twice: the line has moved, the number has not."""
    known = [wallet(9, 10, reference="2025031022001")]
    assert doubles([wallet(2, 20, reference="2025031022001")], known) == {0: known[0]}


def test_a_short_number_proves_nothing() -> None:
    assert doubles([bank(1, 20, reference="0001")], [wallet(1, 1, reference="0001")]) == {}


def test_two_orders_of_one_paper_are_two() -> None:
    known = [wallet(9, 10, reference="2025031022001")]
    assert doubles([wallet(8, 10, reference="2025031022002")], known) == {}


def test_an_order_listed_on_two_sheets_is_one() -> None:
    rows = [wallet(1, 10, reference="2025031022001"), wallet(2, 10, reference="2025031022001")]
    assert doubles(rows, []) == {1: rows[0]}


def test_the_same_line_imported_again() -> None:
    rows = [bank(1, 10), bank(2, 10)]
    assert doubles(rows, rows) == {0: rows[0], 1: rows[1]}


def test_a_payment_typed_by_hand_is_met_by_its_paper() -> None:
    typed = Known(date(2025, 3, 10), D("500.00"), "case.toml", "case.toml:14")
    assert doubles([wallet(1, 10)], [typed]) == {0: typed}


def test_a_payment_that_failed_stands_for_no_other() -> None:
    """The debit of the 10th failed; the one that worked that day is another."""
    failed = Known(date(2025, 3, 10), D("500.00"), "case.toml", "case.toml:14", counts=False)
    assert doubles([wallet(1, 10), wallet(2, 11)], [failed]) == {}
