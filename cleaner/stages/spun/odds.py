"""The odds that a spun form stands where its original stood: for a place by itself, then with the rest of the page.

Both steps are linear in a few figures. ``tools/build_spun_contexts.py`` fits their weights and keeps them beside the
network in ``models/spun-contexts.npz``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.spun.contexts import contexts
from cleaner.stages.spun.families import Pair

Floats = NDArray[np.float64]

# No single figure says more than this (log10 of how words read; nats of what the characters around ask for).
_READS, _ASKS = 12.0, 10.0
# More uses of a pair than this are no better sign.
_MANY = 8


class Place(NamedTuple):
    """``folded[start:end]`` is ``pair.spun``, perhaps put there for ``pair.original``.

    margin: log10 of how much better the words around read with the original.
    """

    start: int
    end: int
    pair: Pair
    margin: float


def weighed(folded: str, places: Sequence[Place]) -> list[float]:
    """For each place: the natural logarithm of the odds that a tool put the form there."""
    if not places:
        return []
    weights = contexts()
    alone = figures(folded, places) @ weights.place[:-1] + weights.place[-1]
    whole: Floats = page_figures(places, alone) @ weights.page[:-1] + weights.page[-1]
    return [float(each) for each in whole]


def figures(folded: str, places: Sequence[Place]) -> Floats:
    """What a place says by itself: how words read, what characters ask for, and how common both words are."""
    text, spans = _best(folded, places)
    asked = contexts().prefer(text, spans, [(p.pair.original, p.pair.spun) for p in places])
    rows = [
        (
            min(max(place.margin, -_READS), _READS),
            min(max(ask, -_ASKS), _ASKS),
            np.log((place.pair.original_ppm + 0.05) / (place.pair.spun_ppm + 0.05)),
            place.pair.spun_ppm == 0,
            np.log(place.pair.natural + 0.5),
        )
        for place, ask in zip(places, asked.tolist(), strict=True)
    ]
    return np.array(rows, np.float64)


def page_figures(places: Sequence[Place], alone: Floats) -> Floats:
    """The odds of each place, those of the same pair elsewhere, those of other forms of its original, and its uses."""
    told = np.logaddexp(0, alone)
    pairs: dict[tuple[str, str], float] = defaultdict(float)
    uses: dict[tuple[str, str], int] = defaultdict(int)
    for place, odds in zip(places, told.tolist(), strict=True):
        pairs[place.pair.original, place.pair.spun] += odds
        uses[place.pair.original, place.pair.spun] += 1
    others: dict[str, dict[str, float]] = defaultdict(dict)
    for (original, spun), odds in pairs.items():
        others[original][spun] = odds
    rows = []
    for place, odds, own in zip(places, alone.tolist(), told.tolist(), strict=True):
        original, spun = place.pair.original, place.pair.spun
        other = max((value for form, value in others[original].items() if form != spun), default=0.0)
        here = (original, spun)
        rows.append((odds, np.log1p(max(0.0, pairs[here] - own)), np.log1p(other), min(uses[here], _MANY)))
    return np.array(rows, np.float64)


def _best(folded: str, places: Sequence[Place]) -> tuple[str, list[tuple[int, int]]]:
    """The text with every original that reads better by its words alone, and where each place is in it."""
    chosen: list[Place] = []
    taken = np.zeros(len(folded), bool)
    for place in sorted(places, key=lambda p: (-p.margin, p.start)):
        if place.margin > 0 and not taken[place.start : place.end].any():
            taken[place.start : place.end] = True
            chosen.append(place)
    chosen.sort()
    pieces, at, grown = [], 0, [0]
    for place in chosen:
        pieces += [folded[at : place.start], place.pair.original]
        at = place.end
        grown.append(grown[-1] + len(place.pair.original) - (place.end - place.start))
    pieces.append(folded[at:])
    starts, ends = [p.start for p in chosen], [p.end for p in chosen]
    spans = []
    for start, end, *_ in places:
        # A place that lies across a replacement is taken to begin before it and to end after it.
        before, after = bisect_right(ends, start), bisect_right(starts, end - 1)
        left = min(start, starts[before]) if before < len(starts) else start
        right = max(end, ends[after - 1]) if after else end
        spans.append((left + grown[before], right + grown[after]))
    return "".join(pieces), spans
