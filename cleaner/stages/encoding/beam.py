"""A beam search over many lattices at once, in flat arrays.

A lattice is a row of nodes; an edge leads from a node to a later one and stands for one character, with candidates for
it. All lattices take their first node together, then their second, and so on. What is kept at a node are the best
beginnings that end there: no more than ``WIDTH``, none ``MARGIN`` nats worse than the best, and of those with the same
last two characters (which is all that what follows depends on) the two best: so the best text and the next best one
both come through a long stretch without a choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import Scores, Script, model
from cleaner.doc import codes
from cleaner.ngrams import Rows

MARGIN = np.float32(12.0)
WIDTH = 100  # with half of it one place in a thousand comes out worse
_NOTHING = 0x10FFFF  # no character: the beginning of a text, and the characters after it
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


class Edge(NamedTuple):
    """One of ``candidates`` between the node ``source`` of the lattice ``owner`` and the node that the edge leads to.

    price: nats, for all candidates or for each. link: only the character's link to those before it counts.
    """

    owner: int
    source: int
    candidates: str
    price: float | Sequence[float] = 0.0
    link: bool = False


class Found(NamedTuple):
    """The best text of a lattice, its score, and the score of the next best one (−∞ where none was kept)."""

    text: str
    score: float
    second: float


class Beginnings:
    """All beginnings kept so far: last two rows, score, the beginning that they go on, character, mark of the text."""

    def __init__(self, rows: Rows) -> None:
        number = len(rows)
        self.older, self.last = rows[:, 0], rows[:, 1]
        self.score = np.zeros(number, np.float32)
        self.parent = np.full(number, -1, np.intp)
        self.point = np.full(number, _NOTHING, np.uint32)
        self.mark = np.zeros(number, np.uint64)

    def add(self, parent: Rows, last: Rows, score: Scores, point: NDArray[np.uint32]) -> None:
        """Keep more: those that go on from ``parent`` with a character."""
        mark = self.marks(parent, point)
        self.older = np.concatenate((self.older, self.last[parent]))
        self.last = np.concatenate((self.last, last))
        self.score = np.concatenate((self.score, score))
        self.parent = np.concatenate((self.parent, parent))
        self.point = np.concatenate((self.point, point))
        self.mark = np.concatenate((self.mark, mark))

    def marks(self, parent: Rows, point: NDArray[np.uint32]) -> NDArray[np.uint64]:
        """A number that tells apart the texts that go on from ``parent`` with a character."""
        return np.where(point == _NOTHING, self.mark[parent], (self.mark[parent] + point) * _FACTOR)


class Lattices:
    """Lattices side by side.

    before: rows of the two characters before each.  scripts: the script of each.  width, margin: how many beginnings
    are kept at a node, and how many nats worse than the best they may be.
    """

    def __init__(
        self, before: Rows, scripts: Sequence[Script | None], width: int = WIDTH, margin: np.float32 = MARGIN
    ) -> None:
        self._width, self._margin = width, margin
        self._kept = Beginnings(before)
        self._scripts = scripts
        self._nodes = [[(i, 1)] for i in range(len(before))]  # for each node the first beginning and how many

    def take(self, edges: Sequence[Edge]) -> None:
        """Take the next node of each lattice that ``edges``, in the order of their owners, lead to."""
        flat = _Flat(self._kept, self._nodes, edges, self._scripts)
        chosen = flat.best(self._width, self._margin)
        first = len(self._kept.score)
        self._kept.add(flat.parent[chosen], flat.last[chosen], flat.score[chosen], flat.point[chosen])
        owners = flat.owner[chosen]
        start, size = _runs(owners)
        for owner, at, number in zip(owners[start].tolist(), start.tolist(), size.tolist(), strict=True):
            self._nodes[owner].append((first + at, number))

    def found(self) -> list[Found]:
        """The best text of each lattice at its last node."""
        kept = self._kept
        first, number = np.array([node[-1] for node in self._nodes], np.intp).T
        which, at = _ranges(first, number)
        another = kept.mark[at] != kept.mark[first][which]
        nearest = np.minimum.reduceat(np.where(another, at, len(kept.mark)), number.cumsum() - number)
        second = np.append(kept.score, np.float32(-np.inf))[nearest]
        return list(map(Found, self._texts(first), kept.score[first].tolist(), second.tolist()))

    def _texts(self, at: Rows) -> list[str]:
        columns = []
        while (at >= 0).any():
            columns.append(np.where(at >= 0, self._kept.point[at], _NOTHING))
            at = np.where(at >= 0, self._kept.parent[at], -1)
        whole = np.stack(columns[::-1], axis=1).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
        width = len(columns)
        return [whole[i : i + width].replace(chr(_NOTHING), "") for i in range(0, len(whole), width)]


class _Flat:
    """Every beginning with every candidate that may follow it, one after another, lattice by lattice."""

    def __init__(
        self,
        kept: Beginnings,
        nodes: Sequence[Sequence[tuple[int, int]]],
        edges: Sequence[Edge],
        scripts: Sequence[Script | None],
    ) -> None:
        owners, sources, candidates, prices, links = zip(*edges, strict=True)
        rows, cost, points, count = _candidates(candidates, prices, links, [scripts[owner] for owner in owners])
        source = np.array([nodes[owner][at] for owner, at in zip(owners, sources, strict=True)], np.intp)
        edge, parent = _ranges(source[:, 0], source[:, 1])
        pair, at = _ranges((count.cumsum() - count)[edge], count[edge])
        context = model().context(kept.older[parent], kept.last[parent])
        context = context.at(pair)
        self.last = rows[at]
        self.score = model().after(context, self.last)
        self.score += kept.score[parent][pair]
        self.score += cost[at]
        self.parent = parent[pair]
        self.point = points[at]
        self.owner = np.array(owners, np.intp)[edge][pair]
        self._state = context.places + self.last
        self._marks = kept.marks

    def best(self, width: int, margin: np.float32) -> Rows:
        """Which to keep, each lattice's best first."""
        start, size = _runs(self.owner)
        least = np.maximum.reduceat(self.score, start) - margin
        chosen = (self.score >= least.repeat(size)).nonzero()[0]
        owner = self.owner[chosen].astype(np.uint64) << np.uint64(32)
        chosen = chosen[(owner | _descending(self.score[chosen])).argsort(kind="stable")]
        places = self._state[chosen].argsort(kind="stable")
        some = chosen[places]
        places = places[~self._like(some, 1, self._marks(self.parent[some], self.point[some]))]
        some = chosen[places]
        places = places[~self._like(some, 2, self._state[some])]
        places.sort()
        chosen = chosen[places]
        start, size = _runs(self.owner[chosen])
        if size.max() > width:
            chosen = chosen[np.arange(len(chosen)) - start.repeat(size) < width]
        return chosen

    def _like(self, chosen: Rows, distance: int, what: NDArray[Any]) -> NDArray[np.bool_]:
        """Whether the one that many before it is of the same lattice and the same in ``what``."""
        out = np.zeros(len(chosen), bool)
        owner = self.owner[chosen]
        out[distance:] = (what[distance:] == what[:-distance]) & (owner[distance:] == owner[:-distance])
        return out


def _runs(owner: Rows) -> tuple[Rows, Rows]:
    """Where the runs of equal numbers begin, and how long they are."""
    first = np.empty(len(owner), bool)
    first[0] = True
    np.not_equal(owner[1:], owner[:-1], out=first[1:])
    start = first.nonzero()[0]
    size = np.empty(len(start), np.intp)
    np.subtract(start[1:], start[:-1], out=size[:-1])
    size[-1] = len(owner) - start[-1]
    return start, size


def _candidates(
    candidates: Sequence[str],
    prices: Sequence[float | Sequence[float]],
    links: Sequence[bool],
    scripts: Sequence[Script | None],
) -> tuple[Rows, Scores, NDArray[np.uint32], Rows]:
    """Rows, own costs and code points of the ``candidates`` of all edges, and how many each edge has."""
    whole = "".join(candidates)
    points = codes(whole)
    count = np.array(list(map(len, candidates)), np.intp)
    rows, cost = model().rows(points), own_cost(points, count, scripts)
    link = np.array(links).repeat(count)
    cost[link] = 0
    one = [price if isinstance(price, float) else 0.0 for price in prices]
    cost -= np.array(one, np.float32).repeat(count)
    if each := [at for at, price in enumerate(prices) if not isinstance(price, float)]:
        ends = np.cumsum(count).tolist()
        for at in each:
            cost[ends[at] - len(candidates[at]) : ends[at]] -= np.asarray(prices[at], np.float32)
    points = np.where(link, np.uint32(_NOTHING), points)
    return rows, cost, points, count


def own_cost(points: NDArray[np.uint32], count: Rows, scripts: Sequence[Script | None]) -> Scores:
    """What characters cost whatever their neighbours; ``count`` of ``points`` belong to each of ``scripts``."""
    used = set(scripts)
    if len(used) == 1:
        return model().own(points, used.pop())
    cost = model().own(points)
    for script in (script for script in used if script):
        which = np.repeat(np.array([s == script for s in scripts]), count)
        cost[which] = model().own(points, script)[which]
    return cost


def _ranges(start: Rows, number: Rows) -> tuple[Rows, Rows]:
    """For ranges of ``number`` from ``start`` on, one after another: which range, and the number itself."""
    end = number.cumsum()
    which = np.arange(len(start)).repeat(number)
    return which, np.arange(int(end[-1])) + np.repeat(start - (end - number), number)


def _descending(scores: Scores) -> NDArray[np.uint64]:
    """Whole numbers that are smaller, the higher a score is."""
    bits = scores.view(np.uint32)
    rising = np.where(bits >> np.uint32(31), ~bits, bits | np.uint32(1 << 31))
    return (~rising).astype(np.uint64)
