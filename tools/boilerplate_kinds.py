"""The models that tell kinds of flattened pages: trees and a linear model, calibrated on pages they have not seen.

There are some hundred threads and pages without an article, and as many features of a page. Trees find what goes
together; a linear model of ranks generalises better from so few; with writers unseen their sum did better than either.
Ranks are steps at some values of a feature, so that the linear model is written as trees with one test each.

What comes out is the logarithm of odds: a line through the scores of unseen pages (folds of hosts) gives the scale, so
that the bars in ``flat.py`` mean the same whatever a training draws.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import QuantileTransformer

from cleaner.trees import Forest
from tools.train_boilerplate import fitted

SETTINGS: dict[str, Any] = {
    "n_estimators": 50, "learning_rate": 0.1, "num_leaves": 7, "max_depth": 4, "min_child_samples": 8, "reg_lambda": 3,
    "min_sum_hessian_in_leaf": 1e-3, "subsample": 1.0,
}  # fmt: skip
SEEDS = (0, 1, 2, 3)
KNOTS = 12
"""Values of a feature at which its step function may change."""
STRENGTH = 0.02
"""How far the linear model may follow its data (the inverse of the penalty)."""
CLIP = 2.5
FOLDS = 5
Rows = NDArray[np.float32]
Numbers = NDArray[np.float64]


def fit_kind(
    names: tuple[str, ...], rows: Rows, target: NDArray[np.bool_], weight: Numbers, fold: Sequence[int]
) -> Forest:
    """The calibrated model of one kind.

    rows, target, weight: features of pages, whether each is of the kind, how much it counts.  fold: see ``fold_of``.
    """
    unseen = np.zeros(len(rows))
    at = np.array(fold)
    for number in range(FOLDS):
        seen, held = at != number, at == number
        if held.any():
            unseen[held] = _sum(names, rows[seen], target[seen], weight[seen]).run(rows[held])
    line = LogisticRegression(C=1e6).fit(unseen[:, None], target, sample_weight=weight / weight.mean())
    scale, base = float(line.coef_[0, 0]), float(line.intercept_[0])
    both = _sum(names, rows, target, weight)
    return replace(both, value=(both.value * scale).astype(np.float32), base=both.base * scale + base)


def fold_of(host: str) -> int:
    """The fold of a host."""
    return zlib.crc32(host.encode()) % FOLDS


def _sum(names: tuple[str, ...], rows: Rows, target: NDArray[np.bool_], weight: Numbers) -> Forest:
    trees = fitted(lightgbm.LGBMClassifier, SETTINGS, names, (rows, target, weight), SEEDS)
    steps = _steps(names, rows, target, weight)
    joined = {
        part: np.concatenate([getattr(trees, part), getattr(steps, part)]) for part in ("feature", "threshold", "value")
    }
    return Forest(names=names, base=trees.base + steps.base, **joined)


def _steps(names: tuple[str, ...], rows: Rows, target: NDArray[np.bool_], weight: Numbers) -> Forest:
    """A linear model of the ranks of the features, as trees of one test, as deep as the others."""
    knots = [np.unique(np.quantile(column, np.arange(1, KNOTS) / KNOTS, method="lower")) for column in rows.T]
    levels = [_levels(column, some) for column, some in zip(rows.T, knots, strict=True)]
    places = (np.searchsorted(some, column) for some, column in zip(knots, rows.T, strict=True))
    ranks = np.stack([level[place] for level, place in zip(levels, places, strict=True)], 1)
    line = LogisticRegression(C=STRENGTH, max_iter=500).fit(ranks, target, sample_weight=weight / weight.mean())
    tests = [
        (number, knot, (level[i + 1] - level[i]) * line.coef_[0, number])
        for number, (some, level) in enumerate(zip(knots, levels, strict=True))
        for i, knot in enumerate(some.tolist())
    ]
    base = float(line.intercept_[0]) + float(sum(w * level[0] for w, level in zip(line.coef_[0], levels, strict=True)))
    return _as_trees(names, tests, base)


def _levels(column: NDArray[np.float32], knots: NDArray[np.float32]) -> Numbers:
    """The value of each step: the mean rank of the pages on it, as a normal distribution would have it."""
    normal = QuantileTransformer(n_quantiles=100, output_distribution="normal").fit_transform(column[:, None])[:, 0]
    place = np.searchsorted(knots, column)
    times = np.bincount(place, minlength=len(knots) + 1)
    mean: Numbers = np.bincount(place, np.clip(normal, -CLIP, CLIP), len(knots) + 1) / np.maximum(times, 1)
    return np.maximum.accumulate(np.where(times > 0, mean, -CLIP))


def _as_trees(names: tuple[str, ...], tests: Sequence[tuple[int, float, float]], base: float) -> Forest:
    """Each test (feature, threshold, what being above it adds) as a complete tree."""
    depth = SETTINGS["max_depth"]
    feature = np.zeros((len(tests), 2**depth - 1), np.int32)
    threshold = np.full(feature.shape, np.inf, np.float32)
    value = np.zeros((len(tests), 2**depth), np.float32)
    feature[:, 0], threshold[:, 0] = ([test[i] for test in tests] for i in (0, 1))
    value[:, 2 ** (depth - 1) :] = np.array([test[2] for test in tests])[:, None]
    return Forest(names=names, feature=feature, threshold=threshold, value=value, base=base)
