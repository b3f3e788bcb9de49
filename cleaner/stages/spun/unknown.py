"""Whether a page is spun by a tool that is in no family: its table has pairs that other tools have, too.

The page is looked at in three steps, each a regression over the figures of all steps so far, and most natural pages go
no further than the first: how much the words of all families say, then what the characters around their forms ask for,
then how each form reads. ``tools/fit_spun_unknown.py`` fits the weights and writes ``models/spun-unknown.npz``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from math import log10

import numpy as np
from numpy.typing import NDArray

from cleaner.lines import Lines
from cleaner.stages.spun.detector import Label
from cleaner.stages.spun.families import Family, Pair
from cleaner.stages.spun.model import Scorer, scorer
from cleaner.stages.spun.second import LONGEST, Size, asked, read, telling, told

Floats = NDArray[np.float64]

# The odds (nats) from which on a page goes on to the next step, and from which on it is suspect. The first two only
# spare time: they are loose, as the last step tells best. Of 290,000 natural texts and pieces of up to 8,000 characters
# two or three pieces (of Lu Xun, of a report, of a diary of Taiwan) have such odds at the last step, and no whole text
# above 2.
BARS = (-2.2, -0.3, 4.4)
# From which odds on it is spun. Of 130,000 texts and pieces out of public repositories six of a textbook, a letter and
# a plan come to 4.0 to 4.7; above them are editions of old books, a list of words, and pages that are spun indeed.
SURE = 7.0
# Less evidence than this (as a part of what a page of a known tool must show) is not looked at.
LEAST = 0.15
# What is summed up of the odds that a form was put in: what is above these, up to the last value.
_DOUBTS, _MOST = (0.0, 1.0, 2.0, 3.0), 4.0
# Which of the forms are looked at by themselves, from the likeliest on, and the odds of one that is not there.
_RANKS, _NONE = (0, 2, 4, 7), -6.0


def by_unknown(lines: Lines, pairs: Sequence[Pair], size: Size, score: float, lead: float = 0.0) -> Label:
    """Whether a text is spun, or suspect of it, by a tool that is in no family.

    ``pairs``: those of all families whose originals stand nowhere in the text; ``score``: what the words say, as a part
    of what a text of this ``size`` must show; ``lead``: what else speaks for it (nats). It must be ``modern``: nothing
    here tells others from old literature.
    """
    own = telling(pairs, size)
    if not own or (score < LEAST and not lead):
        return "clean"
    figures: list[float] = []
    odds = 0.0
    for more, weights, bar in zip(steps(lines, own, size, score, scorer()), _weights(), BARS, strict=True):
        figures += more
        odds = float(weights[:-1] @ figures) + weights[-1] + lead
        if odds < bar:
            return "clean"
    return "spun" if odds - lead >= SURE else "suspect"


def steps(lines: Lines, pairs: Sequence[Pair], size: Size, score: float, model: Scorer) -> Iterator[list[float]]:
    """The figures that each step adds, worked out when they are asked for."""
    yield [log10(size.han), score, len({pair.spun for pair in pairs})]
    text = lines.folded[:LONGEST]
    yield [told(asked(text, pairs))]
    best: dict[str, float] = defaultdict(lambda: _NONE)
    for form, odds in read(text, Family("", "", tuple(pairs)), pairs, model):
        best[form] = max(best[form], odds)
    values = np.array([*sorted(best.values(), reverse=True), *(_NONE for _ in range(max(_RANKS) + 1))])
    yield [*(float(np.clip(values - doubt, 0, _MOST).sum()) for doubt in _DOUBTS), *values[list(_RANKS)].tolist()]


@cache
def _weights() -> list[Floats]:
    """For each step the weights of the figures so far and, last, a constant."""
    with files("cleaner.data").joinpath("models/spun-unknown.npz").open("rb") as file:
        arrays = np.load(file)
        return [arrays[f"step{number}"] for number in range(len(BARS))]
