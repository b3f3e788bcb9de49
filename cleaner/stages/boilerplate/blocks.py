"""The blocks of a page beside its article: for each line that is none of it the largest element with no line of it."""

from __future__ import annotations

import numpy as np

from cleaner.doc import Doc
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Counts, Flags
from cleaner.stages.boilerplate.regions import MOST_LEVELS, ranges_of
from cleaner.stages.markup.pagemap import PageMap

_LEVELS = MOST_LEVELS - 1  # elements above a block that are looked at: all in which its lines are counted
_MOST = 0.9  # share of the article's words that its element holds
_ABOVE = 2  # elements above that one in which a block right beside it may stand
_ROOTS = frozenset({"", "html", "body"})


class Blocks:
    """The blocks of a page that hold no line of its article, each as large as it can be.

    main: the element of the article.  around: it, and those right above it.  first, last: lines of each element.
    held: the lines of the article.  kept: how many of them stand before each line.
    """

    def __init__(self, view: View, origin: tuple[Doc, PageMap], keep: Flags) -> None:
        self.view, self.origin, self.keep, self.words = view, origin, keep, view.page.han
        self.above = origin[1].blocks[1]
        self.first, self.last = ranges_of(view, origin[1])
        self.held = np.flatnonzero(keep)
        self.kept = np.concatenate((np.zeros(1, np.int64), np.cumsum(keep)))
        self.unit = self._units()
        self.main = self._main()
        self.around = self._around()

    def _block(self, line: int) -> Counts:
        unit = int(self.unit[line])
        return np.array([line]) if unit < 0 else np.arange(self.first[unit], self.last[unit] + 1)

    def _home(self, block: Counts) -> int:
        """The element that a block stands in."""
        unit = int(self.unit[block[0]])
        return int(self.above[unit] if unit >= 0 else self.view.rows.block[block[0]])

    def _inside(self, element: int, block: Counts) -> bool:
        return element >= 0 and bool(self.first[element] <= block[0] and block[-1] <= self.last[element])

    def _children(self, lines: Counts, home: int) -> Counts:
        """The element right below ``home`` that each of its lines stands in."""
        here = self.view.rows.block[lines].copy()
        for _ in range(_LEVELS):
            up = self.above[np.maximum(here, 0)]
            here = np.where((here != home) & (up != home) & (up >= 0), up, here)
        return here

    def _units(self) -> Counts:
        """For each line the largest element around it that holds no line of the article; −1 where all hold one."""
        none = self._amount(self.keep) == 0
        here = self.view.rows.block
        out = np.where((here >= 0) & none[np.maximum(here, 0)], here, -1)
        for _ in range(_LEVELS):
            up = np.where(out >= 0, self.above[np.maximum(out, 0)], -1)
            higher = (up >= 0) & none[np.maximum(up, 0)]
            if not higher.any():
                break
            out = np.where(higher, up, out)
        return out

    def _main(self) -> int:
        """The smallest element of several lines that holds most words of the article; −1 where there is none."""
        page = self.view.page
        inside = self._amount((page.han + page.latin // 3 + 1) * self.keep)
        size = self.last - self.first
        enough = np.flatnonzero((inside >= _MOST * inside.max()) & (size > 0))
        return int(enough[np.lexsort((-enough, size[enough]))[0]]) if len(enough) else -1

    def _around(self) -> list[int]:
        """That element, and those right above it that hold no whole page."""
        around = [self.main]
        while self.main >= 0 and len(around) <= _ABOVE:
            up = int(self.above[around[-1]])
            if up < 0 or self.origin[1].name(up) in _ROOTS:
                break
            around.append(up)
        return around

    def _amount(self, values: Counts | Flags) -> Counts:
        """The sum of ``values`` over the lines of each element."""
        total: Counts = np.concatenate((np.zeros(1, np.int64), np.cumsum(values)))
        some = self.last >= 0
        before: Counts = total.take(np.where(some, self.first, 0))
        past: Counts = total.take(np.where(some, self.last + 1, 0))
        amount: Counts = past - before
        return amount
