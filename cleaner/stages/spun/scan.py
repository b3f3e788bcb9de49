"""Count and find thousands of words in a text with a few numpy passes.

Every word is at least two characters long. Each code point gets a small number (that of its folded form, 0 if no word
begins with it or has it second), and a table turns two numbers in a row into the index of a word or of the first two
characters of longer ones. It is square and nearly empty, so its rows are laid over each other, which makes it fit the
cache. Nothing runs a character at a time in Python.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import fold
from cleaner.points import blank

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
        self._heads = _Heads([(number[head[0]], number[head[1]]) for head in heads], self._width)
        self._short: Ints = np.array([0, *(self.index.get(head, -1) + 1 for head in heads)], np.int64)
        self._levels = [*_levels(self.words, number, {head: i + 1 for i, head in enumerate(heads)})]
        self._longer: NDArray[np.bool_] = np.zeros(len(heads) + 1, np.bool_)
        self._longer[[i + 1 for i, head in enumerate(heads) if self._levels and head in self._levels[0].parents]] = True

    def scan(self, points: Points) -> tuple[Ints, Ints]:
        """Where words (which may overlap) begin in a text of these code points, and their indices in ``words``.

        They are in no order but this: the shortest come first.
        """
        where, which = (np.concatenate(column) for column in zip(*self._matches(points), strict=True))
        held = which.nonzero()[0]
        return where.take(held), which.take(held) - 1

    def find(self, points: Points) -> tuple[Ints, Ints]:
        """The same as ``scan``, from the beginning of the text to its end."""
        where, which = self.scan(points)
        order = np.lexsort((which, where))
        return where[order], which[order]

    def tally(self, found: Ints) -> Ints:
        """How often each word is among those with the indices ``found``."""
        return np.bincount(found, minlength=len(self.words))

    def count(self, points: Points) -> Ints:
        """How often each word stands in a text of these code points, by its index in ``words``."""
        return self.tally(self.scan(points)[1])

    def _matches(self, points: Points) -> Iterator[tuple[Ints, Ints]]:
        """Places of beginnings and which word each is: its index plus one, or 0 for none; the shortest words first."""
        number = np.zeros(len(points) + len(self._levels) + 1, np.uint16)
        self._numbers.take(points, out=number[: len(points)], mode="clip")  # those behind the last one are 0
        at, kind = self._heads.find(number)
        yield at, self._short.take(kind)
        more = self._longer.take(kind).nonzero()[0]
        at, node = at.take(more), kind.take(more).astype(np.int64)
        for size, level in enumerate(self._levels, 3):
            if not len(at):
                return
            key = node * self._width + number.take(at + (size - 1))
            node = level.keys.searchsorted(key)
            hit = (level.keys.take(node) == key).nonzero()[0]
            at, node = at.take(hit), node.take(hit)
            yield at, level.words.take(node)


class _Heads:
    """The first two characters of words, by their numbers: a square table whose rows are laid over each other.

    begin: where the row of a first number begins.  owner: whose row a cell belongs to.  kind: what stands in it.
    """

    def __init__(self, heads: Sequence[tuple[int, int]], width: int) -> None:
        """``heads``: the numbers, from 1 to below ``width``."""
        rows: dict[int, list[int]] = defaultdict(list)
        for first, second in heads:
            rows[first].append(second)
        self._begin: Ints = np.zeros(width, np.int64)
        self._owner = np.zeros(width, np.uint16)
        for first, seconds in sorted(rows.items(), key=lambda row: (-len(row[1]), row[0])):
            self._begin[first] = begin = self._room(np.array(seconds))
            if begin + width > len(self._owner):
                self._owner = np.append(self._owner, np.zeros(begin + width - len(self._owner), np.uint16))
            self._owner[begin + np.array(seconds)] = first
        self._owner[self._owner == 0] = np.iinfo(np.uint16).max  # no number
        self._kind = np.zeros(len(self._owner), np.uint16)
        for kind, (first, second) in enumerate(heads, 1):
            self._kind[self._begin[first] + second] = kind

    def _room(self, seconds: Ints) -> int:
        """The first place from which on a row with these cells fits."""
        taken = np.zeros(len(self._owner), np.bool_)
        for second in seconds.tolist():
            here = self._owner[second:]
            taken[: len(here)] |= here != 0
        free = (~taken).nonzero()[0]
        return int(free[0]) if len(free) else len(taken)

    def find(self, number: NDArray[np.uint16]) -> tuple[Ints, NDArray[np.uint16]]:
        """Where words may begin in a text of these numbers, and with which of ``heads``, counted from 1."""
        first = number[:-1]
        cell = self._begin.take(first)
        cell += number[1:]
        at = (self._owner.take(cell) == first).nonzero()[0]
        return at, self._kind.take(cell.take(at))


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


def _folded_numbers(number: dict[str, int]) -> NDArray[np.uint16]:
    """The number of each code point's folded form, 0 where it has none."""
    folded = codes(fold("".join(map(chr, _PLANES))))
    plain = blank(np.uint16)
    plain[[ord(c) for c in number]] = list(number.values())
    table = blank(np.uint16)
    table[: len(folded)] = plain[folded]
    return table
