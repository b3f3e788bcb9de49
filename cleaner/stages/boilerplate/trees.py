"""Boosted trees as plain arrays: made by ``tools/train_boilerplate.py``, read and run with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate.features import Column, Table

_ARRAYS = ("feature", "threshold", "left", "right", "value", "roots")


@dataclass(frozen=True, slots=True)
class Forest:
    """A sum of binary trees. Node arrays are shared; a leaf points at itself, so a walk may go on for any time.

    names: the columns that it wants, in order.  feature, threshold, left, right, value: one entry a node.
    roots: the first node of each tree.  depth: steps from a root to the deepest leaf.  base: added to the sum.
    """

    names: tuple[str, ...]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    roots: NDArray[np.int32]
    depth: int
    base: float

    def logits(self, table: Table) -> Column:
        """The sum of the leaves that each row of ``table`` falls into. Raises ``KeyError`` for a missing column."""
        matrix = np.stack([table[name] for name in self.names], axis=1)
        return self.run(matrix)

    def run(self, matrix: NDArray[np.float32]) -> Column:
        """The same for a matrix with the columns ``names``."""
        flat = np.ascontiguousarray(matrix, np.float32).ravel()
        offset = (np.arange(len(matrix), dtype=np.int32) * matrix.shape[1])[:, None]
        node = np.broadcast_to(self.roots, (len(matrix), len(self.roots)))
        for _ in range(self.depth):
            low = flat[offset + self.feature[node]] <= self.threshold[node]
            node = np.where(low, self.left[node], self.right[node])
        total: Column = (self.value[node].sum(axis=1, dtype=np.float64) + self.base).astype(np.float32)
        return total

    def arrays(self, prefix: str) -> dict[str, Any]:
        """Arrays for ``numpy.savez``, which ``read`` takes back."""
        return {
            prefix + "names": np.array(self.names),
            **{prefix + name: getattr(self, name) for name in _ARRAYS},
            prefix + "depth": np.array(self.depth),
            prefix + "base": np.array(self.base),
        }


def read(arrays: Any, prefix: str) -> Forest:
    """The forest that ``Forest.arrays`` wrote under ``prefix``."""
    plain = {name: arrays[prefix + name] for name in _ARRAYS}
    names = tuple(str(name) for name in arrays[prefix + "names"])
    return Forest(names=names, depth=int(arrays[prefix + "depth"]), base=float(arrays[prefix + "base"]), **plain)
