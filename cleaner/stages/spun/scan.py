"""Count and find thousands of words in a text with a few numpy passes.

Every word is at least two characters long. Each code point gets a small number (that of its folded form, 0 if no word
begins with it or has it second), and a square table turns two numbers in a row into the index of a word or of the
first two characters of longer ones. Nothing runs a character at a time in Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import CODE_POINTS, fold

Ints = NDArray[np.int64]
Points = NDArray[np.uint32]

# The planes that hold Han characters; what folds into a word's character lies here.
_PLANES = range(0x20000)


class _Level(NamedTuple):
    """All beginnings of words of one length. keys: node before times the alphabet plus the last character, sorted.

    A key that is greater than any stands last.
    words: the index plus one of the word that a beginning is, or 0.  parents: what the beginnings are without their
    last one.
    """

    keys: Ints
    words: Ints
    parents: frozenset[str]


class Scanner:
    """Finds words (Simplified, half-width, lower case, two characters and more) in the folded view of a text.

    Raises ``ValueError`` for a shorter word.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(words))
        if any(len(word) < 2 for word in self.words):
            raise ValueError("a word to scan for has at least two characters")
        self.index = {word: i for i, word in enumerate(self.words)}
        letters = sorted({c for word in self.words for c in word})
        number = {c: i + 1 for i, c in enumerate(letters)}
        self._numbers = _folded_numbers(number)
        self._width = len(letters) + 1
        heads = list(dict.fromkeys(word[:2] for word in self.words))
        self._pairs = np.zeros(self._width**2, np.uint16)
        self._pairs[[number[head[0]] * self._width + number[head[1]] for head in heads]] = np.arange(1, len(heads) + 1)
        self._short: Ints = np.array([0, *(self.index.get(head, -1) + 1 for head in heads)], np.int64)
        self._levels = [*_levels(self.words, number, {head: i + 1 for i, head in enumerate(heads)})]
        self._longer: NDArray[np.bool_] = np.zeros(len(heads) + 1, np.bool_)
        self._longer[[i + 1 for i, head in enumerate(heads) if self._levels and head in self._levels[0].parents]] = True

    def find(self, points: Points) -> tuple[Ints, Ints]:
        """Where words (which may overlap) begin in a text of these code points, and their indices in ``words``."""
        where, which = (np.concatenate(column) for column in zip(*self._matches(points), strict=True))
        held = which > 0
        where, which = where[held], which[held] - 1
        order = np.lexsort((which, where))
        return where[order], which[order]

    def count(self, points: Points) -> Ints:
        """How often each word stands in a text of these code points, by its index in ``words``."""
        found = np.concatenate([which for _, which in self._matches(points)])
        return np.bincount(found, minlength=len(self.words) + 1)[1:]

    def _matches(self, points: Points) -> Iterator[tuple[Ints, Ints]]:
        """Places of beginnings and which word each is: its index plus one, or 0 for none; the shortest words first."""
        number, at, kind = self._heads(points)
        yield at, self._short.take(kind)
        more = self._longer.take(kind)
        at, node = at[more], kind[more].astype(np.int64)
        for size, level in enumerate(self._levels, 3):
            if not len(at):
                return
            key = node * self._width + number.take(at + (size - 1))
            node = level.keys.searchsorted(key)
            hit = level.keys.take(node) == key
            at, node = at[hit], node[hit]
            yield at, level.words.take(node)

    def _heads(self, points: Points) -> tuple[NDArray[np.uint32], Ints, NDArray[np.uint16]]:
        """The numbers of the characters (0 behind the last one), where words begin, and the index of their beginnings.

        A beginning is the first two characters.
        """
        number = np.zeros(len(points) + len(self._levels) + 1, np.uint32)
        self._numbers.take(points, out=number[: len(points)], mode="clip")
        head = self._pairs.take(number[:-1] * np.uint32(self._width) + number[1:])
        at = head.astype(bool).nonzero()[0]  # of numbers this takes three times as long
        return number, at, head.take(at)


def _levels(words: Sequence[str], number: Mapping[str, int], heads: Mapping[str, int]) -> Iterator[_Level]:
    """The levels of a tree of ``words`` from three characters on; ``heads`` number its nodes of two."""
    width, nodes = len(number) + 1, dict(heads)
    index = {word: i for i, word in enumerate(words)}
    for size in range(3, max(map(len, words), default=0) + 1):
        prefixes = list(dict.fromkeys(word[:size] for word in words if len(word) >= size))
        key_of = {prefix: nodes[prefix[:-1]] * width + number[prefix[-1]] for prefix in prefixes}
        prefixes.sort(key=key_of.__getitem__)
        keys = np.array([*(key_of[prefix] for prefix in prefixes), np.iinfo(np.int64).max], np.int64)
        found = np.array([*(index.get(prefix, -1) + 1 for prefix in prefixes), 0], np.int64)
        yield _Level(keys, found, frozenset(prefix[:-1] for prefix in prefixes))
        nodes = {prefix: node for node, prefix in enumerate(prefixes)}


def _folded_numbers(number: dict[str, int]) -> NDArray[np.uint32]:
    """The number of each code point's folded form, 0 where it has none."""
    folded = codes(fold("".join(map(chr, _PLANES))))
    plain = np.zeros(CODE_POINTS, np.uint32)
    plain[[ord(c) for c in number]] = list(number.values())
    table = np.zeros(CODE_POINTS, np.uint32)
    table[: len(folded)] = plain[folded]
    return table
