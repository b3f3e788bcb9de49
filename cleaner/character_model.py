"""A model of Chinese by triples of characters: what reads as Chinese, and what only looks like it.

The tables are made by ``tools/build_character_model.py``, which says where the counts come from. Scores are natural
logarithms of probabilities. The model is loaded when damage has been seen, not before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import fold
from cleaner.ngrams import (
    ABSENT,
    LETTERS,
    LISTED,
    PAIR_LOG,
    TRIPLE_LOG,
    WEIGHT_LOG,
    WIDTH,
    Grams,
    Hashes,
    Rows,
    hashed,
)

Scores = NDArray[np.float32]
Script = Literal["hans", "hant"]
# Controls that stand for a digit and a letter of which nobody knows which ones, and for a ``?`` that is no mark of a
# loss; the model takes them for such.
DIGIT, LETTER, ASKED = "\x1c", "\x1d", "\x1f"
_RARE_HAN, _OTHER, _ASCII, _NOT_TEXT = 175, 190, 130, 255
_UNUSUAL_FORM = 80
_WIDE_ALPHANUMERIC = ((0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B))


class Context(NamedTuple):
    """Pairs of characters that others may follow, as arrays.

    hashes: of the pairs.  places: where the pairs of their second characters begin.  weights: what it costs to know
    the second one only.  listed: 1 where triples of the model begin with the pair.
    """

    hashes: Hashes
    places: Rows
    weights: Scores
    listed: NDArray[np.uint8]

    def at(self, which: Rows) -> Context:
        """Some of the pairs."""
        hashes, places, weights, listed = self
        return Context(hashes.take(which), places.take(which), weights.take(which), listed.take(which))


class Model:
    """Probabilities of folded characters after two others, with the share of each unfolded form in each script."""

    def __init__(self, sequences: str = "characters") -> None:
        grams = Grams(_tables(sequences))
        self._ids, self._own = _rows(), _own_costs()
        self._pair, self._triples, self._weights = grams.pairs(), grams.triples(), grams.weights()
        self.size = LETTERS
        self._first, self._second, self._third = (hashed(np.arange(WIDTH), place) for place in range(3))

    def ids(self, text: str) -> Rows:
        """Row numbers of the characters of ``text``; the last row stands for every character not in the model."""
        return self.rows(codes(text))

    def rows(self, points: NDArray[np.uint32]) -> Rows:
        """``ids`` of a text that is given as code points."""
        return self._ids.take(np.minimum(points, 0xFFFF)).astype(np.intp)

    def alone(self, text: str, script: Script | None = None) -> Scores:
        """What each character costs whatever its neighbours are: unknown ones their floor, and its form."""
        return self.own(codes(text), script)

    def own(self, points: NDArray[np.uint32], script: Script | None = None) -> Scores:
        """``alone`` of a text that is given as code points."""
        return self._own[script].take(np.minimum(points, 0xFFFF))

    def follow(self, first: Rows | int, second: Rows | int) -> Scores:
        """Log probability of ``second`` after ``first``, as rows; the row ``size`` stands for nothing known."""
        out: Scores = PAIR_LOG[self._pair.take(np.asarray(first, np.intp) * WIDTH + second)]
        return out

    def third(self, first: Rows, second: Rows, third: Rows) -> Scores:
        """Log probability of ``third`` after two others; the arrays are broadcast against each other."""
        return self.after(self.context(first, second), third)

    def context(self, first: Rows, second: Rows) -> Context:
        """Two characters as what ``after`` needs of them: worked out once for all that may come third."""
        hashes = self._first.take(first) + self._second.take(second)
        listed = self._pair.take(first * WIDTH + second) & LISTED
        weights = np.zeros(hashes.shape, np.float32)
        some = listed.view(np.bool_).ravel().nonzero()[0]
        left = self._weights.find(hashes.take(some))
        weights.put(some, WEIGHT_LOG.take(left))
        listed.put(some, left != ABSENT)
        return Context(hashes, second * WIDTH, weights, listed)

    def after(self, context: Context, third: Rows) -> Scores:
        """Log probability of ``third`` after ``context``; the arrays are broadcast against each other."""
        pairs = self._pair.take(context.places + third)
        out: Scores = PAIR_LOG.take(pairs)
        out += context.weights
        pairs &= context.listed  # a triple is one of the model's only where both its pairs are
        some = pairs.view(np.bool_).ravel().nonzero()[0]
        found = self._triples.find((context.hashes + self._third.take(third)).take(some))
        known = (found != ABSENT).nonzero()[0]
        out.put(some.take(known), TRIPLE_LOG.take(found.take(known)))
        return out

    def links(self, text: str, before: str = "", script: Script | None = None) -> Scores:
        """Log probability of each character of ``text`` after the two characters before it.

        One pass over a whole document; sums of stretches of it (``np.add.reduceat``) tell how its parts read.
        """
        if not text:
            return np.zeros(0, np.float32)
        left = before[-2:]
        rows = np.concatenate((np.full(2 - len(left), self.size), self.ids(left + text)))
        return self.third(rows[:-2], rows[1:-1], rows[2:])[-len(text) :] + self.alone(text, script)

    def means(self, texts: Sequence[str]) -> Scores:
        """``mean`` of each text, in one pass over all."""
        sizes = np.array([len(text) for text in texts], np.intp)
        some = sizes > 0
        out = np.full(len(texts), -30, np.float32)
        if some.any():
            whole = "".join(texts)
            starts = (np.cumsum(sizes) - sizes)[some]
            rows = self.ids(whole)
            first, second = np.roll(rows, 2), np.roll(rows, 1)
            first[starts] = second[starts] = first[starts[sizes[some] > 1] + 1] = self.size
            links = self.third(first, second, rows) + self.alone(whole)
            out[some] = np.add.reduceat(links.astype(np.float64), starts) / sizes[some]
        return out

    def total(self, text: str, before: str = "", after: str = "", script: Script | None = None) -> float:
        """Log probability of ``text`` between ``before`` and ``after``: their links count, they do not."""
        left, right = before[-2:], after[:2]
        rows = np.concatenate((np.full(2 - len(left), self.size), self.ids(left + text + right)))
        return float(self.third(rows[:-2], rows[1:-1], rows[2:]).sum() + self.alone(text, script).sum())

    def weakest(self, text: str, before: str, script: Script | None = None) -> float:
        """Log probability of the least likely character of ``text`` after ``before``."""
        left = before[-2:]
        rows = np.concatenate((np.full(2 - len(left), self.size), self.ids(left + text)))
        links = self.third(rows[:-2], rows[1:-1], rows[2:])[-len(text) :] if text else np.zeros(0, np.float32)
        return float((links + self.alone(text, script)).min(initial=0))

    def mean(self, text: str) -> float:
        """Natural log of P a character of ``text``; −30 for an empty text."""
        return self.total(text) / len(text) if text else -30.0


class Compact(Model):
    """A model whose pairs and triples are searched for in lists: built at once and small, for choices that are few.

    ``hashes`` of a ``Context`` are the places of its pairs in the list here.
    """

    def __init__(self, sequences: str) -> None:
        self._lists = Grams(_tables(sequences)).lists()
        self._ids, self._own = _rows(), _own_costs()
        self.size = LETTERS

    def follow(self, first: Rows | int, second: Rows | int) -> Scores:
        """Log probability of ``second`` after ``first``, as rows; the row ``size`` stands for nothing known."""
        rows = np.broadcast_arrays(np.asarray(first, np.intp), np.asarray(second, np.intp))
        out: Scores = PAIR_LOG[self._lists.pair(*rows)[1]]
        return out

    def context(self, first: Rows, second: Rows) -> Context:
        """Two characters as what ``after`` needs of them: worked out once for all that may come third."""
        place, pairs = self._lists.pair(first, second)
        listed = pairs & LISTED
        weights = np.where(listed == 1, WEIGHT_LOG.take(self._lists.weights.take(place)), np.float32(0))
        return Context(place.view(np.uint64), second * WIDTH, weights, listed)

    def after(self, context: Context, third: Rows) -> Scores:
        """Log probability of ``third`` after ``context``; the arrays are broadcast against each other."""
        places = context.places + third
        first, last = np.divmod(places, WIDTH)
        place, pairs = self._lists.pair(first, last)
        out: Scores = PAIR_LOG.take(pairs)
        out += context.weights
        pairs &= context.listed
        some = pairs.view(np.bool_).ravel().nonzero()[0]
        before = np.broadcast_to(context.hashes.view(np.intp), places.shape)
        found = self._lists.triple(before.take(some), place.take(some))
        known = (found != ABSENT).nonzero()[0]
        out.put(some.take(known), TRIPLE_LOG.take(found.take(known)))
        return out


def _tables(name: str) -> dict[str, NDArray[Any]]:
    with files("cleaner.data").joinpath(f"models/{name}.npz").open("rb") as file:
        return dict(np.load(file))


@cache
def _table(name: str) -> NDArray[Any]:
    """One table of the model: most texts need only what says how rare a character is."""
    with files("cleaner.data").joinpath("models/characters.npz").open("rb") as file:
        table: NDArray[Any] = np.load(file)[name]
        return table


@cache
def _folded() -> NDArray[np.uint16]:
    """What the model sees for each code point below 65536."""
    points = np.concatenate((np.arange(0xD800), np.arange(0xE000, 65536)))
    out = np.full(65536, 0xFFFF, np.uint16)
    out[points] = np.minimum(codes(fold("".join(map(chr, points))).translate(_PLAIN)), 0xFFFF)
    return out


@cache
def _rows() -> NDArray[np.uint16]:
    """The row of the model for each code point below 65536."""
    rank = np.full(65536, LETTERS, np.uint16)
    rank[_table("letters")] = np.arange(LETTERS)
    return rank[_folded()]


@cache
def _floors() -> NDArray[np.uint8]:
    """Ten times what a character that is not in the vocabulary costs."""
    floor = np.full(65536, _OTHER, np.uint8)
    floor[:0x80] = _ASCII
    floor[0x4E00:0xA000] = _RARE_HAN
    rare = np.zeros(65536, np.uint8)
    rare[_table("rare")] = _table("rare_cost")
    floor = np.where(rare[_folded()] > 0, rare[_folded()], floor)
    floor[0x80:0xA0] = floor[0xE000:0xF900] = floor[0xD800:0xE000] = floor[0xFFFD] = _NOT_TEXT
    return floor


@cache
def _own_costs() -> dict[Script | None, Scores]:
    """What each code point below 65536 costs whatever stands beside it, in each script: its floor, and its form."""
    floor = np.where(_rows() == LETTERS, _floors(), 0).astype(np.float32)
    costs: dict[Script | None, Scores] = {None: floor / np.float32(-10)}
    for script in get_args(Script):
        costs[script] = (floor + _form(script)) / np.float32(-10)
    return costs


def _form(script: Script) -> NDArray[np.uint8]:
    """Ten times what the form of each code point below 65536 costs in a script."""
    form = np.zeros(65536, np.uint8)
    form[0x80:] = np.where(_folded()[0x80:] != np.arange(0x80, 65536), _UNUSUAL_FORM, 0)
    form[0x3400:0xA000] = _UNUSUAL_FORM
    form[_table("wide")] = _table(script)
    for start, end in _WIDE_ALPHANUMERIC:
        form[start:end] = _UNUSUAL_FORM
    form[[ord(DIGIT), ord(LETTER), ord(ASKED)]] = 0
    return form


@cache
def singles() -> Scores:
    """Log probability of each code point below 65536 on its own."""
    cost = np.append(_table("single"), np.uint8(0))[_rows()]
    return np.where(_rows() == LETTERS, _floors(), cost).astype(np.float32) / np.float32(-10)


_PLAIN = {
    **dict.fromkeys((*range(0x61, 0x7B), *range(0xE0, 0xF7), *range(0xF8, 0x250), ord(LETTER)), "a"),
    **dict.fromkeys((*range(48, 58), ord(DIGIT)), "0"),
    ord(ASKED): "?",
}


@cache
def model() -> Model:
    """The model, loaded once a process."""
    return Model()


@cache
def large() -> Model:
    """The same with thrice as many triples, of more text, for close choices: other limits go by the small one."""
    return Compact("sequences")


Way = tuple[float, tuple[str, ...]]  # a price in nats, and the candidates for one character after another
