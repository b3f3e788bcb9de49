"""Whether what is taken for spam speaks of what the page speaks of: an advertisement put into a text does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

from cleaner.lines import Lines

_HAN = re.compile("[\u3400-\u9fff]{2,}")
_PARAGRAPH = 40  # characters
# Characters of grammar, number and place: pairs that hold one tell nothing of a topic.
_PLAIN = frozenset(
    "的了是在不我他她你们这那有和也就都一个人上下来去到说要会为与以及着过又很还没把被让从对里中后前时年月日"
    "元万千百十二三四五六七八九〇两多少几"
)


class Coherence:
    """What the lines of a page say that no model takes for spam; of ``suspects``, the others, only paragraphs count."""

    def __init__(self, lines: Lines, suspects: Iterable[int]) -> None:
        self._lines = lines
        self._suspects = frozenset(suspects)

    def shared(self, line: int, start: int, end: int) -> int:
        """How many topical pairs of characters of ``text[start:end]``, a part of ``line``, the page says elsewhere."""
        text = self._lines.folded
        own = _pairs(text[start:end])
        first, last = int(self._lines.starts[line]), int(self._lines.ends[line])
        beside = _pairs(text[first:start]) | _pairs(text[end:last])
        counted = own if line not in self._suspects or _is_paragraph(text[first:last]) else frozenset[str]()
        return sum(pair in beside or self._said[pair] > (pair in counted) for pair in own)

    @cached_property
    def _said(self) -> Counter[str]:
        """In how many of these lines each pair stands."""
        text = self._lines.folded
        bounds = zip(self._lines.starts.tolist(), self._lines.ends.tolist(), strict=True)
        lines = (text[start:end] for start, end in bounds)
        honest = (line for n, line in enumerate(lines) if n not in self._suspects or _is_paragraph(line))
        return Counter(chain.from_iterable(map(_pairs, honest)))


def _is_paragraph(line: str) -> bool:
    return "。" in line and len(line) >= _PARAGRAPH


def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring ideographs of a text that tell of a topic."""
    words = (said[0] for said in _HAN.finditer(text))
    pairs = (word[at : at + 2] for word in words for at in range(len(word) - 1))
    return frozenset(pair for pair in pairs if _PLAIN.isdisjoint(pair))
