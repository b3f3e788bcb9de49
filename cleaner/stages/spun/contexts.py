"""Which of two words the characters around a place ask for: a small network that sees both sides of it.

Made by ``tools/build_spun_contexts.py`` from all uses of the families' words in open text. The nearest characters on
either side count by their places, up to the end of the line; many more say by their mean what the text is about. A
character stands for itself and, where it is a frequent one, for the pair that it makes with the next one outwards. The
network turns them into a state; two words are compared by the difference of their own numbers, multiplied with it. How
frequent the words are is no part of it. Weights and values are whole numbers, so results are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.products import Matrix, Whole, whole

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

# Characters on either side that count by their places, and such that only say what the text is about.
NEAR, WIDE = 10, 64
# As many unknown characters stand before a text and after it.
EDGE = WIDE + 1
# The most that a value between layers is, that of the mean of many characters, and that of the state.
MOST, MOST_MEAN, MOST_STATE = 127.0, 2047.0, 2047.0
# What the mean of the characters around is multiplied with.
MEAN = 16
_PLANE = 65536
_LINE_END = 10
# Places that are looked at in one go.
_PART = 512


class Contexts:
    """The network: characters by rank, two layers, the state, and for each word what it makes of that."""

    def __init__(self, tables: dict[str, NDArray[Any]]) -> None:
        self._ranks = ranks(tables["letters"])
        self._characters, self._bigrams = (tables[name].astype(np.float32) for name in ("characters", "bigrams"))
        self._keys = np.cumsum(tables["bigram_steps"], dtype=np.int64)
        self._near, self._mean, self._second, self._state = (
            Matrix(tables[name]) for name in ("near", "mean", "second", "state")
        )
        self._first_bias, self._second_bias, self._word_bias = (
            tables[name].astype(np.float64) for name in ("first_bias", "second_bias", "word_bias")
        )
        self._near_unit, self._mean_unit, self._first, self._second_unit, self._out, self._state_unit, self._unit = (
            tables["units"].tolist()
        )
        self._words: Whole = tables["words"].astype(np.float32)
        self._index = {name: i for i, name in enumerate(bytes(tables["names"]).decode("utf-8").split())}

    def __contains__(self, word: str) -> bool:
        """Whether the network has learnt where the word stands."""
        return word in self._index

    def prefer(self, text: str, places: Sequence[tuple[int, int]], words: Sequence[tuple[str, str]]) -> Floats:
        """For places in a folded text, how much better the first of two words fits there than the second (nats).

        What stands at the place itself is not looked at. Zero where the network does not know one of the words.
        """
        out = np.zeros(len(places), np.float64)
        known = [i for i, (a, b) in enumerate(words) if a in self._index and b in self._index]
        if not known:
            return out
        ranked = framed(self._ranks, text)
        joined = bigrams(self._keys, ranked, len(self._characters) - 1)
        for at in range(0, len(known), _PART):
            here = known[at : at + _PART]
            spans = list(dict.fromkeys(places[i] for i in here))
            number = {span: n for n, span in enumerate(spans)}
            starts, ends = np.array(spans, np.intp).T + EDGE
            state = self._states(*around(ranked, joined, starts, ends))
            first, second = (np.array([self._index[words[i][side]] for i in here], np.intp) for side in (0, 1))
            told = self._words.take(first, axis=0)
            told -= self._words.take(second, axis=0)
            told *= state.take([number[places[i]] for i in here], axis=0)
            fit = told.sum(axis=1, dtype=np.float64) * self._unit
            out[here] = fit + self._word_bias[first] - self._word_bias[second]
        return out

    def _states(self, far: Ints, far_bigrams: Ints, near: Ints, near_bigrams: Ints) -> Whole:
        """What words are multiplied with, for what is ``around``."""
        number = len(near)
        seen = self._characters.take(near, axis=0) + self._bigrams.take(near_bigrams, axis=0)
        total = self._near.after(seen.reshape(number, -1)) * self._near_unit
        sums = self._characters.take(far, axis=0).sum(axis=2) + self._bigrams.take(far_bigrams, axis=0).sum(axis=2)
        mean = (sums / WIDE).reshape(number, -1)
        total = total + self._mean.after(whole(mean, MEAN, MOST_MEAN)) * self._mean_unit + self._first_bias
        first = whole(np.maximum(total, 0), self._first, MOST)
        second = whole(
            np.maximum(self._second.after(first) * self._second_unit + self._second_bias, 0), self._out, MOST
        )
        return whole(self._state.after(np.concatenate((first, second), axis=1)), self._state_unit, MOST_STATE)


def ranks(letters: NDArray[np.uint16]) -> Ints:
    """The rank of each code point; digits are one letter, and so are Latin letters.

    Unknown characters have the next rank after the letters, ends of lines the one after that.
    """
    rank = np.full(_PLANE, len(letters), np.intp)
    rank[letters] = np.arange(len(letters))
    rank[ord("0") : ord("9") + 1] = rank[ord("0")]
    rank[ord("a") : ord("z") + 1] = rank[ord("a")]
    rank[_LINE_END] = len(letters) + 1
    return rank


def framed(rank: Ints, text: str) -> Ints:
    """The ranks of a text's characters with ``EDGE`` unknown ones on either side."""
    edge = np.full(EDGE, rank[_LINE_END] - 1)
    return np.concatenate((edge, rank.take(codes(text), mode="clip"), edge))


def bigrams(keys: Ints, ranked: NDArray[Any], nothing: int) -> Ints:
    """For each character the number of the bigram that begins with it among sorted ``keys``, or how many these are."""
    first, second = ranked[:-1].astype(np.int64), ranked[1:]
    key = np.where(np.maximum(first, second) < nothing, first * nothing + second, -1)
    at = np.minimum(keys.searchsorted(key), len(keys) - 1)
    return np.append(np.where(keys.take(at) == key, at, len(keys)), len(keys))


def around(ranked: NDArray[Any], joined: NDArray[Any], starts: Ints, ends: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Characters and bigrams of the ``WIDE`` and of the ``NEAR`` on either side of places, left and right, outwards.

    Near ones are none from the first unknown character or the end of the line on.
    """
    nothing, none = int(ranked[0]), int(joined[-1])
    steps = np.arange(WIDE)
    left, right = starts[:, None] - 1 - steps, ends[:, None] + steps
    far = np.minimum(np.stack((ranked[left], ranked[right]), axis=1), nothing)
    pairs = np.stack((joined[left - 1], joined[right]), axis=1)
    gone = np.maximum.accumulate(far[:, :, :NEAR] == nothing, axis=2)
    near, near_pairs = np.where(gone, nothing, far[:, :, :NEAR]), np.where(gone, none, pairs[:, :, :NEAR])
    return far, pairs, near.reshape(len(starts), -1), near_pairs.reshape(len(starts), -1)


@cache
def contexts() -> Contexts:
    """The network that comes with the package, read when a page first asks for it."""
    with files("cleaner.data").joinpath("models/spun-contexts.npz").open("rb") as file:
        return Contexts(dict(np.load(file)))
