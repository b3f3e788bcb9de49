"""Within which limits each kind of evidence counts in the regressions of spam (``fit_spam_odds``)."""

from __future__ import annotations

from collections.abc import Mapping

Limits = Mapping[str, tuple[float, float]]
_WORDS: Limits = {
    "certain": (0.0, 2.0), "sure": (0.0, 3.0), "strong": (0.0, 3.0), "weak": (0.0, 4.0), "plain": (0.0, 2.0),
    "odd": (0.0, 2.0), "gaps": (0.0, 3.0),
}  # fmt: skip
LINE: Limits = {"model": (-30.0, 30.0), "length": (0.0, 6.0), "network": (-8.0, 8.0), **_WORDS}
STRETCH: Limits = {
    **LINE, "tags": (-30.0, 30.0), "mean": (-4.0, 4.0), "beside": (-4.0, 4.0), "rest": (0.0, 6.0), "free": (0.0, 2.0),
    "cut": (-20.0, 20.0), "joined": (-10.0, 10.0), "clause": (0.0, 1.0),
}  # fmt: skip
