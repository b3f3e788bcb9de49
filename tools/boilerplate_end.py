"""The model of an article's last line: trees that choose one line of each page, so that the lines of a page compete.

Trees that judge each line alone learn what ends of articles look like. But most pages hold several such lines (the last
sentence of the article, of a comment, of a teaser), and one alone is right. So the loss is that of a choice: the
logarithm of the probability of the right line among all lines from the beginning of the article on, and what comes out
are logarithms of probabilities but for a number that is the same for all lines of a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import lightgbm
import numpy as np
from numpy.typing import NDArray

from cleaner.trees import Forest, Table
from tools.train_boilerplate import fitted

SETTINGS: dict[str, Any] = {
    "n_estimators": 80, "learning_rate": 0.1, "num_leaves": 12, "max_depth": 5, "min_child_samples": 20,
    "reg_lambda": 1, "min_sum_hessian_in_leaf": 1e-3,
}  # fmt: skip
LEAST = 1e-6
"""Of a second derivative."""
Numbers = NDArray[np.float64]


class Choice(NamedTuple):
    """The lines of one page that are learnt from.

    table: their features.  right: which of them is the last of the article.  weight: how many lines each stands for.
    share: how much the page counts.
    """

    table: Table
    right: NDArray[np.bool_]
    weight: Numbers
    share: float


def fit_end(choices: Sequence[Choice]) -> Forest:
    """The model that chooses the last line."""
    names = tuple(choices[0].table)
    matrix = np.concatenate([np.stack([each.table[n] for n in names], 1) for each in choices]).astype(np.float32)
    right = np.concatenate([each.right for each in choices])
    loss = Loss(
        np.array([len(each.right) for each in choices]),
        np.concatenate([each.weight for each in choices]),
        np.array([each.share for each in choices]),
    )
    rows = matrix, right.astype(np.float64), np.ones(len(right))
    return fitted(lightgbm.LGBMRegressor, SETTINGS | {"objective": loss}, names, rows)


class Loss:
    """Derivatives of the logarithm of the probability of the right line of each page.

    count: the lines of each page.  weight: how many lines each one stands for.  share: how much each page counts.
    """

    def __init__(self, count: NDArray[np.int64], weight: Numbers, share: Numbers) -> None:
        self._start = np.concatenate((np.zeros(1, np.int64), np.cumsum(count)[:-1]))
        self._count, self._weight = count, weight
        self._share = np.repeat(share / share.mean(), count)

    def __call__(self, right: Numbers, score: Numbers) -> tuple[Numbers, Numbers]:
        """The first and second derivatives for each line."""
        most = np.maximum.reduceat(score, self._start)
        odds = self._weight * np.exp(score - np.repeat(most, self._count))
        chance = odds / np.repeat(np.add.reduceat(odds, self._start), self._count)
        return self._share * (chance - right), self._share * np.maximum(chance * (1 - chance), LEAST)
