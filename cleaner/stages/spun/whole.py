"""The odds of each place corrected by the whole page: a tool replaces every use of a word, or none.

So the other places of a pair speak for or against it, and so do other forms of its original; a page on which most
originals of the family are gone is one whose tool has most of its pairs. Boosted trees weigh these figures together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.spun.families import Pair, natural_ppm
from cleaner.stages.spun.odds import FLOOR, Floats, Place, figures
from cleaner.trees import Forest, read

NAMES = (
    "reads", "asks", "commoner", "natural", "beside", "kind",  # the place and its pair
    "original", "spun", "rarer", "wanted", "expected",  # how often both words stand in natural text, and on this page
    "uses", "weight", "same", "sum", "mean", "highest", "lowest",  # the other places of the pair
    "others", "rival", "rivals",  # other forms of the original, other originals of the form
    "key",  # whether the tool would have replaced the form itself, had the author written it
    "share", "gone", "size", "dense",  # the page
)  # fmt: skip
# Figures that can only speak for a place the more the greater they are.
RISING = ("reads", "asks", "beside", "key")
# More uses of a pair than this are no better sign, and no single odds say more than this of the others.
_MANY, _MOST = 8, 4.0
# Characters of natural text for one word of it.
_WORD = 1.6
# The odds of another original of the form where there is none.
_NONE = -5.0


class Page(NamedTuple):
    """The spun part of a page.

    size: its characters.  gone: forms in it whose originals stand nowhere.  kept: originals of the family that stand
    in it.  keys: all its originals that a page shows.
    """

    size: int
    gone: int
    kept: int
    keys: frozenset[str] = frozenset()


class Odds(NamedTuple):
    """place: weights of the figures of a place and, last, a constant.  forest: what weighs all figures together."""

    place: Floats
    forest: Forest


def weighed(folded: str, places: Sequence[Place], page: Page) -> list[float]:
    """For each place: the natural logarithm of the odds that a tool put the form there."""
    if not places:
        return []
    model = odds()
    own = figures(folded, places)
    matrix = page_figures(places, own, own @ model.place[:-1] + model.place[-1], page)
    return [float(each) for each in model.forest.run(matrix)]


def page_figures(places: Sequence[Place], own: Floats, alone: Floats, page: Page) -> NDArray[np.float32]:
    """The figures ``NAMES`` of places with these figures of their ``own``, and odds by them ``alone``."""
    pairs = [place.pair for place in places]
    natural = np.array([natural_ppm(p) for p in pairs])
    common = np.array([p.original_ppm for p in pairs])
    rarer = np.log1p((common + FLOOR) / (natural + FLOOR))
    words = page.size / _WORD / 1e6
    share, dense = (page.gone + 0.5) / (page.kept + 0.5), 1000 * page.gone / page.size + 0.1
    of_page = (np.log(share), page.gone, page.size, np.log(dense))
    columns = (
        *(own[:, 0], own[:, 1], own[:, 2], own[:, 4], own[:, 5]),
        np.array(["XRAN".index(p.kind) for p in pairs]),
        *(np.log(common + FLOOR), np.log(natural + FLOOR), rarer),
        *(np.log(common * words + 0.01), np.log(natural * words + 0.01)),
        *_same_pair(pairs, alone, rarer),
        *_rivals(places, alone),
        np.array([p.spun in page.keys for p in pairs]),
        *(np.full(len(places), value) for value in of_page),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _same_pair(pairs: Sequence[Pair], alone: Floats, rarer: Floats) -> tuple[Floats, ...]:
    """Uses of the pair, their weight, and of its other places: how much odds, their sum, mean, highest and lowest."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, pair in enumerate(pairs):
        rows[pair.original, pair.spun].append(row)
    uses = np.ones(len(pairs))
    same, total, mean, highest, lowest = np.zeros((5, len(pairs)))
    told, clipped = np.logaddexp(0, alone), np.clip(alone, -_MOST, _MOST)
    for members in rows.values():
        if len(members) < 2:
            continue
        here = np.array(members)
        uses[here] = min(len(here), _MANY)
        same[here] = np.log1p(np.maximum(told[here].sum() - told[here], 0))
        total[here] = clipped[here].sum() - clipped[here]
        mean[here] = total[here] / (len(here) - 1)
        order = np.sort(alone[here])
        highest[here] = np.where(alone[here] == order[-1], order[-2], order[-1])
        lowest[here] = np.where(alone[here] == order[0], order[1], order[0])
    return uses, uses * rarer, same, total, mean, highest, lowest


def _rivals(places: Sequence[Place], alone: Floats) -> tuple[Floats, ...]:
    """The evidence for other forms of the original, the best odds of another original here, how many there are."""
    told = np.logaddexp(0, alone).tolist()
    forms: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    here: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row, place in enumerate(places):
        forms[place.pair.original][place.pair.spun] += told[row]
        here[place.start, place.end].append(row)
    others = [
        max((told for form, told in forms[p.pair.original].items() if form != p.pair.spun), default=0.0) for p in places
    ]
    rival, rivals = np.full(len(places), _NONE), np.ones(len(places))
    for members in here.values():
        for row in members if len(members) > 1 else ():
            rival[row] = max(alone[other] for other in members if other != row)
            rivals[row] = len(members)
    return np.log1p(others), rival, rivals


@cache
def odds() -> Odds:
    """The weights that come with the package, read when a page first asks for them."""
    with files("cleaner.data").joinpath("models/spun-odds.npz").open("rb") as file:
        arrays: dict[str, Any] = dict(np.load(file))
    return Odds(arrays["place"], read(arrays, "page."))
