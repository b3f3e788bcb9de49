"""One pass over a text says which kinds of unusual characters it holds, so that clean text costs next to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntFlag
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import singles
from cleaner.doc import Doc, Edit
from cleaner.lines import letters_of, points_of
from cleaner.points import blank

_RARE_BELOW = -12.5  # nats
_FIRST_PLAIN, _PLAIN, _OTHER = np.uint8(0x20), 0x5F, ord("?")  # what ASCII shows; none of it has a sign
_SHORT, _SAMPLE, _MOSTLY = 2000, 16, 0.7  # characters; what is asked of a text's kind is asked of one in so many
_RUINS = "锟嚙锘闂闁濠婵閻"  # what ``ruins`` looks for, whatever the model says


class Sign(IntFlag):
    """A kind of character that may be damage."""

    SURROGATE = 1
    CONTROL = 2
    INVISIBLE = 4
    PRIVATE = 8
    LOST = 16
    LATIN = 32
    RARE = 64
    LETTER = 128


_RANGES = {
    Sign.SURROGATE: ((0xD800, 0xE000),),
    Sign.CONTROL: ((0, 9), (0xB, 0x20), (0x7F, 0xA0)),
    Sign.INVISIBLE: (
        (0xAD, 0xAE), (0x61C, 0x61D), (0x180E, 0x180F), (0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070),
        (0xFE00, 0xFE10), (0xFEFF, 0xFF00), (0xFFF9, 0xFFFC), (0xE0000, 0xE0080), (0xE0100, 0xE01F0),
    ),
    Sign.PRIVATE: ((0xE000, 0xF900), (0xF0000, 0x110000)),
    Sign.LOST: ((0xFFFD, 0xFFFE),),
    Sign.LETTER: ((0x370, 0x700), (0x2190, 0x2600), (0xAC00, 0xD7B0)),
    Sign.LATIN: ((0x80, 0x250), (0x2C6, 0x2DD), (0x2122, 0x2123)),
}  # fmt: skip


class Strange(NamedTuple):
    """The characters of a text that have a ``Sign``: where they stand, the signs of each, and the union of all."""

    where: NDArray[np.intp]
    kinds: NDArray[np.uint8]
    seen: int

    def within(self, start: int, end: int) -> Strange:
        """Those from ``start`` on before ``end``; ``seen`` stays that of the text."""
        first, past = self.where.searchsorted((start, end)).tolist()
        return Strange(self.where[first:past], self.kinds[first:past], self.seen)

    def with_sign(self, sign: int) -> NDArray[np.intp]:
        """The places of those with one of the bits of ``sign``."""
        return self.where[(self.kinds & sign) != 0] if self.seen & sign else self.where[:0]

    def outside(self, edits: Sequence[Edit]) -> Strange:
        """Those that ``edits``, which do not overlap, leave alone; ``seen`` stays that of the text."""
        kept = np.ones(len(self.where), bool)
        starts, ends = (self.where.searchsorted([edit[side] for edit in edits]) for side in (0, 1))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            kept[start:end] = False
        return Strange(self.where[kept], self.kinds[kept], self.seen)

    def runs(self, sign: Sign) -> list[tuple[int, int]]:
        """The runs of characters with ``sign``, as (start, end)."""
        hit = self.with_sign(int(sign))
        if not len(hit):
            return []
        breaks = np.flatnonzero(np.diff(hit) != 1) + 1
        first = hit[np.concatenate((np.zeros(1, np.int64), breaks))]
        last = hit[np.concatenate((breaks - 1, np.array([len(hit) - 1])))]
        return list(zip(first.tolist(), (last + 1).tolist(), strict=True))


_NOTHING = Strange(np.zeros(0, np.intp), np.zeros(0, np.uint8), 0)


def strange_of(doc: Doc) -> Strange:
    """The unusual characters of a document's text, the same for all stages that see this text."""
    return doc.view(_strange)


def _strange(doc: Doc) -> Strange:
    points = points_of(doc)
    some = None
    if len(points) > _SHORT and _plain(sample := points[::_SAMPLE]).sum() > _MOSTLY * len(sample):
        letters = np.frombuffer(letters_of(doc), np.uint8)
        some = ((letters - _FIRST_PLAIN >= _PLAIN) | (letters == _OTHER)).nonzero()[0]  # few of the source of a page
    found = _table().take(points if some is None else points[some])
    if not np.count_nonzero(found):
        return _NOTHING
    where = found.astype(bool).nonzero()[0]  # of numbers this takes ten times as long
    kinds = found.take(where)
    where = where if some is None else some[where]
    return Strange(where, kinds, int(np.bitwise_or.reduce(kinds)))


def _plain(points: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return points - _FIRST_PLAIN < _PLAIN


def _rare() -> NDArray[np.intp]:
    """Characters that hardly any Chinese text has, and that misread text is full of."""
    points = np.flatnonzero(singles() < _RARE_BELOW)
    return points[
        (points >= 0x2E80) & ((points < 0xAC00) | (points >= 0xD7B0)) & ((points < 0xD800) | (points >= 0xE000))
    ]


@cache
def _table() -> NDArray[np.uint8]:
    table = blank(np.uint8)
    for sign, ranges in _RANGES.items():
        for start, end in ranges:
            table[start:end] |= int(sign)
    rare = _rare()
    table[rare[(table[rare] & int(Sign.INVISIBLE)) == 0]] |= int(Sign.RARE)
    table[[ord(c) for c in _RUINS]] |= int(Sign.RARE)
    return table
