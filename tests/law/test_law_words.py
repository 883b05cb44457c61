"""The sentences of the law exist in both languages, with the same blanks, and none is unused."""

import re
import tomllib
from importlib.resources import files

LAW = files("debtcheck.law")
WORDS = files("debtcheck.words")
BLANK = re.compile(r"\{(\w+)\}")


def sentences(lang: str) -> dict[str, str]:
    flat: dict[str, str] = {}

    def walk(prefix: str, table: dict[str, object]) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                walk(f"{prefix}{key}.", value)
            else:
                flat[prefix + key] = str(value)

    walk("", tomllib.loads(WORDS.joinpath(lang, "law.toml").read_text(encoding="utf-8")))
    return flat


def code() -> str:
    return "".join(
        entry.read_text(encoding="utf-8") for entry in LAW.iterdir() if entry.name.endswith(".py")
    )


def test_both_languages_have_the_same_keys_and_blanks() -> None:
    zh, en = sentences("zh"), sentences("en")
    assert zh.keys() == en.keys()
    for key, sentence in zh.items():
        assert set(BLANK.findall(sentence)) == set(BLANK.findall(en[key])), key


def test_every_key_of_the_code_has_a_sentence_and_every_sentence_a_use() -> None:
    source = code()
    named = set(re.findall(r'"law\.([a-z0-9_.]+)"', source))
    named |= {f"error.{name}" for name in re.findall(r'\.fail\(\s*[^,]+, "(\w+)"', source)}
    labels = {"old_rule_2015", "old_rule_1991", "lpr_at_filing", "lpr_at_formation"}
    labels |= {"lpr_floating", "lpr_at_default"}
    named |= {f"reading.{label}" for label in labels}
    assert named == sentences("zh").keys()
