"""Pages that are written for search engines: hardly a line without the words of one trade, and no word against it.

Sentences stuffed with a keyword, and articles that a machine writes about one, read like prose; most of them stays in
the text, but the page is spam. So is one whose headline is a keyword that is nothing but bait, and whose sentences
speak of it: about a real teahouse, or a lottery that nobody holds.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.stages.spam.lexicon import FIRM, NO_TRADE, Lexicon
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import Reading
from cleaner.stages.spam.repeats import TIED_BEFORE, TIED_BEHIND, next_to

# How many telling words a page must hold, and how many different ones of the trade.
WORDS, DIFFERENT = 4, 2
# A paragraph has so many ideographs; so many of them, and this share, must hold words of the trade.
PARAGRAPH, PARAGRAPHS, SHARE = 10, 3, 0.5
# What share of the page's ideographs these words are at least; what the n-grams say of a character on average, with so
# much for that share, must come to this.
DENSE, DENSITY, ENOUGH = 0.04, 4.0, 0.4
# Trades whose keywords no honest headline holds; what words of a kind weigh, and what a line must hold to be about one.
_BAIT = frozenset(("escort", "lottery"))
WEIGHTS, ABOUT = {"certain": 2, "sure": 1}, 2
_ROW = re.compile(r"[_|/\s]")  # what parts the items of a header, which is put on pages about anything
# How long such a headline is, how many lines must be about it, and what share of them speak of it; what guard words
# that weigh so much may weigh together.
HEADLINE, SPEAK, SPOKEN, GUARDS, HEAVY = range(8, 61), 2, 0.25, 9.0, 3.0
# How long the name of a place is at least, with which both halves of a headline begin.
PLACE = 2
# What the n-grams say of a character at least for the words to be counted, and what guard words may weigh together.
LOOK, GUARDED = -0.8, 10.0


def may_be_doorway(lines: Lines, sums: NDArray[np.int32], scale: float) -> bool:
    """Whether a page is not all prose to the n-grams, by their running ``sums``."""
    return _mean(lines, sums, scale) >= LOOK


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


def is_bait(page: Page, lexicon: Lexicon, readings: Sequence[Reading]) -> bool:
    """Whether the headline of a page is a keyword that its sentences speak of; ``readings`` as for ``is_doorway``."""
    lines = page.lines
    first = next((number for number, text in enumerate(lines.stripped) if text), None)
    if first is None or not readings or readings[0].number != first or _ROW.search(lines.stripped[first]):
        return False
    if len(lines.stripped[first]) not in HEADLINE:
        return False
    for family in sorted(_BAIT.intersection(_about(readings[0]))):
        others = [line for line in readings[1:] if family in _about(line)]
        spoken = sum(_is_spoken_of(line, family) for line in others)
        if _is_said_twice(readings[0], family):
            if not others:
                continue
        elif len(others) < SPEAK or spoken < max(1, SPOKEN * len(others)):
            continue
        guarded = "" if family == "escort" else family  # such pages speak of real tea
        if lexicon.raised(lines.folded, guarded, HEAVY)[0] <= GUARDS and not page.topics.about(family, -1):
            return True
    return False


def _is_said_twice(headline: Reading, family: str) -> bool:
    """Whether both halves of a headline begin with the same place and hold words of a trade: it is two searches."""
    first, comma, second = headline.text.partition(",")
    firm = [hit.start for hit in headline.hits if family in hit.families and hit.kind in WEIGHTS]
    halves = {at > len(first) for at in firm}
    return bool(comma) and len(halves) == 2 and first[:PLACE] == second[:PLACE]


def _about(line: Reading) -> set[str]:
    """The trades that a line is about."""
    weights: Counter[str] = Counter()
    for hit in line.hits:
        for family in hit.families:
            weights[family] += WEIGHTS.get(hit.kind, 0)
    return {family for family, weight in weights.items() if weight >= ABOUT}


def _is_spoken_of(line: Reading, family: str) -> bool:
    """Whether a line speaks of the words of a trade: one of grammar stands beside a stretch of them."""
    ends: list[list[int]] = []
    for hit in line.hits:
        if family in hit.families and ends and hit.start == ends[-1][1]:
            ends[-1][1] = hit.end
        elif family in hit.families and hit.kind in WEIGHTS:
            ends.append([hit.start, hit.end])
    beside = (next_to(line.text, start, end) for start, end in ends)
    return any(before in TIED_BEFORE or behind in TIED_BEHIND for before, behind in beside)
