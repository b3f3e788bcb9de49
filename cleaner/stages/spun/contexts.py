"""Which of two words the characters around a place ask for: a small network that sees both sides of it.

Made by ``tools/build_spun_contexts.py`` from all uses of the families' words in open text. The nearest characters on
either side count by their places, up to the end of the line; many more say by their mean what the text is about. The
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
NEAR, WIDE = 10, 32
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
        self._characters: Whole = tables["characters"].astype(np.float32)
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
        ranked = framed(self._ranks, text)
        for at in range(0, len(known), _PART):
            here = known[at : at + _PART]
            spans = list(dict.fromkeys(places[i] for i in here))
            number = {span: n for n, span in enumerate(spans)}
            starts, ends = np.array(spans, np.intp).T + WIDE
            state = self._states(*around(ranked, starts, ends, len(self._characters) - 1))
            first, second = (np.array([self._index[words[i][side]] for i in here], np.intp) for side in (0, 1))
            told = self._words.take(first, axis=0)
            told -= self._words.take(second, axis=0)
            told *= state.take([number[places[i]] for i in here], axis=0)
            fit = told.sum(axis=1, dtype=np.float64) * self._unit
            out[here] = fit + self._word_bias[first] - self._word_bias[second]
        return out

    def _states(self, near: Ints, far: Ints) -> Whole:
        """What words are multiplied with, for the ranks of the characters around."""
        number = len(near)
        total = self._near.after(self._characters.take(near, axis=0).reshape(number, -1)) * self._near_unit
        mean = self._characters.take(far, axis=0).reshape(number, 2, WIDE, -1).mean(axis=2).reshape(number, -1)
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
    """The ranks of a text's characters with ``WIDE`` unknown ones on either side."""
    edge = np.full(WIDE, rank[_LINE_END] - 1)
    return np.concatenate((edge, rank.take(codes(text), mode="clip"), edge))


def around(ranked: NDArray[Any], starts: Ints, ends: Ints, nothing: int) -> tuple[Ints, Ints]:
    """Ranks of the ``NEAR`` and of the ``WIDE`` characters on either side of places, going outwards, left then right.

    Near ones are ``nothing`` from the first unknown one or the end of the line on.
    """
    steps = np.arange(WIDE)
    far = np.stack((ranked[starts[:, None] - 1 - steps], ranked[ends[:, None] + steps]), axis=1)
    far = np.minimum(far, nothing)
    near = far[:, :, :NEAR].copy()
    near[np.maximum.accumulate(near == nothing, axis=2)] = nothing
    return near.reshape(len(starts), -1), far.reshape(len(starts), -1)


@cache
def contexts() -> Contexts:
    """The network that comes with the package, read when a page first asks for it."""
    with files("cleaner.data").joinpath("models/spun-contexts.npz").open("rb") as file:
        return Contexts(dict(np.load(file)))
