"""A text of fixed length under conversion, and the edits that come of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from cleaner.doc import Edit
from cleaner.stages.script.convert import ZHE, ZHU, decode
from cleaner.stages.script.tables import Codes


class Way(NamedTuple):
    """Why characters change: what the ledger says of them."""

    rule: str
    reason: str
    confidence: float = 1.0


class Work:
    """What each character was, is now, and the way by which it changed last."""

    def __init__(self, before: Codes) -> None:
        self.before = before
        self.now = before
        self._way = np.zeros(len(before), np.uint8)
        self._ways: list[Way] = []
        self._text: str | None = None

    def put(self, new: Codes, way: Way) -> None:
        """Make the text ``new``. A change between 著 and 着 is noted as a rule of its own."""
        particle_way = way._replace(rule="script.zhe")
        self._ways += [way, particle_way]
        changed = self.now != new
        self._way[changed] = len(self._ways) - 2
        particle = ((self.now == ord(ZHU)) & (new == ord(ZHE))) | ((self.now == ord(ZHE)) & (new == ord(ZHU)))
        self._way[particle] = len(self._ways) - 1
        self.now = new
        self._text = None

    @property
    def text(self) -> str:
        """The text as it is now."""
        if self._text is None:
            self._text = decode(self.now)
        return self._text

    def edits(self) -> Iterator[Edit]:
        """Edits of equal length, each from the first to the last of the neighbouring changes that went one way."""
        changed = np.flatnonzero(self.before != self.now)
        if not len(changed):
            return
        text = self.text
        ways = self._way[changed]
        breaks = np.flatnonzero(np.diff(ways)) + 1
        first = np.concatenate(([0], breaks))
        last = np.concatenate((breaks, [len(changed)])) - 1
        places = zip(changed[first].tolist(), (changed[last] + 1).tolist(), ways[first].tolist(), strict=True)
        for start, end, number in places:
            rule, reason, confidence = self._ways[number]
            yield Edit(start, end, text[start:end], rule, reason, confidence)
