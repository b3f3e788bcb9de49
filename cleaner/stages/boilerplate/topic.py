"""What a line shares with what the page says of itself: its title, and the description in its head.

A second article on the page (the next story, a comment, a list of abstracts) may hold more prose than the article; but
the title names the topic of the one, and the description mostly is its first sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import fold_points
from cleaner.once import once
from cleaner.stages.boilerplate.page import Counts, Flags, Page
from cleaner.stages.markup.tokens import attributes

_NAMES = ("description", "og:description", "twitter:description")
_LEAST, _MOST = 20, 400  # characters of a description that says something, and that are looked at
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 200
_LONGEST_LINE = 100  # characters; a longer line is no title
_BITS = 18
_MIXER = 40_503  # odd, so that pairs spread over the table
# A line is where the description came from if it holds this share of its pairs.
_SAME = 0.3


class Topic:
    """One value a non-blank line: pairs of characters that it shares with the page's title and description."""

    def __init__(self, page: Page, title: str | None, metas: Sequence[str], parts: Flags) -> None:
        """The topic of a page with this title and these ``meta`` tags; ``parts``: lines that are no headline."""
        self._page, self._metas, self._parts = page, metas, parts
        self._name = title[:_LONGEST_TITLE] if title and len(title) >= _SHORTEST_TITLE else ""

    @once
    def _pairs(self) -> NDArray[np.uint32]:
        return _hashed(self._page.lines.folded_points)

    @once
    def _description(self) -> str:
        return described(self._metas)

    @once
    def title(self) -> Counts:
        """How many pairs of each line are in the title."""
        return _shared(self._page, self._pairs, self._name)

    @once
    def said(self) -> Counts:
        """How many pairs of each line are in the description."""
        return _shared(self._page, self._pairs, self._description)

    @once
    def inside(self) -> NDArray[np.float64]:
        """The share of each line that is in the title, 0 for long lines."""
        return np.where(self._short, self.title / np.maximum(self._page.lines.sizes[self._page.number] - 1, 1), 0)

    @once
    def whole(self) -> NDArray[np.float64]:
        """The share of the title that is in each line, 0 for long lines."""
        return np.where(self._short, self.title / self._wanted, 0)

    @once
    def _wanted(self) -> int:
        """How many pairs the title has."""
        return max(len(set(_hashed(fold_points(codes(self._name))).tolist())), 1)

    @once
    def _short(self) -> Flags:
        sizes = self._page.lines.sizes[self._page.number]
        short: Flags = sizes <= _LONGEST_LINE
        return short & ~(self._parts & (self.title * 2 > np.maximum(sizes, self._wanted)))

    @property
    def size(self) -> int:
        """Characters of the description, 0 if there is none."""
        return len(self._description)

    @once
    def first(self) -> int:
        """The line that the description came from, or −1."""
        first = int(np.argmax(self.said)) if self.size else -1
        return first if first >= 0 and self.said[first] > _SAME * self.size else -1


def described(metas: Iterable[str]) -> str:
    """The longest description among ``meta`` tags, cut; empty if it says little."""
    found = [""]
    for token in metas:
        if "escription" in token[:400] or "ESCRIPTION" in token[:400]:
            given = attributes(token)
            if (given.get("name") or given.get("property") or "").lower() in _NAMES:
                found.append(given.get("content", "").strip())
    best = max(found, key=len)
    return best[:_MOST] if len(best) >= _LEAST else ""


def _hashed(points: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """A small number for each pair of neighbouring characters; few pairs share one."""
    mixed: NDArray[np.uint32] = (points[:-1] * np.uint32(_MIXER) + points[1:]) & np.uint32((1 << _BITS) - 1)
    return mixed


def _shared(page: Page, pairs: NDArray[np.uint32], text: str) -> Counts:
    """How many pairs of each line are in ``text``."""
    if not text:
        return np.zeros(len(page), np.int64)
    known = np.zeros(1 << _BITS, np.bool_)
    known[_hashed(fold_points(codes(text)))] = True
    hit: Counts = np.zeros(len(pairs) + 1, np.int64)
    known.take(pairs).cumsum(out=hit[1:])
    starts = np.minimum(page.lines.starts[page.number], len(hit) - 1)
    ends = np.minimum(page.lines.ends[page.number] - 1, len(hit) - 1)
    counts: Counts = hit[np.maximum(ends, starts)] - hit[starts]
    return counts
