from __future__ import annotations

from importlib.resources import files
from itertools import chain

import pytest

from cleaner.fold import fold
from cleaner.pattern_tables import Entry, PatternTable, pattern_table, value_of

NAMES = sorted(p.name.removesuffix(".toml") for p in files("cleaner.data").joinpath("patterns").iterdir())
ENTRIES = [(name, entry) for name in NAMES for entry in pattern_table(name).entries]
LABELS = [f"{name}:{entry.id}" for name, entry in ENTRIES]


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=LABELS)
def test_a_pattern_finds_the_values_of_its_examples(name: str, entry: Entry) -> None:
    assert entry.finds, f"{name}: {entry.id} has no example"
    for text, value in entry.finds:
        found = entry.pattern.search(text)
        assert found is not None, text
        assert value_of(found) == value


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=LABELS)
def test_a_pattern_is_silent_where_it_must_be(name: str, entry: Entry) -> None:
    for text in entry.silent:
        assert entry.pattern.search(text) is None, f"{name}: {entry.id} finds something in {text!r}"


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_used_once(name: str) -> None:
    ids = [entry.id for entry in pattern_table(name).entries]
    assert len(ids) == len(set(ids))


def test_a_part_may_hold_others_and_quantifiers_stay() -> None:
    table = PatternTable(
        "[parts]\nHAN = '[一-龥]'\nNAME = '{HAN}{2,3}'\n"
        "[[pattern]]\nid = 'who.first'\nregex = '^({NAME})说'\nfinds = []\nsilent = []\n"
    )
    assert [pattern.pattern for pattern in table.group("who")] == ["^([一-龥]{2,3})说"]
    with pytest.raises(KeyError, match="OTHER"):
        PatternTable("[[pattern]]\nid = 'a'\nregex = '{OTHER}'\nfinds = []\nsilent = []\n")


def test_a_key_that_means_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'who': 'silnet' is none of"):
        PatternTable("[[pattern]]\nid = 'who'\nregex = 'a'\nfinds = []\nsilent = []\nsilnet = ['b']\n")


def test_what_matches_holds_one_of_the_signs_of_its_pattern_or_group() -> None:
    table = PatternTable(
        "[[pattern]]\nid = 'price.yuan'\nregex = '\\d元|¥ ?\\d'\nfinds = []\nsilent = []\n"
        "[[pattern]]\nid = 'price.free'\nregex = '免费'\nfinds = []\nsilent = []\n"
        "[[pattern]]\nid = 'any'\nregex = '\\w{3}'\nfinds = []\nsilent = []\n"
    )
    assert table.signs("price.yuan") == {"元", "¥"}
    assert table.signs("price") in ({"元", "¥", "免"}, {"元", "¥", "费"})
    with pytest.raises(ValueError, match="any"):
        table.signs("any")


def test_a_text_has_a_sign_for_each_pattern_of_a_group_that_matches_it() -> None:
    table = pattern_table("bylines")
    texts = [*chain.from_iterable((*(text for text, _ in entry.finds), *entry.silent) for entry in table.entries), ""]
    every = table.group("reporter")
    for text in map(fold, texts):
        told = list(table.telling("reporter", text))
        assert told == [pattern for pattern in every if pattern in told]  # in their order
        assert {pattern for pattern in every if pattern.search(text)} <= set(told), text
