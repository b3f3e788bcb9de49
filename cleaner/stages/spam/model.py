"""A linear model on hashed character 1–3-grams: 2^18 int8 weights, run in numpy over the whole text at once.

The weight of a character is the sum of the weights of the n-grams that begin with it; the score of a stretch is the
sum over its characters, divided by the square root of three times its length. ``tools/train_spam.py`` makes the file.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.stages.spam.network import Networks, network
from cleaner.stages.spam.symbols import symbols

BITS = 18
SIZE = 1 << BITS
# Odd multipliers from xxHash and Murmur; the upper bits of the product are the hash.
_ONE = (np.uint32(0x9E3779B1),)
_TWO = (np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35))
_THREE = (np.uint32(0x27D4EB2F), np.uint32(0x165667B1), np.uint32(0x9E3779B1))
# The multipliers of the characters of a 1-, 2- and 3-gram.
_ALL = np.array(((*_ONE, 0, 0), (*_TWO, 0), _THREE), np.uint32)
WINDOW = 12
BLOCK = 1 << 14
# The longest text whose n-grams are looked up all at once, which takes fewer steps.
SHORT = 800


class Model(NamedTuple):
    """``weights`` times ``scale`` are log-odds; ``bias`` belongs to a line, not to a stretch of one.

    ``reader`` gives a second opinion on what the n-grams let through, where there is one.
    """

    weights: NDArray[np.int8]
    scale: float
    bias: float
    reader: Networks | None = None


def ngrams(text: str) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:
    """The hashes of the 1-, 2- and 3-grams that begin at each character (``n``, ``n-1`` and ``n-2`` of them)."""
    return _hashes(symbols().take(codes(text)))


def _hashes(x: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:
    shift = np.uint32(32 - BITS)
    one, two, three = x * _ONE[0], x[:-1] * _TWO[0], x[:-2] * _THREE[0]
    two += x[1:] * _TWO[1]
    three += x[1:-1] * _THREE[1]
    three += x[2:] * _THREE[2]
    one >>= shift
    two >>= shift
    three >>= shift
    return one, two, three


@cache
def model() -> Model:
    """The model that comes with the package."""
    with files("cleaner.data").joinpath("models/spam_ngrams.npz").open("rb") as raw, np.load(raw) as file:
        return Model(file["weights"], float(file["scale"]), float(file["bias"]), network())


def inner(points: NDArray[np.uint32], weights: NDArray[np.int8]) -> tuple[NDArray[np.int32], ...]:
    """Running sums over the 1-, 2- and 3-grams apart: of those that begin before each place of a line.

    With them a stretch is scored by the n-grams that lie wholly in it.
    """
    sums = np.zeros((3, len(points) + 1), np.int32)
    _each(points, weights).cumsum(axis=1, dtype=np.int32, out=sums[:, 1:])
    return tuple(sums)


def _each(points: NDArray[np.uint32], weights: NDArray[np.int8]) -> NDArray[np.int8]:
    """The weights of the 1-, 2- and 3-gram that begin at each place of a short text, as rows; 0 where there is none."""
    held = weights.take(_hashes_of_short(symbols().take(points)))
    held[1, -1:] = held[2, -2:] = 0
    return held


def _hashes_of_short(x: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """``_hashes`` as rows of one array, as if zeros stood behind ``x``: faster up to a thousand characters."""
    size = len(x)
    padded = np.zeros(size + 2, np.uint32)
    padded[:size] = x
    step = padded.itemsize
    beside = np.ndarray((3, size), np.uint32, padded, strides=(step, step))
    hashes: NDArray[np.uint32] = _ALL @ beside
    hashes >>= np.uint32(32 - BITS)
    return hashes


def running(points: NDArray[np.uint32], weights: NDArray[np.int8]) -> NDArray[np.int32]:
    """Running sums of the weights over a text of these code points: the raw score of ``text[a:b]`` is ``r[b] - r[a]``.

    Works on blocks that fit the processor's cache; sums of texts over five million characters may wrap around, and
    differences of them are right all the same.
    """
    total = np.empty(len(points) + 1, np.int32)
    total[0] = 0
    if len(points) <= SHORT:
        np.add.reduce(_each(points, weights), axis=0, dtype=np.int32, out=total[1:])
        return total.cumsum(dtype=np.int32, out=total)
    table = symbols()
    for start in range(0, len(points), BLOCK):
        size = min(BLOCK, len(points) - start)
        one, two, three = _hashes(table.take(points[start : start + BLOCK + 2]))
        block = total[start + 1 : start + 1 + size]
        block[:] = weights.take(one[:size])
        block[: len(two)] += weights.take(two[:size])
        block[: len(three)] += weights.take(three[:size])
    return total.cumsum(dtype=np.int32, out=total)
