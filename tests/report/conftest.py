"""The stand-in sentences of the fixtures' findings."""

from __future__ import annotations

import pytest

from debtcheck.words import catalog

from .fixtures import SAMPLE


@pytest.fixture(autouse=True)
def sample_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The topic `sample` beside the shipped topics."""
    shipped = catalog._topic

    def topic(lang: str, name: str) -> dict[str, str]:
        return SAMPLE[lang] if name == "sample" else shipped(lang, name)

    monkeypatch.setattr(catalog, "_topic", topic)
