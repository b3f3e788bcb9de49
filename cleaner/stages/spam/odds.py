"""What speaks for spam and how much, as ``tools/fit_spam_odds.py`` fitted and wrote it.

A logistic regression, which is cheap, says which whole lines are worth the network; boosted trees, which tell far
better, weigh those, stretches of lines, and phrases that stand on a page again and again.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

import numpy as np

from cleaner.trees import Forest, read

Kind = Literal["whole", "stretch", "phrase"]
Seen = Mapping[str, float]


class LineOdds:
    """names: the evidence that counts.  rows: for each its factor, and the limits within which it counts."""

    def __init__(self, arrays: Any) -> None:
        self.names = tuple(map(str, arrays["line.names"]))
        self._rows = tuple(zip(self.names, *arrays["line.rows"].T.tolist(), strict=True))
        self._base = float(arrays["line.base"])

    def of(self, seen: Seen) -> float:
        """The log-odds of a line, of which this was seen."""
        weighed = (factor * min(max(seen[name], least), most) for name, factor, least, most in self._rows)
        return self._base + float(sum(weighed))


def odds(kind: Kind, seen: Seen) -> float:
    """The log-odds of a whole line, a stretch or a phrase, of which this was seen."""
    forest = _tables()[1][kind]
    return float(forest.run(np.array([[seen[name] for name in forest.names]], np.float32))[0])


def line_odds() -> LineOdds:
    """The regression that says which whole lines are worth a closer look."""
    return _tables()[0]


@cache
def _tables() -> tuple[LineOdds, Mapping[str, Forest]]:
    with files("cleaner.data").joinpath("models/spam_odds.npz").open("rb") as raw, np.load(raw) as arrays:
        return LineOdds(arrays), {kind: read(arrays, f"{kind}.") for kind in get_args(Kind)}
