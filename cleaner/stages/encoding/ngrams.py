"""A hash table of short sequences of numbers with a byte each, looked up for whole arrays at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
Hashes = NDArray[np.uint64]
Cells = NDArray[np.uint32]
ABSENT = 255  # what is looked up where nothing was stored

# Odd 64-bit numbers without pattern: multiples of the golden ratio and of two square roots.
_FACTORS = np.array((0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B, 0xA54FF53A5F1D36F1, 0x510E527FADE682D1), np.uint64)
_EMPTY = np.uint32(0xFFFFFFFF)
_BYTE = np.uint32(0xFF)


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
        order = np.argsort(home, kind="stable")
        turn = np.arange(len(home))
        place = turn + np.maximum.accumulate(home[order] - turn) if len(home) else home
        self._cells = np.full((1 << bits) + max(0, len(home) and int(place[-1]) - (1 << bits)) + 2, _EMPTY, np.uint32)
        self._cells[place] = (hashes.astype(np.uint32) | _BYTE)[order] ^ _BYTE | np.minimum(values, 254)[order]

    def find(self, hashes: Hashes) -> NDArray[np.uint8]:
        """The byte of each sequence; ``ABSENT`` where there is none."""
        at = (hashes >> self._shift).view(np.intp)
        wanted = hashes.astype(np.uint32)
        cells = self._cells.take(at)
        out = cells.astype(np.uint8)
        differs = (cells ^ wanted) > _BYTE
        out[differs] = ABSENT
        open_ends = np.flatnonzero((differs & (cells != _EMPTY)).ravel())
        if len(open_ends):
            self._go_on(out.reshape(-1), open_ends, at.ravel()[open_ends], wanted.ravel()[open_ends])
        return out

    def _go_on(self, out: NDArray[np.uint8], which: Rows, at: Rows, wanted: Cells) -> None:
        """Look into the cells after those ``at`` which another sequence was found."""
        while len(which):
            at = at + 1
            cells = self._cells.take(at)
            same = (cells ^ wanted) <= _BYTE
            out[which[same]] = cells[same].astype(np.uint8)
            rest = ~same & (cells != _EMPTY)
            which, at, wanted = which[rest], at[rest], wanted[rest]
