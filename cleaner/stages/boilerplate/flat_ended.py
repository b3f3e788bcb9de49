"""What stands between the article that models see on a flattened page and the line that ends it for sure.

Models that have seen news pages stop at source code, lists and short headings. But sentences further down that speak of
the same things, above the line that says who wrote the article, or that leads to the next one, belong to it.
"""

from __future__ import annotations

import re

import numpy as np

from cleaner.stages.boilerplate.flat_comments import opens_comments
from cleaner.stages.boilerplate.page import BYLINES, Flags, Page
from cleaner.topical import topical_pairs
from cleaner.trees import Column

_SENTENCES = 2  # that stand below at least
_SAID = -1.5  # what the model of articles says of them, in the middle
_SHARED = 0.06  # the share of their topics that the text above speaks of, or the headline in so many lines above that
_HEAD = 6
_SPARSE, _TOLD = 5, 10  # lines for each one of the frame above the end at least, and for each sentence there at most
_ADDRESS = "boilerplate.page-record"
_LATIN = re.compile("[a-z]{3,}")
_NAMES = ("share-bar", "disclaimer", "neighbour-article", "end-mark", "hands")
_HEADS = ("related", "related-maybe", "ranking", "comments")
_CARDS = BYLINES | {f"boilerplate.{name}" for name in ("editor", "page-record", "origin-link", "blog-licence")}
_ENDS = _CARDS | {f"boilerplate.{name}" for name in (*_NAMES, *_HEADS)}


def up_to_end(page: Page, keep: Flags, line: Column) -> Flags:
    """The lines below ``keep``, up to the last sentence above what ends the article.

    line: what the model of articles says of each line.
    """
    out = np.zeros(len(page), np.bool_)
    last = len(page) - 1 - int(np.argmax(keep[::-1]))
    stop = _end_below(page, last)
    if stop < 0:
        return out
    told = last + 1 + np.flatnonzero((page.told & ~page.fired)[last + 1 : stop])
    if not len(told) or opens_comments(page, last + 1, stop):
        return out
    if _signed(page, last, stop):
        out[last + 1 : told[-1] + 1] = True
    if len(told) < _SENTENCES or np.median(line[told]) < _SAID:
        return out
    first = int(np.argmax(keep))
    above = _topics(page, [*range(max(0, first - _HEAD), first), *np.flatnonzero(keep).tolist()])
    below = _topics(page, told.tolist())
    out[last + 1 : told[-1] + 1] |= len(above & below) >= _SHARED * len(below)
    return out


def _end_below(page: Page, last: int) -> int:
    """The line below ``last`` that ends an article, with hardly any other line of the frame above it, or −1.

    Where a line gives the address of the article, no heading of a list above it is one of the site.
    """
    sure = {i: rule.id for i, rule in page.sure.items() if i > last and not rule.extra.get("inside")}
    heads = {i: rule.id for i, rule in page.heads.items() if i > last}
    addressed = (i for i, name in sure.items() if name == _ADDRESS)
    ends = (i for i, name in (sure | heads).items() if name in _ENDS)
    for stop, outer in ((min(addressed, default=-1), sure), (min(ends, default=-1), sure | heads)):
        between, told = sum(i < stop for i in outer), int(page.told[last + 1 : max(stop, 0)].sum())
        if stop >= 0 and (not between or between * _SPARSE <= stop - last <= told * _TOLD):
            return stop
    return -1


def _signed(page: Page, last: int, stop: int) -> bool:
    """Whether the line that ends an article is of the card of a post, and nothing of a frame stands above it.

    A time alone is a comment's.
    """
    if stop not in page.sure or page.sure[stop].id not in _CARDS or page.stamps[stop]:
        return False
    return not any(last < i < stop for rules in (page.sure, page.heads) for i in rules)


def _topics(page: Page, lines: list[int]) -> frozenset[str]:
    """Pairs of ideographs and Latin words of some lines."""
    text = "\n".join(page.folded[i] for i in lines)
    return topical_pairs(text).union(_LATIN.findall(text))
