"""The pairs and triples of characters of the model, unpacked into tables that whole arrays are looked up in at once.

``tools/build_character_model.py`` says what the file holds. Characters are numbers here: rows of the model.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
Hashes = NDArray[np.uint64]
Cells = NDArray[np.uint32]
Keys = NDArray[np.int32]
LETTERS = 6000  # as in tools/build_character_model.py
WIDTH = LETTERS + 1  # the last row stands for every other character
ABSENT = 255  # what is looked up where nothing was stored
LISTED = np.uint8(1)  # the bit of a pair's byte that says that the model lists it
PAIR_LOG = ((np.arange(256) & 0xFE) / -10).astype(np.float32)  # what the other bits stand for
TRIPLE_LOG = (np.arange(256) / -5).astype(np.float32)
WEIGHT_LOG = np.append(np.arange(255) / -50, 0.0).astype(np.float32)

# Odd 64-bit numbers without pattern: multiples of the golden ratio and of two square roots.
_FACTORS = np.array((0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B, 0xA54FF53A5F1D36F1, 0x510E527FADE682D1), np.uint64)
_EMPTY = np.uint32(0xFFFFFFFF)
_BYTE = np.uint32(0xFF)
_NEXT = np.arange(1, 9)  # cells that are looked at in one go


def hashed(column: Rows | int, place: int) -> Hashes:
    """What the numbers ``column`` at ``place`` (0 to 3) of a sequence add to the hash of the sequence."""
    return np.asarray(np.asarray(column).astype(np.uint64) * _FACTORS[place])


class Table:
    """Bytes (0 to 254) by the hash of their sequence; built once, never changed.

    A cell holds 24 bits of the hash and the byte. A cell that is taken sends the next sequence to the cell after it
    (linear probing); at most a quarter of the cells is in use, so nearly all look-ups end at the first cell. One
    look-up of an absent sequence in 16 million is wrong.
    """

    def __init__(self, hashes: Hashes, values: NDArray[np.uint8]) -> None:
        bits = max(10, int(4 * len(hashes)).bit_length())
        self._shift = np.uint64(64 - bits)
        home = (hashes >> self._shift).astype(np.intp)
        turn = np.arange(len(home))
        order = np.sort(home << 32 | turn) & 0xFFFFFFFF
        place = turn + np.maximum.accumulate(home[order] - turn) if len(home) else home
        past = max(1 << bits, int(place[-1]) + 1) if len(home) else 1 << bits
        self._cells = np.full(past + len(_NEXT), _EMPTY, np.uint32)
        self._cells[place] = (hashes.astype(np.uint32) | _BYTE)[order] ^ _BYTE | np.minimum(values, 254)[order]

    def find(self, hashes: Hashes) -> NDArray[np.uint8]:
        """The byte of each sequence; ``ABSENT`` where there is none."""
        at = (hashes >> self._shift).view(np.intp)
        wanted = hashes.astype(np.uint32)
        cells = self._cells.take(at)
        out = cells.astype(np.uint8)
        differs = (cells ^ wanted) > _BYTE
        out[differs] = ABSENT
        differs &= cells != _EMPTY
        open_ends = differs.ravel().nonzero()[0]
        if len(open_ends):
            self._go_on(out.reshape(-1), open_ends, at.take(open_ends), wanted.take(open_ends))
        return out

    def _go_on(self, out: NDArray[np.uint8], which: Rows, at: Rows, wanted: Cells) -> None:
        """Look into the cells after those ``at`` which another sequence was found, up to an empty one."""
        while len(which):
            cells = self._cells.take(np.add.outer(at, _NEXT))
            ends = (cells ^ wanted[:, None]) <= _BYTE
            ends |= cells == _EMPTY
            place = ends.argmax(axis=1)
            here = np.arange(0, cells.size, len(_NEXT)) + place
            last = cells.take(here)
            same = (last ^ wanted) <= _BYTE
            out[which[same]] = last[same].astype(np.uint8)
            rest = (~ends.take(here)).nonzero()[0]
            if not len(rest):
                return
            which, at, wanted = which[rest], at[rest] + len(_NEXT), wanted[rest]


class Lists(NamedTuple):
    """Pairs and triples in order, looked up by bisection: slower than tables, and a sixth of their size.

    pairs: numbers of pairs of rows.  spare, usual: what a first and a second character add to the byte of a pair that
    is not one of them.  level: the bytes of pairs.  weights: what is left after each pair.  offset: what each of them
    adds to the place of the pair behind it in the key of a triple.  triples, third: those keys, and the bytes.
    """

    pairs: Keys
    spare: NDArray[np.uint8]
    usual: NDArray[np.uint8]
    level: NDArray[np.uint8]
    weights: NDArray[np.uint8]
    offset: Keys
    triples: Keys
    third: NDArray[np.uint8]

    def pair(self, first: Rows, second: Rows) -> tuple[Rows, NDArray[np.uint8]]:
        """The places of pairs in the list, and their bytes, in which ``LISTED`` is set where a pair is there."""
        keys = (first * WIDTH + second).astype(np.int32)
        place = np.minimum(self.pairs.searchsorted(keys), len(self.pairs) - 1)
        there = self.pairs.take(place) == keys
        other = (self.spare.take(keys // WIDTH) + self.usual.take(second)) & np.uint8(0xFE)
        return place, np.where(there, self.level.take(place), other)

    def triple(self, before: Rows, after: Rows) -> NDArray[np.uint8]:
        """The byte of each triple of a pair of the list and the one behind it; ``ABSENT`` where there is none."""
        keys = self.offset.take(before) + after.astype(np.int32)
        place = np.minimum(self.triples.searchsorted(keys), len(self.triples) - 1)
        return np.where(self.triples.take(place) == keys, self.third.take(place), np.uint8(ABSENT))


class Grams:
    """The pairs and triples of the file, with what is left for the others."""

    def __init__(self, tables: dict[str, NDArray[Any]]) -> None:
        self._single = tables["single"]
        self._level = tables["pair"]
        self._first, self._second = np.divmod(_summed(tables["pair_steps"]), LETTERS)
        self._p = np.exp(self._level / np.float32(-5))
        begin = np.searchsorted(self._first, np.arange(LETTERS + 1))
        possible = np.diff(begin)[self._second]  # how many pairs begin with the second character of each
        end = np.cumsum(possible)
        # What a first pair adds to the second one in a key.
        self._offset = (end - possible - begin[self._second]).astype(np.int32)
        self._keys = _summed(tables["triple_steps"])
        number = np.diff(np.searchsorted(self._keys, np.append(np.int32(0), end.astype(np.int32))))
        self._before = np.arange(len(number), dtype=np.int32).repeat(number)  # the pair that a triple begins with
        self._after = self._keys - self._offset.repeat(number)  # and ends with
        self._triple = tables["triple"]
        self._hashes = hashed(self._first, 0) + hashed(self._second, 1)

    def pairs(self) -> NDArray[np.uint8]:
        """−10·ln P(second | first) for all pairs of rows, in even numbers; ``LISTED`` is set in those of the model."""
        spare, usual, listed = self._pair_bytes()
        out: NDArray[np.uint8] = np.add.outer(spare, usual)
        out &= np.uint8(0xFE)
        out[self._first, self._second] = listed
        return out.ravel()

    def _pair_bytes(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
        """What a first and a second character add to the byte of a pair that is not listed, and those of the listed."""
        single = np.exp(self._single / np.float32(-10))
        taken = np.bincount(self._first, self._p, LETTERS)
        usual = np.bincount(self._first, single[self._second], LETTERS)
        rest = np.log(np.clip((1 - taken) / np.maximum(1 - usual, 1e-3), 1e-3, 1))
        spare = np.append(np.rint(-10 * rest), 0).astype(np.uint8)
        return spare, np.append(np.minimum(self._single, 180), np.uint8(0)), np.minimum(self._level, 127) << 1 | LISTED

    def triples(self) -> Table:
        """−5·ln P(third | first two) of the triples."""
        third = self._second[self._after]
        return Table(self._hashes[self._before] + hashed(third, 2), self._triple)

    def weights(self) -> Table:
        """−50·ln of what is left of the probability after the pairs that begin triples."""
        pairs, values = self._left()
        return Table(self._hashes[pairs], values)

    def _left(self) -> tuple[Keys, NDArray[np.uint8]]:
        """The pairs that begin triples, and the bytes of what is left after them."""
        start = np.flatnonzero(np.diff(self._before, prepend=-1))
        taken = np.add.reduceat(np.exp(self._triple / np.float32(-5)), start)
        usual = np.add.reduceat(self._p[self._after], start)
        rest = np.clip((1 - taken) / np.maximum(1 - usual, 1e-3), 1e-2, 1)
        return self._before[start], np.rint(-50 * np.log(rest)).astype(np.uint8)

    def lists(self) -> Lists:
        """All of it as sorted lists."""
        pairs, values = self._left()
        weights = np.full(len(self._first), ABSENT, np.uint8)
        weights[pairs] = values
        return Lists(
            self._first * np.int32(WIDTH) + self._second,
            *self._pair_bytes(),
            weights,
            self._offset,
            self._keys,
            np.minimum(self._triple, 254),
        )


def _summed(steps: NDArray[np.uint8]) -> Keys:
    """Numbers from their differences, given as planes of bytes."""
    out = np.zeros(steps.shape[1], np.int32)
    for plane in steps[::-1]:
        out <<= 8
        out |= plane
    return np.cumsum(out, out=out)
