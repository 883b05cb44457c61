"""What the pictures share: lengths in parts of a whole, from Decimals, without a float."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from debtcheck.report.html.markup import Html, el

WHOLE = 10_000


def part(amount: Decimal | int, most: Decimal | int) -> int:
    """`amount` as ten-thousandths of `most`, within 0 and the whole."""
    if most <= 0:
        return 0
    parts = int((Decimal(amount) * WHOLE / most).to_integral_value(ROUND_HALF_UP))
    return max(0, min(WHOLE, parts))


def percent(parts: int) -> str:
    """Ten-thousandths as an SVG length: `8865` is `88.65%`."""
    return f"{parts // 100}.{parts % 100:02d}%"


def picture(label: str, *children: Html | None, height: int, class_: str) -> Html:
    """One picture as wide as its place, described by `label` for who cannot see it."""
    return el(
        "svg",
        *children,
        role="img",
        aria_label=label,
        width="100%",
        height=height,
        class_=class_,
    )


def box(left: int, width: int, top: int, height: int, class_: str) -> Html:
    """A rectangle; left and width in ten-thousandths."""
    return el("rect", x=percent(left), y=top, width=percent(width), height=height, class_=class_)


def upright(at: int, top: int, bottom: int, class_: str) -> Html:
    """An upright line."""
    return el("line", x1=percent(at), x2=percent(at), y1=top, y2=bottom, class_=class_)


def dot(at: int, middle: int, radius: int, class_: str) -> Html:
    """A circle."""
    return el("circle", cx=percent(at), cy=middle, r=radius, class_=class_)


def swatch(class_: str, *, round_: bool = False) -> Html:
    """A small sample for a legend."""
    shape = (
        dot(5_000, 7, 5, class_)
        if round_
        else el("rect", x=0, y=2, width=14, height=10, class_=class_)
    )
    return el("svg", shape, width=14, height=14, class_="swatch", aria_hidden="true")


def bar_row(name: str, bar: Html, amount: str) -> Html:
    """A bar between its name and its figure."""
    return el(
        "div",
        el("span", name, class_="name"),
        bar,
        el("span", amount, class_="figure"),
        class_="row",
    )
