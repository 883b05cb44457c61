"""The twenty disputes that borrowers report, with the findings that answer each."""

from __future__ import annotations

#: By number; their names stand in the words (`dispute.<number>`). A code has one place.
DISPUTES: dict[int, tuple[str, ...]] = {
    1: ("annual_cost_above_ceiling",),
    2: ("principal_pre_deducted", "interest_on_contract_principal"),
    3: ("membership_condition", "fee_undisclosed"),
    4: ("charge_to_other_payee",),
    5: ("flat_rate_headline",),
    6: ("interest_on_repaid_principal",),
    7: ("day_count_360",),
    8: ("penalty_base",),
    9: ("compound_not_agreed", "compound_differs", "compound_on_penalty"),
    10: ("interest_and_penalty_stacked",),
    11: ("penalty_rate", "penalty_above_band", "overdue_rate_above_line"),
    12: ("overdue_charges_stacked", "damages_not_agreed", "damages_differs"),
    13: (
        "early_fee_without_clause",
        "early_fee_above_clause",
        "early_cap_exceeded",
        "remaining_interest_charged",
        "remaining_fees_charged",
        "undue_interest",
    ),
    14: ("payment_missing", "payment_booked_late", "booking_without_payment"),
    15: ("grace_ignored", "reported_within_grace"),
    16: ("allocation_order", "card_payment_order"),
    17: ("payment_on_other_drawdown", "drawdowns_merged", "due_day_debited_again"),
    18: ("payment_debited_twice", "payment_duplicated", "paid_more_than_due"),
    19: (
        "two_claimants",
        "claimant_not_creditor",
        "two_assignees",
        "guarantor_above_payment",
        "guarantor_charges_after_payment",
    ),
    20: (
        "sum_mismatch",
        "line_sum_mismatch",
        "rate_unit_slip",
        "schedule_differs",
        "penalty_days",
        "both_ends_counted",
        "span_miscounted",
        "rounded_up",
        "waiver_not_booked",
    ),
}
