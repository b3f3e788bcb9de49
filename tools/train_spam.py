"""Train the n-gram model of the spam stage and write ``cleaner/data/models/spam_ngrams.npz`` (about 256 KB).

Positives: lines written one by one (``tools/spam_written.py``), made-up lines of every family (``tools/spam_lines.py``)
and the spam strings of a public tokenizer's vocabulary (MIT, development data). Negatives: the lines of the development
data's clean texts and pages, open text (sources and licences in ``tools/character_corpus.py``), written clean lines
that are like spam, and made-up ones that share words with it. Only weights are kept, no text.
Usage: python -m tools.train_spam [--without FAMILY]
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from cleaner.stages.spam.model import SIZE, Model, ngrams
from tests.benchmarks.common import data_path, read_jsonl
from tools.character_corpus import MIRROR, SOURCES, lines_of
from tools.innocent_lines import Innocent
from tools.spam_lines import Maker, Words, family_words
from tools.spam_written import FOLDS, Written, fold_of, texts_of, varied, written_lines

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "models" / "spam_ngrams.npz"
PER_FAMILY = 5000
MADE_CLEAN = 60_000
OPEN = 8000
PIECE = 60
# The same of text that is read in pieces, and the lines of a piece.
OPEN_PIECES, PIECE_LINES = 100_000, 60
# How dear errors are beside large weights, and how long to look for the best weights.
LOSS = 30.0
STEPS = 80
ROUNDS = 3
# What a line has against it before it is read. It is given, since stretches of lines are scored without it.
BIAS = -0.7
# A written line stands whole and in so many variants; each counts as much as so many others, a made-up clean one as 2.
VARIANTS = 4
WRITTEN, HONEST = 4.0, 2.0
# The families of the lexicon whose written lines have another name, or are near enough to be left out with them.
_SAME = {
    "certificate": ("certificates",), "loan": ("loans", "debt"), "cashout": ("loans",), "drug": ("drugs",),
    "server": ("servers",), "essay": ("essays",),
}  # fmt: skip


def negatives(fold: int | None = None, inside: bool = False) -> Iterator[str]:
    """Lines without spam, of the texts of ``texts_outside``."""
    for text in texts_outside(fold, inside):
        yield from (line for line in text.split("\n") if line.strip())


def texts_outside(fold: int | None, inside: bool = False) -> Iterator[str]:
    """All clean texts, those outside one of ``FOLDS`` parts of them, or those ``inside`` it."""
    for number, text in enumerate(clean_texts()):
        if fold is None or (number % FOLDS == fold) == inside:
            yield text


def clean_texts() -> Iterator[str]:
    """The clean texts and page lines of the development data, a source file after the other."""
    for file in sorted(data_path("clean").glob("*.jsonl")):
        yield from (record["text"] for record in read_jsonl(file))
    for file in sorted(data_path("html_lines").glob("*.jsonl")):
        yield "\n".join(r["text"].replace("\n", " ") for r in read_jsonl(file) if "text" in r)


def open_text(most: int = OPEN) -> Iterator[str]:
    """Lines of open text from the repositories that are here, at most ``most`` of each source."""
    for source in SOURCES:
        if (MIRROR / source.repository).is_dir():
            yield from islice((line for line in lines_of(source) if line), most)


def open_pieces(fold: int) -> Iterator[str]:
    """One of ``FOLDS`` parts of the open text, in pieces of many lines each."""
    lines = open_text(OPEN_PIECES)
    for number in count():
        piece = "\n".join(islice(lines, PIECE_LINES))
        if not piece:
            return
        if number % FOLDS == fold:
            yield piece


def positives(families: Iterable[str], seed: int) -> Iterator[str]:
    """Made-up lines of ``families``, and tokenizer strings in lists."""
    maker = Maker(seed)
    for family in families:
        yield from (maker.line(family) for _ in range(PER_FAMILY))
    tokens = data_path("spam", "tokenizer_spam_tokens.txt").read_text("utf-8").split("\n")
    for _ in range(PER_FAMILY):
        yield maker.random.choice("_ ,|-").join(maker.random.sample(tokens, maker.random.randint(1, 8)))


def rows(lines: Iterable[str]) -> csr_matrix:
    """Counts of hashed n-grams, divided by the square root of three times the length."""
    index, values, ends = [], [], [0]
    for line in lines:
        hashes, counts = np.unique(np.concatenate(ngrams(line)), return_counts=True)
        index.append(hashes)
        values.append(counts / np.sqrt(3.0 * len(line)))
        ends.append(ends[-1] + len(hashes))
    shape = (len(ends) - 1, SIZE)
    return csr_matrix((np.concatenate(values), np.concatenate(index), ends), shape=shape, dtype=np.float32)


def pieces(lines: Iterable[str], chance: random.Random) -> list[str]:
    """The lines, cut so that long ones do not outweigh short ones, each once."""
    out = set()
    for line in map(str.strip, lines):
        at = 0
        while at < len(line):
            size = chance.randint(8, PIECE)
            if len(piece := line[at : at + size]) >= 4:
                out.add(piece)
            at += size
    return sorted(out)


def learned(without: Iterable[str], fold: int | None, leave: Collection[str] = ()) -> tuple[Words, list[Written]]:
    """The words and the written lines to learn from: of all families but ``without``, those outside of a fold.

    ``leave`` names files of lines to leave out.
    """
    unseen = set(without)
    words = {name: table for name, table in family_words().items() if name not in unseen}
    hidden = unseen.union(*(_SAME.get(name, ()) for name in unseen))
    written = written_lines(leave) if fold is None else fold_of(written_lines(leave), fold)
    return words, [line for line in written if line.label == "clean" or line.family not in hidden]


def train(without: Iterable[str] = (), fold: int | None = None, rounds: int = 1) -> Model:
    """A model from all families but ``without``, on all clean texts and written lines or on those outside of a fold.

    It is the mean of ``rounds`` models, each on made-up lines of its own: the mean depends less on their chances.
    """
    words, lines = learned(without, fold)
    chance = random.Random(1)
    clean = rows([*pieces(negatives(fold), chance), *pieces(open_text(), chance)])
    return quantised([one_round(words, lines, clean, seed) for seed in range(1, rounds + 1)])


def quantised(fits: Sequence[NDArray[np.float64]]) -> Model:
    """The mean of some fits, its weights in one byte each."""
    weights = np.mean(fits, axis=0)
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9995)) / 127.0
    plain = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
    return Model(plain, scale, BIAS)


def one_round(words: Words, lines: Sequence[Written], clean: csr_matrix, seed: int) -> NDArray[np.float64]:
    """The weights from the written lines and one draw of made-up ones, beside the clean pieces."""
    chance = random.Random(seed)
    spam = pieces(positives(words, seed), chance)
    innocent = Innocent(seed, words)
    parts = [
        (rows(spam), 1.0, 1.0),
        (rows(variants(texts_of(lines, "spam"), chance)), 1.0, WRITTEN),
        (rows(variants(texts_of(lines, "clean"), chance)), -1.0, WRITTEN),
        (rows(innocent.line() for _ in range(MADE_CLEAN)), -1.0, HONEST),
        (clean, -1.0, 1.0),
    ]
    sizes = [part.shape[0] for part, _, _ in parts]
    labels, weights = (np.repeat(column, sizes) for column in list(zip(*parts, strict=True))[1:])
    return fitted(vstack([part for part, _, _ in parts]).tocsr(), labels, weights)


def variants(texts: Iterable[str], chance: random.Random) -> list[str]:
    """Each text and ``VARIANTS`` forms of it."""
    return [form for text in texts for form in (text, *(varied(text, chance, PIECE) for _ in range(VARIANTS)))]


def fitted(data: csr_matrix, labels: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of a logistic regression with a quadratic penalty; ``labels`` are 1 and −1."""
    columns = data.T.tocsr()
    dear = LOSS * weights

    def loss(at: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = (data @ at.astype(np.float32) + BIAS) * labels
        slope = -dear * labels / (1.0 + np.exp(np.minimum(margin, 50.0)))
        value = float(dear @ np.logaddexp(0.0, -margin)) + 0.5 * float(at @ at)
        return value, columns @ slope.astype(np.float32) + at

    best = minimize(loss, np.zeros(SIZE), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return np.asarray(best.x)


def main() -> None:
    """Train and write the model with its provenance."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", nargs="*", default=[])
    given = parser.parse_args()
    made = train(given.without, rounds=ROUNDS)
    note = {
        "made by": "tools/train_spam.py",
        "licence": "Apache-2.0 (weights only)",
        "positives": "written lines (tools/spam_written); generated lines; tokenizer vocabulary strings (MIT)",
        "negatives": "statistics over the development data and open text (tools/character_corpus.py)",
        "without": given.without,
    }
    OUT.parent.mkdir(exist_ok=True)
    np.savez(OUT, weights=made.weights, scale=made.scale, bias=made.bias, note=json.dumps(note))
    print(f"{OUT}: {OUT.stat().st_size} bytes, {np.count_nonzero(made.weights)} weights, bias {made.bias:.2f}")


if __name__ == "__main__":
    main()
