"""One profile for all property tests: the same examples on every run; golden files on demand."""

from __future__ import annotations

import gc

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` writes the golden files instead of comparing with them."""
    parser.addoption("--update-goldens", action="store_true", help="write the golden files anew")


def pytest_collection_finish() -> None:
    """What was imported and collected stays: the collector need not look through it each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """True if golden files are to be written."""
    return bool(request.config.getoption("--update-goldens"))
