"""The automaton over few bytes a character finds what a search in the text finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.doc import codes
from cleaner.fold import fold
from cleaner.needles import Needles, last_place, places_in, places_of

_WIDE = [chr(0x4E00 + number) for number in range(600)]  # more characters than a byte can number


def _places(words: list[str], text: str) -> set[tuple[int, int, int]]:
    found = set()
    for number, word in enumerate(words):
        at = text.find(word)
        while at >= 0:
            found.add((number, at, at + len(word)))
            at = text.find(word, at + 1)
    return found


@given(
    st.lists(st.text("一二丁七a1", min_size=1, max_size=4), max_size=8, unique=True),
    st.text("一二丁七a1萬Ａ\n𠀀", max_size=60),
)
@pytest.mark.parametrize("more", [[], _WIDE], ids=["one byte", "two bytes"])
def test_it_finds_every_literal_of_the_folded_text(more: list[str], words: list[str], text: str) -> None:
    words = list(dict.fromkeys([*words, *more]))
    hits = Needles(words).find(codes(text), overlapping=True)
    assert set(hits) == _places(words, fold(text))
    assert [end for _, _, end in hits] == sorted(end for _, _, end in hits)


def test_of_two_that_overlap_the_one_that_ends_first_counts() -> None:
    assert Needles(["开户送金", "户送", "送金"]).find(codes("開戶送金")) == [(1, 1, 3)]


def test_lone_surrogates_and_no_literal_at_all_find_nothing() -> None:
    assert Needles(["字"]).find(codes("\ud800文")) == []
    assert Needles([]).find(codes("文字")) == []


def test_code_points_behind_all_that_is_assigned_are_no_letters_or_their_own() -> None:
    assert Needles(["字"]).find(codes("\U000e0100字\U0010ffff")) == [(0, 1, 2)]
    assert Needles(["\U000e0100"]).find(codes("字\U000e0100\U000e0101\U0010ffff")) == [(0, 1, 2)]


def test_the_places_of_one_literal() -> None:
    assert list(places_of("哈哈", "哈哈哈，哈哈")) == [0, 1, 4]
    assert list(places_of("哈哈", "哈哈哈，哈哈", 2)) == [0, 4]
    assert not list(places_of("乙", "哈哈"))


@given(st.text("ab<", min_size=1, max_size=3), st.text("ab<", max_size=40))
def test_places_in_bytes_are_those_of_a_search_without_overlaps(literal: str, page: str) -> None:
    assert places_in(page.encode(), literal.encode()) == list(places_of(literal, page, len(literal)))


@given(st.text("权所有", min_size=1, max_size=3), st.text("权所有a", max_size=40))
def test_the_last_place_is_that_of_a_search_from_the_end(mark: str, text: str) -> None:
    assert last_place(mark, text) == text.rfind(mark)
