"""A second copy of an article that differs from the first in a few of its lines.

Pages carry their text once for large screens and once for phones, and whoever mends one forgets the other.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from cleaner.doc import Doc
from cleaner.stages.boilerplate.markup_features import View
from cleaner.stages.boilerplate.page import Flags
from cleaner.stages.boilerplate.regions import ranges_of
from cleaner.stages.markup.pagemap import PageMap

_COPIED = 0.6  # share of the Han characters of what stays of an element that lines before it said
_LEAST = 120  # of them
_ALIKE = 0.5  # share of a line's pairs of characters in the first copy
_LONG = 12  # Han characters of a line that must be like it


def near_copies(view: View, origin: tuple[Doc, PageMap], keep: Flags, copied: Flags) -> Flags:
    """The other lines among ``keep`` of elements that are copies for the most part; ``copied``: the lines known so.

    Each long one says much of what the first copy says.
    """
    page, out = view.page, np.zeros(len(keep), np.bool_)
    if page.han[copied].sum() < _LEAST:
        return out
    first, last = ranges_of(view, origin[1])
    total, known = (np.concatenate((np.zeros(1, np.int64), np.cumsum(page.han * some))) for some in (keep, copied))
    held = np.flatnonzero(last > first)
    begin, end = first[held], last[held] + 1
    share = (known[end] - known[begin]) / np.maximum(total[end] - total[begin], 1)
    for at in np.flatnonzero((share >= _COPIED) & (known[end] - known[begin] >= _LEAST)).tolist():
        lines = np.arange(begin[at], end[at])
        rest = lines[(keep & ~copied & ~out)[lines]]
        before = np.flatnonzero(keep[: begin[at]])
        if len(rest) and len(before) and _says_same(view, rest.tolist(), before.tolist()):
            out[rest] = True
    return out


def _says_same(view: View, lines: list[int], before: list[int]) -> bool:
    """Whether each long one of ``lines`` says much of what the lines ``before`` say."""
    folded, han = view.page.folded, view.page.han
    said = {pair for line in before for pair in pairwise(folded[line])}
    for line in lines:
        pairs = list(pairwise(folded[line]))
        if han[line] >= _LONG and sum(pair in said for pair in pairs) < _ALIKE * len(pairs):
            return False
    return True
