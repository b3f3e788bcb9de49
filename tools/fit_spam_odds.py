"""Fit what speaks for a whole line and for a stretch of one, and how much: ``cleaner/data/models/spam_odds.json``.

Models that are trained without a part of the data read that part: its written lines (``spam_written.py``), its clean
development texts, and lines glued together from them (``spam_glued.py``). Two logistic regressions weigh the scores of
these models, what the lexicon finds, and how a stretch stands in its line. To be run after ``train_spam`` and
``train_spam_network``; it trains both anew for each part, which takes torch and six minutes. The file that is here was
fitted on one part (0) of the lines before ``phrases.tsv``.
Usage: python -m tools.fit_spam_odds [--folds 0 1]
"""

from __future__ import annotations

import argparse
import json
import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from cleaner.fold import fold as folded
from cleaner.rules import rule_book
from cleaner.stages.spam.alone import evidence, judged
from cleaner.stages.spam.judge import AROUND
from cleaner.stages.spam.lexicon import Lexicon, lexicon_of
from cleaner.stages.spam.model import Model
from cleaner.stages.spam.network import Network
from cleaner.stages.spam.reading import Reading, Strength
from cleaner.stages.spam.runs import Run
from cleaner.stages.spam.stretch import best, worth_a_look
from cleaner.stages.spam.view import view
from tools.spam_glued import Glued, Gluer
from tools.spam_limits import LINE, STRETCH, Limits
from tools.spam_written import FOLDS, fold_of, texts_of, written_lines
from tools.train_spam import OUT, negatives, train

FILE = OUT.with_name("spam_odds.json")
# How weak the penalty on large weights is.
PENALTY = 10.0
# Glued lines a part; how much of a stretch and of the spam they must share for it to be right, and to be wrong.
GLUED, RIGHT, WRONG = 4000, 0.7, 0.3
Case = tuple[Mapping[str, float], int]


class Reader:
    """Reads lines with the models of one part."""

    def __init__(self, lexicon: Lexicon, model: Model) -> None:
        self._lexicon, self._model = lexicon, model

    def reading(self, text: str) -> Reading:
        """A line as the stage reads it."""
        seen = view(folded(text))
        return Reading(0, 0, seen, self._lexicon.hits(seen.text), Strength(seen.text, self._model))

    def _guarded(self, line: Reading, run: Run) -> bool:
        """Whether words of the line raise the threshold anyway."""
        around = line.text[max(0, run.start - AROUND) : run.end + AROUND]
        return self._lexicon.raised(around, run.family)[0] > 0

    def lines(self, texts: Iterable[str], label: int) -> Iterator[Case]:
        """The evidence for each text that has enough ideographs to be judged."""
        for text in texts:
            line = self.reading(text.strip())
            found = judged(line, 0, len(line.text))
            if found and not self._guarded(line, found[0]):
                yield evidence(line, *found) | {"network": line.strength.whole(0, len(line.text))}, label

    def stretches(self, lines: Iterable[Glued]) -> Iterator[Case]:
        """The evidence for the best stretch of each line that has one worth a look, right or wrong."""
        for glued in lines:
            line = self.reading(glued.text)
            found = best(line) if worth_a_look(line) else None
            if not found or self._guarded(line, found[0]):
                continue
            run, seen = found
            spam = np.flatnonzero(glued.spam)
            if not len(spam):
                yield seen, 0
                continue
            start, end = (bisect_left(line.view.offsets, at) for at in (int(spam[0]), int(spam[-1]) + 1))
            shared = max(0, min(end, run.end) - max(start, run.start))
            share = shared / (max(end, run.end) - min(start, run.start))
            if share > RIGHT or share < WRONG:
                yield seen, int(share > RIGHT)


def cases(fold: int, model: Model, lexicon: Lexicon) -> tuple[list[Case], list[Case]]:
    """The evidence of one part for whole lines and for stretches."""
    reader = Reader(lexicon, model)
    unseen = fold_of(written_lines(), fold, inside=True)
    spam, hard = texts_of(unseen, "spam"), texts_of(unseen, "clean")
    ours = sorted({line.strip() for line in negatives(fold, inside=True)})
    chance = random.Random(fold)
    gluer = Gluer(lambda: chance.choice(spam), lambda: chance.choice(hard), [*hard, *ours], chance)
    glued = [gluer.line(chance.random() < 0.8) for _ in range(GLUED)]
    alone = [Glued(text, (False,) * len(text)) for text in [*hard, *ours]]
    lines = [*reader.lines(spam, 1), *reader.lines([*hard, *ours], 0)]
    return lines, list(reader.stretches([*glued, *alone]))


def fitted(found: Sequence[Case], limits: Limits) -> dict[str, object]:
    """The table of one regression."""
    rows = [[min(max(seen[name], least), most) for name, (least, most) in limits.items()] for seen, _ in found]
    labels = [label for _, label in found]
    fit = LogisticRegression(C=PENALTY, max_iter=5000).fit(np.array(rows), labels)
    factors = {
        name: [round(float(factor), 3), *bounds]
        for (name, bounds), factor in zip(limits.items(), fit.coef_[0], strict=True)
    }
    return {"base": round(float(fit.intercept_[0]), 3), "cases": len(labels), "spam": sum(labels), "factors": factors}


def main() -> None:
    """Train, fit and write the file."""
    from tools.train_spam_network import train as train_network

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", nargs="*", type=int, default=list(range(FOLDS)))
    lexicon = lexicon_of(rule_book())
    lines: list[Case] = []
    stretches: list[Case] = []
    for fold in parser.parse_args().folds:
        model = train(fold=fold)._replace(reader=Network(train_network(fold=fold)))
        more, others = cases(fold, model, lexicon)
        lines += more
        stretches += others
    made = {"made by": "tools/fit_spam_odds.py", "line": fitted(lines, LINE), "stretch": fitted(stretches, STRETCH)}
    FILE.write_text(json.dumps(made, indent=1) + "\n", "utf-8")
    print(f"{FILE}: {len(lines)} lines, {len(stretches)} stretches")


if __name__ == "__main__":
    main()
