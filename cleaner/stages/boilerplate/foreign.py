"""What stands inside the element of an article and is none of it: copies of its text, and lists of other articles."""

from __future__ import annotations

import numpy as np

from cleaner.stages.boilerplate.page import Flags, Page
from cleaner.stages.markup.pagemap import LineFeatures

LEAST = 60
"""Han characters of a copy."""
_SHORTEST = 6  # characters of a line that is known again
_MOST_ODD = 2  # lines in a row inside a copy that are not known
_LINKED = 0.9  # share of links in a line that is the title of another article


def copies(page: Page, rows: LineFeatures, keep: Flags) -> Flags:
    """The lines among ``keep`` that say again, in elements of other names, what lines before them said.

    Pages carry their text for readers without scripts, for phones, for printing; the first copy stays. A refrain or a
    quotation stands in elements like those of the first time, or is short.
    """
    out = np.zeros(len(page), np.bool_)
    first: dict[str, int] = {}
    run: list[int] = []
    again = odd = 0
    for index in [*np.flatnonzero(keep).tolist(), -1]:
        known = first.setdefault(page.folded[index], index) if index >= 0 else -1
        same = known != index and index >= 0 and len(page.folded[index]) >= _SHORTEST
        if same and rows.path[known] != rows.path[index]:
            run.append(index)
            again, odd = len(run), 0
            continue
        if run and odd < _MOST_ODD and index >= 0:
            run.append(index)
            odd += 1
            continue
        run = run[:again]
        if run and page.han[run].sum() >= LEAST:
            out[run] = True
        run, again, odd = [], 0, 0
    return out


def other_articles(page: Page, rows: LineFeatures, keep: Flags) -> Flags:
    """The headings of related articles among ``keep`` (延伸阅读, 相关新闻) with the lines of links alone below them."""
    out = np.zeros(len(page), np.bool_)
    linked = (rows.link_share >= _LINKED) & (rows.chars > 0)
    for heading in page.heads:
        past = heading + 1
        while past < len(page) and (linked[past] or not keep[past]):
            past += 1
        if keep[heading] and linked[heading + 1 : past].any():
            out[heading:past] = keep[heading:past]
    return out
