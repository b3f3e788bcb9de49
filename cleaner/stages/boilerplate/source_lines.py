"""Lines of source code in text without tags: what stands in a technical article and in no frame of a page."""

from __future__ import annotations

import re

import numpy as np

from cleaner.stages.boilerplate.features import rows_of
from cleaner.stages.boilerplate.page import Flags, Page

_MARK = re.compile(
    r"[{};]\s*$|^\s*[})\]];?,?$|\)\s*[;{:]?$|=[^=]|->|=>|</|/>|::|\w\.\w+\(|^\[.*\][#$]"
    r"|^\s*(?:[#$@]|//|(?:import|from|def|class|public|return) )"
)
_TAGGED = re.compile(r"<(?:!--.*--|/?[a-z][^<>]*)>.*(?<=[a-z0-9\"'/-])>\Z|<!--.*-->\Z")
_MOST_HAN = 12  # a comment behind code
_LEAST_TAGGED = 2
_LEAST_MARKS = 3  # so many marked lines make the lines without Han around them a listing
_LONGEST_NUMBER = 6


def source_lines(page: Page) -> Flags:
    """Lines of listings, and the numbers of their lines where those stand one below the other."""
    short = np.flatnonzero((page.latin > 0) & (page.han <= _MOST_HAN)).tolist()
    bare = np.flatnonzero((page.latin == 0) & (page.han == 0)).tolist()
    marked = np.zeros(len(page), np.bool_)
    for index in [*short, *bare]:
        marked[index] = _MARK.search(page.folded[index]) is not None
    listed: Flags = marked | (page.han == 0)
    joined = listed.copy()
    joined[1:-1] |= listed[:-2] & listed[2:] & (page.han[1:-1] <= _MOST_HAN)
    total = np.concatenate((np.zeros(1, np.int64), np.cumsum(marked)))
    for start, end in rows_of(joined).tolist():
        if total[end] - total[start] < _LEAST_MARKS:
            listed[start:end] = False
    return listed | _counted(page, bare)


def tagged_on(page: Page, keep: Flags) -> Flags:
    """The lines from the last of ``keep`` to markup that the text goes on with, before any rule names a line.

    A page shows tags in what it teaches and nowhere else; one line of them may be a mishap of the page.
    """
    out = np.zeros(len(page), np.bool_)
    first = len(page) - int(np.argmax(keep[::-1]))
    past = min((i for i in range(first, len(page)) if page.fired[i]), default=len(page))
    tagged = [i for i in range(first, past) if page.folded[i].startswith("<") and _TAGGED.match(page.folded[i])]
    if len(tagged) >= _LEAST_TAGGED and tagged[0] < first + _LEAST_TAGGED:
        out[first : tagged[-1] + 1] = True
    return out


def _counted(page: Page, bare: list[int]) -> Flags:
    """Numbers of which each is one more than that above it."""
    out = np.zeros(len(page), np.bool_)
    before, number = -2, -2
    for index in bare:
        text = page.folded[index].strip()
        value = int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else -2
        if value >= 0 and index == before + 1 and value == number + 1:
            out[before : index + 1] = True
        before, number = index, value
    return out
