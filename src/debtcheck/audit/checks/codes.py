"""Which finding a departure from the contract belongs to."""

from __future__ import annotations

from debtcheck.audit.forensics.departure import Departure
from debtcheck.case.kinds import Head

CODES = {
    "mode_adds": "interest_and_penalty_stacked",
    "base_overdue_instalment": "penalty_base",
    "base_outstanding_principal": "penalty_base",
    "base_overdue_principal": "penalty_base",
    "base_interest": "penalty_base",
    "base_fee": "penalty_base",
    "grace_ignored": "grace_ignored",
    "compound_on_interest": "compound_not_agreed",
    "compound_monthly": "compound_not_agreed",
    "compound_quarterly": "compound_not_agreed",
    "compound_daily": "compound_not_agreed",
    "ends_both": "both_ends_counted",
    "ends_last": "both_ends_counted",
    "day_count_360": "day_count_360",
    "rate_365_360": "day_count_360",
    "penalty_365_360": "day_count_360",
    "card_full_interest": "card_full_vs_partial",
    "card_partial_interest": "card_full_vs_partial",
    "card_free_period_lost": "card_free_period",
    "card_grace_ignored": "card_free_period",
    "card_transaction_day": "card_transaction_day",
    "card_fees_bear": "card_interest_on_fees",
    "card_order_kept": "card_payment_order",
    "card_damages_on_minimum": "card_damages",
    "card_damages_on_balance": "card_damages",
    "card_minimum_charges": "card_damages",
    "card_minimum_share": "card_damages",
    "penalty_first": "allocation_order",
    "fee_first": "allocation_order",
    "principal_first": "allocation_order",
    "allocation_statutory": "allocation_order",
    "interest_on_repaid": "interest_on_repaid_principal",
    "as_flat": "interest_on_repaid_principal",
    "payment_missing": "payment_missing",
    "payments_missing": "payment_missing",
    "payment_booked": "payment_booked_late",
    "payments_booked": "payment_booked_late",
    "payment_late": "payment_booked_late",
    "payments_late": "payment_booked_late",
    "rate_x10": "rate_unit_slip",
    "rate_x12": "rate_unit_slip",
    "rate_d10": "rate_unit_slip",
    "rate_d12": "rate_unit_slip",
    "penalty_x10": "rate_unit_slip",
    "penalty_x12": "rate_unit_slip",
    "penalty_d10": "rate_unit_slip",
    "penalty_d12": "rate_unit_slip",
    "penalty_1_5_twice": "penalty_rate",
    "penalty_doubled": "penalty_rate",
    "penalty_day_rate": "penalty_rate",
    "penalty_year_rate": "penalty_rate",
    "remaining_interest": "undue_interest",
    "rounded_up": "rounded_up",
    "rounded_up_each": "rounded_up",
    "total_rounded_up": "rounded_up",
    "start_day_more": "span_miscounted",
    "start_month_more": "span_miscounted",
    "month_more": "span_miscounted",
    "drawdowns_one_rate": "drawdowns_merged",
    "drawdowns_one_due": "drawdowns_merged",
}
_DIFFERS = {Head.PRINCIPAL: "balance_differs", None: "total_differs"}


def code_of(departure: Departure, head: Head | None) -> str:
    """The finding of a departure on a head (None: the total); without its own, that it differs."""
    return CODES.get(departure.id) or differs(head)


def differs(head: Head | None) -> str:
    """The finding that a head, or the total, is not what the contract gives, without a reason."""
    return _DIFFERS.get(head) or f"{head}_differs"
