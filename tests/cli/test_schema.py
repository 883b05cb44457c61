"""`debtcheck schema`: each name prints a schema; without one, the names are listed."""

from __future__ import annotations

import json

import pytest

from debtcheck.cli.main import main
from debtcheck.cli.schema import SCHEMAS
from debtcheck.words.catalog import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_name_every_name_is_listed(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    assert main(["schema", "--lang", lang]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert [name for name in SCHEMAS if f"debtcheck schema {name} " not in out] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_name_prints_a_schema(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["schema", name]) == 0
    assert json.loads(capsys.readouterr().out)["$defs"]
