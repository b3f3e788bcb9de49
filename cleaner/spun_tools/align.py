"""Align a spun text with its twin: what stands in one where what stands in the other."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

# Characters of a stretch that must occur once in both texts to anchor them to each other; tried from long to short.
_ANCHORS = (8, 5, 3, 2)
# A stretch longer than this on either side is another text, not a replacement.
LONGEST = 24


class Gap(NamedTuple):
    """``spun[start:end]`` stands where ``original[was_start:was_end]`` stood."""

    start: int
    end: int
    was_start: int
    was_end: int


def gaps(spun: str, original: str) -> Iterator[Gap]:
    """Where the two texts differ, in order, cut as short as the characters around them allow."""
    todo = [(0, len(spun), 0, len(original), 0)]
    while todo:
        a, b, c, d, level = todo.pop()
        while a < b and c < d and spun[a] == original[c]:
            a, c = a + 1, c + 1
        while a < b and c < d and spun[b - 1] == original[d - 1]:
            b, d = b - 1, d - 1
        if a == b and c == d:
            continue
        anchors = _chain(spun[a:b], original[c:d], _ANCHORS[level]) if level < len(_ANCHORS) else []
        if not anchors and level < len(_ANCHORS):
            todo.append((a, b, c, d, level + 1))
        elif not anchors:
            if max(b - a, d - c) <= LONGEST:
                yield Gap(a, b, c, d)
        else:
            size = _ANCHORS[level]
            edges = [(a - size, c - size), *((a + x, c + y) for x, y in anchors), (b, d)]
            pieces = [
                (x + size, p, y + size, q, level)
                for (x, y), (p, q) in pairwise(edges)
                if x + size <= p and y + size <= q
            ]
            todo += reversed(pieces)


def _chain(left: str, right: str, size: int) -> list[tuple[int, int]]:
    """The longest chain of stretches of ``size`` characters that stand once in each text, in the same order."""
    here, there = _once(left, size), _once(right, size)
    pairs = sorted((at, there[stretch]) for stretch, at in here.items() if stretch in there)
    tails: list[int] = []
    last: list[int] = []
    before = [-1] * len(pairs)
    for i, (_, at) in enumerate(pairs):
        k = bisect_left(tails, at)
        before[i] = last[k - 1] if k else -1
        tails[k : k + 1] = [at]
        last[k : k + 1] = [i]
    chain = []
    i = last[-1] if last else -1
    while i >= 0:
        chain.append(pairs[i])
        i = before[i]
    return _apart(chain[::-1], size)


def _apart(chain: list[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    """The chain without stretches that overlap the one before in one text."""
    kept: list[tuple[int, int]] = []
    for x, y in chain:
        if not kept or (x >= kept[-1][0] + size and y >= kept[-1][1] + size):
            kept.append((x, y))
    return kept


def _once(text: str, size: int) -> dict[str, int]:
    """Where each stretch stands that occurs once."""
    places = {text[i : i + size]: i for i in range(len(text) - size + 1)}
    counts = Counter(text[i : i + size] for i in range(len(text) - size + 1))
    return {stretch: at for stretch, at in places.items() if counts[stretch] == 1}
