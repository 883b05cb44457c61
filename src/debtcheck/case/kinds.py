"""The closed lists of a case: heads, lender kinds, methods, conventions, sources."""

from __future__ import annotations

from enum import StrEnum


class Head(StrEnum):
    """The heads of a claim."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    PENALTY = "penalty"
    COMPOUND = "compound"
    DAMAGES = "damages"
    FEE = "fee"
    COSTS = "costs"


class LenderKind(StrEnum):
    """What the lender in the contract is: it decides which law governs."""

    BANK = "bank"
    CONSUMER_FINANCE = "consumer_finance"
    TRUST = "trust"
    AUTO_FINANCE = "auto_finance"
    MICROLOAN = "microloan"
    GUARANTOR = "guarantor"
    PAWNSHOP = "pawnshop"
    FINANCE_LEASE = "finance_lease"
    FACTORING = "factoring"
    LOCAL_AMC = "local_amc"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class Method(StrEnum):
    """How the loan is repaid."""

    DAILY = "daily"
    EQUAL_INSTALMENT = "equal_instalment"
    EQUAL_PRINCIPAL = "equal_principal"
    INTEREST_ONLY = "interest_only"
    BULLET = "bullet"
    FLAT = "flat"
    CARD = "card"


class DayCount(StrEnum):
    """How a span is turned into a share of the rate's unit."""

    ACT_360 = "actual/360"
    ACT_365 = "actual/365"
    ACT_ACT = "actual/actual"
    THIRTY_360 = "30/360"
    WHOLE_MONTHS = "whole_months"


class Ends(StrEnum):
    """Which end days of a span count: 算头不算尾, both, or one day more in the last segment."""

    START = "start"
    BOTH = "both"
    LAST_INCLUSIVE = "last_inclusive"


class Rounding(StrEnum):
    """Where an amount is rounded to the fen."""

    SEGMENT = "segment"
    INSTALMENT = "instalment"
    END = "end"


class OverdueMode(StrEnum):
    """Whether the penalty takes the place of interest on overdue principal, or joins it."""

    REPLACES = "replaces"
    ADDS = "adds"


class PenaltyBase(StrEnum):
    """What the penalty is counted on."""

    OVERDUE_PRINCIPAL = "overdue_principal"
    OVERDUE_INSTALMENT = "overdue_instalment"
    OUTSTANDING_PRINCIPAL = "outstanding_principal"
    STATEMENT = "statement"


class Grace(StrEnum):
    """What the days of grace do to the penalty."""

    CHARGED = "charged"
    NEVER_CHARGED = "never_charged"
    FREE_IF_PAID_WITHIN = "free_if_paid_within"


class Compound(StrEnum):
    """Interest on unpaid charges."""

    NONE = "none"
    ON_INTEREST = "on_interest"
    DAILY = "daily"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class Source(StrEnum):
    """Where a fact comes from, strongest first."""

    CONTRACT = "contract"
    APP = "app"
    SCREENSHOT = "screenshot"
    SMS = "sms"
    MEMORY = "memory"
    GUESS = "guess"
