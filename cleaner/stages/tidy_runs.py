"""Marks that stand twice, ellipses of dots and dashes of hyphens, as damage and careless typing leave them.

One mark in two widths (，,) is never meant. The rest is style in some texts: dots and hyphens are touched only in a
text whose punctuation was folded as a whole, a mark that stands twice also where that happens again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Edit
from cleaner.lines import Points
from cleaner.patterns import lazy
from cleaner.points import blank
from cleaner.stages.tidy_marks import HAN, WIDE

# The same mark twice and exactly so often: not for emphasis, and no slip of the finger.
TWICE = 2

_CLOSE, _OPEN = "”’」』》〉）】〕", "“‘「『《〈（【〔"
# The end of a line, after blanks that go with it.
_END = "[ \\t\u3000\xa0]*+(?:\\n|\\Z)"
_BOTH = [
    pair
    for narrow, wide in {**{n: w for n, w in WIDE.items() if n not in "()"}, ".": "。"}.items()
    for pair in (narrow + wide, wide + narrow)
]
_WIDTHS = lazy(f"(?:{'|'.join(map(re.escape, _BOTH))})(?=[{HAN}{_OPEN}]|{_END})")
_BEFORE = lazy(f"[{HAN}{_CLOSE}]")
_TWICE = lazy(f"(?<=[{HAN}{_CLOSE}])([，、；：。])\\1(?=[{HAN}{_OPEN}]|{_END})")
_TWICE_NARROW = lazy(f"(?<=[{HAN}{_CLOSE}])([,:;])\\1(?=[{HAN}{_OPEN}]|{_END})")
_DOTS = lazy(f"(?<=[{HAN}{_CLOSE}，！？])\\.{{3,6}}(?=[{HAN}{_OPEN}{_CLOSE}，。！？]|{_END})")
_HYPHENS = lazy(f"(?<=[{HAN}{_CLOSE}])-{{2,4}}(?=[{HAN}{_OPEN}])")


def runs(text: str, points: Points, folded: bool) -> Iterator[Edit]:
    """Edits for such marks; ``folded`` says whether the punctuation of the text (of these code points) was folded."""
    pairs = _pairs(points)
    for found in _matched(_WIDTHS, text, pairs):
        if _BEFORE.match(text[found.start() - 1 : found.start()]):
            wide = next(mark for mark in found[0] if not mark.isascii())
            yield Edit(*found.span(), wide, "tidy.doubled-mark", "one mark in two widths")
    dotted = "。。。" in text  # who makes an ellipsis of full stops means two of them as well
    twice = [found for found in _matched(_TWICE, text, pairs) if not (dotted and found[1] == "。")]
    if folded or len(twice) >= TWICE:
        for found in twice:
            yield Edit(*found.span(), found[1], "tidy.doubled-mark", "the same mark twice")
    for found in _matched(_TWICE_NARROW, text, pairs) if folded else ():
        yield Edit(*found.span(), WIDE[found[1]], "tidy.doubled-mark", "the same mark twice")
    for sign, pattern, right, rule in (
        ("...", _DOTS, "……", "tidy.ellipsis"),
        ("--", _HYPHENS, "——", "tidy.dash"),
    ):
        for found in _matched(pattern, text, _starts(text, sign)) if folded else ():
            yield Edit(*found.span(), right, rule, "the page folded its punctuation")


def _matched(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of ``pattern``, which begins nowhere but at ``places``: a look back makes a search slow."""
    past = 0
    for place in places:
        if place >= past and (found := pattern.match(text, place)):
            past = found.end()
            yield found


def _pairs(points: Points) -> list[int]:
    """Where the same mark stands twice, in whatever width."""
    marks = _marks().take(points)
    where = marks.nonzero()[0]  # one character in ten
    marks = marks[where]
    same = (marks[1:] == marks[:-1]) & (where[1:] == where[:-1] + 1)
    places: list[int] = where[:-1][same].tolist()
    return places


def _starts(text: str, sign: str) -> Iterator[int]:
    """Where runs of the character of ``sign`` begin that are as long as it or longer."""
    at = text.find(sign)
    while at >= 0:
        yield at
        while text.startswith(sign[0], at):
            at += 1
        at = text.find(sign, at)


@cache
def _marks() -> NDArray[np.uint8]:
    """For each code point a number of the mark that it is in any width, 0 for what is no such mark."""
    table = blank(np.uint8)
    wide = {wide: narrow for narrow, wide in WIDE.items()} | {"。": "."}
    for number, mark in enumerate((*",:;?!.", "、"), 1):
        table[[ord(mark), *(ord(w) for w, narrow in wide.items() if narrow == mark)]] = number
    return table
