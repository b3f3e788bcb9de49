"""Whether what is taken for spam speaks of what the page speaks of: an advertisement put into a text does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.edits import mask_of
from cleaner.lines import Lines
from cleaner.topical import number_of, topical_numbers, topical_pairs

_PARAGRAPH = 40  # characters
_BESIDE = 2000  # characters of its line on each side of a stretch


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
        beside = self._beside(max(first, start - _BESIDE), start) | self._beside(end, min(last, end + _BESIDE))
        counted = own if line not in self._suspects or is_paragraph(text[first:last]) else frozenset[str]()
        return sum(number_of(pair) in beside or self._said[pair] > (pair in counted) for pair in own)

    def _beside(self, start: int, end: int) -> set[int]:
        """The numbers of the topical pairs of ``text[start:end]``."""
        return set(self._numbers[start : max(start, end - 1)].tolist())

    @cached_property
    def _numbers(self) -> NDArray[np.uint64]:
        return topical_numbers(self._lines.folded_points)

    @cached_property
    def _said(self) -> Counter[str]:
        """In how many of these lines each pair stands."""
        text = self._lines.folded
        bounds = zip(self._lines.starts.tolist(), self._lines.ends.tolist(), strict=True)
        lines = (text[start:end] for start, end in bounds)
        honest = (line for n, line in enumerate(lines) if n not in self._suspects or is_paragraph(line))
        return Counter(chain.from_iterable(map(topical_pairs, honest)))


class Rest:
    """What a page says besides ``taken``, which was found to be spam, and the ``suspects`` that are no paragraphs."""

    def __init__(self, lines: Lines, suspects: Iterable[int], taken: Iterable[tuple[int, int]]) -> None:
        bounds = ((int(lines.starts[line]), int(lines.ends[line])) for line in suspects)
        short = (each for each in bounds if not is_paragraph(lines.folded[slice(*each)]))
        honest = ~mask_of(len(lines.text), chain(short, taken))
        said = topical_numbers(lines.folded_points)
        self._said = np.sort(said[honest[:-1] & honest[1:] & (said > 0)])

    def shares(self, text: str) -> NDArray[np.float32]:
        """In how many topical pairs that it says each character of a folded text stands: none, one or two."""
        pairs = topical_numbers(codes(text))
        places = self._said.searchsorted(pairs)
        held = np.append(self._said, np.uint64(0)).take(places) == pairs
        held &= pairs > 0
        out = np.zeros(len(text), np.float32)
        out[:-1] += held
        out[1:] += held
        return out


def is_paragraph(line: str) -> bool:
    """Whether a folded line is long and has a sentence in it."""
    return "。" in line and len(line) >= _PARAGRAPH
