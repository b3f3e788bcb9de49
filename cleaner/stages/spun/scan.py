"""Count and find thousands of words in a text with a few numpy passes.

Every word is at least two characters long. Each code point gets a small number (that of its folded form, 0 if no word
begins with it or has it second), and a square table turns two numbers in a row into the index of a word or of the
first two characters of longer ones. Nothing runs a character at a time in Python.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import CODE_POINTS, fold

Ints = NDArray[np.int64]
Points = NDArray[np.uint32]

# The planes that hold Han characters; what folds into a word's character lies here.
_PLANES = range(0x20000)


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
        self._short: Ints = np.array([-1, *(self.index.get(head, -1) for head in heads)], np.int64)
        self._long: dict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        place = {head: i + 1 for i, head in enumerate(heads)}
        for word in self.words:
            if len(word) > 2:
                self._long[place[word[:2]]].append((self.index[word], tuple(number[c] for c in word[2:])))
        self._long_heads: Ints = np.array(sorted(self._long), np.int64)

    def find(self, points: Points) -> tuple[Ints, Ints]:
        """Where words (which may overlap) begin in a text of these code points, and their indices in ``words``."""
        number, at, kind = self._heads(points)
        word = self._short[kind]
        starts, found = [at[word >= 0]], [word[word >= 0]]
        for each in self._long.keys() & set(np.unique(kind).tolist()):
            for index, hit in self._longer(each, number, at[kind == each]):
                starts.append(hit)
                found.append(np.full(len(hit), index))
        where, which = np.concatenate(starts), np.concatenate(found)
        order = np.lexsort((which, where))
        return where[order], which[order]

    def count(self, points: Points) -> Ints:
        """How often each word stands in a text of these code points, by its index in ``words``."""
        number, at, kind = self._heads(points)
        heads = np.bincount(kind, minlength=len(self._short))
        counts: Ints = np.zeros(len(self.words) + 1, np.int64)
        counts[self._short] = heads
        for each in self._long_heads[heads[self._long_heads] > 0].tolist():
            for index, hit in self._longer(each, number, at[kind == each]):
                counts[index] = len(hit)
        return counts[:-1]

    def _heads(self, points: Points) -> tuple[NDArray[np.uint32], Ints, NDArray[np.uint16]]:
        """The numbers of the characters, where words begin, and the index of their first two characters."""
        number = self._numbers[points]
        head = self._pairs[number[:-1] * np.uint32(self._width) + number[1:]]
        at = np.flatnonzero(head)
        return number, at, head[at]

    def _longer(self, head: int, number: NDArray[np.uint32], at: Ints) -> Iterator[tuple[int, Ints]]:
        """Which of the longer words with the first two characters ``head`` stand at which of the places ``at``."""
        for index, rest in self._long[head]:
            hit = at[at + 2 + len(rest) <= len(number)]
            for ahead, wanted in enumerate(rest, 2):
                hit = hit[number[hit + ahead] == wanted]
            yield index, hit


def _folded_numbers(number: dict[str, int]) -> NDArray[np.uint32]:
    """The number of each code point's folded form, 0 where it has none."""
    folded = codes(fold("".join(map(chr, _PLANES))))
    plain = np.zeros(CODE_POINTS, np.uint32)
    plain[[ord(c) for c in number]] = list(number.values())
    table = np.zeros(CODE_POINTS, np.uint32)
    table[: len(folded)] = plain[folded]
    return table
