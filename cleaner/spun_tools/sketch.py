"""A small fixed-size likeness of a text, made of what spinning cannot change.

What stays of a text without every word of every dictionary (original or spun) is the same before and after spinning
with a known dictionary, and much the same with an unknown one: names, numbers, Latin words, the rest of the sentences.
The sketch is a MinHash of its stretches of five characters, with where in the text each of them stands; the numbers and
Latin words have a sketch of their own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import Class, classes, fold
from cleaner.lines import Lines
from cleaner.stages.spun.detect import detector, examine
from cleaner.stages.spun.scan import Ints

SIZE, MARKS, STRETCH = 128, 16, 5
# A text with fewer stretches than this is like too many others.
LEAST = 16
EMPTY = np.uint32(0xFFFFFFFF)
_MARK = re.compile("[0-9]{2,20}(?:[.,][0-9]{1,9}){0,3}|[a-z]{3,30}")
_CHUNK = 4096

Words = NDArray[np.uint32]
Places = NDArray[np.uint8]


class Sketch(NamedTuple):
    """The likeness of one text.

    values: MinHash of its stretches.  places: where each of them stands, in 256ths of what spinning cannot change.
    marks: the smallest hashes of its numbers and Latin words.  words: which words of the dictionaries it has, a bit
    each.  score: the detector's.
    """

    values: Words
    places: Places
    marks: Words
    words: Places
    score: float


def sketch(text: str) -> Sketch:
    """The sketch of a text; all ``EMPTY`` where it has too little to tell it by."""
    finding, _ = examine(Lines(text))
    scanner = detector().scanner
    starts, found = scanner.scan(codes(text))
    words = np.packbits(scanner.tally(found) > 0)
    return Sketch(*_minhash(_stretches(text, starts, found)), _marks(text), words, finding.score)


def has_words(bits: Places) -> NDArray[np.bool_]:
    """Which words of the dictionaries a text has, by their indices, from the bits of its sketch."""
    return np.unpackbits(bits, count=len(detector().scanner.words)).astype(np.bool_)


def word_bytes() -> int:
    """How many bytes the bits of a sketch are."""
    return (len(detector().scanner.words) + 7) // 8


def _stretches(text: str, starts: Ints, found: Ints) -> NDArray[np.uint64]:
    """The hashes of the stretches of what spinning cannot change, in order.

    ``starts``: where the words of the dictionaries that were ``found`` stand.
    """
    change = np.zeros(len(text) + 1, np.int64)
    np.add.at(change, starts, 1)
    np.add.at(change, starts + _lengths()[found], -1)
    kinds = classes(text)
    letters = (kinds == Class.HAN) | (kinds == Class.DIGIT) | (kinds == Class.LATIN)
    rest = codes(fold(text))[letters & (np.cumsum(change[:-1]) == 0)].astype(np.uint64)
    if len(rest) < STRETCH + LEAST:
        return np.zeros(0, np.uint64)
    total = np.zeros(len(rest) - STRETCH + 1, np.uint64)
    for ahead in range(STRETCH):
        total = total * np.uint64(0x100000001B3) + rest[ahead : len(rest) - STRETCH + 1 + ahead]
    return _mixed(total)


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The values spread over all 64 bits (the finalizer of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _minhash(hashes: NDArray[np.uint64]) -> tuple[Words, Places]:
    """The smallest value of each permutation of the hashes, and where in them it stands first."""
    out, first = np.full(SIZE, EMPTY, np.uint32), np.zeros(SIZE, np.int64)
    factors, offsets = _permutations()
    for at in range(0, len(hashes), _CHUNK):
        spread = (factors[:, None] * hashes[None, at : at + _CHUNK] + offsets[:, None]) >> np.uint64(32)
        where = spread.argmin(axis=1)
        least = spread[np.arange(SIZE), where].astype(np.uint32)
        first = np.where(least < out, where + at, first)
        np.minimum(out, least, out=out)
    return out, (first * 256 // max(1, len(hashes))).astype(np.uint8)


def _marks(text: str) -> Words:
    """The smallest hashes of the distinct numbers and Latin words, ``EMPTY`` where there are fewer."""
    out = np.full(MARKS, EMPTY, np.uint32)
    words = sorted(set(_MARK.findall(fold(text))))
    if words:
        raw = [sum(ord(c) * 31**i for i, c in enumerate(word)) % 2**64 for word in words]
        smallest = np.sort((_mixed(np.array(raw, np.uint64)) >> np.uint64(32)).astype(np.uint32))[:MARKS]
        out[: len(smallest)] = smallest
    return out


@cache
def _lengths() -> NDArray[np.int64]:
    return np.array([len(word) for word in detector().scanner.words], np.int64)


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Odd factors and offsets, the same in every process."""
    seeds = _mixed(np.arange(1, 2 * SIZE + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    return seeds[:SIZE] | np.uint64(1), seeds[SIZE:]
