"""Sentences that stand in pieces, a line each: programs write every inline element of a page on a line of its own.

``get_text("\\n")`` does so, and pages that were pasted from Word have an element for each number and foreign word. What
follows begins with a mark that no line begins with, and that tells; then numbers and Latin words alone on their lines
are pieces, too, where the text reads on behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.character_model import model
from cleaner.doc import Edit
from cleaner.fold import fold
from cleaner.once import once
from cleaner.patterns import HAN, lazy

_CLOSING = "，。、；：）》」』】”’％"
_BEGINS = lazy(f"\n[ \t]*[{_CLOSING}]")
_OPENS = frozenset("（《「『【“‘")
_ENDS = frozenset("。！？；：…”」』!?")
_PAUSES = frozenset("，、")
_CLAUSE = lazy("[，；：、“（]")
_WORD = lazy(r"[0-9A-Za-z][\w.,+&/’'%-]*(?: [\w.,+&/’'%-]+){0,4}")
_NUMBER = lazy(r"\d[\d,.:/-]*%?")
_BULLET = frozenset("·•●■◆▪○")
_LEAST_BEGINS, _LEAST = 2, 5  # such marks in a text; such marks, and numbers that the next line goes on with
# Lines wrapped at a width may begin with such a mark, too, and all are long; those of a list of words are short.
_SHORT, _SHORT_SHARE, _LONG, _LEAST_LONG = 14, 0.5, 24, 2
_LONGEST = 24  # characters of a piece that is a number or a foreign word
_GOES_ON = 1.0  # nats by which a line reads on behind a number


class _Line(NamedTuple):
    """A line that is not blank: where its text begins and ends, and its row among all lines."""

    start: int
    end: int
    row: int
    text: str


def joined(text: str) -> Iterator[Edit]:
    """Edits that write the pieces of a sentence as one line."""
    if sum(1 for _ in zip(_BEGINS.finditer(text), range(_LEAST_BEGINS), strict=False)) < _LEAST_BEGINS:
        return
    lines = list(_lines(text))
    joints = _Joints(lines)
    if not joints.tell():
        return
    for (one, other), blank in zip(pairwise(lines), joints.between(), strict=True):
        if blank is not None:
            yield Edit(one.end, other.start, blank, "markup.inline-break", "one sentence in pieces")


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for row, raw in enumerate(text.split("\n")):
        bare = raw.strip(" \t\r\xa0")
        if bare:
            start = at + raw.index(bare)
            yield _Line(start, start + len(bare), row, bare)
        at += len(raw) + 1


class _Joints:
    """Where one line goes on with the next."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self._lines = lines
        pairs = list(pairwise(lines))
        self._near = [other.row - one.row == 1 for one, other in pairs]
        self._sure = [
            near and (_begins_within(other.text) or one.text[-1] in _OPENS)
            for near, (one, other) in zip(self._near, pairs, strict=True)
        ]

    @once
    def _word(self) -> list[bool]:
        """Whether each line is a number or foreign words."""
        return [len(line.text) <= _LONGEST and _WORD.fullmatch(line.text) is not None for line in self._lines]

    @once
    def _number(self) -> set[int]:
        """The lines that are a number with which the next one goes on."""
        lines = self._lines
        behind = [i for i, near in enumerate(self._near) if near and _NUMBER.fullmatch(lines[i].text)]
        reads = _reads_on([(lines[i].text, lines[i + 1].text) for i in behind]) if behind else []
        return {i for i, nats in zip(behind, reads, strict=True) if nats > _GOES_ON}

    def tell(self) -> bool:
        """Whether enough marks and numbers tell that sentences stand in pieces, short ones beside long ones."""
        sure = [place for place, known in enumerate(self._sure) if known]
        if len(sure) < _LEAST_BEGINS or (len(sure) < _LEAST and len(sure) + len(self._number) < _LEAST):
            return False
        short = sum(self._is_short(place) or self._breaks_off(place + 1) for place in sure)
        long = sum(len(line.text) >= _LONG for line in self._lines)
        return short >= _SHORT_SHARE * len(sure) and long >= _LEAST_LONG

    def _is_short(self, place: int) -> bool:
        return len(self._lines[place].text) <= _SHORT

    def _breaks_off(self, place: int) -> bool:
        """Whether a line is short and does not end a sentence: the last line of a paragraph does."""
        return self._is_short(place) and self._lines[place].text[-1] not in _ENDS

    def between(self) -> Iterator[str | None]:
        """What stands between each line and the next where they are one; ``None`` where they are not."""
        begun = False  # the line before has been joined to what stands before it
        for place in range(len(self._near)):
            one, other = self._lines[place].text, self._lines[place + 1].text
            goes_on = self._near[place] and self._goes_on(place, begun)
            yield None if not goes_on else " " if _parts(one, other) else ""
            begun = goes_on

    def _goes_on(self, place: int, begun: bool) -> bool:
        one, other = self._lines[place].text, self._lines[place + 1].text
        if self._sure[place] or one in _BULLET:
            return True
        if begun and self._word[place]:  # a number alone may be a rank, or one of a row of pages
            return HAN.match(other) is not None or (self._word[place + 1] and self._within(place + 1))
        if not self._word[place + 1] or one[-1] in _ENDS:
            return False
        return one[-1] in _PAUSES or ((begun or _CLAUSE.search(one) is not None) and self._within(place + 1))

    def _within(self, place: int) -> bool:
        """Whether a number or a foreign word, or a row of them, is followed by what goes on with it."""
        while place < len(self._near) and self._near[place]:
            if self._sure[place] or place in self._number:
                return True
            if not self._word[place] or not self._word[place + 1]:
                return self._word[place] and _CLAUSE.search(self._lines[place + 1].text) is not None
            place += 1
        return False


def _begins_within(text: str) -> bool:
    """Whether a line begins with a mark that stands behind a word, and is no mark alone such as a chat's."""
    return text[0] in _CLOSING and not (len(text) > 1 and not text.strip("。，、；：")) and text != "："


def _parts(one: str, other: str) -> bool:
    """Whether a blank stands between two pieces: foreign words."""
    return one[-1].isascii() and other[0].isascii() and one[-1].isalnum() and other[0].isalnum()


def _reads_on(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Nats by which the first two characters of each second text are likelier behind the first than behind a stop."""
    table = model()
    rows = table.ids("".join(fold(one[-2:].rjust(2)) + fold(other[:2].ljust(2)) for one, other in pairs)).reshape(-1, 4)
    stop = np.full(len(rows), int(table.ids("。")[0]))
    nothing = np.full(len(rows), table.size)
    first = table.third(rows[:, 0], rows[:, 1], rows[:, 2]) - table.third(nothing, stop, rows[:, 2])
    second = table.third(rows[:, 1], rows[:, 2], rows[:, 3]) - table.third(stop, rows[:, 2], rows[:, 3])
    two = np.array([len(other) > 1 for _, other in pairs])
    return [float(nats) for nats in first + two * second]
