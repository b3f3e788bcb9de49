"""Tables over all code points that take memory for their low part alone: above it nothing is assigned but signs."""

from __future__ import annotations

import mmap
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

CODE_POINTS = 0x110000
# The end of the last block of ideographs; no table of ours changes a code point above it.
ASSIGNED = 0x33480


def blank(kind: DTypeLike) -> NDArray[Any]:
    """A zero for each code point, to be written to.

    Pages that nobody writes to take no memory. ``numpy.zeros`` promises that only as long as no heap is there to reuse.
    """
    size = CODE_POINTS * np.dtype(kind).itemsize
    private = {"flags": mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS} if hasattr(mmap, "MAP_PRIVATE") else {}
    return np.frombuffer(mmap.mmap(-1, size, **private), kind)


class Mapped:
    """What each code point becomes: what an array says of those below ``ASSIGNED``; the others stay."""

    __slots__ = ("low",)

    def __init__(self, low: NDArray[np.uint32] | None = None) -> None:
        """``low`` may be written to until the table is used; at first nothing changes."""
        self.low: NDArray[np.uint32] = np.arange(ASSIGNED, dtype=np.uint32) if low is None else low

    def __getitem__(self, point: int) -> int:
        """What one code point becomes."""
        return int(self.low[point]) if point < len(self.low) else int(point)

    def take(self, points: NDArray[Any]) -> NDArray[np.uint32]:
        """What these code points become."""
        try:
            return self.low.take(points)
        except IndexError:
            return np.where(points < len(self.low), self.low.take(points, mode="clip"), points).astype(np.uint32)
