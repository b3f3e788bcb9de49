"""Boosted trees as plain arrays: made by ``tools/train_boilerplate.py``, read and run with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate.features import Column, Table

_ARRAYS = ("feature", "threshold", "value")
# Rows that walk the trees together: more would not fit the cache.
ROWS = 1024


@dataclass(frozen=True, slots=True)
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
        return self.run(np.stack([table[name] for name in self.names], axis=1).astype(np.float32))

    def run(self, matrix: NDArray[np.float32]) -> Column:
        """The same for a matrix with the columns ``names``."""
        parts = [self._part(matrix[at : at + ROWS]) for at in range(0, len(matrix), ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _part(self, matrix: NDArray[np.float32]) -> Column:
        trees, inner = self.feature.shape
        flat = np.ascontiguousarray(matrix).ravel()
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        row = (np.arange(len(matrix), dtype=np.int32) * matrix.shape[1])[:, None]
        tree = (np.arange(trees, dtype=np.int32) * inner)[None, :]
        node = np.zeros((len(matrix), trees), np.int32)
        for _ in range((inner + 1).bit_length() - 1):
            at = node + tree
            node = 2 * node + 1 + (flat.take(row + feature.take(at)) > threshold.take(at))
        leaf = (node - inner) + (np.arange(trees, dtype=np.int32) * (inner + 1))[None, :]
        total: Column = (self.value.ravel().take(leaf).sum(axis=1, dtype=np.float64) + self.base).astype(np.float32)
        return total

    def arrays(self, prefix: str) -> dict[str, Any]:
        """Arrays for ``numpy.savez``, which ``read`` takes back."""
        plain = {prefix + name: getattr(self, name) for name in _ARRAYS}
        return {**plain, prefix + "names": np.array(self.names), prefix + "base": np.array(self.base)}


def read(arrays: Any, prefix: str) -> Forest:
    """The forest that ``Forest.arrays`` wrote under ``prefix``."""
    plain = {name: arrays[prefix + name] for name in _ARRAYS}
    names = tuple(str(name) for name in arrays[prefix + "names"])
    return Forest(names=names, base=float(arrays[prefix + "base"]), **plain)
