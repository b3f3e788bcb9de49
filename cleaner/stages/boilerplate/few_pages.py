"""Numbers and running heads of texts of a few pages, where hardly any of them comes back.

Two things that only print does tell all the same. Facing pages have their numbers on the outer side: even ones before a
title, odd ones behind it, and they count on. And a standard has its own number (``GB/T 1.1—2009``) at the head of each
page, below the number of the page before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.page import Page

_LONGEST, _HAN = 72, 2  # characters of a head, ideographs of a title in it
_LEAST = 3  # numbers of pages that count on; places of a standard's number
_APART = 4  # lines from one head to the next, at least
_SIDES = re.compile(r"([1-9]\d{1,3})\s+(?=\D)"), re.compile(r"(?<=\D)\s+([1-9]\d{1,3})\Z")
_BARE = re.compile(r"[1-9]\d{0,3}")
_ROMAN = {
    sign: number
    for signs in ("ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ", ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"])
    for number, sign in enumerate(signs, 1)
}
_LAST = 3  # lines at the end of a text in which the number of its last page stands


class _Head(NamedTuple):
    """A line and the number of a page in it; side: 0 where it begins the line, 1 where it ends it, −1 alone."""

    line: int
    number: int
    side: int


def facing(page: Page) -> set[int]:
    """Lines of a title with the number of a page on its outer side, and bare numbers that count on with them."""
    runs: dict[int, list[_Head]] = {}
    out: set[int] = set()
    for head in _numbered(page):
        before = runs.get(head.number - 1, [])
        bare = bool(before) and -1 in (head.side, before[-1].side)  # at the foot of a page, right above the next
        run = [*before, head] if before and (bare or head.line - before[-1].line >= _APART) else [head]
        runs[head.number] = run
        if len(run) >= _LEAST and {each.side for each in run} >= {0, 1}:
            out |= {each.line for each in run}
    return out


def _numbered(page: Page) -> Iterator[_Head]:
    """Lines that may be the head or the foot of one of two facing pages."""
    quiet = (page.solid_sizes <= _LONGEST) & (page.ends_of_sentences == 0) & (page.digits > 1)
    for line in np.flatnonzero(quiet).tolist():
        text = page.folded[line]
        if not (text[0].isdecimal() or text[-1].isdecimal()):
            continue
        if _BARE.fullmatch(text):
            yield _Head(line, int(text), -1)
        elif page.han[line] >= _HAN:
            for side, found in enumerate((_SIDES[0].match(text), _SIDES[1].search(text))):
                if found and int(found[1]) % 2 == side:
                    yield _Head(line, int(found[1]), side)


def of_standard(page: Page) -> tuple[set[int], set[int]]:
    """The number of a standard at the head of each page but the first, and the numbers of the pages beside it."""
    known = pattern_table("pages")["standard"]
    signed = np.flatnonzero((page.digits >= _LEAST) & (page.solid_sizes <= _LONGEST // 2)).tolist()
    times = Counter(page.folded[line] for line in signed)
    for text in (text for text, number in times.items() if number >= _LEAST and known.fullmatch(text)):
        heads = [line for line in signed if page.folded[line] == text][1:]
        return set(heads), _counting(page, heads)
    return set(), set()


def _counting(page: Page, heads: list[int]) -> set[int]:
    """Bare numbers right above ``heads`` or at the end of the text, each one more than the one before, or the first."""
    out: set[int] = set()
    number, end = 0, range(max(heads[-1] + 1, len(page) - _LAST), len(page))
    for line in [*(head - 1 for head in heads), *end]:
        text = page.folded[line]
        value = _ROMAN.get(text) or (int(text) if _BARE.fullmatch(text) else 0)
        if value and value in (1, number + 1):
            out.add(line)
            number = value
    return out
