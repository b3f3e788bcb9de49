"""Whether what is taken for spam speaks of what the page speaks of: an advertisement put into a text does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

from cleaner.lines import Lines
from cleaner.topical import topical_pairs

_PARAGRAPH = 40  # characters


class Coherence:
    """What the lines of a page say that no model takes for spam; of ``suspects``, the others, only paragraphs count."""

    def __init__(self, lines: Lines, suspects: Iterable[int]) -> None:
        self._lines = lines
        self._suspects = frozenset(suspects)

    def shared(self, line: int, start: int, end: int) -> int:
        """How many topical pairs of characters of ``text[start:end]``, a part of ``line``, the page says elsewhere."""
        text = self._lines.folded
        own = topical_pairs(text[start:end])
        first, last = int(self._lines.starts[line]), int(self._lines.ends[line])
        beside = topical_pairs(text[first:start]) | topical_pairs(text[end:last])
        counted = own if line not in self._suspects or _is_paragraph(text[first:last]) else frozenset[str]()
        return sum(pair in beside or self._said[pair] > (pair in counted) for pair in own)

    @cached_property
    def _said(self) -> Counter[str]:
        """In how many of these lines each pair stands."""
        text = self._lines.folded
        bounds = zip(self._lines.starts.tolist(), self._lines.ends.tolist(), strict=True)
        lines = (text[start:end] for start, end in bounds)
        honest = (line for n, line in enumerate(lines) if n not in self._suspects or _is_paragraph(line))
        return Counter(chain.from_iterable(map(topical_pairs, honest)))


def _is_paragraph(line: str) -> bool:
    return "。" in line and len(line) >= _PARAGRAPH
