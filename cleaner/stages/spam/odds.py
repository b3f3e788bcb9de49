"""What speaks for spam and how much: two regressions that ``tools/fit_spam_odds.py`` fitted and wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple


class Odds(NamedTuple):
    """Log-odds: ``base``, and for each kind of evidence its factor and the limits within which it counts."""

    base: float
    factors: Mapping[str, tuple[float, float, float]]

    def of(self, seen: Mapping[str, float]) -> float:
        """The log-odds of what was seen."""
        rows = self.factors.items()
        return self.base + sum(factor * min(max(seen[name], least), most) for name, (factor, least, most) in rows)


@cache
def odds(kind: Literal["line", "stretch"]) -> Odds:
    """The regression for whole lines or for stretches of them."""
    table = json.loads(files("cleaner.data").joinpath("models/spam_odds.json").read_text("utf-8"))[kind]
    return Odds(table["base"], {name: tuple(row) for name, row in table["factors"].items()})
