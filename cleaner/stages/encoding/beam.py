"""A beam search over many lattices at once, in flat arrays.

A lattice is a row of nodes; an edge leads from a node to a later one and stands for one character, with candidates for
it. All lattices take their first node together, then their second, and so on. What is kept at a node are the best
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
        self._nodes = [[(i, 1)] for i in range(len(before))]  # for each node the first beginning and how many

    def take(self, rounds: Sequence[Sequence[Edge]]) -> None:
        """Take node after node: the edges of a round, in the order of their owners, lead to the next one of each."""
        choices = _Choices(list(chain.from_iterable(rounds)), self._scripts)
        at = 0
        for edges in rounds:
            self._take(edges, choices, slice(at, at + len(edges)))
            at += len(edges)

    def _take(self, edges: Sequence[Edge], choices: _Choices, part: slice) -> None:
        kept = self._kept
        nodes = chain.from_iterable(self._nodes[edge[0]][edge[1]] for edge in edges)
        start, number = np.fromiter(nodes, np.intp, 2 * len(edges)).reshape(-1, 2).T
        edge, parent = _ranges(start, number)
        pair, at = _ranges(choices.start[part].take(edge), choices.count[part].take(edge))
        context = model().context(kept.older.take(parent), kept.last.take(parent)).at(pair)
        parent = parent.take(pair)
        last, point = choices.rows.take(at), choices.points.take(at)
        score = model().after(context, last)
        score += kept.score.take(parent)
        score += choices.cost.take(at)
        owner = choices.owner[part].take(edge).take(pair)
        chosen, mark = self._best(owner, score, context.places + last, kept.marks(parent, point))
        owner = owner.take(chosen)
        first = kept.add(parent.take(chosen), last.take(chosen), score.take(chosen), point.take(chosen), mark)
        starts, sizes = _runs(owner)
        for each, start_, size in zip(owner.take(starts).tolist(), starts.tolist(), sizes.tolist(), strict=True):
            self._nodes[each].append((first + start_, size))

    def _best(
        self, owner: Rows, score: Scores, state: Rows, mark: NDArray[np.uint64]
    ) -> tuple[Rows, NDArray[np.uint64]]:
        """Which to keep, each lattice's best first, and their marks."""
        start, size = _runs(owner)
        least = np.maximum.reduceat(score, start) - self._margin
        chosen = (score >= least.repeat(size)).nonzero()[0]
        rank = _descending(score.take(chosen))
        rank |= owner.take(chosen).view(np.uint64) << np.uint64(32)
        chosen = chosen.take(rank.argsort(kind="stable"))
        places = state.take(chosen).argsort(kind="stable")
        some = chosen.take(places)
        owners = owner.take(some)
        other = ~_like(owners, mark.take(some), 1)
        places, some, owners = places[other], some[other], owners[other]
        places = places[~_like(owners, state.take(some), 2)]
        places.sort()
        chosen = chosen.take(places)
        start, size = _runs(owner.take(chosen))
        if size.max() > self._width:
            chosen = chosen[np.arange(len(chosen)) - start.repeat(size) < self._width]
        return chosen, mark.take(chosen)

    def found(self) -> list[Found]:
        """The best text of each lattice at its last node."""
        kept = self._kept
        first, number = np.array([node[-1] for node in self._nodes], np.intp).T
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
    """The candidates of all ``edges`` one after another: rows, own costs less prices, and code points.

    start, count, owner: of each edge, where its candidates begin, how many there are, and whose it is.
    """

    def __init__(self, edges: Sequence[Edge], scripts: Sequence[Script | None]) -> None:
        owners, _, candidates, prices, links = zip(*edges, strict=True)
        points = codes("".join(candidates))
        self.owner = np.array(owners, np.intp)
        self.count = count = np.array(list(map(len, candidates)), np.intp)
        ends = count.cumsum()
        self.start = ends - count
        self.rows, self.cost = model().rows(points), own_cost(points, count, [scripts[owner] for owner in owners])
        link = np.array(links).repeat(count)
        self.cost[link] = 0
        one = [price if isinstance(price, float) else 0.0 for price in prices]
        self.cost -= np.array(one, np.float32).repeat(count)
        for at, price in enumerate(prices):
            if not isinstance(price, float):
                self.cost[self.start[at] : ends[at]] -= np.asarray(price, np.float32)
        self.points = np.where(link, np.uint32(_NOTHING), points)


def _like(owner: Rows, what: NDArray[Any], distance: int) -> NDArray[np.bool_]:
    """Whether the one that many before it is of the same lattice and the same in ``what``."""
    out = np.zeros(len(owner), np.bool_)
    here = out[distance:]
    np.equal(what[distance:], what[:-distance], out=here)
    here &= owner[distance:] == owner[:-distance]
    return out


def _runs(owner: Rows) -> tuple[Rows, Rows]:
    """Where the runs of equal numbers begin, and how long they are."""
    first = np.empty(len(owner), np.bool_)
    first[0] = True
    np.not_equal(owner[1:], owner[:-1], out=first[1:])
    start = first.nonzero()[0]
    size = np.empty(len(start), np.intp)
    np.subtract(start[1:], start[:-1], out=size[:-1])
    size[-1] = len(owner) - start[-1]
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
