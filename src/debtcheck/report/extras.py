"""Libraries that come with an extra: imported where they are used, named plainly when absent."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from debtcheck.case.problem import InputError, Problem


def needed(module: str, extra: str) -> Any:
    """Import a module.

    Args:
        module: Its name.
        extra: The extra of debtcheck that brings it.

    Returns:
        The module.

    Raises:
        InputError: It is not installed; the sentence says how to get it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] != module.partition(".")[0]:
            raise
        raise InputError(Problem("extra_missing", params={"extra": extra})) from None
