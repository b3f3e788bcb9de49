"""What stands where a page ends within a sentence: between its two halves nothing but the page's own lines can stand.

So a single break tells: a number in the dress of a page's, or a number beside a title, with the short lines around it.
Headings, captions, tables and lists do not cut sentences of prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.patterns import lazy
from cleaner.stages.boilerplate.page import Page

_MOST = 3  # lines between the halves
_LONGEST = 40  # characters of each
_ABOVE, _BELOW = 15, 10  # ideographs of the line that is cut, and of the one that goes on
_FEW = 12  # characters of a line that has its number in ideographs
_NUMERALS = frozenset("〇零一二三四五六七八九十百")
_CUT = lazy(r"[\u3400-\u9fff,]\Z")
_CLAUSE = re.compile(r"[,。、;:]")
_GOES_ON = lazy(r"[\u3400-\u9fff,、。;]")
_LEADS = re.compile(r"(?:如下|以下|下列|包括|分别[是为]|即|例如)[^。]{0,6}\Z")


def broken(page: Page) -> Iterator[tuple[int, int]]:
    """The half-open ranges of lines that cut a sentence in two."""
    dressed, titled = (pattern_table("pages")[name] for name in ("page-number", "page-title"))
    short = page.solid_sizes <= _LONGEST
    quiet = short & (page.ends_of_sentences + page.clauses == 0)
    long, near = page.han >= _ABOVE, np.zeros(len(page), np.bool_)
    for back in range(1, _MOST + 1):
        near[back:] |= long[:-back]
    past = 0
    for line in np.flatnonzero(quiet & near & ((page.digits > 0) | (page.solid_sizes <= _FEW))).tolist():
        bare = page.digits[line] == 0 and _NUMERALS.isdisjoint(page.folded[line])
        if line < past or bare or not (dressed.fullmatch(page.folded[line]) or titled.fullmatch(page.folded[line])):
            continue
        for start in range(line, max(line - _MOST, 0), -1):
            if not quiet[start]:
                break
            end = next((i for i in range(line + 1, min(start + _MOST, len(page) - 1) + 1) if not quiet[i]), line + 1)
            if _cut(page, start - 1, end):
                past = end
                yield start, end
                break


def _cut(page: Page, above: int, below: int) -> bool:
    """Whether a sentence begins in the line ``above`` and goes on in the line ``below``."""
    if below >= len(page) or page.han[above] < _ABOVE or page.han[below] < _BELOW:
        return False
    one, other = page.folded[above], page.folded[below]
    if not (_CUT.search(one) and _CLAUSE.search(one) and _GOES_ON.match(other)):
        return False
    return not _LEADS.search(one[-12:]) and bool(page.ends_of_sentences[below] + page.clauses[below])
