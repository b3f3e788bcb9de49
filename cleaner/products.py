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
    """A matrix that is multiplied in blocks of ``_BLOCK`` rows and columns."""

    def __init__(self, whole: NDArray[np.int8]) -> None:
        self._columns = whole.shape[1]
        high, wide = (-(-size // _BLOCK) for size in whole.shape)
        padded = np.zeros((high * _BLOCK, wide * _BLOCK), np.float32)
        padded[: whole.shape[0], : whole.shape[1]] = whole
        self._blocks = padded.reshape(high, _BLOCK, wide, _BLOCK).transpose(0, 2, 1, 3)

    def after(self, values: Whole) -> Whole:
        """The product of ``values`` with the matrix: in as few parts as there must be, all of one height."""
        number, width = values.shape
        parts = max(1, -(-number // _BLOCK))
        height = max(1, -(-number // parts))
        if parts * height != number or width % _BLOCK:
            padded = np.zeros((parts * height, len(self._blocks) * _BLOCK), np.float32)
            padded[:number, :width] = values
            values = padded
        columns = values.reshape(parts, 1, height, len(self._blocks), _BLOCK)
        out = np.matmul(columns[:, :, :, 0], self._blocks[0])
        for at in range(1, len(self._blocks)):
            out += np.matmul(columns[:, :, :, at], self._blocks[at])
        return out.transpose(0, 2, 1, 3).reshape(parts * height, -1)[:number, : self._columns]


def whole(values: NDArray[Any], unit: float, most: float) -> Whole:
    """``values`` as whole numbers of ``1 / unit``, up to ``most``."""
    return np.clip(np.rint(values.astype(np.float64) * unit), -most, most).astype(np.float32)


def in_blocks(rows: NDArray[np.float32], matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """``rows @ matrix``, a block of rows after the other, for a matrix that is no larger than a block."""
    high = max(1, min(len(rows), _BLOCK**3 // matrix.size))
    padded = np.zeros((-(-len(rows) // high), high, rows.shape[1]), np.float32)
    padded.reshape(-1, rows.shape[1])[: len(rows)] = rows
    out: NDArray[np.float32] = np.matmul(padded, matrix[None]).reshape(-1, matrix.shape[1])[: len(rows)]
    return out
