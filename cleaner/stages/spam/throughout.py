"""Whether a line of several sentences is an advert from one end to the other, where some of it tells by itself.

What the models are sure of in such a line is often its first and its last sentence; those between praise and promise,
as honest firms do. Cut in its middle, an advert leaves sentences that belong to nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.patterns import count_han
from cleaner.stages.spam.findings import Finding
from cleaner.stages.spam.reading import Reading

# How long such a line is, how many marks of sentences are in it; what parts a headline from a name is not.
_LONGEST, _MARKS, _PARTS = 240, 2, re.compile("[|]|_(?=[\u4e00-\u9fff])")
# What the n-grams, the network and the one that knows more trades say of the line at least.
_SCORE, _WHOLE, _AGAIN = 3.0, 4.0, 2.5
# What the n-grams say of each clause of so many ideographs that is left: of a hundred sentences of texts one has more.
_LEFT, _CLAUSE = -3.2, 4
_STOP = re.compile("[。!?]")


def is_throughout(line: Reading, found: Sequence[Finding]) -> bool:
    """Whether all of a line is the advert of which parts were ``found``."""
    text, strength, size = line.text, line.strength, len(line.text)
    if size > _LONGEST or len(_STOP.findall(text)) < _MARKS or _PARTS.search(text):
        return False
    if any(each.whole or each.run.framed for each in found):
        return False
    if any(strength.score(start, end) < _LEFT for start, end in _left(line, found)):
        return False
    return strength.score(0, size) >= _SCORE and strength.whole(0, size) >= _WHOLE and strength.again(0, size) >= _AGAIN


def _left(line: Reading, found: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    """The sentences of a line, or what is left of them, of so many ideographs."""
    text, offsets, at = line.text, line.view.offsets, 0
    gone = [(bisect_left(offsets, f.start - line.start), bisect_left(offsets, f.end - line.start)) for f in found]
    for start, end in [*sorted(gone), (len(text), len(text))]:
        stops = [at, *(stop.end() for stop in _STOP.finditer(text, at, start)), start]
        yield from ((a, b) for a, b in pairwise(stops) if count_han(text, a, b) >= _CLAUSE)
        at = max(at, end)
