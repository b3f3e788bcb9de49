"""A text seen as lines: offsets, folded text and counts by character class, computed for the whole text at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Doc, codes
from cleaner.fold import Class, classes_of, fold_points, table_of
from cleaner.once import once

Counts = NDArray[np.int64]
Points = NDArray[np.uint32]
_NEWLINE = np.uint32(ord("\n"))
_MARKS = "。!?"  # of sentences, in folded text
_WIDTH = len(Class)
_SOLID = np.isin(np.arange(256), (Class.SPACE, Class.INVISIBLE, Class.NEWLINE), invert=True)


class Line(NamedTuple):
    """One line: ``text[start:end]`` without its newline; ``folded`` is stripped of outer blanks, offsets are not."""

    number: int
    start: int
    end: int
    text: str
    folded: str


def lines_of(doc: Doc) -> Lines:
    """The lines of a document's text, the same for all stages that see this text."""
    return doc.view(_lines)


def points_of(doc: Doc) -> Points:
    """The code points of a document's text, the same for all stages that see this text."""
    return doc.view(_points)


def letters_of(doc: Doc) -> bytes:
    """A document's text in ASCII, one byte a character, with ``?`` for any other; made once, as all of these are."""
    return doc.view(_letters)


def _letters(doc: Doc) -> bytes:
    return doc.text.encode("ascii", "replace")


def _lines(doc: Doc) -> Lines:
    return Lines(doc.text, points_of(doc))


def _points(doc: Doc) -> Points:
    return codes(doc.text)


class Lines:
    """The lines of a text, split at ``"\\n"`` only. ``len(lines)`` is the number of newlines plus one."""

    def __init__(self, text: str, points: Points | None = None) -> None:
        self.text = text
        self.points = codes(text) if points is None else points
        breaks = (self.points == _NEWLINE).nonzero()[0]
        self.starts: Counts = np.zeros(len(breaks) + 1, np.int64)
        self.starts[1:] = breaks + 1
        self.ends: Counts = np.empty(len(breaks) + 1, np.int64)
        self.ends[:-1], self.ends[-1] = breaks, len(text)

    @once
    def classes(self) -> NDArray[np.uint8]:
        """The ``Class`` of each character."""
        return classes_of(self.points)

    @once
    def folded(self) -> str:
        """The folded text, same length as ``text``."""
        return self.folded_points.tobytes().decode("utf-32-le", "surrogatepass")

    @once
    def folded_points(self) -> Points:
        """The code points of the folded text."""
        return fold_points(self.points)

    @once
    def stripped(self) -> list[str]:
        """The folded lines without outer blanks."""
        return [line.strip() for line in self.folded.split("\n")]

    @once
    def last_marks(self) -> Counts:
        """Where the last mark of a sentence stands before the end of each line, be it in a line above; -1 for none."""
        marks = table_of(_MARKS).take(self.folded_points).nonzero()[0]
        before = np.concatenate([[-1], marks])
        return before[marks.searchsorted(self.ends)]

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> Line:
        start, end = int(self.starts[index]), int(self.ends[index])
        return Line(index, start, end, self.text[start:end], self.stripped[index])

    def __iter__(self) -> Iterator[Line]:
        return (self[i] for i in range(len(self)))

    @once
    def sizes(self) -> Counts:
        """Characters in each line, without the newline."""
        return self.ends - self.starts

    def counts(self, kind: Class) -> Counts:
        """How many characters of class ``kind`` each line holds."""
        counts: Counts = self._counts[int(kind)]
        return counts

    def sums(self, flags: NDArray[np.bool_]) -> Counts:
        """How many of ``flags`` (one a character of the text) each line holds."""
        total = np.zeros(len(flags) + 1, np.int64)
        np.cumsum(flags, out=total[1:])
        return total[self.ends] - total[self.starts]

    @once
    def _counts(self) -> Counts:
        """How many characters of each class each line holds: a row a class."""
        if len(self) == 1:
            return np.array(self.totals)[:, None]
        cell = np.multiply(self.classes, len(self), dtype=np.int64)
        cell += np.arange(len(self)).repeat(self.sizes + 1)[:-1]
        table = np.bincount(cell, minlength=_WIDTH * len(self)).reshape(_WIDTH, -1)
        table[Class.NEWLINE] = 0  # it stands between lines
        return table

    @once
    def totals(self) -> list[int]:
        """How many characters of each class the text holds, newlines aside."""
        number = np.bincount(self.classes, minlength=_WIDTH)
        number[Class.NEWLINE] = 0
        totals: list[int] = number.tolist()
        return totals

    @once
    def blank(self) -> NDArray[np.bool_]:
        """Lines that hold nothing but spaces and invisible characters."""
        solid = np.zeros(len(self.points) + 1, np.bool_)  # with a newline at the end
        _SOLID.take(self.classes, out=solid[:-1])
        return ~np.logical_or.reduceat(solid, self.starts)

    def at(self, offset: int) -> int:
        """The index of the line that holds the character at ``offset``."""
        return int(self.starts.searchsorted(offset, "right")) - 1

    def whole(self, index: int) -> tuple[int, int]:
        """The range of a line with the newline that goes when the line goes (the one before it, for the last)."""
        start, end = int(self.starts[index]), int(self.ends[index])
        if end < len(self.text):
            return start, end + 1
        return max(start - 1, 0), end
