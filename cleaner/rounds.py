"""A round of edits: what stood where before, what stands where after, and the way of offsets and characters back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.edits import Edit, Edits, Offsets
from cleaner.once import once

_NONE = np.array([-1])


class Round:
    """The edits of one stage on one text: what stood where before, and what stands where after.

    The arithmetic of offsets is done when it is first asked for: who wants the text alone does without it.
    """

    def __init__(self, stage: str, edits: Sequence[Edit], olds: list[str], marks: list[Edit]) -> None:
        self.stage = stage
        self.marks = marks
        self.edits = edits
        self.olds = olds

    @once
    def starts(self) -> Offsets:
        """Where the edits begin in the text before this round."""
        return self.edits.starts if isinstance(self.edits, Edits) else self._column(edit[0] for edit in self.edits)

    @once
    def ends(self) -> Offsets:
        """Where the edits end in the text before this round."""
        return self.edits.ends if isinstance(self.edits, Edits) else self._column(edit[1] for edit in self.edits)

    @once
    def grown(self) -> Offsets:
        """By how many characters each edit made the text longer."""
        news = self.edits.news if isinstance(self.edits, Edits) else (edit[2] for edit in self.edits)
        return self._column(map(len, news)) - (self.ends - self.starts)

    @once
    def _shift(self) -> Offsets:
        """By how much the edits before each, and all of them, made the text longer."""
        shift = np.zeros(len(self.edits) + 1, np.int64)
        np.cumsum(self.grown, out=shift[1:])
        return shift

    @once
    def new_starts(self) -> Offsets:
        """Where the edits begin in the text after this round."""
        return self.starts + self._shift[:-1]

    @once
    def new_ends(self) -> Offsets:
        """Where the edits end in the text after this round."""
        return self.ends + self._shift[1:]

    def _column(self, numbers: Iterable[int]) -> Offsets:
        return np.fromiter(numbers, np.int64, len(self.edits))

    def undo(self, text: str) -> str:
        """The text before this round, rebuilt from the text after it."""
        pieces: list[str] = []
        at = 0
        for start, end, old in zip(self.new_starts.tolist(), self.new_ends.tolist(), self.olds, strict=True):
            pieces += (text[at:start], old)
            at = end
        pieces.append(text[at:])
        return "".join(pieces)

    def back(self, starts: Offsets, ends: Offsets) -> tuple[Offsets, Offsets]:
        """Ranges of the text after this round as the widest ranges of the text before it that gave them.

        A range that ends inside a replacement takes all of what was replaced, unless both have the same length: then
        characters answer each other one by one. Text removed at the edge of a range does not belong to it.
        """
        if not len(self.starts):  # a round of marks
            return starts, ends
        past = np.concatenate((_NONE, self.new_ends))  # of the edit before each that is searched for
        number = self.new_starts.searchsorted(starts, "right")
        left = self._before(starts, number, starts < past[number], self.starts)
        number = self.new_starts.searchsorted(ends, "left")
        right = self._before(ends, number, ends <= past[number], self.ends)
        return np.minimum(left, right), right

    def _before(self, at: Offsets, number: Offsets, inside: NDArray[np.bool_], edge: Offsets) -> Offsets:
        """The places before this round of the places ``at``, with ``number`` edits before each or around it.

        inside: those that lie in the last of these edits, which takes them to an ``edge`` of what it replaced.
        """
        before: Offsets = at - self._shift[number]
        held = inside.nonzero()[0]
        if len(held):
            edit = number[held] - 1
            shift = self._shift[edit]
            even = shift == self._shift[edit + 1]
            before[held] = np.where(even, at[held] - shift, edge[edit])
        return before


def through(rounds: tuple[Round, ...], starts: Offsets, ends: Offsets) -> tuple[Offsets, Offsets]:
    """Ranges of the text after ``rounds`` as ranges of the text before them."""
    for each in reversed(rounds):
        starts, ends = each.back(starts, ends)
    return starts, ends


def codes(text: str) -> NDArray[np.uint32]:
    """The code points of ``text``; lone surrogates count as themselves."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def runs(edit: Edit, old: str) -> Iterator[Edit]:
    """``edit`` itself, or the runs of changed characters where it maps character by character."""
    if len(old) != len(edit.new) or len(old) < 2:
        yield edit
        return
    changed = np.flatnonzero(codes(old) != codes(edit.new))
    for run in np.split(changed, np.flatnonzero(np.diff(changed) != 1) + 1):
        first, past = int(run[0]), int(run[-1]) + 1
        yield edit._replace(start=edit.start + first, end=edit.start + past, new=edit.new[first:past])


def carry(came: NDArray[np.int64], each: Round) -> NDArray[np.int64]:
    """Where each character of the text after ``each`` stands in the source; −1 where it was put in or changed."""
    size = len(came) + int(each.grown.sum())
    out = np.full(size, -1, np.int64)
    out[_outside(each.new_starts, each.new_ends, size)] = came[_outside(each.starts, each.ends, len(came))]
    for number in np.flatnonzero((each.grown == 0) & (each.ends - each.starts > 1)).tolist():
        old, edit = each.olds[number], each.edits[number]
        same = np.flatnonzero(codes(old) == codes(edit.new))
        out[int(each.new_starts[number]) + same] = came[edit.start + same]
    return out


def _outside(starts: Offsets, ends: Offsets, size: int) -> NDArray[np.bool_]:
    """Which characters of a text of this size are in none of the ranges."""
    steps = np.zeros(size + 1, np.int8)
    np.add.at(steps, starts, 1)
    np.add.at(steps, ends, -1)
    outside: NDArray[np.bool_] = np.cumsum(steps[:-1], dtype=np.int8) == 0
    return outside
