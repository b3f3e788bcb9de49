"""The five samples against their golden files."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from cleaner import Config, Document, clean
from tests.conftest import SAMPLES
from tests.golden import essence, expected, golden

NAMES = ["000", "001", "002", "003", "004"]
EXPECTED = expected()


@cache
def cleaned(name: str, script: str = "auto") -> Document:
    return clean(next(SAMPLES.glob(f"{name}_*.txt")).read_bytes(), config=Config.from_mapping({"script": script}))


@pytest.mark.parametrize("name", NAMES)
def test_text(name: str) -> None:
    assert essence(cleaned(name).text) == essence(golden(name))


@pytest.mark.parametrize("script", ["keep", "hant-tw"])
def test_other_scripts_of_the_hong_kong_sample(script: str) -> None:
    assert essence(cleaned("002", script).text) == essence(golden(f"002.{script}"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("field", ["title", "author", "published", "verdict", "script"])
def test_metadata(name: str, field: str) -> None:
    if field in EXPECTED[name]:
        found, wanted = getattr(cleaned(name), field), EXPECTED[name][field]
        assert found is not None
        assert essence(found) == essence(wanted)


@pytest.mark.parametrize("name", NAMES)
def test_ledger_summary(name: str) -> None:
    by_rule = Counter(r.rule for r in cleaned(name).edits)
    by_rule.update(r.stage for r in cleaned(name).edits)
    for rule, count in EXPECTED[name].get("edits", {}).items():
        assert by_rule[rule] == count, rule


@pytest.mark.parametrize("name", NAMES)
def test_scores(name: str) -> None:
    least, most = EXPECTED[name]["spun"]
    assert least <= cleaned(name).scores["spun"] <= most


@pytest.mark.parametrize("name", NAMES)
def test_what_goes_and_what_stays(name: str) -> None:
    text = "\n".join(essence(cleaned(name).text))
    assert [s for s in EXPECTED[name].get("gone", []) if s in text] == []
    assert [s for s in EXPECTED[name].get("stay", []) if s not in text] == []


def test_the_control_is_left_alone() -> None:
    """Nothing but trailing blanks may change in the Markdown talk."""
    document = cleaned("004")
    source = document.restore()
    assert [line.rstrip() for line in document.text.split("\n")] == [line.rstrip() for line in source.split("\n")]
    assert sum(len(r.old) + len(r.new) for r in document.edits) <= 4
