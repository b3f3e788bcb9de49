"""Paragraphs that stand in one line, with two ideographic spaces between them: indents whose line breaks are gone.

Only where a line has several, behind ends of sentences, and pieces as long as paragraphs between them: halves of poems
and couplets, tables, and choices of an exam are parted by such spaces, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.doc import Edit
from cleaner.patterns import lazy

_SPACES = "\u3000\u3000"
_GAP = lazy(r"(?<=[^\s\u3000])\u3000{2,4}(?=[^\s\u3000])")
_ENDED = lazy(r"[。！？…][”」』’）]{0,2}\Z")
_ITEM = lazy(r"[(（\[【]?(?:[A-Za-z]|\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])[)）\]】.、．:：]")
_LEAST_GAPS, _ENDED_SHARE, _ITEM_SHARE = 3, 0.9, 0.5
_MEAN, _LONGEST = 30, 60  # characters of the pieces on average, and of the longest one at least


def unglued(text: str) -> Iterator[Edit]:
    """Edits that give each paragraph a line of its own."""
    if _SPACES not in text:
        return
    at = 0
    for line in text.split("\n"):
        if line.count(_SPACES) >= _LEAST_GAPS:
            yield from _parted(line, at)
        at += len(line) + 1


def _parted(line: str, at: int) -> Iterator[Edit]:
    """The edits in a line that begins at ``at``."""
    gaps = list(_GAP.finditer(line))
    ended = [gap for gap in gaps if _ENDED.search(line, max(0, gap.start() - 3), gap.start())]
    if len(ended) < max(_LEAST_GAPS, _ENDED_SHARE * len(gaps)):
        return
    pieces = [piece.strip() for piece in _GAP.split(line)]
    sizes = [len(piece) for piece in pieces]
    items = sum(1 for piece in pieces if _ITEM.match(piece))
    if sum(sizes) < _MEAN * len(sizes) or max(sizes) < _LONGEST or items >= _ITEM_SHARE * len(pieces):
        return
    for gap in ended:
        yield Edit(at + gap.start(), at + gap.end(), "\n", "tidy.glued-paragraphs", "the indent of a paragraph")
