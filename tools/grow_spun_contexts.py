"""Teach ``cleaner/data/models/spun-contexts.npz`` the words of families that came after it was trained.

The network stays as it is, and so do the numbers of the words that it knows. Each other word of a family gets numbers
of its own: those that tell best, by what the network makes of the surroundings, its uses in the open text of
``spun_corpus.py`` from the uses of the words that a tool puts for it or that it is put for (logistic regressions that
share these numbers). Words with few uses stay unknown. No development data is used. The file was grown from that of
commit e435a5d by 349 words, most of families I, J and K; on uses held out they lose .147.
Usage: python -m tools.grow_spun_contexts [-o FILE]     (needs the mirrors; about fifteen minutes of one core)
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.stages.spun.contexts import EDGE, Contexts, around, bigrams, framed, ranks
from cleaner.stages.spun.families import families
from cleaner.stages.spun.scan import Scanner
from tools.spun_corpus import blocks

FILE = Path(__file__).parent.parent / "cleaner" / "data" / "models" / "spun-contexts.npz"
# No more uses of a word are looked at; one with fewer than the second number stays unknown.
MANY, LEAST = 2500, 20
# Steps, their size, how much each number is drawn towards nothing (nats for its square), and how many uses are kept to
# measure on.
STEPS, RATE, HOLD, KEPT = 120, 0.03, 2.0, 10
Array = NDArray[Any]


class Learnt(NamedTuple):
    """What the network makes of the surroundings of each word's uses, in units of ``unit``; which words are new."""

    states: list[Array]
    new: list[int]
    unit: float


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--out", type=Path, default=FILE)
    tables = dict(np.load(FILE))
    out = parser.parse_args().out
    names = bytes(tables["names"]).decode("utf-8").split()
    pairs = wanted(set(names))
    scanner = Scanner(sorted({word for pair in pairs for word in pair}))
    learnt = read(scanner, tables, {scanner.index[w] for pair in pairs for w in pair if w not in set(names)})
    rows = [(scanner.index[one], scanner.index[other]) for one, other in pairs]
    rows = [row for row in rows if all(len(learnt.states[word]) >= LEAST for word in row)]
    numbers, bias = fitted(scanner, tables, names, learnt, rows)
    known = [word for word in learnt.new if any(word in row for row in rows)]
    step = float(tables["units"][-1])
    tables["words"] = np.concatenate(
        (tables["words"], np.clip(np.rint(numbers[known] / step), -127, 127).astype(np.int8))
    )
    tables["word_bias"] = np.concatenate((tables["word_bias"], bias[known].astype(np.float16)))
    tables["names"] = np.frombuffer(" ".join([*names, *(scanner.words[w] for w in known)]).encode(), np.uint8)
    np.savez_compressed(out, **tables)
    print(f"{len(known)} new words, {out.stat().st_size} bytes")


def wanted(names: set[str]) -> list[tuple[str, str]]:
    """The pairs of the families with a word that the network does not know."""
    pairs = {(p.original, p.spun) for family in families() for p in family.pairs}
    return sorted({min(p, p[::-1]) for p in pairs if min(map(len, p)) > 1 and not names.issuperset(p)})


def read(scanner: Scanner, tables: dict[str, Array], new: set[int]) -> Learnt:
    """What the network makes of the surroundings of some uses of the scanner's words."""
    texts: list[str] = []
    found: list[Array] = []
    for block in blocks():
        where, words = scanner.find(codes(block))
        found.append(np.stack((np.full(len(words), len(texts)), where, words), axis=1).astype(np.int32))
        texts.append(block)
    every = np.random.default_rng(1).permutation(np.concatenate(found))
    every = every[np.argsort(every[:, 2], kind="stable")]
    turn = np.arange(len(every)) - np.searchsorted(every[:, 2], every[:, 2])
    every = every[turn < MANY]
    network, rank = Contexts(tables), ranks(tables["letters"])
    keys, nothing = np.cumsum(tables["bigram_steps"], dtype=np.int64), len(tables["letters"])
    sizes = np.array([len(word) for word in scanner.words])
    states = np.zeros((len(every), tables["words"].shape[1]), np.int16)
    for number, text in enumerate(texts):
        ranked = framed(rank, text)
        joined = bigrams(keys, ranked, nothing)
        mine = np.flatnonzero(every[:, 0] == number)
        for at in range(0, len(mine), 512):
            here = mine[at : at + 512]
            starts = every[here, 1].astype(np.intp) + EDGE
            states[here] = network._states(*around(ranked, joined, starts, starts + sizes[every[here, 2]]))
        if number % 50 == 0:
            print(f"{number} of {len(texts)} blocks", flush=True)
    unit = float(np.sqrt(np.mean(np.square(states[::97].astype(np.float64)))))
    ends = np.searchsorted(every[:, 2], np.arange(1, len(scanner.words)))
    return Learnt(np.split(states, ends), sorted(new), unit)


def fitted(
    scanner: Scanner, tables: dict[str, Array], names: list[str], learnt: Learnt, rows: list[tuple[int, int]]
) -> tuple[Array, Array]:
    """The numbers of the words (real ones, for states as they are) and their constants."""
    index = {name: i for i, name in enumerate(names)}
    unit = learnt.unit
    weights = np.zeros((len(scanner.words), tables["words"].shape[1] + 1), np.float32)
    for i, word in enumerate(scanner.words):
        if word in index:
            weights[i, :-1] = tables["words"][index[word]] * (tables["units"][-1] * unit)
            weights[i, -1] = tables["word_bias"][index[word]]
    free = np.zeros(len(scanner.words), bool)
    free[learnt.new] = True
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope, loss, held = slopes(weights, learnt, rows)
        slope[:, :-1] += HOLD * weights[:, :-1]
        mean += 0.1 * (slope - mean)
        square += 0.01 * (slope**2 - square)
        move = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
        weights[free] -= (RATE * min(1.0, 2 * (1 - step / (STEPS + 1))) * move)[free]
        if step % 10 == 1 or step == STEPS:
            print(f"step {step}: loss {loss:.4f}, on uses kept {held:.4f}", flush=True)
    return weights[:, :-1] / unit, weights[:, -1]


def slopes(weights: Array, learnt: Learnt, rows: list[tuple[int, int]]) -> tuple[Array, float, float]:
    """The slope of the loss for all weights; the mean loss on uses learnt from, and on those kept."""
    out = np.zeros_like(weights)
    totals = np.zeros(4)
    for one, other in rows:
        difference = weights[one] - weights[other]
        prior = np.log(len(learnt.states[one]) / len(learnt.states[other]))
        for word, sign in ((one, 1.0), (other, -1.0)):
            seen = learnt.states[word].astype(np.float32) / learnt.unit
            fit = sign * (seen @ difference[:-1] + difference[-1] + prior)
            loss = np.logaddexp(0, -fit)
            cut = len(seen) - len(seen) // KEPT
            totals += (loss[:cut].sum(), cut, loss[cut:].sum(), len(seen) - cut)
            pull = -sign / (1 + np.exp(np.clip(fit[:cut], -50, 50)))
            slope = np.append(pull @ seen[:cut], pull.sum())
            out[one] += slope
            out[other] -= slope
    return out, totals[0] / totals[1], totals[2] / max(1, totals[3])


if __name__ == "__main__":
    main()
