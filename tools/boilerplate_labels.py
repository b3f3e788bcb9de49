"""Which lines of a page belong to its article: each line aligned with the gold text, for training and measuring."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_BLANK = re.compile(r"[\s\u200b-\u200f\u2028\u2029\ufeff\u00ad\u2060]+")
MOST_PLACES = 40
LONG = 12


def squeeze(text: str) -> str:
    """``text`` in NFC without any white space."""
    return _BLANK.sub("", unicodedata.normalize("NFC", text))


def bigrams(text: str) -> Counter[str]:
    """The pairs of neighbouring characters of ``text`` (the text itself if it is one character)."""
    return Counter(map("".join, pairwise(text))) if len(text) > 1 else Counter([text] if text else [])


def labels(lines: Sequence[str], gold: str) -> list[float]:
    """For each line the share of it that is in the gold text, 0 to 1.

    Lines found whole in the gold form the heaviest chain that keeps its order; so a number or a repeated title counts
    once, where the article is. Lines outside the chain are compared with what the chain leaves of the gold.
    """
    target = squeeze(gold)
    texts = [squeeze(line) for line in lines]
    chain = _chain(texts, target)
    rest = bigrams(target)
    for index in chain:
        rest -= bigrams(texts[index])
    out = [0.0] * len(lines)
    for index in chain:
        out[index] = 1.0
    low, high = (min(chain), max(chain)) if chain else (0, len(lines))
    order = sorted((i for i in range(len(texts)) if i not in chain), key=lambda i: -len(texts[i]))
    for index in order:
        pairs = bigrams(texts[index])
        size = sum(pairs.values())
        if len(texts[index]) < LONG and not low <= index <= high:
            continue
        found = sum((pairs & rest).values()) / size if size else 0.0
        if found > 0.5 and (len(texts[index]) >= LONG or found > 0.9):
            out[index] = found
            rest -= pairs
    return out


def _chain(texts: Sequence[str], target: str) -> set[int]:
    """Indices of the lines of the heaviest chain of places in ``target`` that follow one another."""
    places: list[tuple[int, int, int]] = []
    for index, text in enumerate(texts):
        at = target.find(text) if text else -1
        count = 0
        while at >= 0 and count < MOST_PLACES:
            places.append((index, at, at + len(text)))
            at = target.find(text, at + 1)
            count += 1
    places.sort(key=lambda p: (p[0], -p[1]))
    ends: list[int] = [0]
    best: list[tuple[float, int]] = [(0.0, -1)]
    back: list[int] = [-1] * len(places)
    pending: list[tuple[int, float, int]] = []
    current = -1
    for number, (index, start, end) in enumerate(places):
        if index != current:
            for item in pending:
                _enter(ends, best, *item)
            pending, current = [], index
        score, came = best[bisect_right(ends, start) - 1]
        back[number] = came
        pending.append((end, score + (end - start) ** 1.05 + 0.01, number))
    for item in pending:
        _enter(ends, best, *item)
    out: set[int] = set()
    at = best[-1][1]
    while at >= 0:
        out.add(places[at][0])
        at = back[at]
    return out


def _enter(ends: list[int], best: list[tuple[float, int]], end: int, score: float, number: int) -> None:
    """Note that a chain of ``score`` ends at ``end``, and forget the worse ones that end no earlier."""
    at = bisect_right(ends, end) - 1
    if best[at][0] >= score:
        return
    if ends[at] == end:
        best[at] = (score, number)
    else:
        at += 1
        ends.insert(at, end)
        best.insert(at, (score, number))
    while at + 1 < len(ends) and best[at + 1][0] <= score:
        del ends[at + 1], best[at + 1]
