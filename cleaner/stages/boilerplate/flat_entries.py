"""Entries of one shape on a flattened page: an author's list of cases, inns or plants goes or stays as a whole.

Models judge line by line, and stop at the second or third entry. But a short line that comes back below each of them
ends an entry, and labels that come back in each of them (``项目背景``, ``推广效果``) are its own, with their values.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np

from cleaner.stages.boilerplate.page import STAMP, Flags, Page

_SHORT = 12  # characters of a line that comes back
_STEPS = 3  # from one entry to the next
_LEAST, _LABELS, _MOST = 3, 2, 12  # times that a label comes, and labels that come in turns
_LONGEST = 40  # lines of an entry


def entries(page: Page, keep: Flags) -> Flags:
    """The lines of entries of which some are to ``keep``."""
    out = np.zeros(len(page), np.bool_)
    last = len(page) - 1 - int(np.argmax(keep[::-1]))
    out[last + 1 : _entries_to(page, keep, last) + 1] = True
    own = labelled(page)
    return out | own if (keep & own & page.told).any() else out


def labelled(page: Page) -> Flags:
    """The lines of entries in which labels come in turns: no rule may take them for the page's own counters."""
    out = np.zeros(len(page), np.bool_)
    start, end = _labelled(page)
    out[start:end] = True
    return out


def _entries_to(page: Page, keep: Flags, last: int) -> int:
    """The last line of the entries that go on below the line ``last``, each as long as those above, or ``last``.

    A short line that comes back stands below the sentence that ends each of them: ``了解更多``.
    """
    mark = page.folded[last + 1] if last + 1 < len(page) else ""
    if not mark or len(mark) > _SHORT:
        return last
    places = [i for i, text in enumerate(page.folded) if i and text == mark and page.told[i - 1]]
    places = places[next((n for n, i in enumerate(places) if keep[i - 1]), len(places)) :]
    steps = [below - above for above, below in pairwise(places)]
    if len(steps) < _STEPS or page.cut_off[places[0] - 1]:
        return last
    end = last
    for above, below in pairwise(places):
        whole = not (page.fired[above + 1 : below].any() or page.cut_off[below - 1])
        if not whole or abs(below - above - steps[0]) > 1:
            break
        end = below - 1
    return max(end, last)


def _labelled(page: Page) -> tuple[int, int]:
    """The lines of entries in which labels come in turns, with a whole sentence in each and no time; or an empty range.

    The line above the first label names the entry.
    """
    free = [
        text if len(text) <= _SHORT and not page.fired[i] and page.han[i] > 1 else ""
        for i, text in enumerate(page.folded)
    ]
    times = Counter(filter(None, free))
    often = max(times.values(), default=0)
    labels = [text for text, count in times.items() if count == often]
    if often < _LEAST or not _LABELS <= len(labels) <= _MOST:
        return 0, 0
    places = [[i for i, text in enumerate(free) if text == label] for label in labels]
    turns = sorted(i for each in places for i in each)
    first, size = places[0], len(labels)
    if any(free[i] != labels[n % size] for n, i in enumerate(turns)):
        return 0, 0
    steps = [below - above for above, below in pairwise(first)]
    held = frozenset(page.folded[first[0] : first[-1]])  # what stands in other entries is no frame
    ends = (i for i in (*page.sure, *page.heads) if i > turns[-1] and page.folded[i] not in held)
    start, end = first[0] - 1, min(first[-1] + min(steps) - 1, len(page), *ends)
    parts = [slice(above, below) for above, below in pairwise([*first, end])]
    told = page.told & ~page.fired & ~page.cut_off
    whole = all(told[part].any() for part in parts) and max(steps) <= _LONGEST
    if start < 0 or not whole or any(map(STAMP.search, page.folded[start:end])):
        return 0, 0
    return start, end
