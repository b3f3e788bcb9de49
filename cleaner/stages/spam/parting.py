"""Where a line with spam parts into spam and text of the page.

Each character speaks for spam by what the n-grams, the network and the lexicon say of it, and against it by the pairs
of characters that come back in the rest of the page. The line is parted where all this together is largest, less what
the cuts cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import Class, classes
from cleaner.stages.spam.lexicon import POINTS
from cleaner.stages.spam.reading import Reading

Place = tuple[int, int]
# What the n-grams, the network and the words of the lexicon count for, per character; and each pair that it shares.
NGRAMS, NETWORK, WORD, SHARED = 0.2, 0.3, 4.0, 3.0
# What speaks against spam at each character that was found to be some, and at each other one.
FOUND, OTHER = 1.1, 0.5
# What a cut costs: beside a sign that parts items and titles; beside a mark of a sentence; elsewhere, and by how well
# the line reads on over it.
AT_SIGN, AT_MARK, WITHIN, LINKED = 0.3, 5.5, 7.0, 0.8
_CUTS = np.full(len(Class), np.inf)
_CUTS[[Class.SPACE, Class.SENTENCE, Class.CLAUSE, Class.BRACKET]] = AT_MARK
_CUTS[[Class.SEPARATOR, Class.EMOJI, Class.OTHER]] = AT_SIGN
# What goes with the spam that it parts from other text.
SIGNS = (Class.SPACE, Class.SEPARATOR, Class.EMOJI, Class.OTHER)
# What must speak for a text of the page's own.
ENOUGH = 10.0


class Parting(NamedTuple):
    """A line from one place to another as it parts best.

    kinds: the ``Class`` of each character.  shares: in how many pairs it stands that the page has elsewhere.  gains:
    what speaks for spam there.  spam: its stretches.  rest: what lies between them.
    """

    kinds: NDArray[np.uint8]
    shares: NDArray[np.float32]
    gains: NDArray[np.float64]
    spam: Sequence[Place]
    rest: Sequence[Place]

    def is_own(self, start: int, end: int) -> bool:
        """Whether much speaks for a text of the page's own."""
        return bool(self.shares[start:end].any()) and -self.gains[start:end].sum() >= ENOUGH


def parting(line: Reading, shares: NDArray[np.float32], found: NDArray[np.bool_], left: int, right: int) -> Parting:
    """How a line parts, of which each character stands in so many pairs that the page ``shares``.

    ``found``: what of it was found to be spam.
    """
    kinds, gains = classes(line.text), _gains(line, shares, found)
    parts = best(gains[left:right].tolist(), _costs(line, kinds)[left:right].tolist(), left)
    spam = [_with_signs(kinds, *part, left, right) for part in parts]
    return Parting(kinds, shares, gains, spam, list(_between(spam, left, right)))


def _gains(line: Reading, shares: NDArray[np.float32], found: NDArray[np.bool_]) -> NDArray[np.float64]:
    """What speaks for spam at each character, less what speaks against it."""
    gains: NDArray[np.float64] = NGRAMS * line.strength.characters() + NETWORK * line.strength.tags - SHARED * shares
    gains -= np.where(found, FOUND, OTHER)
    for hit in line.hits:
        gains[hit.start : hit.end] += WORD * POINTS[hit.kind] / (hit.end - hit.start)
    return gains


def _costs(line: Reading, kinds: NDArray[np.uint8]) -> NDArray[np.float64]:
    """What a cut costs before each character of a line, and behind the last."""
    signs = _CUTS.take(kinds)
    costs = np.maximum(WITHIN + LINKED * line.strength.over.astype(np.float64), AT_SIGN)
    costs[1:] = np.minimum(costs[1:], signs)
    costs[:-1] = np.minimum(costs[:-1], signs)
    return costs


def best(gains: Sequence[float], costs: Sequence[float], first: int = 0) -> list[Place]:
    """The stretches whose gains are largest together, less the cost of each end; the ends of the text are free.

    Places are counted from ``first``.
    """
    outside = inside = 0.0
    turns: list[tuple[bool, bool]] = []
    for number, (gain, cost) in enumerate(zip(gains, costs, strict=True)):
        dear = cost if number else 0.0
        turns.append((inside - dear > outside, outside - dear >= inside))
        outside, inside = max(outside, inside - dear), max(inside, outside - dear) + gain
    found: list[Place] = []
    spam, end = inside > outside, len(gains)
    for number in range(len(gains) - 1, -1, -1):
        leaves, enters = turns[number]
        if spam and enters:
            found.append((first + number, first + end))
            spam = False
        elif not spam and leaves:
            spam, end = True, number
    return found[::-1]


def _with_signs(kinds: NDArray[np.uint8], start: int, end: int, left: int, right: int) -> Place:
    """A stretch of spam with the signs that part it from the text beside it, between two places of the line."""
    while start > left and kinds[start - 1] in SIGNS:
        start -= 1
    while end < right and kinds[end] in SIGNS:
        end += 1
    return start, end


def _between(spam: Iterable[Place], left: int, right: int) -> Iterator[Place]:
    """What lies between stretches of spam and two places of a line."""
    ends = [left, *chain.from_iterable(spam), right]
    return ((a, b) for a, b in zip(ends[::2], ends[1::2], strict=True) if a < b)
