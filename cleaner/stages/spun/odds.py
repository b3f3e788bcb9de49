"""The odds that a spun form stands where its original stood, as a place by itself shows them.

They are linear in a few figures; ``whole.py`` corrects them by what the rest of the page shows.
``tools/fit_spun_odds.py`` fits both and writes ``models/spun-odds.npz``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.spun.collocations import collocations
from cleaner.stages.spun.contexts import contexts
from cleaner.stages.spun.families import Pair

Floats = NDArray[np.float64]

# No single figure says more than this (log10 of how words read; nats of what the characters around ask for, and of
# what was seen beside both words).
_READS, _ASKS = 12.0, 10.0
# Added to rates (uses in a million words), so that a word that was never counted has one.
FLOOR = 0.05


class Place(NamedTuple):
    """``folded[start:end]`` is ``pair.spun``, perhaps put there for ``pair.original``.

    margin: log10 of how much better the words around read with the original.
    """

    start: int
    end: int
    pair: Pair
    margin: float


def figures(folded: str, places: Sequence[Place]) -> Floats:
    """What a place says by itself: how words read, what characters ask for, how common both are, what is beside."""
    text, spans = _best(folded, places)
    words = [(p.pair.original, p.pair.spun) for p in places]
    asked = contexts().prefer(text, spans, words)
    beside = collocations().prefer(text, spans, words)
    rows = [
        (
            min(max(place.margin, -_READS), _READS),
            min(max(ask, -_ASKS), _ASKS),
            np.log((place.pair.original_ppm + FLOOR) / (place.pair.spun_ppm + FLOOR)),
            place.pair.spun_ppm == 0,
            np.log(place.pair.natural + 0.5),
            min(max(seen, -_ASKS), _ASKS),
        )
        for place, ask, seen in zip(places, asked.tolist(), beside.tolist(), strict=True)
    ]
    return np.array(rows, np.float64).reshape(-1, 6)


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
