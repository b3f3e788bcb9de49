"""Pages that are written for search engines: hardly a line without the words of one trade, and no word against it.

Sentences stuffed with a keyword, and articles that a machine writes about one, read like prose; most of them stays in
the text, but the page is spam.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.stages.spam.lexicon import FIRM, NO_TRADE, Lexicon
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import Reading

# How many telling words a page must hold, and how many different ones of the trade.
WORDS, DIFFERENT = 4, 2
# A paragraph has so many ideographs; so many of them, and this share, must hold words of the trade.
PARAGRAPH, PARAGRAPHS, SHARE = 10, 3, 0.5
# What share of the page's ideographs these words are at least; what the n-grams say of a character on average, with so
# much for that share, must come to this.
DENSE, DENSITY, ENOUGH = 0.04, 4.0, 0.4
# What the n-grams say of a character at least for the words to be counted, and what guard words may weigh together.
LOOK, GUARDED = -0.8, 10.0


def may_be_doorway(lines: Lines, sums: NDArray[np.int32], scale: float, spots: Sequence[object]) -> bool:
    """Whether a page holds several telling words and is not all prose to the n-grams, by their running ``sums``."""
    return len(spots) >= WORDS and _mean(lines, sums, scale) >= LOOK


def is_doorway(
    page: Page, lexicon: Lexicon, readings: Iterable[Reading], sums: NDArray[np.int32], scale: float
) -> bool:
    """Whether a page is about nothing but a trade, and for it; ``readings``: its lines with telling words."""
    letters: Counter[str] = Counter()
    words: defaultdict[str, set[str]] = defaultdict(set)
    where: defaultdict[str, set[int]] = defaultdict(set)
    for line in readings:
        for hit in line.hits:
            for family in hit.families if hit.kind in FIRM else ():
                letters[family] += hit.end - hit.start
                words[family].add(line.text[hit.start : hit.end])
                where[family].add(line.number)
    letters.pop(NO_TRADE, None)
    if not letters:
        return False
    family, said = min(letters.items(), key=lambda each: (-each[1], each[0]))
    lines = page.lines
    han = lines.counts(Class.HAN)
    long = set(np.flatnonzero(han >= PARAGRAPH).tolist())
    dense = said / max(1, int(han.sum()))
    return (
        len(words[family]) >= DIFFERENT
        and dense >= DENSE
        and len(where[family] & long) >= max(PARAGRAPHS, SHARE * len(long))
        and _mean(lines, sums, scale) + DENSITY * dense >= ENOUGH
        and lexicon.raised(lines.folded, family)[0] <= GUARDED
        and not page.topics.about(family, -1)
    )


def _mean(lines: Lines, sums: NDArray[np.int32], scale: float) -> float:
    """What the n-grams say of a character of the page on average."""
    return float(sums[-1]) * scale / max(1, len(lines.text))
