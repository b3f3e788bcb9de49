"""A text seen as lines: offsets, folded text and counts by character class, computed for the whole text at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import Class, classes, fold


class Line(NamedTuple):
    """One line: ``text[start:end]`` without its newline; ``folded`` is stripped of outer blanks, offsets are not."""

    number: int
    start: int
    end: int
    text: str
    folded: str


class Lines:
    """The lines of a text, split at ``"\\n"`` only. ``len(lines)`` is the number of newlines plus one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.classes = classes(text)
        breaks = np.flatnonzero(self.classes == Class.NEWLINE)
        self.starts: NDArray[np.int64] = np.concatenate((np.zeros(1, np.int64), breaks + 1))
        self.ends: NDArray[np.int64] = np.concatenate((breaks, np.array([len(text)], np.int64)))
        self._counts: dict[Class, NDArray[np.int64]] = {}

    @cached_property
    def folded(self) -> str:
        """The folded text, same length as ``text``."""
        return fold(self.text)

    @cached_property
    def stripped(self) -> list[str]:
        """The folded lines without outer blanks."""
        return [line.strip() for line in self.folded.split("\n")]

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> Line:
        start, end = int(self.starts[index]), int(self.ends[index])
        return Line(index, start, end, self.text[start:end], self.stripped[index])

    def __iter__(self) -> Iterator[Line]:
        return (self[i] for i in range(len(self)))

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Characters in each line, without the newline."""
        return self.ends - self.starts

    def counts(self, kind: Class) -> NDArray[np.int64]:
        """How many characters of class ``kind`` each line holds."""
        if kind not in self._counts:
            total = np.concatenate((np.zeros(1, np.int64), np.cumsum(self.classes == kind)))
            self._counts[kind] = total[self.ends] - total[self.starts]
        return self._counts[kind]

    @cached_property
    def blank(self) -> NDArray[np.bool_]:
        """Lines that hold nothing but spaces and invisible characters."""
        blank: NDArray[np.bool_] = self.counts(Class.SPACE) + self.counts(Class.INVISIBLE) == self.sizes
        return blank

    def at(self, offset: int) -> int:
        """The index of the line that holds the character at ``offset``."""
        return int(np.searchsorted(self.starts, offset, "right")) - 1

    def whole(self, index: int) -> tuple[int, int]:
        """The range of a line with the newline that goes when the line goes (the one before it, for the last)."""
        start, end = int(self.starts[index]), int(self.ends[index])
        if end < len(self.text):
            return start, end + 1
        return max(start - 1, 0), end
