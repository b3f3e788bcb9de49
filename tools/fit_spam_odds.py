"""Fit what speaks for a line, a stretch of one, a phrase that repeats: ``cleaner/data/models/spam_odds.npz``.

Models that are trained without a part of the data read that part: its written lines (``spam_written.py``), its clean
development texts, lines glued together from them (``spam_glued.py``), and texts with a phrase put in again and again
(``spam_repeated.py``). Boosted trees for lines, stretches and phrases weigh the scores of these models, what the
lexicon finds, how a line is written, and how a stretch stands in it; a logistic regression says which lines are worth
that. To be run after ``train_spam`` and ``train_spam_network``; it trains both anew for each part, which takes torch
and ten minutes a part, and keeps them in a folder, so that a change of the evidence needs no training.
Usage: python -m tools.fit_spam_odds FOLDER [--folds 0 1]
"""

from __future__ import annotations

import argparse
import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from sklearn.linear_model import LogisticRegression

from cleaner.fold import fold as folded
from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.spam.alone import evidence, judged
from cleaner.stages.spam.judge import AROUND
from cleaner.stages.spam.lexicon import Lexicon, lexicon_of
from cleaner.stages.spam.looks import looks, reads
from cleaner.stages.spam.model import Model, running
from cleaner.stages.spam.network import Networks
from cleaner.stages.spam.reading import Reading, Strength
from cleaner.stages.spam.repeats import candidates, seeds, spotted
from cleaner.stages.spam.runs import Run
from cleaner.stages.spam.stretch import best, worth_a_look
from cleaner.stages.spam.view import view
from cleaner.trees import Forest
from tools.spam_glued import Glued, Gluer
from tools.spam_limits import LINE, PHRASE, RISING, STRETCH, WHOLE
from tools.spam_lines import family_words
from tools.spam_repeated import Repeater
from tools.spam_written import FOLDS, fold_of, texts_of, written_lines
from tools.train_boilerplate import fitted
from tools.train_spam import OUT, negatives, open_pieces, texts_outside, train

FILE = OUT.with_name("spam_odds.npz")
# How weak the penalty on large weights of the regression is, and how the trees grow.
PENALTY = 10.0
TREES: dict[str, Any] = {
    "n_estimators": 200, "learning_rate": 0.05, "num_leaves": 15, "max_depth": 4, "min_child_samples": 20,
    "reg_lambda": 3, "colsample_bytree": 0.6,
}  # fmt: skip
# Glued lines a part; how much of a stretch and of the spam they must share for it to be right, and to be wrong.
GLUED, RIGHT, WRONG = 4000, 0.7, 0.3
# Texts a part with a phrase put in again and again, and with one in the place of a name.
REPEATED, NAMED = 1500, 1200
# How many of the phrases of spam are words of the lexicon.
NAMES = 0.25
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
                size = len(line.text)
                yield evidence(line, *found) | looks(line, 0, size) | reads(line, 0, size), label

    def stretches(self, lines: Iterable[Glued]) -> Iterator[Case]:
        """The evidence for the best stretch of each line that has one worth a look, right or wrong."""
        for glued in lines:
            line = self.reading(glued.text)
            found = best(line) if worth_a_look(line, known=True) else None
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

    def phrases(self, text: str, spam: str | None = None) -> Iterator[Case]:
        """The evidence for each phrase that a text repeats; right is ``spam`` and what is most of it."""
        lines, weights = Lines(text), self._model
        spots = self._lexicon.spots(lines.points)
        seed = [*spotted(lines, spots), *seeds(lines, running(lines.points, weights.weights), weights.scale)]
        for found in candidates(lines, self._lexicon, weights, seed):
            shared = spam is not None and found.text in folded(spam)
            if not shared or len(found.text) > RIGHT * len(str(spam)):
                yield found.seen, int(shared)


def cases(fold: int, model: Model, lexicon: Lexicon) -> dict[str, list[Case]]:
    """The evidence of one part for each regression."""
    reader = Reader(lexicon, model)
    unseen = fold_of(written_lines(), fold, inside=True)
    spam, hard = texts_of(unseen, "spam"), texts_of(unseen, "clean")
    ours = sorted({line.strip() for line in negatives(fold, inside=True)})
    chance = random.Random(fold)
    gluer = Gluer(lambda: chance.choice(spam), lambda: chance.choice(hard), [*hard, *ours], chance)
    glued = [gluer.line(chance.random() < 0.8) for _ in range(GLUED)]
    alone = [Glued(text, (False,) * len(text)) for text in [*hard, *ours]]
    lines = [*reader.lines(spam, 1), *reader.lines([*hard, *ours], 0)]
    return {
        "line": lines,
        "stretch": list(reader.stretches([*glued, *alone])),
        "phrase": list(repeated(reader, spam, hard, fold)),
    }


def repeated(reader: Reader, spam: Sequence[str], hard: Sequence[str], fold: int) -> Iterator[Case]:
    """The evidence for phrases that repeat: in clean texts and open ones of a part, and put into the clean ones."""
    texts = list(texts_outside(fold, inside=True))
    chance = random.Random(fold)
    names = sorted({word for table in family_words().values() for word in table["sure"] if len(word) > 2})
    repeater = Repeater(
        lambda: chance.choice(names if chance.random() < NAMES else spam), lambda: chance.choice(hard), texts, chance
    )
    for text in [*texts, *open_pieces(fold)]:
        yield from reader.phrases(text)
    for _ in range(NAMED):
        yield from reader.phrases(repeater.named())
    for _ in range(REPEATED):
        bad = chance.random() < 0.7
        text, phrase = repeater.text(bad)
        yield from reader.phrases(text, phrase if bad else None)


def line_rows(found: Sequence[Case]) -> dict[str, Any]:
    """The regression that picks lines as arrays."""
    rows = [[min(max(seen[name], least), most) for name, (least, most) in LINE.items()] for seen, _ in found]
    fit = LogisticRegression(C=PENALTY, max_iter=5000).fit(np.array(rows), [label for _, label in found])
    table = [[float(factor), *bounds] for factor, bounds in zip(fit.coef_[0], LINE.values(), strict=True)]
    return {"line.names": np.array(list(LINE)), "line.rows": np.array(table), "line.base": fit.intercept_[0]}


def trees(found: Sequence[Case], names: tuple[str, ...]) -> Forest:
    """The trees for lines, stretches or phrases."""
    matrix = np.array([[seen[name] for name in names] for seen, _ in found], np.float32)
    labels = np.array([label for _, label in found])
    rising = {"monotone_constraints": [int(name in RISING) for name in names]}
    return fitted(lightgbm.LGBMClassifier, TREES | rising, names, (matrix, labels, np.ones(len(labels))))


def part(folder: Path, fold: int) -> Model:
    """The models that have not seen a part of the data, out of a folder or trained for it."""
    file = folder / f"part{fold}.npz"
    if not file.exists():
        from tools.train_spam_network import train as train_network

        made = train(fold=fold)
        np.savez(file, weights=made.weights, scale=made.scale, bias=made.bias, **train_network(fold=fold))
    with np.load(file) as held:
        return Model(held["weights"], float(held["scale"]), float(held["bias"]), Networks(held))


def main() -> None:
    """Train, fit and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the models of the parts are, or are to be kept")
    parser.add_argument("--folds", nargs="*", type=int, default=list(range(FOLDS)))
    given = parser.parse_args()
    lexicon = lexicon_of(rule_book())
    found = [cases(fold, part(given.folder, fold), lexicon) for fold in given.folds]
    case = {kind: [case for each in found for case in each[kind]] for kind in found[0]}
    arrays = line_rows(case["line"])
    for kind, names, rows in (("whole", WHOLE, "line"), ("stretch", STRETCH, "stretch"), ("phrase", PHRASE, "phrase")):
        arrays |= trees(case[rows], names).arrays(f"{kind}.")
    np.savez_compressed(FILE, **arrays)
    print(FILE, {kind: (len(rows), sum(label for _, label in rows)) for kind, rows in case.items()})


if __name__ == "__main__":
    main()
