"""A beam search over many lattices at once, in flat arrays.

An edge of a lattice leads from a node to another one and stands for one character, with candidates for it. All nodes
of all lattices that lie as many edges away from the first one are taken together. What is kept at a node are the best
beginnings that end there: no more than ``WIDTH``, none ``MARGIN`` nats worse than the best, and of those with the same
last two characters (which is all that what follows depends on) the two best: so the best text and the next best one
both come through a long stretch without a choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
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
    """One of ``candidates`` between the nodes ``source`` and ``target`` of the lattice ``owner``.

    Nodes are numbered through all lattices, whose first ones come first.
    price: nats, for all candidates or for each. link: only the character's link to those before it counts.
    """

    owner: int
    source: int
    target: int
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
        self.number = len(rows)
        self.older, self.last = rows[:, 0].copy(), rows[:, 1].copy()
        self.score = np.zeros(self.number, np.float32)
        self.parent = np.full(self.number, -1, np.intp)
        self.point = np.full(self.number, _NOTHING, np.uint32)
        self.mark = np.zeros(self.number, np.uint64)

    def add(self, parent: Rows, last: Rows, score: Scores, point: NDArray[np.uint32], mark: NDArray[np.uint64]) -> int:
        """Keep more: those that go on from ``parent`` with a character. Returns the number of the first of them."""
        first, past = self.number, self.number + len(parent)
        if past > len(self.score):
            self._grow(2 * past)
        self.number = past
        self.older[first:past] = self.last.take(parent)
        self.last[first:past] = last
        self.score[first:past] = score
        self.parent[first:past] = parent
        self.point[first:past] = point
        self.mark[first:past] = mark
        return first

    def _grow(self, room: int) -> None:
        for name, column in vars(self).items():
            if name != "number":
                longer = np.empty(room, column.dtype)
                longer[: self.number] = column[: self.number]
                setattr(self, name, longer)

    def marks(self, parent: Rows, point: NDArray[np.uint32]) -> NDArray[np.uint64]:
        """A number that tells apart the texts that go on from ``parent`` with a character."""
        before = self.mark.take(parent)
        return np.where(point == _NOTHING, before, (before + point) * _FACTOR)


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
        self._nodes = np.arange(len(before)), np.ones(len(before), np.intp)  # the first beginning of each, how many

    def take(self, rounds: Sequence[Sequence[Edge]]) -> None:
        """Take nodes round after round: their edges, node after node, begin at nodes that were taken before."""
        choices = _Choices(list(chain.from_iterable(rounds)), self._scripts)
        more = int(choices.target.max(initial=0)) + 1 - len(self._nodes[0])
        self._nodes = np.pad(self._nodes[0], (0, more)), np.pad(self._nodes[1], (0, more))
        at = 0
        for edges in rounds:
            self._take(choices, slice(at, at + len(edges)))
            at += len(edges)

    def _take(self, choices: _Choices, part: slice) -> None:
        kept = self._kept
        first, number = self._nodes
        edge, parent = _ranges(first.take(choices.source[part]), number.take(choices.source[part]))
        node, count = choices.target[part].take(edge), choices.count[part].take(edge)
        pair, at = _ranges(choices.start[part].take(edge), count)
        context = model().context(kept.older.take(parent), kept.last.take(parent))
        last = choices.rows.take(at)
        score = model().after(context.at(pair), last)
        score += kept.score.take(parent).take(pair)
        score += choices.cost.take(at)
        good = self._good(score, node, count)
        pair, at, last = (column.take(good) for column in (pair, at, last))
        score = score.take(good)
        node, parent, point = node.take(pair), parent.take(pair), choices.points.take(at)
        mark = kept.marks(parent, point)
        chosen = self._best(node, score, context.places.take(pair) + last, mark)
        node, parent, last = (column.take(chosen) for column in (node, parent, last))
        begin = kept.add(parent, last, score.take(chosen), point.take(chosen), mark.take(chosen))
        starts, sizes = _runs(node)
        first[node.take(starts)] = begin + starts
        number[node.take(starts)] = sizes

    def _good(self, score: Scores, node: Rows, count: Rows) -> Rows:
        """Which scores are not much worse than the best one of their node, of which each of ``node`` has ``count``."""
        rows = np.add.reduceat(count, _runs(node)[0])
        least = np.maximum.reduceat(score, rows.cumsum() - rows) - self._margin
        good: Rows = (score >= least.repeat(rows)).nonzero()[0]
        return good

    def _best(self, node: Rows, score: Scores, state: Rows, mark: NDArray[np.uint64]) -> Rows:
        """Which to keep, each node's best first."""
        rank = _descending(score)
        rank |= node.view(np.uint64) << np.uint64(32)
        chosen = rank.argsort(kind="stable")
        places = state.take(chosen).argsort(kind="stable")
        some = chosen.take(places)
        nodes = node.take(some)
        other = ~_like(nodes, mark.take(some), 1)
        places, some, nodes = places[other], some[other], nodes[other]
        places = places[~_like(nodes, state.take(some), 2)]
        places.sort()
        chosen = chosen.take(places)
        start, size = _runs(node.take(chosen))
        if size.max() > self._width:
            chosen = chosen[np.arange(len(chosen)) - start.repeat(size) < self._width]
        return chosen

    def found(self, last: Rows) -> list[Found]:
        """The best text of each lattice at its ``last`` node."""
        kept = self._kept
        first, number = (column.take(last) for column in self._nodes)
        which, at = _ranges(first, number)
        another = kept.mark.take(at) != kept.mark.take(first).take(which)
        nearest = np.minimum.reduceat(np.where(another, at, kept.number), number.cumsum() - number)
        second = np.append(kept.score[: kept.number], np.float32(-np.inf))[nearest]
        return list(map(Found, self._texts(first), kept.score[first].tolist(), second.tolist()))

    def _texts(self, at: Rows) -> list[str]:
        columns = []
        while (at >= 0).any():
            columns.append(np.where(at >= 0, self._kept.point[at], _NOTHING))
            at = np.where(at >= 0, self._kept.parent[at], -1)
        whole = np.stack(columns[::-1], axis=1).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
        width = len(columns)
        return [whole[i : i + width].replace(chr(_NOTHING), "") for i in range(0, len(whole), width)]


class _Choices:
    """The candidates of ``edges`` one after another, of those with the same once: rows, own costs less prices, points.

    start, count: of each edge, where its candidates begin, and how many there are.
    """

    def __init__(self, edges: Sequence[Edge], scripts: Sequence[Script | None]) -> None:
        owners, sources, targets, candidates, prices, links = zip(*edges, strict=True)
        self.source, self.target = np.array(sources, np.intp), np.array(targets, np.intp)
        # Prices for each candidate are hardly ever those of another edge.
        same = [price if isinstance(price, float) else (at,) for at, price in enumerate(prices)]
        keys = list(zip(candidates, map(scripts.__getitem__, owners), same, links, strict=True))
        priced = dict(zip(keys, prices, strict=True))
        number = dict(zip(priced, range(len(priced)), strict=True))
        which = np.array(list(map(number.__getitem__, keys)), np.intp)
        texts, forms, _, links = zip(*priced, strict=True)
        points = codes("".join(texts))
        count = np.array(list(map(len, texts)), np.intp)
        start = count.cumsum() - count
        self.start, self.count = start.take(which), count.take(which)
        self.rows, self.cost = model().rows(points), own_cost(points, count, forms)
        link = np.array(links).repeat(count)
        self.cost[link] = 0
        one = [price if isinstance(price, float) else 0.0 for price in priced.values()]
        self.cost -= np.array(one, np.float32).repeat(count)
        for at, size, price in zip(start.tolist(), count.tolist(), priced.values(), strict=True):
            if not isinstance(price, float):
                self.cost[at : at + size] -= np.asarray(price, np.float32)
        self.points = np.where(link, np.uint32(_NOTHING), points)


def _like(node: Rows, what: NDArray[Any], distance: int) -> NDArray[np.bool_]:
    """Whether the one that many before it is of the same node and the same in ``what``."""
    out = np.zeros(len(node), np.bool_)
    here = out[distance:]
    np.equal(what[distance:], what[:-distance], out=here)
    here &= node[distance:] == node[:-distance]
    return out


def _runs(numbers: Rows) -> tuple[Rows, Rows]:
    """Where the runs of equal numbers begin, and how long they are."""
    first = np.empty(len(numbers), np.bool_)
    first[0] = True
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    start = first.nonzero()[0]
    size = np.empty(len(start), np.intp)
    np.subtract(start[1:], start[:-1], out=size[:-1])
    size[-1] = len(numbers) - start[-1]
    return start, size


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
    return which, np.arange(int(end[-1])) + (start - end + number).take(which)


def _descending(scores: Scores) -> NDArray[np.uint64]:
    """Whole numbers that are smaller, the higher a score is."""
    bits = scores.view(np.uint32)
    rising = np.where(bits >> np.uint32(31), ~bits, bits | np.uint32(1 << 31))
    return (~rising).astype(np.uint64)
