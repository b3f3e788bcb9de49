"""Fit ``ODDS`` and ``BASE`` of ``cleaner/stages/spam/alone.py``: what speaks for a whole line, and how much.

Two models, each trained on one half of the written lines (``tools/spam_written.py``) and of the clean development
texts, read the other halves; a logistic regression weighs their scores and what the lexicon finds. Prints the two.
Usage: python -m tools.fit_spam_odds
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

import numpy as np
from sklearn.linear_model import LogisticRegression

from cleaner.fold import fold
from cleaner.rules import rule_book
from cleaner.stages.spam.alone import ODDS, evidence, judged
from cleaner.stages.spam.lexicon import Lexicon, lexicon_of
from cleaner.stages.spam.model import Model
from cleaner.stages.spam.reading import Reading, Strength
from cleaner.stages.spam.view import view
from tools.spam_written import texts_of, written_lines
from tools.train_spam import negatives, train

# How weak the penalty on large weights is.
PENALTY = 10.0


def measured(texts: Iterable[str], lexicon: Lexicon, weights: Model) -> Iterator[list[float]]:
    """The evidence for each line of text that has enough ideographs to be judged, each kind up to its limit."""
    for text in texts:
        seen = view(fold(text.strip()))
        line = Reading(0, 0, seen, lexicon.hits(seen.text), Strength(seen.text, weights))
        if found := judged(line, 0, len(seen.text)):
            values = evidence(line, *found)
            yield [min(values[name], most) for name, (_, most) in ODDS.items()]


def main() -> None:
    """Fit and print."""
    lexicon = lexicon_of(rule_book())
    lines = written_lines()
    random.Random(4).shuffle(lines)
    rows: list[list[float]] = []
    labels: list[int] = []
    for part in (0, 1):
        weights = train(part=part, written=lines[part::2])
        unseen = lines[1 - part :: 2]
        clean = [*texts_of(unseen, "clean"), *sorted(set(negatives(1 - part)))]
        for texts, label in ((texts_of(unseen, "spam"), 1), (clean, 0)):
            found = list(measured(texts, lexicon, weights))
            rows += found
            labels += [label] * len(found)
    fit = LogisticRegression(C=PENALTY, max_iter=5000).fit(np.array(rows), labels)
    print({name: round(float(factor), 2) for name, factor in zip(ODDS, fit.coef_[0], strict=True)})
    print("BASE", round(float(fit.intercept_[0]), 2), "lines", len(labels), "spam", sum(labels))


if __name__ == "__main__":
    main()
