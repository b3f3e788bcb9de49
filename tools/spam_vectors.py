"""First vectors of characters and of pairs of them for the network of the spam stage, from the characters beside them.

What stands beside a character or a pair in many texts is weighed by positive pointwise mutual information; the vectors
are the singular vectors of that, three places on both sides. A pair is mostly a word, and words that stand in the same
places get vectors that are alike: so the network knows something of words that no line of spam has shown it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds

from cleaner.stages.spam.network import KNOWN, keys_of

# How far what stands beside counts, and how wide the first vectors are.
NEAR, SPREAD = 3, 1 / 6
Floats = NDArray[np.float32]
Rows = NDArray[np.int32]


def joined(texts: Sequence[NDArray[np.uint32]], row: Rows) -> Rows:
    """The rows of the characters of all texts, with a 0 behind each text."""
    return np.concatenate([np.append(row.take(text, mode="clip"), 0) for text in texts]).astype(np.int32)


def character_vectors(line: Rows, size: int, wide: int) -> Floats:
    """Vectors of the ``size`` rows from the neighbours of their characters."""
    counts = []
    for step in range(1, NEAR + 1):
        left, right = line[:-step].astype(np.int64), line[step:]
        kept = (left >= KNOWN) & (right >= KNOWN)
        table = np.bincount(left[kept] * size + right[kept], minlength=size * size).reshape(size, size)
        counts += [table.astype(np.float32), table.T.astype(np.float32)]
    near = np.concatenate([counts[0], counts[1], counts[2] + counts[4], counts[3] + counts[5]], axis=1)
    share = near.sum(0, keepdims=True) ** 0.75
    expected = (near.sum(1, keepdims=True) + 1.0) * (share / share.sum() + 1e-9)
    vectors = _singular(np.maximum(np.log(np.maximum(near / expected, 1e-9)), 0.0), wide)
    vectors[:KNOWN] = 0.0
    return vectors


def pair_vectors(line: Rows, size: int, most: int, wide: int) -> tuple[Rows, Floats]:
    """The ``most`` pairs that are met most often, as ``keys_of`` writes them, and their vectors behind one of zeros."""
    keys = keys_of(line, size)
    known = (line >= KNOWN) & (np.append(line[1:], 0) >= KNOWN)
    met, times = np.unique(keys[known], return_counts=True)
    pairs = np.sort(met[np.argsort(-times, kind="stable")[:most]])
    places = pairs.searchsorted(keys)
    found = pairs.take(places, mode="clip") == keys
    rows, columns = [], []
    for step in range(1, NEAR + 1):
        first = 2 * size * (step > 1)
        behind = np.flatnonzero(found[: -step - 1])
        before = np.flatnonzero(found[step:]) + step
        for at, beside, column in ((behind, behind + step + 1, first), (before, before - step, first + size)):
            other = line[beside].astype(np.int64)
            kept = other >= KNOWN
            rows.append(places[at[kept]])
            columns.append(other[kept] + column)
    there = np.concatenate(rows), np.concatenate(columns)
    near = csr_matrix((np.ones(len(there[0]), np.float32), there), shape=(len(pairs), 4 * size))
    vectors = _singular(_information(near), wide)
    return pairs, np.concatenate([np.zeros((1, wide), np.float32), vectors])


def _information(near: csr_matrix) -> csr_matrix:
    """The positive pointwise mutual information of counts, few of which are above zero."""
    counts: Any = near.tocoo()
    total = np.bincount(counts.row, counts.data, near.shape[0]) + 1.0
    share = np.bincount(counts.col, counts.data, near.shape[1]) ** 0.75
    value = np.log(counts.data / (total[counts.row] * (share / share.sum())[counts.col] + 1e-9))
    kept = value > 0
    return coo_matrix((value[kept], (counts.row[kept], counts.col[kept])), shape=near.shape).tocsr()


def _singular(information: Any, wide: int) -> Floats:
    """The first singular vectors of a matrix, drawn towards zero."""
    left, strength, _ = svds(information, wide, random_state=0)
    vectors = left * np.sqrt(strength)
    vectors *= SPREAD / vectors.std()
    return np.asarray(vectors, np.float32)
