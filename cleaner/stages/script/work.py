"""A text of fixed length under conversion, and the edits that come of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Edit
from cleaner.once import once
from cleaner.stages.script.convert import ZHE, ZHU, Converted
from cleaner.stages.script.dictionaries import decode
from cleaner.stages.script.tables import Codes

# How sure a choice is that no word decides, relative to the rest of the conversion.
UNDECIDED = 0.8


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
        self._ways: list[Way] = []
        self._text: str | None = None
        self._words: list[Edit] = []

    def put(self, new: Converted, way: Way) -> None:
        """Make the text ``new``.

        What a phrase decided, what nothing decided, and a change between 著 and 着 are noted as ways of their own.
        """
        changed = self.now != new.codes
        self._note(changed, way)
        if way.rule == "script.char":
            self._note(changed & new.phrase, way._replace(rule="script.phrase"))
        reason = f"{way.reason}; no word decides"
        self._note(changed & new.undecided, Way(way.rule, reason, round(way.confidence * UNDECIDED, 3)))
        particle = ((self.now == ord(ZHU)) & (new.codes == ord(ZHE))) | (
            (self.now == ord(ZHE)) & (new.codes == ord(ZHU))
        )
        self._note(particle, way._replace(rule="script.zhe"))
        self.now = new.codes
        self._text = None

    @once
    def _way(self) -> NDArray[np.uint8]:
        """The number of the way by which each character changed last."""
        return np.zeros(len(self.before), np.uint8)

    def _note(self, where: np.ndarray[tuple[int], np.dtype[np.bool_]], way: Way) -> None:
        self._way[where] = len(self._ways)
        self._ways.append(way)

    def replace(self, words: list[Edit]) -> None:
        """Words to put in at places of the text as it is now; they must not overlap."""
        self._words = words
        back = self.now.copy()
        for word in words:
            back[word.start : word.end] = self.before[word.start : word.end]
        self.now = back
        self._text = None

    @property
    def text(self) -> str:
        """The text as it is now, without the words put in."""
        if self._text is None:
            self._text = decode(self.now)
        return self._text

    def edits(self) -> Iterator[Edit]:
        """The words put in, and edits of equal length: each the neighbouring changes that went one way."""
        yield from self._words
        if self.now is self.before:
            return
        changed = np.flatnonzero(self.before != self.now)
        if not len(changed):
            return
        text = self.text
        ways = self._way[changed]
        parted = np.diff(ways) != 0
        if self._words:
            part = np.searchsorted(np.array([word.start for word in self._words]), changed)
            parted |= np.diff(part) != 0
        breaks = np.flatnonzero(parted) + 1
        first = np.concatenate(([0], breaks))
        last = np.concatenate((breaks, [len(changed)])) - 1
        places = zip(changed[first].tolist(), (changed[last] + 1).tolist(), ways[first].tolist(), strict=True)
        for start, end, number in places:
            rule, reason, confidence = self._ways[number]
            yield Edit(start, end, text[start:end], rule, reason, confidence)
