"""Boosted trees as plain arrays: made by ``tools/train_boilerplate.py``, read and run with numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate.features import Column, Table

Places = NDArray[np.intp]
_ARRAYS = ("feature", "threshold", "value")
# Rows that walk the trees together: more would not fit the cache.
ROWS = 256


@dataclass(frozen=True)
class Forest:
    """A sum of complete binary trees of one depth: no pointers, the children of ``n`` are 2n+1 and 2n+2.

    names: the columns that it wants, in order.  feature, threshold: (trees, 2^depth − 1), the test at each inner node.
    value: (trees, 2^depth), the leaves.  base: added to the sum.
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
        parts = [self._part(matrix[at : at + ROWS]) for at in range(0, len(matrix), ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    @cached_property
    def _levels(self) -> list[tuple[Places, NDArray[np.float32]]]:
        """Feature and threshold of each level, tree by tree: below node ``n`` of one stand ``2n`` and ``2n + 1``."""
        bounds = [(1 << depth) - 1 for depth in range((self.feature.shape[1] + 1).bit_length())]
        return [
            (
                self.feature[:, first:past].astype(np.intp).ravel(),
                np.ascontiguousarray(self.threshold[:, first:past]).ravel(),
            )
            for first, past in pairwise(bounds)
        ]

    def _part(self, matrix: NDArray[np.float32]) -> Column:
        flat = np.ascontiguousarray(matrix).ravel()
        row = (np.arange(len(matrix)) * matrix.shape[1])[:, None]
        (feature, threshold), *below = self._levels
        node = 2 * np.arange(len(feature)) + (flat.take(row + feature) > threshold)
        for feature, threshold in below:
            place = feature.take(node)
            place += row
            right = flat.take(place) > threshold.take(node)
            node <<= 1
            node += right
        total: Column = (self.value.ravel().take(node).sum(axis=1, dtype=np.float64) + self.base).astype(np.float32)
        return total

    def arrays(self, prefix: str) -> dict[str, Any]:
        """Arrays for ``numpy.savez``, which ``read`` takes back."""
        plain = {prefix + name: getattr(self, name) for name in _ARRAYS}
        return {**plain, prefix + "names": np.array(self.names), prefix + "base": np.array(self.base)}


def matrix_of(table: Table, names: Sequence[str]) -> NDArray[np.float32]:
    """The columns ``names`` of a table side by side. Raises ``KeyError`` for a missing column."""
    return np.stack([table[name] for name in names], axis=1).astype(np.float32)


def read(arrays: Any, prefix: str) -> Forest:
    """The forest that ``Forest.arrays`` wrote under ``prefix``."""
    plain = {name: arrays[prefix + name] for name in _ARRAYS}
    names = tuple(str(name) for name in arrays[prefix + "names"])
    return Forest(names=names, base=float(arrays[prefix + "base"]), **plain)
