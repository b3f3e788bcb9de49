"""Boosted trees as plain arrays: made by ``tools/train_boilerplate.py``, read and run with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate.features import Column, Table, matrix_of

_ARRAYS = ("feature", "threshold", "value")
# Rows that are looked at together: more would not fit the cache.
ROWS = 256
_HALF, _FULL = 16, 0xFFFF  # leaves whose bits one look at the table reads
MOST_LEAVES = 2 * _HALF


class _Tests(NamedTuple):
    """The tests of all trees, as many a tree; test ``i`` of tree ``t`` stands at ``i * trees + t``.

    feature, threshold: of each test.  left: bits of the leaves on its left, which a row above the threshold cannot
    reach.  first: the place in ``value`` of the first leaf of each tree.  value: the leaves of all trees from the left,
    in double precision, in which sums of them hardly round.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    left: NDArray[np.unsignedinteger[Any]]
    first: NDArray[np.intp]
    value: NDArray[np.float64]


@dataclass(frozen=True)
class Forest:
    """A sum of complete binary trees of one depth: no pointers, the children of ``n`` are 2n+1 and 2n+2.

    names: the columns that it wants, in order.  feature, threshold: (trees, 2^depth − 1), the test at each inner node.
    value: (trees, 2^depth), the leaves.  base: added to the sum.

    It is run without walking the trees: all tests are made at once, each that a row passes strikes out the leaves on
    its left, and the first leaf that is left over counts (QuickScorer, Lucchese et al. 2015). A threshold of infinity
    is no test. Raises ``ValueError`` when run where a tree has more than 32 leaves.
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
        """The same for a matrix with the columns ``names``."""
        columns = np.ascontiguousarray(matrix.T)
        parts = [self._part(columns[:, at : at + ROWS]) for at in range(0, len(matrix), ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _part(self, columns: NDArray[np.float32]) -> Column:
        feature, threshold, left, first, value = self._tests
        struck = (columns.take(feature, axis=0) > threshold).astype(left.dtype)
        struck *= left
        gone = np.bitwise_or.reduce(struck.reshape(-1, len(first), columns.shape[1]), axis=0)
        leaf = _first_left(gone)
        leaf += first
        total: Column = (value.take(leaf).sum(axis=0) + self.base).astype(np.float32)
        return total

    @cached_property
    def _tests(self) -> _Tests:
        trees = [_tests_of(*each) for each in zip(self.feature, self.threshold, self.value, strict=True)]
        most = max(len(leaves) for _, leaves in trees)
        if most > MOST_LEAVES:
            raise ValueError(f"a tree of {most} leaves")
        kind = np.uint16 if most <= _HALF else np.uint32
        shape = most - 1, len(trees)
        feature, left = np.zeros(shape, np.intp), np.zeros(shape, kind)
        threshold, value = np.zeros(shape, np.float32), np.zeros((len(trees), most))
        for tree, (tests, leaves) in enumerate(trees):
            for place, test in enumerate(tests):
                feature[place, tree], threshold[place, tree], left[place, tree] = test
            value[tree, : len(leaves)] = leaves
        first = np.arange(0, value.size, most)[:, None]
        return _Tests(feature.ravel(), threshold.reshape(-1, 1), left.reshape(-1, 1), first, value.ravel())

    def arrays(self, prefix: str) -> dict[str, Any]:
        """Arrays for ``numpy.savez``, which ``read`` takes back."""
        plain = {prefix + name: getattr(self, name) for name in _ARRAYS}
        return {**plain, prefix + "names": np.array(self.names), prefix + "base": np.array(self.base)}


def _tests_of(
    feature: NDArray[np.int32], threshold: NDArray[np.float32], value: NDArray[np.float32]
) -> tuple[list[tuple[int, float, int]], list[float]]:
    """The tests of one tree (feature, threshold, bits of the leaves on the left) and its leaves from the left."""
    inner, tests, leaves = len(feature), list[tuple[int, float, int]](), list[float]()

    def visit(node: int) -> None:
        if node >= inner:
            leaves.append(float(value[node - inner]))
            return
        begin = len(leaves)
        visit(2 * node + 1)
        if np.isfinite(threshold[node]):
            tests.append((int(feature[node]), float(threshold[node]), (1 << len(leaves)) - (1 << begin)))
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
