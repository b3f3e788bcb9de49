"""Keywords in Traditional characters that were put anywhere into the sentences of a copied Simplified page.

No list knows them: the page is written in the other script, and it reads on over the place where one was put better
than it reads into the keyword and out of it (``seams``). A name that the author wrote so is part of its sentence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.doc import Edit
from cleaner.patterns import HAN
from cleaner.stages.spam.lexicon import FIRM, NO_TRADE, Lexicon
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.seams import SEAM, links

# The fewest characters of a page that are only Simplified, and how many of the others may stand beside each of them.
_PAGE, _SHARE = 30, 0.25
# How far apart two Traditional characters of a keyword are, and how far it goes on beside them.
_GAP, _ON = 2, 3
_WORD = re.compile("[a-z]{2,8}(?![a-z])")
_MARKS = frozenset("\"'()[]{}《》〈〉【】「」『』:")
# What a keyword gains that stands so elsewhere on the page, by the logarithm of its times, and what a character costs.
_SAME, _COST = 3.0, 0.3
# How much better a text reads without a keyword that was put in, and one that goes with others; how well it reads on
# where a word was torn. The fewest keywords that were put in, and their share of those inside sentences.
_STRONG, _LEAST, _TORN, _FEWEST, _PART = 4.0, 1.0, 4.0, 3, 3
_TOLD = 0.0  # what is enough where the lexicon knows the keyword for a trade's
_MOST = 400  # of a page that are looked at

_BOTH = frozenset("乾藉夥瞭徵餘著於")  # Simplified texts write them, too: 乾坤, 慰藉, 瞭望

_Bounds = tuple[int, int]


class _Keyword(NamedTuple):
    """A stretch about Traditional characters: how much better the text reads without it, and how well it does."""

    start: int
    end: int
    better: float
    joined: float
    within: bool

    @property
    def strong(self) -> bool:
        """Whether it stands inside a sentence that reads much better without it."""
        return self.within and self.long and self.better >= _STRONG

    @property
    def long(self) -> bool:
        """Whether it is more than a character that its author wrote in another way."""
        return self.end - self.start > 1


def strays(page: Page, words: Lexicon) -> list[Edit]:
    """Cuts of keywords in the other script than a page's; a known trade's word goes where it stands alone, too."""
    text = page.lines.text
    groups = [g for g in page.strays(_PAGE, _SHARE, _GAP) if not _BOTH.issuperset(text[slice(*g)])]
    if not groups or len(groups) > _MOST:
        return []
    found = _keywords(page, groups)
    if _are_put_in(found):
        cut = [each for each in found if each.long and each.better >= _LEAST]
    else:
        told = [each for each in found if each.better >= _TOLD and _is_told(page, words, each)]
        cut = told if told and 2 * len(told) >= len(found) else []
    rule = words.rule_of.get("stray")
    why = f"action=span family=stray times={len(cut)}"
    return [Edit(e.start, e.end, "", rule, f"{why} text={text[e.start : e.end]}", 0.7) for e in cut] if rule else []


def _are_put_in(found: Sequence[_Keyword]) -> bool:
    """Whether the keywords of a page were put in: enough of them stand where no sentence has room for a word."""
    within = [each for each in found if each.within]
    strong = sum(each.strong for each in within)
    torn = sum(each.joined >= _TORN for each in within)
    return (
        min(strong, torn + 1) >= _FEWEST - 1
        and strong + torn >= _FEWEST
        and _PART * strong >= len(within)
        and 2 * len(within) >= len(found)
    )


def _is_told(page: Page, words: Lexicon, each: _Keyword) -> bool:
    """Whether the lexicon knows a telling word of a trade in a keyword."""
    hits = words.hits(page.lines.folded[each.start : each.end])
    return any(hit.kind in FIRM and hit.families != (NO_TRADE,) for hit in hits)


def _keywords(page: Page, groups: Sequence[_Bounds]) -> list[_Keyword]:
    """The keywords about groups of characters, each with the bounds without which its line reads best."""
    text = page.lines.folded
    rows = [dict(_candidates(page, *group)) for group in groups]
    times = Counter(word for row in rows for word in {text[slice(*bounds)] for bounds in row})

    def worth(row: dict[_Bounds, _Keyword], bounds: _Bounds) -> tuple[float, int]:
        """How much better the line reads without a stretch, more for one that stands elsewhere, too; then its size."""
        again = _SAME * math.log(times[text[slice(*bounds)]]) - _COST * (bounds[1] - bounds[0])
        return row[bounds].better + again, bounds[0] - bounds[1]

    return [row[max(row, key=lambda bounds: worth(row, bounds))] for row in rows if row]


def _candidates(page: Page, first: int, last: int) -> Iterator[tuple[_Bounds, _Keyword]]:
    """The stretches that a keyword about Traditional characters may be, none beside a bracket or a quotation mark."""
    text, line = page.lines.folded, page.lines.at(first)
    bounds = int(page.lines.starts[line]), int(page.lines.ends[line])
    low = page.shared_from(first, -1, _ON, bounds[0])
    if latin := _WORD.match(text, last, bounds[1]):
        ends: Sequence[int] = (latin.end(),)
    else:
        ends = range(last, page.shared_from(last, 1, _ON, bounds[1]) + 1)
    left, right = max(bounds[0], low - SEAM), min(bounds[1], ends[-1] + SEAM)
    over = links(text[left:right])
    for start in range(low, first + 1):
        for end in ends:
            before, after = text[max(left, start - SEAM) : start], text[end : min(right, end + SEAM)]
            if not before or not after or before[-1] in _MARKS or after[0] in _MARKS:
                continue
            within = bool(HAN.match(before[-1]) and HAN.match(after[0]))
            joined = float(links(before + after)[len(before)]) if within else 0.0
            better = joined - float(over[start - left]) - float(over[end - left])
            yield (start, end), _Keyword(start, end, better, joined, within)
