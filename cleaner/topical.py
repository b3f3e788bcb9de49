"""Pairs of characters that tell what a text is about: those without characters of grammar, number and place."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import table_of
from cleaner.patterns import lazy

_HAN = lazy("[\u3400-\u9fff]{2,}")
_PLAIN = frozenset(
    "的了是在不我他她你们这那有和也就都一个人上下来去到说要会为与以及着过又很还没把被让从对里中后前时年月日"
    "元万千百十二三四五六七八九〇两多少几"
)
_FIRST = np.uint64(32)


def topical_pairs(folded: str) -> frozenset[str]:
    """The pairs of neighbouring ideographs of a folded text that tell of a topic."""
    words = (said[0] for said in _HAN.finditer(folded))
    pairs = (word[at : at + 2] for word in words for at in range(len(word) - 1))
    return frozenset(pair for pair in pairs if _PLAIN.isdisjoint(pair))


def topical_numbers(points: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A number for each pair of neighbouring code points of a folded text, 0 for those that tell of no topic."""
    tells = _topical().take(points)
    wide = points.astype(np.uint64)
    numbers: NDArray[np.uint64] = ((wide[:-1] << _FIRST) | wide[1:]) * (tells[:-1] & tells[1:])
    return numbers


def number_of(pair: str) -> int:
    """The number of one pair that tells of a topic."""
    return (ord(pair[0]) << int(_FIRST)) | ord(pair[1])


@cache
def _topical() -> NDArray[np.bool_]:
    """Which code points are ideographs that tell of a topic."""
    return table_of("".join(char for char in map(chr, range(0x3400, 0xA000)) if char not in _PLAIN))
