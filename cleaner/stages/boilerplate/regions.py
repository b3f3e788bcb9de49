"""Candidates for the article on a page, built from a first guess at each line, as features for the second guess.

The first model looks at lines one by one and so keeps a second block of prose (comments, abstracts, a sidebar) as
gladly as the article. Here the page is seen as a whole: the run of lines and the elements that hold most of what the
first model would keep and least of what it would drop.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate.features import Column, Table, around, window
from cleaner.stages.boilerplate.page import Counts
from cleaner.stages.markup.pagemap import LineFeatures

_LEVELS = ("block", "parent", "grandparent", "great", "path")


def region_features(table: Table, logits: Column, rows: LineFeatures | None) -> Table:
    """Columns for the second model, beside those of ``table``: ``logits`` is what the first model says of each line."""
    out: Table = dict(table)
    share = (1 / (1 + np.exp(-logits))).astype(np.float32)
    weight = np.sqrt(np.expm1(table["size"]) + 1).astype(np.float32)
    out["guess"] = logits
    around(out, ("guess",), (-4, -3, -2, -1, 1, 2, 3, 4))
    for reach in (1, 3, 8, 20):
        out[f"guess±{reach}"] = window(share * weight, reach) / np.maximum(window(weight, reach), 1e-6)
    gain = (share - 0.5) * weight
    _run(out, gain, share * weight)
    total = max(float((share * weight).sum()), 1e-6)
    out["page-guess"] = np.full(len(share), np.log1p(total), np.float32)
    out["page-share"] = np.full(len(share), share.mean() if len(share) else 0, np.float32)
    out["rank"] = (np.argsort(np.argsort(-gain)) / max(len(share), 1)).astype(np.float32)
    mass = np.cumsum(share * weight) / total
    out["mass-before"] = mass.astype(np.float32)
    if rows is not None:
        _elements(out, rows, gain, share * weight, weight)
    return out


def best_run(gain: Column) -> tuple[int, int]:
    """The half-open range of lines with the greatest sum of ``gain``; empty where nothing is above 0."""
    total = np.concatenate((np.zeros(1), np.cumsum(gain, dtype=np.float64)))
    lowest = np.minimum.accumulate(total)
    end = int(np.argmax(total - lowest))
    start = int(np.argmin(total[: end + 1]))
    return start, end


def _run(out: Table, gain: Column, mass: Column) -> None:
    index = np.arange(len(gain))
    for name, cost in (("run", 0.0), ("strict", 0.6)):
        start, end = best_run(gain - cost)
        out[f"{name}-in"] = ((index >= start) & (index < end)).astype(np.float32)
        out[f"{name}-start"] = np.clip(index - start, -40, 40).astype(np.float32)
        out[f"{name}-end"] = np.clip(index - end, -40, 40).astype(np.float32)
        held = float(mass[start:end].sum()) / max(float(mass.sum()), 1e-6)
        out[f"{name}-mass"] = np.full(len(gain), held, np.float32)


def _elements(out: Table, rows: LineFeatures, gain: Column, mass: Column, weight: Column) -> None:
    total = max(float(mass.sum()), 1e-6)
    best: Counts = np.zeros(len(gain), np.int64)
    for name in _LEVELS:
        ids, inverse = np.unique(getattr(rows, name), return_inverse=True)
        held = np.bincount(inverse, mass)
        mean = held / np.maximum(np.bincount(inverse, weight), 1e-6)
        gained = np.bincount(inverse, gain)
        winner = int(np.argmax(gained)) if len(ids) else -1
        inside = (inverse == winner).astype(np.float32)
        out[name + "-guess"] = mean[inverse].astype(np.float32)
        out[name + "-mass"] = (held / total)[inverse].astype(np.float32)
        out[name + "-gain"] = (gained / total)[inverse].astype(np.float32)
        out[name + "-best"] = inside
        best += inside.astype(np.int64)
        out[name + "-lead"] = np.full(len(gain), held[winner] / total if winner >= 0 else 0, np.float32)
    out["best-levels"] = best.astype(np.float32)


def viterbi(logits: Column, cost: NDArray[np.float32] | float) -> NDArray[np.bool_]:
    """The labelling with the greatest sum of ``logits`` on kept lines, less ``cost`` for each change of label."""
    count = len(logits)
    keep_from_drop = np.zeros(count, np.bool_)
    drop_from_keep = np.zeros(count, np.bool_)
    keep = drop = 0.0
    price = float(np.mean(cost))
    for index, value in enumerate(logits.tolist()):
        stay, move = keep, drop - price
        keep_from_drop[index] = move > stay
        next_drop = max(drop, keep - price)
        drop_from_keep[index] = keep - price > drop
        keep, drop = max(stay, move) + value, next_drop
    out = np.zeros(count, np.bool_)
    kept = keep > drop
    for index in range(count - 1, -1, -1):
        out[index] = kept
        kept = not keep_from_drop[index] if kept else bool(drop_from_keep[index])
    return out
