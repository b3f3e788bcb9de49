"""A line as the judge reads it: its view, the evidence in it, and the model's opinion on stretches of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.once import once
from cleaner.stages.spam.lexicon import Hit
from cleaner.stages.spam.model import Model, inner
from cleaner.stages.spam.network import MOST, network
from cleaner.stages.spam.seams import links
from cleaner.stages.spam.view import View

SHORTEST = 12
DRIFT = 0.25
GROW = 8
DEAR = 0.8
# So many characters of a text the network reads; what it may say of one, and of a stretch.
READ = 240
SAYS, SURE = 4.0, 8.0
# How wide the pieces are that it judges.
NARROW = 8
# How many characters on each side of a stretch speak for it or against it.
ABOUT = 2000
# What parts the items of lists and titles.
EDGE = re.compile(r"[\s|_/\\·•#>»~*+=●◆■★☆▬【】\[\]()<>{}〖〗:\-—–]")
MARKS = "。!?;,、"
# Marks before what a text quotes.
QUOTES = tuple("\"'“‘「『《")


class Strength:
    """The model's opinion on stretches of one view."""

    def __init__(self, text: str, model: Model) -> None:
        self._one, self._two, self._three = inner(codes(text), model.weights)
        self._scale = model.scale
        self._text, self._reader = text, model.reader
        self._read_again: dict[tuple[int, int], tuple[NDArray[np.float32], float]] = {}
        self.bias = model.bias

    def __len__(self) -> int:
        return len(self._text)

    @once
    def tags(self) -> NDArray[np.float32]:
        """What the network says of each character, up to ``SAYS`` either way; 0 far from the densest part of a text."""
        text, out = self._text, np.zeros(len(self._text), np.float32)
        if self._reader and len(text) <= MOST:
            return np.clip(self._both[0], -SAYS, SAYS)
        if self._reader:
            middle = sum(self.core) // 2 if len(text) > READ else 0
            first = max(0, min(middle - READ // 2, len(text) - READ))
            out[first : first + READ] = np.clip(self._reader.tags(text[first : first + READ]), -SAYS, SAYS)
        return out

    def whole(self, start: int, end: int) -> float:
        """What the network says of a stretch read by itself, up to ``SURE`` either way."""
        if not self._reader:
            return 0.0
        all_of_it = start == 0 and end == len(self._text) <= MOST
        return min(max(self._both[1] if all_of_it else self._reader.whole(self._text[start:end]), -SURE), SURE)

    def again(self, start: int, end: int) -> float:
        """What a network that knows more trades says of a stretch read by itself; it is asked of few lines."""
        return self._again(start, end)[1]

    def again_least(self, start: int, end: int) -> float:
        """What it says of each character of the stretch's piece that is least like spam."""
        tags = self._again(start, end)[0]
        return float(means_of(tags).min()) if len(tags) else -SURE

    def _again(self, start: int, end: int) -> tuple[NDArray[np.float32], float]:
        if not self._reader:
            return np.zeros(0, np.float32), -SURE
        if (start, end) not in self._read_again:
            self._read_again[start, end] = network("spam_second").both(self._text[start:end][:MOST])
        return self._read_again[start, end]

    @once
    def _both(self) -> tuple[NDArray[np.float32], float]:
        """What the network says of each character of a short text and of all of it."""
        return self._reader.both(self._text) if self._reader else (np.zeros(len(self._text), np.float32), 0.0)

    @once
    def over(self) -> NDArray[np.float32]:
        """How the text reads on over each place, as ``links`` says."""
        return links(self._text)

    @once
    def _begin(self) -> NDArray[np.int32]:
        """What the n-grams say that begin before each place."""
        return self._one + self._two + self._three

    @once
    def core(self) -> tuple[int, int]:
        """The stretch that the n-grams find most like spam, whatever it begins and ends in."""
        return self._densest(DRIFT * np.arange(len(self._one)) / self._scale)

    def characters(self) -> NDArray[np.float64]:
        """The log-odds of the n-grams, each shared out among its characters."""
        out = np.zeros(len(self._text))
        for size, sums in enumerate((self._one, self._two, self._three), 1):
            each = np.diff(sums) * (self._scale / size)
            for place in range(size):
                out[place:] += each[: len(each) - place]
        return out

    def inside(self, start: int, end: int) -> float:
        """The log-odds of the n-grams that lie wholly in a stretch."""
        one, two, three = self._one, self._two, self._three
        pairs, triples = max(start, end - 1), max(start, end - 2)
        total = one[end] - one[start] + two[pairs] - two[start] + three[triples] - three[start]
        return float(total) * self._scale

    def score(self, start: int, end: int, least: int = SHORTEST) -> float:
        """The score of a stretch, normalised by its length (``least`` or more); about −7 in prose, above 3 in spam."""
        return self.inside(start, end) / sqrt(3.0 * max(end - start, least))

    def pieces(self, start: int, end: int, width: int) -> NDArray[np.float64]:
        """The scores of all pieces of a stretch that are so many characters wide (3 or more), or of a shorter one."""
        width = min(width, end - start)
        if width < 3:
            return np.array([self.score(start, end, width)])
        total = np.zeros(end - start - width + 1)
        for lost, sums in enumerate((self._one, self._two, self._three)):
            total += sums[start + width - lost : end - lost + 1] - sums[start : end - width + 1]
        out: NDArray[np.float64] = total * (self._scale / sqrt(3.0 * width))
        return out

    def grown(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The bounds of a stretch, moved outward by at most ``GROW`` characters that the model finds spam as well."""
        held = self.inside(start, end)
        before = text[max(0, start - GROW) : start][::-1]
        gains = (self.inside(start - size, end) - held for size in range(1, len(before) + 1))
        left = start - _farthest(before, gains)
        after = text[end : end + GROW]
        gains = (self.inside(start, end + size) - held for size in range(1, len(after) + 1))
        return left, end + _farthest(after, gains)

    def densest(
        self, drift: float, edges: NDArray[np.float64] | float = 0.0, more: NDArray[np.float64] | float = 0.0
    ) -> tuple[int, int]:
        """The stretch whose sum is largest when each character costs ``drift``, and each end what ``edges`` says.

        ``more`` is what else speaks for the characters before each place.
        """
        return self._densest((drift * np.arange(len(self._one)) - more) / self._scale, edges / self._scale)

    def _densest(
        self, cost: NDArray[np.floating[Any]], dear: NDArray[np.float64] | float | None = None
    ) -> tuple[int, int]:
        """The same for what the characters before each place cost, and what each end costs, as weights count."""
        begin, finish = self._begin - cost, self._one - cost
        if dear is not None:
            begin += dear
            finish -= dear
        finish[1:] += self._two[:-1]
        finish[2:] += self._three[:-2]
        finish -= np.minimum.accumulate(begin)
        end = int(finish.argmax())
        return int(begin[: end + 1].argmin()), end

    def rate(self, start: int, end: int) -> float:
        """How much dearer (above 1) or cheaper (below 1) the model makes a gap."""
        if end <= start:
            return 1.0
        return min(max((2.5 - self.inside(start, end) / (end - start)) / 5.0, 0.2), 1.3)


def means_of(tags: NDArray[np.float32]) -> NDArray[np.float64]:
    """What a network says of the characters of each piece of a stretch on average."""
    width = min(NARROW, len(tags))
    sums = np.concatenate([[0.0], np.cumsum(tags, dtype=np.float64)])
    out: NDArray[np.float64] = (sums[width:] - sums[:-width]) / width
    return out


def _farthest(beside: str, gains: Iterable[float]) -> int:
    """How many characters of ``beside`` belong to the stretch that it touches, each of them for ``DEAR``."""
    best, most = 0, 0.0
    for size, (char, gain) in enumerate(zip(beside, gains, strict=True), 1):
        if char in MARKS or EDGE.match(char):
            break
        if gain - DEAR * size > most:
            best, most = size, gain - DEAR * size
    return best


class Reading(NamedTuple):
    """Line ``number`` of the page, which begins at ``start`` of its text."""

    number: int
    start: int
    view: View
    hits: Sequence[Hit]
    strength: Strength

    @property
    def text(self) -> str:
        """The de-obfuscated line."""
        return self.view.text

    def placed(self, number: int, start: int) -> Reading:
        """The same line at another place of the page."""
        return Reading(number, start, *self[2:])

    def about(self, start: int, end: int) -> tuple[Reading, int]:
        """The part of a very long line about a stretch, without its hits, and where it begins: never in a quotation."""
        text = self.text
        if len(text) <= 2 * ABOUT + end - start:
            return self, 0
        first, last = max(0, start - ABOUT), min(len(text), end + ABOUT)
        if text.count('"', 0, first) % 2:
            first = text.rfind('"', 0, first)
        seen = View(text[first:last], self.view.offsets[first : last + 1], self.view.gaps)
        return self._replace(view=seen, hits=()), first

    def place(self, at: int) -> int:
        """Where character ``at`` of the view stands in the text of the page."""
        return self.start + self.view.offsets[at]
