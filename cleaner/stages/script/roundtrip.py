"""Traditional text to Simplified and back: which forms it has where Traditional has several, and what comes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import ahocorasick_rs
import numpy as np

from cleaner.doc import codes
from cleaner.fold import table_of
from cleaner.stages.script import tables
from cleaner.stages.script.contested import MOVED, contested
from cleaner.stages.script.convert import phrased, picked
from cleaner.stages.script.dictionaries import decode
from cleaner.stages.script.tables import Codes

Choices = Counter[tuple[int, int, int]]
"""How often: a Simplified character, the Traditional one that its words ask for (as far as we know), the one there."""

_UTF8 = "utf-8", "surrogatepass"
_REMEMBERED = 16  # characters
_BREAK, _CHARACTER = ord("\n"), ord("字")
_OPENING, _CLOSING = "「『“‘（(", "」』”’）)"


class Trip(NamedTuple):
    """The choices in a text, and how many characters differ after the round trip that OpenCC makes.

    Of the standards of glyphs the one counts that comes closest.
    """

    choices: Choices
    differ: int


def round_trip(before: Codes) -> Trip:
    """The choices in a Traditional text by the words around them, and what a round trip changes."""
    short = picked("t2s", before).codes
    ours, after = back(short)
    forms = (after, tables.mapping("to_tw").take(after), tables.mapping("to_hk").take(after))
    differ = min(int(np.count_nonzero(before != form)) for form in forms)
    return Trip(_counted(_choices(before, short, ours)), differ)


def choices_of(before: Codes, departing: int) -> Choices:
    """The choices in a Traditional text; none where fewer different characters depart from what their words ask for."""
    short = picked("t2s", before).codes
    columns = _choices(before, short, back(short)[0])
    simple, asked, found = columns
    if len(set(simple[asked != found].tolist())) < departing:  # as of nearly every text
        return Counter()
    return _counted(columns)


def _choices(before: Codes, short: Codes, ours: Codes) -> tuple[Codes, Codes, Codes]:
    """Each choice in a text, its Simplified form and that in Traditional as we make it: a column a part of it."""
    where = tables.several().take(short).nonzero()[0]
    # A line may end within a word (公 / 里), and then nobody picks by it; nor by one that is spoken of (朮字, 「朮」).
    left, right = before.take(where - 1), before.take(where + 1, mode="clip")
    mentioned = (right == _CHARACTER) | (table_of(_OPENING).take(left) & table_of(_CLOSING).take(right))
    where = where[(left != _BREAK) & (right != _BREAK) & ~mentioned]
    plain = tables.plain()
    # OpenCC's slips are no departures of who wrote the text.
    return short.take(where), plain.take(ours.take(where)), plain.take(before.take(where))


def _counted(columns: tuple[Codes, Codes, Codes]) -> Choices:
    """How often each choice is made, in the order in which they come."""
    return Counter(zip(*(column.tolist() for column in columns), strict=True))


def back(short: Codes) -> tuple[Codes, Codes]:
    """Simplified text in Traditional characters as we make it, and as OpenCC does without what we know better."""
    alone, at, beside = contested("s2t").within(short)
    moved = at[(beside & MOVED) != 0].tolist()
    if not moved:
        return alone, alone
    text = decode(short)
    ours, theirs = alone.copy(), alone.copy()
    past = 0
    for place in moved:
        if place >= past:
            start, past = tied(text, place)
            convert = _known if past - start <= _REMEMBERED else _phrased
            ours[start:past], theirs[start:past] = convert(text[start:past])
    return ours, theirs


def tied(text: str, place: int) -> tuple[int, int]:
    """The range of Simplified ``text`` around a place that phrases may tie together: none reaches over its ends."""
    known = _followers()
    start, past = place, place + 1
    while start and text[start] in known.get(text[start - 1], ""):
        start -= 1
    while past < len(text) and text[past] in known.get(text[past - 1], ""):
        past += 1
    return start, past


@cache
def _followers() -> Mapping[str, str]:
    """For each character those that stand after it in a phrase from Simplified to Traditional."""
    groups = tables.read("script_pairs.txt")["s2t.next"].split(" ")
    return {group[0]: group[1:] for group in groups}


def _phrased(piece: str) -> tuple[Codes, Codes]:
    """``back`` of a text between places that no phrase reaches over, by OpenCC's phrases with ours and without."""
    given = codes(piece)
    alone = tables.mapping("s2t").take(given)
    ours, _ = phrased("s2t-marked", given, alone)
    if not _own_phrases().find_matches_as_indexes(piece.encode(*_UTF8)):
        return ours, ours
    return ours, phrased("s2t-opencc", given, alone)[0]


_known = lru_cache(1 << 14)(_phrased)


@cache
def _own_phrases() -> ahocorasick_rs.BytesAhoCorasick:
    """An automaton of our own phrases from Simplified to Traditional."""
    known = [phrase.encode(*_UTF8) for phrase in tables.phrases("s2t")]
    return ahocorasick_rs.BytesAhoCorasick(known, implementation=ahocorasick_rs.Implementation.DFA)
