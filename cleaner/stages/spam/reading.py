"""A line as the judge reads it: its view, the evidence in it, and the model's opinion on stretches of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np

from cleaner.doc import codes
from cleaner.stages.spam.lexicon import Hit
from cleaner.stages.spam.model import Model, running
from cleaner.stages.spam.view import View

SHORTEST = 12
GROW = 8
DEAR = 0.8
# What parts the items of lists and titles.
EDGE = re.compile(r"[\s|_/\\·•#>»~*+=●◆■★☆▬【】\[\]()<>{}〖〗:\-—–]")
MARKS = "。!?;,、"


class Strength:
    """The model's opinion on stretches of one view."""

    def __init__(self, text: str, model: Model) -> None:
        self._sums = running(codes(text), model.weights)
        self._model = model
        self.bias = model.bias

    def score(self, start: int, end: int, least: int = SHORTEST) -> float:
        """The score of a stretch, normalised by its length (``least`` or more); about −7 in prose, above 3 in spam."""
        raw = int(self._sums[end]) - int(self._sums[start])
        return raw * self._model.scale / sqrt(3.0 * max(end - start, least))

    def apart(self, text: str) -> float:
        """The score of a piece that is read by itself, so that n-grams over its edges do not count."""
        return Strength(text, self._model).score(0, len(text))

    def grown(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The bounds of a stretch, moved outward by at most ``GROW`` characters that the model finds spam as well."""
        return start - self._more(text[max(0, start - GROW) : start][::-1], start, -1), end + self._more(
            text[end : end + GROW], end, 1
        )

    def _more(self, beside: str, at: int, step: int) -> int:
        """How many characters of ``beside`` belong to the stretch that begins or ends ``at``."""
        best, most = 0, 0.0
        for size, char in enumerate(beside, 1):
            if char in MARKS or EDGE.match(char):
                break
            near, far = sorted((at, at + step * size))
            gain = (int(self._sums[far]) - int(self._sums[near])) * self._model.scale - DEAR * size
            if gain > most:
                best, most = size, gain
        return best

    def densest(self, drift: float) -> tuple[int, int]:
        """The stretch whose sum is largest when each character costs ``drift``."""
        sums = np.asarray(self._sums, np.float64) * self._model.scale - drift * np.arange(len(self._sums))
        lowest = np.minimum.accumulate(sums)
        end = int(np.argmax(sums - lowest))
        return int(np.argmin(sums[: end + 1])), end

    def rate(self, start: int, end: int) -> float:
        """How much dearer (above 1) or cheaper (below 1) the model makes a gap."""
        if end <= start:
            return 1.0
        mean = (int(self._sums[end]) - int(self._sums[start])) * self._model.scale / (end - start)
        return min(max((2.5 - mean) / 5.0, 0.2), 1.3)


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

    def place(self, at: int) -> int:
        """Where character ``at`` of the view stands in the text of the page."""
        return self.start + self.view.offsets[at]
