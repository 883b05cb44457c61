"""Which finding a departure from the contract belongs to."""

from __future__ import annotations

CODES = {
    "mode_adds": "interest_and_penalty_stacked",
    "base_overdue_instalment": "penalty_base",
    "base_outstanding_principal": "penalty_base",
    "grace_ignored": "grace_ignored",
    "compound_on_interest": "compound_not_agreed",
    "compound_monthly": "compound_not_agreed",
    "compound_daily": "compound_not_agreed",
    "ends_both": "both_ends_counted",
    "ends_last": "both_ends_counted",
    "day_count_360": "day_count_360",
    "penalty_first": "allocation_order",
    "interest_on_repaid": "interest_on_repaid_principal",
    "payment_missing": "payment_missing",
    "payments_missing": "payment_missing",
    "payment_booked": "payment_booked_late",
    "payments_booked": "payment_booked_late",
    "rate_x10": "rate_unit_slip",
    "rate_x12": "rate_unit_slip",
    "rate_d10": "rate_unit_slip",
    "rate_365_360": "day_count_360",
    "penalty_x10": "rate_unit_slip",
    "penalty_x12": "rate_unit_slip",
    "penalty_d10": "rate_unit_slip",
    "penalty_365_360": "day_count_360",
    "penalty_1_5_twice": "penalty_rate",
    "penalty_doubled": "penalty_rate",
    "penalty_day_rate": "penalty_rate",
}
