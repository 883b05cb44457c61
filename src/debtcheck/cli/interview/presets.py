"""Products as questions to confirm: names, and what is often said of their contracts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: who is asked for beside the products: `new.who.<id>`
CARD, BANK, PRIVATE = "card", "bank", "private"
OTHERS = (CARD, BANK, PRIVATE)
_SAID = (("信用卡", CARD), ("credit card", CARD), ("银行贷款", BANK), ("bank loan", BANK))


@dataclass(frozen=True, slots=True)
class Product:
    """A row of presets.toml; `penalty` and `grace` are only ever asked about."""

    id: str
    name: str
    latin: str
    kinds: tuple[str, ...]
    confidence: str
    penalty: str = ""
    grace: int = 0
    lines: bool = False

    def called(self, lang: str) -> str:
        """The name on a screen."""
        return self.name if lang == "zh" else self.latin


@cache
def products() -> dict[str, Product]:
    """All products by id, in the order they are offered."""
    text = files("debtcheck.cli.interview").joinpath("presets.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["product"]
    return {row["id"]: Product(**(row | {"kinds": tuple(row["kinds"])})) for row in rows}


def offered() -> tuple[str, ...]:
    """What can be chosen by number, in order."""
    return (*products(), *OTHERS)


def find(name: str) -> str | None:
    """The id of what is meant: a credit card, a bank loan, or the only product with this name."""
    plain = name.strip().casefold()
    other = next((id for said, id in _SAID if plain.endswith(said)), None)
    if other is not None:
        return other
    found = [p.id for p in products().values() if plain in (p.name.casefold(), p.latin.casefold())]
    if not found and len(plain) > 1:
        found = [
            p.id
            for p in products().values()
            if plain in p.name.casefold() or plain in p.latin.casefold()
        ]
    return found[0] if len(found) == 1 else None
