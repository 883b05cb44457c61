"""Says in the user's language what was wrong with a command line or an input, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from debtcheck.case.problem import Problem
from debtcheck.words.catalog import Words

_EXTRA = re.compile(r"unexpected extra argument(?:s|\(s\))? \((?P<words>.*)\)$", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_OPTION = re.compile(r"^option (--\S+)(.*)$", re.DOTALL)


class UsageProblem(Exception):
    """A command line that cannot be followed: `key` names the sentence, `params` its blanks."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


def clean(text: object) -> str:
    """Foreign text without control and direction characters, safe to print in a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(text))


def say_problems(problems: Iterable[Problem], words: Words) -> list[str]:
    """One line a problem: where, what, and the next step that its sentence names."""
    lines = []
    for problem in problems:
        where = " ".join(p for p in (clean(problem.file), _place(problem.place, words)) if p)
        params = {k: clean(v) if isinstance(v, str) else v for k, v in problem.params.items()}
        what = words(f"problem.{problem.key}", **params)
        lines.append(
            words("cli.error_at", where=where, what=what) if where else _error(what, words)
        )
    return lines


def _place(place: str, words: Words) -> str:
    """`line 14` as it is said in the language."""
    from debtcheck.statements.place_words import place_words

    place = clean(place)
    if match := _OPTION.match(place):
        return words("cli.place.option", n=match[1]) + match[2]
    return words.say(place_words(place)) if place else ""


def say_usage_error(error: Exception, words: Words) -> list[str] | None:
    """The lines for a usage error, of our own or of the command parser.

    Args:
        error: What was raised.
        words: The language.

    Returns:
        What is wrong and what to do, or None if the error is not about usage.
    """
    if isinstance(error, UsageProblem):
        params = {k: clean(v) for k, v in error.params.items()}
        return [_error(words(f"cli.usage.{error.key}", **params), words)]
    if not hasattr(error, "format_message"):
        return _say_lower_error(error, words)
    context = getattr(error, "ctx", None)
    what = _parser_error(error, context, words)
    path = context.command_path if context else "debtcheck"
    return [_error(what, words), words("cli.usage.see_help", command=path)]


def _say_lower_error(error: Exception, words: Words) -> list[str] | None:
    """What the parts below refuse of the user's: a law or LPR file, a finding's code, options."""
    from debtcheck.calc.result import CannotCompute
    from debtcheck.law.lawbook import LawDataError
    from debtcheck.report.explain import UnknownCode

    if isinstance(error, CannotCompute):
        return [_error(words.say(error.why), words)]
    if isinstance(error, UnknownCode):
        return [_error(error.say(words), words)]
    if not isinstance(error, LawDataError):
        return None
    where = " ".join(p for p in (clean(error.file), _place(error.key, words)) if p)
    return [words("cli.error_at", where=where, what=clean(words.say(error.why)))]


def _error(what: str, words: Words) -> str:
    return words("cli.error", what=what)


def _parser_error(error: Any, context: Any, words: Words) -> str:
    """The parser's own errors, known by the name of their class: it differs between versions."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _no_option(error.option_name, context, words)
    if kind == "MissingParameter" and error.param is not None:
        return words("cli.usage.missing", name=_label(error.param))
    if kind == "BadOptionUsage":
        key = "takes_no_value" if "does not take" in error.message else "needs_value"
        return words(f"cli.usage.{key}", name=clean(error.option_name))
    if match := _EXTRA.search(error.message):
        return words("cli.usage.extra", words=clean(match["words"]))
    if getattr(error, "param", None) is not None:
        return words("cli.usage.bad_value", name=_label(error.param), why=clean(error.message))
    return words("cli.usage.other", why=clean(error.format_message()))


def _no_option(name: str, context: Any, words: Words) -> str:
    params = context.command.params if context else ()
    known = [o for p in params for o in p.opts if o.startswith("--")]
    near = get_close_matches(name, known, 1)
    if near:
        return words("cli.usage.no_option_near", name=clean(name), near=near[0])
    return words("cli.usage.no_option", name=clean(name))


def _label(param: Any) -> str:
    """An option as it is typed, an argument by its placeholder."""
    return str(param.opts[-1] if param.param_type_name == "option" else param.metavar)
