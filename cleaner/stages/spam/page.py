"""Evidence from the page around a line. It moves the threshold a little and never decides alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import Class, simplified_characters
from cleaner.lines import Lines
from cleaner.patterns import HAN
from cleaner.points import blank
from cleaner.stages.markup.front_matter import front_matter
from cleaner.stages.markup.kind import fences_of
from cleaner.stages.spam.coherence import Coherence
from cleaner.stages.spam.topics import Topics

MOST = 2.5
NEAR_EDGE = 3
# So many characters of each script show that a line turns from one to the other.
TURN = 3
# So many lines on each side of a line, and the part of them that ends as sentences do, show that it stands in a text.
DEEP, TEXT = 12, 0.6
# The line below the head of a Markdown table, and how far above a row it is looked for.
_DASHES, ROWS = re.compile(r"\|(?: ?:?-{2,}:? ?\|){1,40}"), 60
# The number of a row of comma-separated values, which has so many characters; so many commas without a blank behind
# them part its cells, and so many rows beside it have as many.
_NUMBERED, _COMMA, WIDE, CELLS, SAME = re.compile(r"\d{1,6},"), re.compile(r",(?! )"), 1000, 2, 2
# How many ideographs a line has that tells how a page is written, how many there are for each blank of one whose words
# stand apart, how many such lines there are and what share of all that tell.
WORDY, WORD, APART_ROWS, APART_SHARE = 4, 4, 8, 0.6
_INDENT, MOSTLY = ("    ", "\t"), 0.6
SENTENCE_ENDS = ("。", "！", "？", "”", "」", "』", "…", "—", "!", "?")


@cache
def _script_tables() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which code points are only Simplified, and which only Traditional."""
    pairs = simplified_characters()
    hans, hant = blank(np.bool_), blank(np.bool_)
    hans[[ord(c) for c in set(pairs.values()) - set(pairs)]] = True
    hant[[ord(c) for c in set(pairs) - set(pairs.values())]] = True
    return hans, hant


class Page:
    """What the rest of the page says about its lines; each part is worked out when the first line asks for it."""

    def __init__(self, lines: Lines, facts: Mapping[str, Any], suspects: Sequence[int] = ()) -> None:
        self.lines = lines
        self._suspects = suspects
        self._last = -1, False
        self.pinyin = bool(facts.get("mirror.fired"))

    @cached_property
    def topics(self) -> Topics:
        """Which trades the page is about."""
        return Topics(self.lines)

    @cached_property
    def coherence(self) -> Coherence:
        """What the lines of the page that are no suspects speak of."""
        return Coherence(self.lines, self._suspects)

    @cached_property
    def _scripts(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_], int, int]:
        hans, hant = (table.take(self.lines.points) for table in _script_tables())
        return hans, hant, int(np.count_nonzero(hans)), int(np.count_nonzero(hant))

    @cached_property
    def _solid(self) -> NDArray[np.int64]:
        return np.flatnonzero(~self.lines.blank)

    @cached_property
    def _front_matter(self) -> range:
        """Where the fields above a Markdown text stand."""
        block = front_matter(self.lines.text)
        return range(block.find("---"), len(block))

    @cached_property
    def _fences(self) -> NDArray[np.int64]:
        return np.array(fences_of(self.lines.text), np.int64)

    def foreign(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` is Simplified and the rest of the page Traditional, more than 3:1."""
        hans, hant, all_hans, all_hant = self._scripts
        here_hans, here_hant = int(hans[start:end].sum()), int(hant[start:end].sum())
        rest_hans, rest_hant = all_hans - here_hans, all_hant - here_hant
        return here_hans >= 4 and here_hans > 8 * here_hant and rest_hant >= 20 and rest_hant > 3 * rest_hans

    def _foreign_line(self, index: int) -> bool:
        if self._last[0] != index:
            self._last = index, self.foreign(int(self.lines.starts[index]), int(self.lines.ends[index]))
        return self._last[1]

    def mismatch(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` holds a Simplified character and the page is mostly Traditional."""
        hans, _, all_hans, all_hant = self._scripts
        return bool(hans[start:end].any()) and all_hant >= 10 and all_hant > all_hans

    def holds_most_simplified(self, places: Sequence[tuple[int, int]]) -> bool:
        """Whether most characters of the page that are only Simplified stand in ``places``."""
        hans, _, all_hans, _ = self._scripts
        return 2 * sum(int(hans[start:end].sum()) for start, end in places) > all_hans

    def strays(self, least: int, share: float, gap: int) -> list[tuple[int, int]]:
        """The stretches of Traditional characters on a page that is Simplified but for them, none if it is not.

        least: of its characters that are only Simplified.  share: of the others for each of them, at most.
        gap: characters of both scripts between two of a stretch.
        """
        _, hant, all_hans, all_hant = self._scripts
        if all_hans < least or not all_hant or all_hant > share * all_hans:
            return []
        found: list[tuple[int, int]] = []
        for at in np.flatnonzero(hant).tolist():
            last = found[-1][1] if found else -gap - 1
            if at - last <= gap and self.shared_from(last, 1, gap, at) == at:
                found[-1] = found[-1][0], at + 1
            else:
                found.append((at, at + 1))
        return found

    def shared_from(self, at: int, step: int, most: int, stop: int) -> int:
        """How far ideographs of both scripts go on from a place: forward (``step`` 1) or back (-1), to ``stop``."""
        text, hans = self.lines.folded, self._scripts[0]
        for _ in range(most):
            here = at - (step < 0)
            if at == stop or hans[here] or not HAN.match(text[here]):
                break
            at += step
        return at

    def turn(self, start: int, end: int) -> tuple[int, int] | None:
        """Where in ``text[start:end]`` one script ends and the other begins, if it turns once: the gap between them."""
        hans, hant, _, _ = self._scripts
        ones, others = start + np.flatnonzero(hans[start:end]), start + np.flatnonzero(hant[start:end])
        if min(len(ones), len(others)) < TURN:
            return None
        if ones[-1] > others[0]:
            ones, others = others, ones
        return (int(ones[-1]) + 1, int(others[0])) if ones[-1] < others[0] else None

    def _rank(self, index: int) -> int:
        """How many lines that are not blank stand before a line."""
        return int(np.searchsorted(self._solid, index))

    def neighbours(self, index: int) -> set[int]:
        """The lines before and after a line, blank ones left out."""
        place = self._rank(index)
        beside = self._solid[max(0, place - 1) : place + 2].tolist()
        return {number for number in beside if number != index}

    def near(self, index: int, most: int) -> Iterator[str]:
        """The folded lines before and after a line, at most so many on each side, blank ones left out."""
        place = self._rank(index)
        for number in self._solid[max(0, place - most) : place + most + 1].tolist():
            if number != index:
                yield self.lines.folded[int(self.lines.starts[number]) : int(self.lines.ends[number])]

    def at_edge(self, index: int, gone: int = 0) -> bool:
        """Whether a line is one of the first or last of the page; ``gone`` lines before it are removed already."""
        place = self._rank(index)
        return min(place - gone, len(self._solid) - place - 1) < NEAR_EDGE

    def amid_text(self, index: int) -> bool:
        """Whether a line stands deep in a long text, such as a novel, with text of its own on both sides."""
        place = self._rank(index)
        before, behind = self._solid[max(0, place - DEEP) : place], self._solid[place + 1 : place + 1 + DEEP]
        return all(len(side) == DEEP and self._texts(side) >= TEXT * DEEP for side in (before, behind))

    def _texts(self, side: NDArray[np.int64]) -> int:
        """How many of some lines are sentences that no model takes for spam."""
        honest = [index for index in side.tolist() if index not in self._suspect]
        return sum(self._line(index).rstrip()[-1:] in SENTENCE_ENDS for index in honest)

    @cached_property
    def _suspect(self) -> frozenset[int]:
        return frozenset(self._suspects)

    def eases(self, index: int, gone: int, neighbour: bool, by_itself: bool) -> tuple[float, list[str]]:
        """How far the page lowers the threshold for a line, and why; ``gone`` lines before it are removed already.

        by_itself: it is for no part of a clause; what a clause of a text in the other script says is no wonder.
        """
        found: dict[str, float] = {}
        if self.at_edge(index, gone):
            found["edge of page"] = 1.0
        if by_itself and self._foreign_line(index):
            found["simplified on a traditional page"] = 1.5
        if self.pinyin:
            found["pinyin damage"] = 0.5
        if neighbour:
            found["neighbour removed"] = 0.5
        return min(sum(found.values()), MOST), list(found)

    def _line(self, index: int) -> str:
        return self.lines.text[int(self.lines.starts[index]) : int(self.lines.ends[index])]

    def coded(self, index: int) -> bool:
        """Whether a line stands in a fenced code block or in front matter, or is a row of a table or indented code."""
        start = int(self.lines.starts[index])
        if start in self._front_matter:
            return True
        head = self.lines.text[start : start + 80]
        inside = int(np.searchsorted(self._fences, start, "right")) % 2 == 1
        if inside or (head.startswith(_INDENT) and not self._set_in):
            return True
        if "\t" in head.strip() and any("\t" in self._line(each) for each in self.neighbours(index)):
            return True
        return head.lstrip().startswith("|") and self.lines.text.count("|", start, int(self.lines.ends[index])) > 2

    @cached_property
    def _set_in(self) -> bool:
        """Whether most lines are indented, as those of nested lists are: then no indent tells of code."""
        starts = self.lines.starts[self._solid].tolist()
        return sum(self.lines.text.startswith(_INDENT, start) for start in starts) > MOSTLY * len(starts)

    @cached_property
    def cut_in_words(self) -> bool:
        """Whether blanks stand between the words of most lines: so corpora and word lists are written."""
        han = self.lines.counts(Class.HAN)
        blanks = np.concatenate([[0], np.cumsum(self.lines.points == ord(" "), dtype=np.int64)])
        apart = blanks[self.lines.ends] - blanks[self.lines.starts]
        told = han >= WORDY
        rows = told & (apart >= 2) & (WORD * apart >= han)
        return bool(rows.sum() >= APART_ROWS and rows.sum() >= APART_SHARE * told.sum())

    def tabled(self, index: int) -> bool:
        """Whether a line is a row of comma-separated values, or of a Markdown table below the dashes of its head."""
        return self._separated(index) or self._below_dashes(index)

    def _separated(self, index: int) -> bool:
        """Whether a line has as many cells between commas as those beside it, or a number before them as those have."""
        row = self._line(index).strip()
        cells = len(_COMMA.findall(row)) if len(row) <= WIDE else 0
        if cells < CELLS:
            return False
        place = self._rank(index)
        numbers = self._solid[max(0, place - SAME) : place + SAME + 1].tolist()
        beside = [self._line(number).strip() for number in numbers if number != index]
        like = sum(len(_COMMA.findall(each)) == cells for each in beside)
        if _NUMBERED.match(row):
            like = max(like, sum(_NUMBERED.match(each) is not None for each in beside))
        return like >= SAME

    def _below_dashes(self, index: int) -> bool:
        for number in range(index, max(-1, index - ROWS), -1):
            if not (row := self._line(number).strip()):
                continue
            if not row.startswith("|"):
                return False
            if _DASHES.fullmatch(row):
                return number < index
        return False

    def han(self, start: int, end: int) -> int:
        """How many Han characters ``text[start:end]`` holds."""
        return int(np.count_nonzero(self.lines.classes[start:end] == Class.HAN))
