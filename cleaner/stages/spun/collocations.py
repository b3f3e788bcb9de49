"""What stands right beside a place, counted: which of two words it was seen with more often.

Made by ``tools/build_spun_collocations.py`` from open text. The network of ``contexts`` learns what kind of
surroundings a word has; here single ones are remembered (幸福安康, 高光时刻). For each pair of words the table holds up
to three characters on the left or on the right, and up to three on both sides together, each with what it says beyond
the shorter ones (nats); what says little is left out. Keys are hashed: once in ten thousand, one is taken for another.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes

Floats = NDArray[np.float64]
Hashes = NDArray[np.uint64]

# Characters on either side, and how many steps of the table are a nat.
REACH, STEPS = 3, 16
# How many characters on the left and on the right count together: any comes after all that lie within it.
SURROUNDINGS = ((1, 0), (2, 0), (3, 0), (0, 1), (0, 2), (0, 3), (1, 1), (2, 1), (1, 2))
_MIX, _LINE_END, _RIGHT = np.uint64(0x9E3779B97F4A7C15), 10, 1 << 20


class Collocations:
    """The table: the numbers of pairs, sorted keys, and what each says."""

    def __init__(self, tables: dict[str, NDArray[Any]]) -> None:
        self._keys = np.cumsum(tables["steps"], dtype=np.uint32)
        self._told: Floats = np.append(tables["told"], 0) / STEPS
        rows = bytes(tables["pairs"]).decode("utf-8").splitlines()
        self._pairs = {(one, other): i for i, (one, other) in enumerate(row.split(" ") for row in rows)}

    def prefer(self, text: str, places: Sequence[tuple[int, int]], words: Sequence[tuple[str, str]]) -> Floats:
        """For places in a folded text, how much what stands beside speaks for the first of two words (nats).

        Zero for words that are no pair of the table. What stands at the place itself is not looked at.
        """
        out = np.zeros(len(places), np.float64)
        known = [i for i, pair in enumerate(words) if numbered(pair) in self._pairs]
        if not known:
            return out
        number = np.array([self._pairs[numbered(words[i])] for i in known], np.int64)
        sign = np.array([1.0 if numbered(words[i]) == words[i] else -1.0 for i in known])
        starts, ends = np.array([places[i] for i in known], np.int64).T
        near = beside(codes(text), starts, ends)
        keys = np.concatenate([hashes(number, near, *each) for each in SURROUNDINGS])
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        told = self._told.take(np.where(self._keys.take(at) == keys, at, len(self._keys)))
        out[known] = told.reshape(len(SURROUNDINGS), -1).sum(axis=0) * sign
        return out


def numbered(pair: tuple[str, str]) -> tuple[str, str]:
    """The order in which the table has a pair."""
    return min(pair, pair[::-1])


def beside(points: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint32]:
    """The characters beside places, going outwards: ``REACH`` on the left, then as many on the right."""
    edge = np.full(REACH, _LINE_END, np.uint32)
    framed = np.concatenate((edge, points, edge))
    steps = np.arange(REACH)
    return np.concatenate((framed[starts[:, None] + REACH - 1 - steps], framed[ends[:, None] + REACH + steps]), axis=1)


def hashes(number: NDArray[np.int64], near: NDArray[np.uint32], left: int, right: int) -> NDArray[np.uint32]:
    """The keys of so many characters on the ``left`` and ``right`` of places, for pairs with these numbers."""
    key = _mixed(np.full(len(number), 7, np.uint64), number)
    for step in range(left):
        key = _mixed(key, near[:, step])
    for step in range(right):
        key = _mixed(key, near[:, REACH + step].astype(np.uint64) + np.uint64(_RIGHT))
    return (key >> np.uint64(32)).astype(np.uint32)


def _mixed(key: Hashes, value: NDArray[Any]) -> Hashes:
    mixed: Hashes = (key ^ (value.astype(np.uint64) + np.uint64(1))) * _MIX
    return mixed ^ (mixed >> np.uint64(29))


@cache
def collocations() -> Collocations:
    """The table that comes with the package, read when a page first asks for it."""
    with files("cleaner.data").joinpath("models/spun-collocations.npz").open("rb") as file:
        return Collocations(dict(np.load(file)))
