"""TOML text into a mapping; the first syntax error becomes a sentence that says what to write."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal

from debtcheck.case.problem import InputError, Problem
from debtcheck.statements.bad_value import BadValue
from debtcheck.statements.days import parse_day
from debtcheck.statements.foreign_text import snippet

_PLACE = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")
_PAIR = re.compile(r"\s*(?P<key>[^=\s#]{1,80})\s*=\s*(?P<value>[^#\n]{1,200})")
_REASONS = (  # the reader's own words -> the sentence for a person
    ("Invalid date", "toml_value"),
    ("Invalid value", "toml_value"),
    ("after a statement", "toml_value"),
    ("Cannot overwrite", "toml_twice"),
    ("Cannot declare", "toml_twice"),
    ("Duplicate", "toml_twice"),
    ("Cannot mutate", "toml_twice"),
    ("Unescaped", "toml_backslash"),
    ("Unterminated", "toml_unclosed"),
    ("Unclosed", "toml_unclosed"),
    ("Expected '='", "toml_equals"),
    ("Illegal character '\\n'", "toml_unclosed"),
    ("Illegal character", "toml_character"),
    ("Invalid statement", "toml_equals"),
)


def parse_toml(text: str, file: str) -> dict[str, object]:
    """The mapping; a number with a decimal point stays a Decimal, so that it can be quoted exactly.

    Raises:
        InputError: not TOML; the first error, with line and column.
    """
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InputError(_problem(str(error), text, file)) from None
    except RecursionError:
        raise InputError(Problem("toml_nested", file)) from None
    except ValueError:  # an integer of thousands of digits
        raise InputError(Problem("toml_number", file)) from None


def _problem(message: str, text: str, file: str) -> Problem:
    lines = text.rstrip("\n").split("\n")
    found = _PLACE.search(message)
    number = int(found[1]) if found else len(lines)
    column = int(found[2]) if found else len(lines[-1]) + 1
    # A line break counts as the end of the line it ends.
    line = lines[number - 1] if number <= len(lines) else lines[-1]
    place = f"line {number}, column {column}"
    key = next((key for words, key in _REASONS if words in message), "toml_syntax")
    params: dict[str, object] = {"text": snippet(line)}
    pair = _PAIR.match(line)
    value = pair["value"].strip() if pair else ""
    if "Invalid date" in message:
        try:
            parse_day(value)
        except BadValue as bad:
            name = snippet(pair["key"]) if pair else ""
            return Problem(bad.key, file, place, {"key": name, **bad.params})
    if key == "toml_value":
        if pair is None or any(mark in value for mark in "\"'[{") or not value:
            return Problem("toml_syntax", file, place, params)
        bare = value.strip("“”‘’「」")
        params["suggest"] = f'{snippet(pair["key"])} = "{snippet(bare)}"'
    return Problem(key, file, place, params)
