"""Boosted trees as plain arrays over tables of columns: read and run with numpy alone, made by the tools that train."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import isfinite
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.floating[Any]]
Table = dict[str, NDArray[Any]]

_ARRAYS = ("feature", "threshold", "value")
# Rows that are looked at together: more would not fit the cache.
ROWS = 256
_HALF, _FULL = 16, 0xFFFF  # leaves whose bits one look at the table reads
MOST_LEAVES = 2 * _HALF


class _Trees(NamedTuple):
    """The trees of a forest in a grove, with as many tests a tree; test ``i`` of tree ``t`` is ``i * trees + t``.

    test: the number of each test in the grove.  left: bits of the leaves on its left, which a row above the threshold
    cannot reach.  first: the place in ``value`` of the first leaf of each tree.  value: the leaves of all trees from
    the left, in double precision, in which sums of them hardly round.  base: added to the sum.
    """

    test: NDArray[np.intp]
    left: NDArray[np.unsignedinteger[Any]]
    first: NDArray[np.intp]
    value: NDArray[np.float64]
    base: float


@dataclass(frozen=True, eq=False)
class Forest:
    """A sum of complete binary trees of one depth: no pointers, the children of ``n`` are 2n+1 and 2n+2.

    names: the columns that it wants, in order.  feature, threshold: (trees, 2^depth − 1), the test at each inner node.
    value: (trees, 2^depth), the leaves.  base: added to the sum. A threshold of infinity is no test.
    """

    names: tuple[str, ...]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    value: NDArray[np.float32]
    base: float

    def logits(self, table: Table) -> Column:
        """The sum of the leaves that each row of ``table`` falls into. Raises ``KeyError`` for a missing column."""
        return self.run(matrix_of(table, self.names))

    def run(self, matrix: NDArray[np.float32]) -> Column:
        """The same for a matrix with the columns ``names``. Raises ``ValueError`` where a tree has over 32 leaves."""
        return grove((self,)).run(matrix)[0]

    def arrays(self, prefix: str) -> dict[str, Any]:
        """Arrays for ``numpy.savez``, which ``read`` takes back."""
        plain = {prefix + name: getattr(self, name) for name in _ARRAYS}
        return {**plain, prefix + "names": np.array(self.names), prefix + "base": np.array(self.base)}


class Grove:
    """Forests over the same columns, run together: a test that several trees make is made once.

    They are run without walking the trees: all tests are made at once, each that a row passes strikes out the leaves on
    its left, and the first leaf that is left over counts (QuickScorer, Lucchese et al. 2015). Raises ``ValueError``
    where the columns differ, or a tree has more than 32 leaves.
    """

    def __init__(self, forests: Sequence[Forest]) -> None:
        if len({each.names for each in forests}) > 1:
            raise ValueError("forests over different columns")
        known: dict[tuple[int, float], int] = {}
        self._forests = [_trees_of(each, known) for each in forests]
        feature, threshold = zip(*known, strict=True) if known else ((), ())
        self._feature: NDArray[np.intp] = np.array(feature, np.intp)
        self._threshold = np.array(threshold, np.float32)[:, None]
        self._kind = np.result_type(*(each.left for each in self._forests))

    def run(self, matrix: NDArray[np.float32]) -> list[Column]:
        """For each forest the sum of the leaves that each row of a matrix with these columns falls into."""
        columns = np.ascontiguousarray(matrix.T)
        parts = [self._part(columns[:, at : at + ROWS]) for at in range(0, len(matrix), ROWS)]
        return [np.concatenate(each) for each in zip(*parts, strict=True)] if parts else [_NONE] * len(self._forests)

    def _part(self, columns: NDArray[np.float32]) -> list[Column]:
        passed = (columns.take(self._feature, axis=0) > self._threshold).astype(self._kind)
        return [_sums(trees, passed) for trees in self._forests]


_NONE = np.zeros(0, np.float32)


@lru_cache(16)
def grove(forests: tuple[Forest, ...]) -> Grove:
    """The grove of some forests."""
    return Grove(forests)


def _sums(trees: _Trees, passed: NDArray[np.unsignedinteger[Any]]) -> Column:
    """What the leaves of a forest sum up to, for each row; ``passed`` is 1 for a test that a row passes, else 0."""
    struck = passed.take(trees.test, axis=0)
    struck *= trees.left
    gone = np.bitwise_or.reduce(struck.reshape(-1, len(trees.first), passed.shape[1]), axis=0)
    leaf = _first_left(gone)
    leaf += trees.first
    total: Column = (trees.value.take(leaf).sum(axis=0) + trees.base).astype(np.float32)
    return total


def _trees_of(forest: Forest, known: dict[tuple[int, float], int]) -> _Trees:
    """The trees of a forest, whose tests are added to those that are ``known`` by feature and threshold."""
    plain = (array.tolist() for array in (forest.feature, forest.threshold, forest.value))
    trees = [_tests_of(*each) for each in zip(*plain, strict=True)]
    most = max(len(leaves) for _, leaves in trees)
    if most > MOST_LEAVES:
        raise ValueError(f"a tree of {most} leaves")
    shape = most - 1, len(trees)
    number, value = np.zeros(shape, np.intp), np.zeros((len(trees), most))
    left = np.zeros(shape, np.uint16 if most <= _HALF else np.uint32)  # an idle test strikes nothing out
    for tree, (tests, leaves) in enumerate(trees):
        for place, (feature, threshold, below) in enumerate(tests):
            number[place, tree] = known.setdefault((feature, threshold), len(known))
            left[place, tree] = below
        value[tree, : len(leaves)] = leaves
    first = np.arange(0, value.size, most)[:, None]
    return _Trees(number.ravel(), left.reshape(-1, 1), first, value.ravel(), forest.base)


def _tests_of(
    feature: list[int], threshold: list[float], value: list[float]
) -> tuple[list[tuple[int, float, int]], list[float]]:
    """The tests of one tree (feature, threshold, bits of the leaves on the left) and its leaves from the left."""
    inner, tests, leaves = len(feature), list[tuple[int, float, int]](), list[float]()

    def visit(node: int) -> None:
        """Add the tests and leaves below a node."""
        if node >= inner:
            leaves.append(value[node - inner])
            return
        begin = len(leaves)
        visit(2 * node + 1)
        if isfinite(threshold[node]):
            tests.append((feature[node], threshold[node], (1 << len(leaves)) - (1 << begin)))
            visit(2 * node + 2)

    visit(0)
    return tests, leaves


@cache
def _ones() -> NDArray[np.intp]:
    """For each number of 16 bits how many of its lowest bits are set in a row."""
    numbers = np.arange(_FULL + 1)
    lowest_zero = ~numbers & (numbers + 1)
    table: NDArray[np.intp] = np.log2(lowest_zero).astype(np.intp)
    return table


def _first_left(gone: NDArray[np.unsignedinteger[Any]]) -> NDArray[np.intp]:
    """The first leaf whose bit is not set."""
    if gone.itemsize == 2:
        return _ones().take(gone)
    low = _ones().take(gone & _FULL)
    low += (low == _HALF) * _ones().take(gone >> _HALF)
    return low


def read(arrays: Any, prefix: str) -> Forest:
    """The forest that ``Forest.arrays`` wrote under ``prefix``."""
    plain = {name: arrays[prefix + name] for name in _ARRAYS}
    names = tuple(str(name) for name in arrays[prefix + "names"])
    return Forest(names=names, base=float(arrays[prefix + "base"]), **plain)


def matrix_of(table: Table, names: Collection[str]) -> NDArray[np.float32]:
    """The columns ``names`` of a table side by side. Raises ``KeyError`` for a missing column."""
    columns = np.concatenate([table[name] for name in names], dtype=np.float32, casting="same_kind")
    return columns.reshape(len(names), -1).T


def singled(table: Table) -> Table:
    """``table`` in single precision."""
    return dict(zip(table, matrix_of(table, table).T, strict=True))
