"""How implausible each departure is: the lower, the sooner it is believed.

From how often a way of counting, or a slip, is met in judgments and complaints: the common ways of
platforms first (interest beside the penalty, interest in its base, a payment booked late), whole
conventions before slips, slips in the borrower's favour last. Only the order matters.
"""

from __future__ import annotations

COSTS = {
    # what platforms do
    "payment_booked": 8,
    "mode_adds": 10,
    "base_overdue_instalment": 10,
    "grace_ignored": 10,
    "payment_missing": 12,
    "base_outstanding_principal": 12,
    "payments_booked": 12,
    "ends_both": 13,
    "day_count_360": 13,
    "penalty_first": 14,
    "interest_on_repaid": 14,
    "ends_last": 15,
    "compound_on_interest": 15,
    "compound_monthly": 16,
    "base_interest": 14,
    "base_fee": 16,
    "remaining_interest": 16,
    "penalty_day_rate": 17,
    "drawdowns_one_rate": 15,
    "drawdowns_one_due": 16,
    # conventions met now and then
    "rate_365_360": 16,
    "penalty_365_360": 17,
    "day_count_actual": 20,
    "day_count_30_360": 20,
    "day_count_months": 18,
    "day_count_365": 20,
    "fee_first": 19,
    "compound_daily": 20,
    "as_flat": 20,
    "compound_quarterly": 24,
    "rounding_segment": 24,
    "rounding_instalment": 24,
    "rounding_end": 24,
    "allocation_statutory": 20,
    # slips
    "penalty_1_5_twice": 16,
    "rate_x10": 16,
    "penalty_x10": 16,
    "rate_x12": 17,
    "penalty_x12": 17,
    "rounded_up": 17,
    "total_rounded_up": 17,
    "rounded_up_each": 17,
    "payment_late": 18,  # and one more for each day
    "payments_late": 20,
    "month_more": 19,
    "start_month_more": 19,
    "penalty_doubled": 19,
    "payments_missing": 20,
    "start_day_more": 20,
    "fee_in_principal": 20,
    "mode_replaces": 24,
    "base_overdue_principal": 24,
    "compound_none": 24,
    "ends_start": 22,
    "rate_change_ignored": 18,
    "on_received": 20,
    # in the borrower's favour, as a rule
    "day_less": 24,
    "start_day_less": 24,
    "penalty_day_less": 24,
    "month_less": 24,
    "start_month_less": 24,
    "principal_first": 26,
    "rate_d10": 26,
    "penalty_d10": 26,
    "rate_d12": 27,
    "penalty_d12": 27,
    "penalty_year_rate": 22,
}
