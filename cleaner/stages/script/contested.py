"""Characters whose answer depends on their words, and what their neighbours say of it (``script_pairs.txt``)."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.points import ASSIGNED, Mapped, blank
from cleaner.stages.script import tables
from cleaner.stages.script.tables import Codes

# With this neighbour the character is in a phrase that converts it otherwise than it is alone, or in one that does not.
MOVED, LEFT = 1, 2

Places = NDArray[np.intp]


# Stands beside what a contested character becomes alone.
_CONTESTED = np.uint32(1 << 31)


class Contested:
    """What characters of a direction (``s2t``, ``t2s``) become alone, and which of them some phrase converts otherwise.

    Traditional characters count as those of OpenCC's standard.
    """

    def __init__(self, way: str) -> None:
        rows = tables.read("script_pairs.txt")
        pairs = {
            (bit, side): codes(rows[f"{way}.{name}.{side}"]).reshape(-1, 2)
            for bit, name in ((MOVED, "moved"), (LEFT, "left"))
            for side in ("before", "after")
        }
        members = codes(tables.rows()[f"{way}.contested"])
        neighbours = np.unique(np.concatenate([each[:, int(side == "after")] for (_, side), each in pairs.items()]))
        width = len(neighbours) + 1
        self._rows = blank(np.uint32)
        self._rows[members] = np.arange(1, len(members) + 1) * width
        self._columns = blank(np.uint16)
        self._columns[neighbours] = np.arange(1, width)
        self._before, self._after = (np.zeros((len(members) + 1) * width, np.uint8) for _ in range(2))
        become = tables.mapping(way).low
        for (bit, side), each in pairs.items():
            first, second = each.T
            if side == "before":
                self._before[self._rows[second] + self._columns[first]] |= bit
            else:
                self._after[self._rows[first] + self._columns[second]] |= bit
        if way == "t2s":
            standard = tables.mapping("standard").low
            for table in (self._rows, self._columns):
                table[:ASSIGNED] = table[standard]
            become = become[standard]
        self._become = Mapped(np.where(self._rows[:ASSIGNED] > 0, become | _CONTESTED, become))

    def within(self, text: Codes) -> tuple[Codes, Places, NDArray[np.uint8]]:
        """What each character of a text becomes alone; where contested ones stand, and what their neighbours say.

        That is ``MOVED`` and ``LEFT`` for each.
        """
        alone = self._become.take(text)
        at = (alone >= _CONTESTED).nonzero()[0]
        if not len(at):
            return alone, at, np.zeros(0, np.uint8)
        alone[at] &= ~_CONTESTED
        rows = self._rows.take(text.take(at))
        before = self._before.take(rows + self._columns.take(text.take(at - 1)))
        after = self._after.take(rows + self._columns.take(text.take(at + 1, mode="clip")))
        if at[0] == 0:
            before[0] = 0
        if at[-1] == len(text) - 1:
            after[-1] = 0
        return alone, at, before | after


@cache
def contested(way: str) -> Contested:
    """The contested characters of a direction; built once a process."""
    return Contested(way)
