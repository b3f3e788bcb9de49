"""A text of fixed length under conversion, and the edits that come of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Edit
from cleaner.once import once
from cleaner.stages.script.convert import ZHE, ZHU, Converted
from cleaner.stages.script.dictionaries import decode
from cleaner.stages.script.tables import Codes

_ZHU, _ZHE = np.uint32(ord(ZHU)), np.uint32(ord(ZHE))
# How sure a choice among several forms is, relative to the rest of the conversion: where words decide (of 4,600 such
# choices in native text of Taiwan 97 in 100 were the writer's), and where none does.
DECIDED, UNDECIDED = 0.95, 0.8
# The rule of what converters make of Simplified text, 着名 for 著名 among it.
SLIP = "script.slip"


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

        What words decided, what nothing decided, and a change between 著 and 着 are noted as ways of their own.
        """
        changed = (self.now != new.codes).nonzero()[0]
        was, now = self.now.take(changed), new.codes.take(changed)
        first = len(self._ways)
        self._ways += _variants(way)
        ways = new.several.take(changed).astype(np.uint8)
        if way.rule == "script.char":
            ways[new.phrase.take(changed)] = 2
        ways[new.undecided.take(changed)] = 3
        particle = (now == _ZHE) | (was == _ZHE)
        if way.rule != SLIP and np.count_nonzero(particle):
            ways[particle & ((now == _ZHU) | (was == _ZHU))] = 4
        ways += np.uint8(first)
        self._way[changed] = ways
        self.now = new.codes
        self._text = None

    @once
    def _way(self) -> NDArray[np.uint8]:
        """The number of the way by which each character changed last."""
        return np.zeros(len(self.before), np.uint8)

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
        changed = (self.before != self.now).nonzero()[0]
        if not len(changed):
            return
        text = self.text
        ways = self._way.take(changed)
        parted = ways[1:] != ways[:-1]
        if self._words:
            part = np.searchsorted(np.array([word.start for word in self._words]), changed)
            parted |= part[1:] != part[:-1]
        last = parted.nonzero()[0]
        first = [0, *(last + 1).tolist()]
        starts, ends = changed.take(first).tolist(), (changed + 1)[last].tolist()
        ends.append(int(changed[-1]) + 1)
        news = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        how = zip(*[self._ways[number] for number in ways.take(first).tolist()], strict=True)
        yield from map(Edit, starts, ends, news, *how)


@lru_cache(64)
def _variants(way: Way) -> tuple[Way, ...]:
    """A way, and what it is among several forms, where a phrase decided, where nothing did, and between 著 and 着."""
    picked = Way(way.rule, f"{way.reason}; one of several forms, by its words", round(way.confidence * DECIDED, 3))
    undecided = Way(
        way.rule, f"{way.reason}; one of several forms, no word decides", round(way.confidence * UNDECIDED, 3)
    )
    return way, picked, picked._replace(rule="script.phrase"), undecided, picked._replace(rule="script.zhe")
