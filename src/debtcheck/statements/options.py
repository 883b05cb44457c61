"""Options of the command line: facts that are given beside a case file, or instead of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from debtcheck.statements.schema import repeated

APPEND = "+"


@dataclass(frozen=True, slots=True)
class Option:
    """One fact from the command line: `Option("loan.principal", "10000", "--principal")`.

    `key` is a key path of the case file; a `+` in it appends to a table that repeats, with a
    mapping as the value. `flag` is the option as it was typed.
    """

    key: str
    value: object
    flag: str


@dataclass(slots=True)
class Applied:
    """What the options changed: the flag by key path, and the flags that replaced something."""

    flags: dict[str, str] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)
    overrode: list[str] = field(default_factory=list)


def stand_alone(data: dict[str, object]) -> None:
    """Makes a table that may repeat and stands alone (`[statement]`) a list of one, in place."""
    for path in sorted(repeated(), key=lambda path: path.count(".")):
        parts = path.split(".")
        for holder in _holders(data, parts[:-1]):
            inner = holder.get(parts[-1])
            if isinstance(inner, dict):
                holder[parts[-1]] = [inner]


def apply_options(data: dict[str, object], options: Sequence[Option]) -> Applied:
    """Writes the options into `data` (whose repeated tables are lists), in place."""
    applied = Applied()
    for option in options:
        if option.value is not None:
            _apply(data, option, applied)
    return applied


def whole_path(path: str) -> str:
    """A key path with the index of a table that stands alone: statement.0.total."""
    parts: list[str] = []
    table = ""
    for part in path.split("."):
        if table in repeated() and not part.isdigit() and not parts[-1].isdigit():
            parts.append("0")
        parts.append(part)
        if not part.isdigit():
            table = f"{table}.{part}" if table else part
    return ".".join(parts)


def _apply(data: dict[str, object], option: Option, applied: Applied) -> None:
    parts = option.key.split(".")
    path: list[str] = []
    node: object = data
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        below: object = [] if not last and _is_index(parts[index + 1]) else {}
        if isinstance(node, list) and _is_index(part):
            at = len(node) if part == APPEND else int(part)
            path.append(str(min(at, len(node))))
            if at >= len(node):
                node.append(_value(option.value) if last else below)
            elif last:
                applied.overrode.append(option.flag)
                node[at] = _value(option.value)
            node = node[int(path[-1])]
        elif isinstance(node, dict):
            path.append(part)
            if last:
                if part in node and ".".join(path) not in applied.flags:
                    applied.overrode.append(option.flag)
                node[part] = _value(option.value)
            else:
                node = node.setdefault(part, below)
        else:
            return  # the file has a plain value where a table belongs: that is reported
    applied.flags[".".join(path)] = option.flag
    applied.values[".".join(path)] = option.value


def _is_index(part: str) -> bool:
    return part == APPEND or part.isdigit()


def _value(value: object) -> object:
    if isinstance(value, dict):
        return {key: _value(item) for key, item in value.items() if item is not None}
    return str(value) if isinstance(value, Decimal) else value


def _holders(data: dict[str, object], parts: list[str]) -> list[dict[str, object]]:
    """Every table under a path, through the lists on the way."""
    found: list[object] = [data]
    for part in parts:
        inner = [node.get(part) for node in found if isinstance(node, dict)]
        found = []
        for node in inner:
            found.extend(node if isinstance(node, list) else [node])
    return [node for node in found if isinstance(node, dict)]
