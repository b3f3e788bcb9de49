"""A small neural model that says which characters fit between others, seen from both sides.

It sees ten characters on each side, where the model of triples sees two, and knows nothing of damage: neighbours that
are lost too are unknown to it. ``tools/train_ranker.py`` trains it and says on what. It is loaded when a choice is
close, not before.

Weights are whole numbers, so the scores are the same on every machine (``cleaner/products.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import Scores, model
from cleaner.doc import codes
from cleaner.ngrams import LETTERS, Rows
from cleaner.products import Matrix, Whole, whole

REACH = 10  # characters on each side
UNKNOWN = "\0"  # a character that is not known
_UNKNOWN_ROW = LETTERS + 1
_MOST = 127.0  # the most that a value between layers is
_MOST_STATE = 2047.0  # and of the last layer
_FINE = 256.0  # steps of the first layer's sums
_PART = 1024  # gaps that are looked at in one go


class Gap(NamedTuple):
    """A place for one of ``options`` after ``before`` and before ``after``; the nearest ``REACH`` characters count."""

    before: str
    after: str
    options: str


def fitness(gaps: Sequence[Gap]) -> list[Scores]:
    """For each gap the log probability of its options, up to a number that all options of the gap share."""
    out: list[Scores] = []
    for at in range(0, len(gaps), _PART):
        part = gaps[at : at + _PART]
        around = [gap.before[-REACH:].rjust(REACH, UNKNOWN) + gap.after[:REACH].ljust(REACH, UNKNOWN) for gap in part]
        number = {text: n for n, text in enumerate(dict.fromkeys(around))}  # some gaps are alike
        count = np.array([len(gap.options) for gap in part], np.intp)
        options = model().ids("".join(gap.options for gap in part))
        owner = np.array([number[text] for text in around], np.intp).repeat(count)
        flat = _ranker().scores(_rows(list(number)), options, owner)
        out += np.split(flat, np.cumsum(count)[:-1])
    return out


def _rows(texts: Sequence[str]) -> Rows:
    """The rows of texts of ``REACH`` characters before a gap and as many after it."""
    points = codes("".join(texts))
    rows = model().rows(points)
    rows[points == ord(UNKNOWN)] = _UNKNOWN_ROW
    return rows.reshape(len(texts), 2 * REACH)


class _Ranker:
    """The layers: near neighbours in full, far ones in fewer numbers; two hidden layers; a state that letters fit."""

    def __init__(self, tables: dict[str, NDArray[Any]]) -> None:
        self._letters: Whole = tables["letters"].astype(np.float32)
        narrow, self._near, self._far, self._hidden, self._out = (
            Matrix(tables[name]) for name in ("narrow", "near", "far", "hidden", "out")
        )
        self._bias, self._first_bias, self._second_bias = (
            tables[name].astype(np.float64) for name in ("letter_bias", "first_bias", "second_bias")
        )
        narrowed, self._near_unit, self._far_unit, self._unit, self._state, self._score = tables["units"].tolist()
        self._narrow = whole(narrow.after(self._letters), narrowed, _MOST)
        self._reach = len(tables["near"]) // (2 * self._letters.shape[1])

    def scores(self, around: Rows, options: Rows, owner: Rows) -> Scores:
        """Scores of ``options``, each at the gap ``owner``, with ``REACH`` characters before and after each gap."""
        number, first, past = len(around), REACH - self._reach, REACH + self._reach
        near = self._letters.take(around[:, first:past], axis=0).reshape(number, -1)
        rest = np.concatenate((around[:, :first], around[:, past:]), axis=1)
        far = self._narrow.take(rest, axis=0).reshape(number, -1)
        total = self._near.after(near).astype(np.float64) * self._near_unit
        total += self._far.after(far).astype(np.float64) * self._far_unit
        first = _active(np.rint(total * _FINE), self._first_bias, self._unit)
        second = _active(self._hidden.after(first).astype(np.float64), self._second_bias, self._unit)
        state = whole(self._out.after(np.concatenate((first, second), axis=1)), self._state, _MOST_STATE)
        fit = self._letters.take(options, axis=0)
        fit *= state.take(owner, axis=0)
        product = fit.sum(axis=1, dtype=np.float64)
        out: Scores = (product * self._score + self._bias[options]).astype(np.float32)
        return out


def _active(sums: NDArray[np.float64], bias: NDArray[np.float64], unit: float) -> Whole:
    """``sums`` with a mean square of one, and what of them is above ``bias``."""
    size = np.sqrt(np.square(sums).sum(axis=1, keepdims=True) / sums.shape[1])
    return whole(np.maximum(sums / np.maximum(size, 1e-6) + bias, 0), unit, _MOST)


@cache
def _ranker() -> _Ranker:
    with files("cleaner.data").joinpath("models/ranker.npz").open("rb") as file:
        return _Ranker(dict(np.load(file)))
