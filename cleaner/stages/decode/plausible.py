"""Whether text in an alphabet looks written: what bytes of Chinese look like in a codec for letters does not."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes

_OTHER, _LOWER, _UPPER, _LETTER, _MARK, _SIGN, _NOTHING = range(7)
_LAST = 0x3000
_FEW = 4  # Latin letters above 0x7F in a row
# Signs that stand beside letters in ordinary text.
_QUIET = frozenset(
    "\xa0\xa1\xab\xad\xb0\xb7\xbb\xbf\xaa\xba\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2026"
)
_THAI = 7
# First code points of Greek, Cyrillic, Armenian, Hebrew, Arabic, others, Thai, others, Latin again, others.
_SCRIPTS = {0x370: 1, 0x400: 2, 0x530: 3, 0x590: 4, 0x600: 5, 0x700: 6, 0xE00: _THAI, 0xE80: 8, 0x1E00: 0, 0x2000: 9}
_PREVOWEL = (0x0E40, 0x0E45)  # Thai vowels written before their consonant


def strangeness(text: str) -> float:
    """The share of characters above 0x7F that stand where no writing system puts them; 0 where there are none."""
    points = np.minimum(codes(f" {text} "), _LAST)
    kinds, scripts, foreign = _kinds()[points], _scripts()[points], points > 0x7F
    letter = (kinds >= _LOWER) & (kinds <= _LETTER)
    wrong = foreign & (kinds == _NOTHING)
    wrong[1:] |= _strange_pairs(points, kinds, scripts, letter)
    latin = foreign & letter & (scripts == 0)
    wrong |= latin & ~_in_words(latin, letter & ~foreign)
    return float(np.count_nonzero(wrong)) / max(1, int(np.count_nonzero(foreign)))


def _strange_pairs(
    points: NDArray[np.uint32], kinds: NDArray[np.uint8], scripts: NDArray[np.uint8], letter: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which characters but the first do not go with the one before: two scripts in a word, a capital inside it."""
    foreign, sign, mark = points > 0x7F, (kinds == _SIGN) & (points > 0x7F), kinds == _MARK
    both = foreign[:-1] & foreign[1:]
    word = letter[:-1] & letter[1:] & (foreign[:-1] | foreign[1:])
    mixed = word & (scripts[:-1] != scripts[1:])
    capital = word & (kinds[:-1] == _LOWER) & (kinds[1:] == _UPPER)
    signs = both & ((sign[1:] & (letter | sign)[:-1]) | (letter[1:] & sign[:-1]))
    bare_mark = foreign[1:] & mark[1:] & ~(letter | mark)[:-1]
    prevowel = (points[:-1] >= _PREVOWEL[0]) & (points[:-1] < _PREVOWEL[1]) & (scripts[1:] != _THAI)
    strange: NDArray[np.bool_] = mixed | capital | signs | bare_mark | prevowel
    return strange


def _in_words(latin: NDArray[np.bool_], plain: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which Latin letters above 0x7F stand alone, or a few together beside an ASCII letter."""
    edges = np.diff(latin.astype(np.int8), prepend=0, append=0)
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    few = (ends - starts == 1) | (
        (ends - starts <= _FEW) & (plain[starts - 1] | plain[np.minimum(ends, len(plain) - 1)])
    )
    change = np.zeros(len(latin) + 1, np.int8)
    change[starts[few]] += 1
    change[ends[few]] -= 1
    return np.cumsum(change[:-1]) > 0


@cache
def _kinds() -> NDArray[np.uint8]:
    kinds = np.zeros(_LAST + 1, np.uint8)
    kinds[_LAST] = _SIGN
    for point in range(_LAST):
        kinds[point] = _kind(chr(point))
    return kinds


def _kind(char: str) -> int:
    category = unicodedata.category(char)
    if category in ("Ll", "Lu"):
        return _LOWER if category == "Ll" else _UPPER
    if category[0] == "L":
        return _LETTER
    if category[0] == "M":
        return _MARK
    if char < "\x80" or char in _QUIET or category[0] in "PZ":
        return _OTHER
    return _NOTHING if category[0] == "C" and category != "Cf" else _SIGN


@cache
def _scripts() -> NDArray[np.uint8]:
    scripts = np.zeros(_LAST + 1, np.uint8)
    for start, script in _SCRIPTS.items():
        scripts[start:] = script
    return scripts
