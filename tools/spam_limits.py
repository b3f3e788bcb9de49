"""What counts in the regressions of spam (``fit_spam_odds``)."""

from __future__ import annotations

from collections.abc import Mapping

Limits = Mapping[str, tuple[float, float]]
_WORDS: Limits = {
    "certain": (0.0, 2.0), "sure": (0.0, 3.0), "strong": (0.0, 3.0), "weak": (0.0, 4.0), "plain": (0.0, 2.0),
    "odd": (0.0, 2.0), "gaps": (0.0, 3.0),
}  # fmt: skip
# Which lines are worth the network: within which limits each kind of evidence counts.
LINE: Limits = {"model": (-30.0, 30.0), "length": (0.0, 6.0), "network": (-8.0, 8.0), **_WORDS}
WHOLE = (
    *LINE, "least", "most", "end", "tags least", "tags most", "function", "stops", "signs", "digits", "letters", "han",
    "sentence", "quotes", "you",
)  # fmt: skip
STRETCH = (*LINE, "tags", "mean", "beside", "rest", "free", "cut", "joined", "clause")
PHRASE = (*STRETCH, "times")
# More of these never speaks against spam.
RISING = frozenset(
    {"model", "network", "certain", "sure", "strong", "weak", "odd", "tags", "mean", "gaps"}
    | {"least", "most", "end", "tags least", "tags most"}
)
