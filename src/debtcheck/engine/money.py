"""Money: Decimal yuan, and the one rounding function."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

ZERO = Decimal(0)
FEN = Decimal("0.01")

_MODES = {"half_up": ROUND_HALF_UP, "down": ROUND_DOWN, "up": ROUND_UP}


def round_money(amount: Decimal, unit: Decimal = FEN, mode: str = "half_up") -> Decimal:
    """Round `amount` yuan to a whole multiple of `unit` yuan; the only rounding of money there is.

    `mode` is half_up (四舍五入), down (截尾) or up. The result always shows two decimals.
    """
    if unit is FEN and mode == "half_up":  # nearly always
        return amount.quantize(FEN, ROUND_HALF_UP)
    rounded = amount.quantize(unit, rounding=_MODES[mode])
    return rounded if unit == FEN else rounded.quantize(FEN)


def show(amount: Decimal) -> str:
    """`12345.6` as `12,345.60`."""
    return f"{round_money(amount):,}"
