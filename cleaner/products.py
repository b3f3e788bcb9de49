"""Products of small matrices, and of such as hold whole numbers exactly.

Products are made of blocks, each too small for a BLAS to share out among threads: for so little work threads cost more
than they give, and fifty times as much where other processes use the cores. Weights of a small network can be whole
numbers of a byte, and so the values between its layers. Then every product is exact in single precision whatever the
order of its sums, so results are the same on every machine.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.float32]  # whole numbers
_BLOCK = 64


class Matrix:
    """A matrix of whole numbers, ``_BLOCK`` columns side by side."""

    def __init__(self, whole: NDArray[np.int8]) -> None:
        depth, self._columns = whole.shape
        padded = np.zeros((depth, -(-self._columns // _BLOCK) * _BLOCK), np.float32)
        padded[:, : self._columns] = whole
        self._blocks = padded.reshape(depth, -1, _BLOCK).transpose(1, 0, 2)

    def after(self, values: Whole) -> Whole:
        """The product of ``values`` with the matrix, in blocks of rows of one height; lower blocks may be deeper."""
        number, depth = values.shape
        parts = max(1, -(-number // _BLOCK))
        height = max(1, -(-number // parts))
        if parts * height != number:
            padded = np.zeros((parts * height, depth), np.float32)
            padded[:number] = values
            values = padded
        rows = values.reshape(parts, 1, height, depth)
        step = _BLOCK**2 // height
        out: Whole = np.matmul(rows[..., :step], self._blocks[:, :step])
        for at in range(step, depth, step):
            out += np.matmul(rows[..., at : at + step], self._blocks[:, at : at + step])
        return out.transpose(0, 2, 1, 3).reshape(parts * height, -1)[:number, : self._columns]


def whole(values: NDArray[Any], unit: float, most: float) -> Whole:
    """``values`` as whole numbers of ``1 / unit``, up to ``most``."""
    return np.clip(np.rint(values.astype(np.float64) * unit), -most, most).astype(np.float32)


def in_blocks(rows: NDArray[np.float32], matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """``rows @ matrix``, a block of rows after the other, for a matrix that is no larger than a block.

    ``rows`` may have more than two axes; those behind the first are one then.
    """
    high = max(1, min(len(rows), _BLOCK**3 // matrix.size))
    padded = np.zeros((-(-len(rows) // high), high, len(matrix)), np.float32)
    padded.reshape(-1, *rows.shape[1:])[: len(rows)] = rows
    out: NDArray[np.float32] = np.matmul(padded, matrix[None]).reshape(-1, matrix.shape[1])[: len(rows)]
    return out
