"""Doubts about the run of lines that the models take for the article of a flattened page.

The best run may be a list of teasers, or a greeting of the site, above the article proper. Two things together tell:
no title stands above it and the page goes on with a block of more prose than it holds; or the first line of the page,
which is its ``<title>`` as crawlers write it, comes back as a headline below it.
"""

from __future__ import annotations

import re

import numpy as np

from cleaner.stages.boilerplate.features import function_words, rows_of
from cleaner.stages.boilerplate.page import Flags, Page
from cleaner.stages.markup.title_parts import SEPARATOR
from cleaner.trees import Column

_NO_TITLE = 0.8  # what the model says at most of the best title of a run that is doubted
_SMALL = 1 / 3  # share of the page's Han characters that such a run holds at most
_READS = -0.75  # what the line model says at least of the prose of a block that may be the article
# Lines without punctuation: Han characters of one, lines of a row, Han characters of its lines in the mean, how many of
# these are words of grammar (.10 to .16 in sentences, up to .09 in titles); how much they say at least beside the run.
_BARE_LINE, _BARE_ROW, _BARE_MEAN, _GRAMMAR, _LITTLE = 8, 8, 12, 0.1, 0.5
_SHORTEST_TITLE = 8  # characters of a headline that comes back
_SUFFIX = re.compile(r" ?[-–—_|·>»]")  # what stands before the name of a site
_FAR = 8  # lines from the first line to the headline at least
_BESIDE = 2  # lines above and below it in which a path or a byline stands
_GREETING = 1  # paragraphs of the site above it at most


def outweighing(page: Page, keep: Flags, line: Column, title: float) -> Flags:
    """The block of lines that would go and outweighs those that would stay; title: of the best line above these."""
    out = np.zeros(len(page), np.bool_)
    if title > _NO_TITLE or page.han[keep].sum() > _SMALL * page.han.sum():
        return out
    parted = keep | page.fired
    prose = np.where(page.told & ~parted, page.han, 0)
    block = np.cumsum(parted)
    sizes = np.bincount(block, prose)
    most = int(np.argmax(sizes))
    own = np.flatnonzero((block == most) & (prose > 0))
    if (
        sizes[most] > page.han[page.told & keep & ~page.fired].sum()
        and np.average(line[own], weights=prose[own]) > _READS
    ):
        out[own[0] : own[-1] + 1] = True
    return out


def unmarked(page: Page, keep: Flags) -> Flags:
    """Rows of lines that tell something without any mark of punctuation, as on many a blog, if they are not little.

    Titles in a list are as long, but hold hardly any words of grammar.
    """
    out = np.zeros(len(page), np.bool_)
    bare = (page.han >= _BARE_LINE) & (page.ends_of_sentences == 0) & ~page.fired
    for start, end in rows_of(bare).tolist():
        size = int(page.han[start:end].sum())
        if end - start >= _BARE_ROW and size >= _BARE_MEAN * (end - start):
            out[start:end] = function_words(page)[start:end].sum() >= _GRAMMAR * size
    return out if page.han[out].sum() >= _LITTLE * page.han[keep].sum() else np.zeros_like(out)


def restated(page: Page) -> int:
    """The line that says again what the first line does, site's name aside; −1 where a rule names no frame beside it.

    The two stand apart, and there is hardly any prose between them, and not more than text below.
    """
    first = page.folded[0] if len(page) else ""
    begun = first[:_SHORTEST_TITLE]
    if len(begun) < _SHORTEST_TITLE:
        return -1
    parts = {part for part in SEPARATOR.split(first) if len(part) >= _SHORTEST_TITLE}  # behind site and section
    for place, text in enumerate(page.folded[_FAR:], _FAR):
        again = text.startswith(begun) and first.startswith(text) and (text == first or _SUFFIX.match(first, len(text)))
        if again or text in parts:
            beside, told = page.fired[place - _BESIDE : place + _BESIDE + 1], (page.han * page.told)[1:place]
            greeted = page.paragraph[1:place].sum() <= _GREETING and told.sum() <= page.han[place:].sum()
            return place if beside.any() and greeted else -1
    return -1
