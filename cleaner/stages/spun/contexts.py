"""Which of two words the characters around a place ask for: a small network over six characters on either side.

Made by ``tools/build_spun_contexts.py`` from all uses of the families' words in open text. The network turns the
characters around a place into numbers; two words are compared by the difference of their own numbers. How frequent
the words are is no part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

# Characters on either side that the network sees.
REACH = 6
_PLANE = 65536
_LINE_END = 10


class Contexts:
    """The network: characters by rank, a layer of units, and for each word what it makes of them."""

    def __init__(self, tables: dict[str, NDArray[Any]]) -> None:
        self._letters = _ranks(tables["letters"])
        self._characters = tables["characters"] * tables["characters_step"]
        self._layer, self._layer_bias = tables["layer"].astype(np.float32), tables["layer_bias"]
        self._words = tables["words"] * tables["words_step"]
        self._word_bias = tables["word_bias"]
        names = bytes(tables["names"]).decode("utf-8").split()
        self._index = {name: i for i, name in enumerate(names)}

    def __contains__(self, word: str) -> bool:
        """Whether the network has learnt where the word stands."""
        return word in self._index

    def prefer(self, text: str, places: Sequence[tuple[int, int]], words: Sequence[tuple[str, str]]) -> Floats:
        """For places in a folded text, how much better the first of two words fits there than the second (nats).

        What stands at the place itself is not looked at. Zero where the network does not know one of the words.
        """
        out = np.zeros(len(places), np.float32)
        known = [i for i, (a, b) in enumerate(words) if a in self._index and b in self._index]
        if not known:
            return out
        starts, ends = np.array([places[i] for i in known], np.intp).T
        seen = self._characters[self._around(text, starts, ends)].reshape(len(known), -1)
        # Not by BLAS: its threads cost more than they save here, and its sums depend on the machine.
        units = np.maximum(np.einsum("ij,kj->ik", seen, self._layer) + self._layer_bias, 0)
        first = np.array([self._index[words[i][0]] for i in known], np.intp)
        second = np.array([self._index[words[i][1]] for i in known], np.intp)
        fit = ((self._words[first] - self._words[second]) * units).sum(axis=1)
        out[known] = fit + self._word_bias[first] - self._word_bias[second]
        return out

    def _around(self, text: str, starts: Ints, ends: Ints) -> Ints:
        """Ranks of the characters before and after each place, going outwards, up to the ends of its line."""
        points = np.minimum(codes(text), _PLANE - 1)
        nothing = len(self._characters) - 1
        rank = np.where(points == _LINE_END, nothing, self._letters[points])
        padded = np.concatenate((np.full(REACH, nothing), rank, np.full(REACH, nothing)))
        steps = np.arange(REACH)
        left = padded[starts[:, None] + REACH - 1 - steps]
        right = padded[ends[:, None] + REACH + steps]
        for side in (left, right):
            side[np.maximum.accumulate(side == nothing, axis=1)] = nothing
        return np.concatenate((left, right), axis=1)


def _ranks(letters: NDArray[np.uint16]) -> Ints:
    """The rank of each code point among the letters of the network; digits are one letter, and so are Latin letters."""
    rank = np.full(_PLANE, len(letters), np.intp)
    rank[letters] = np.arange(len(letters))
    rank[ord("0") : ord("9") + 1] = rank[ord("0")]
    rank[ord("a") : ord("z") + 1] = rank[ord("a")]
    return rank


@cache
def contexts() -> Contexts:
    """The network that comes with the package, read when a page first asks for it."""
    with files("cleaner.data").joinpath("models/spun-contexts.npz").open("rb") as file:
        return Contexts(dict(np.load(file)))
