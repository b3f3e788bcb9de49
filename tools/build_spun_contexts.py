"""Write ``cleaner/data/models/spun-contexts.npz``: which of two words the characters around a place ask for.

A network of two layers reads ten characters on either side of a place, each with the bigram that it begins or ends, and
the mean of 64. It is trained on uses (word boundary or not) of the families' words in the open text of
``character_corpus.py``, which states its licences: to tell each word from some that a tool would put for it or that it
would be put for. The rates of the words are given to it, so that it learns what their surroundings say and no more. No
development data is used for it.

The file was begun (``--start``) with the one of commit 524472b, a network without bigrams, with a mean of 32, trained
for three epochs on ``SOURCES`` to tell as many other words from those of their meaning, too; then it was trained for
1.7 epochs on ``SOURCES`` and ``MORE``, as read on the same day for the character model (without lines that share twelve
characters in a row with held-out development text). On uses held out it loses .125; that one lost .179. Words of later
families were added by ``grow_spun_contexts.py``.

Usage: pip install torch==2.13.0; python -m tools.build_spun_contexts [--epochs N] [--start FILE] [-o FILE]
(needs the mirrors; about seven minutes of one core an epoch)
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.stages.spun.contexts import EDGE, MEAN, MOST, MOST_STATE, NEAR, WIDE, around, bigrams, framed, ranks
from cleaner.stages.spun.families import families
from cleaner.stages.spun.scan import Scanner
from tools.spun_corpus import blocks

torch: Any = importlib.import_module("torch")
MODELS = Path(__file__).parent.parent / "cleaner" / "data" / "models"
# No more uses of a word are looked at; one with fewer than the second number is left.
MANY, LEAST = 60_000, 20
# So many bigrams have numbers of their own.
BIGRAMS = 24_000
SIZE, FIRST, SECOND, STATE = 48, 512, 256, 160
BATCH, OTHERS, RATE, DROPPED, WARM = 4096, 3, 1.2e-3, 0.1, 100
# The greatest whole numbers of letters and of weights; how much of the values is kept when they are made whole.
LETTER_STEPS, STEPS, KEPT = 127, 63, 0.9995
# How far the first values of letters and of weights lie from zero.
LETTERS, SECOND_LAYER = 0.12, 0.036
Array = NDArray[Any]


class Uses(NamedTuple):
    """All text as ranks and bigrams, and in it the uses of words in random order: where each starts and ends, which.

    keys: those of the bigrams.
    """

    text: NDArray[np.int16]
    joined: NDArray[np.int16]
    keys: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    words: NDArray[np.int64]


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--start", type=Path, help="a file of this kind, to go on from")
    parser.add_argument("-o", "--out", type=Path, default=MODELS / "spun-contexts.npz")
    options = parser.parse_args()
    letters = np.load(MODELS / "characters.npz")["letters"]
    scanner = Scanner(sorted({w for f in families() for p in f.pairs for w in (p.original, p.spun) if len(w) > 1}))
    uses = read(scanner, ranks(letters), len(letters))
    net = begun(len(letters), len(scanner.words))
    if options.start:
        go_on(net, dict(np.load(options.start)), scanner)
    known = train(uses, rivals(scanner), net, options.epochs)
    np.savez_compressed(options.out, **quantised(net, uses, known, scanner, letters))
    print(f"{options.out.stat().st_size} bytes")


def read(scanner: Scanner, rank: Array, nothing: int) -> Uses:
    """Text and the uses of the scanner's words in it."""
    parts, starts, words, at = [], [], [], 0
    number = np.zeros(nothing**2, np.int32)
    for block in blocks():
        where, found = scanner.find(codes(block))
        parts.append(framed(rank, block).astype(np.int16))
        starts.append(where + at + EDGE)
        words.append(found)
        at += len(parts[-1])
        first, second = parts[-1][:-1].astype(np.int64), parts[-1][1:]
        number += np.bincount((first * nothing + second)[np.maximum(first, second) < nothing], minlength=len(number))
    keys = np.sort(np.argpartition(-number, BIGRAMS)[:BIGRAMS])
    draw = np.random.default_rng(1)
    every, names = np.concatenate(starts), np.concatenate(words)
    order = draw.permutation(len(every))
    every, names = every[order], names[order]
    by_word = np.argsort(names, kind="stable")
    turn = np.empty(len(names), np.int64)
    turn[by_word] = np.arange(len(names)) - np.searchsorted(names[by_word], names[by_word])
    every, names = every[turn < MANY], names[turn < MANY]
    sizes = np.array([len(word) for word in scanner.words])
    joined = np.concatenate([bigrams(keys, part, nothing).astype(np.int16) for part in parts])
    return Uses(np.concatenate(parts), joined, keys, every, every + sizes[names], names)


def rivals(scanner: Scanner) -> list[list[int]]:
    """For each word those that a tool puts for it or that it is put for."""
    out: list[set[int]] = [set() for _ in scanner.words]
    for pair in (pair for family in families() for pair in family.pairs):
        if len(pair.original) > 1 and len(pair.spun) > 1:
            one, other = scanner.index[pair.original], scanner.index[pair.spun]
            out[one].add(other)
            out[other].add(one)
    return [sorted(each) for each in out]


def begun(letters: int, words: int) -> dict[str, Any]:
    """Weights before training."""

    def random(rows: int, columns: int, size: float) -> Any:
        return (torch.randn(rows, columns) * size).requires_grad_()

    torch.manual_seed(0)
    return {
        "characters": random(letters + 1, SIZE, LETTERS),
        "bigrams": torch.zeros(BIGRAMS + 1, SIZE).requires_grad_(),
        "near": random(2 * NEAR * SIZE, FIRST, (2 * NEAR * SIZE) ** -0.5),
        "mean": random(2 * SIZE, FIRST, 4 * (2 * SIZE) ** -0.5),
        "second": random(FIRST, SECOND, FIRST**-0.5),
        "state": random(FIRST + SECOND, STATE, SECOND_LAYER),
        "words": random(words, STATE, 0.05),
        "first_bias": torch.zeros(FIRST).requires_grad_(),
        "second_bias": torch.zeros(SECOND).requires_grad_(),
        "word_bias": torch.zeros(words).requires_grad_(),
    }


def go_on(net: dict[str, Any], tables: dict[str, Array], scanner: Scanner) -> None:
    """Take over the weights of an earlier file; bigrams begin anew, and so do words that it does not know."""
    near, mean, first, second, second_unit, state_unit, unit = tables["units"].tolist()
    letter = LETTERS / tables["characters"].std()
    state = tables["state"] * np.repeat((first, second_unit), (FIRST, SECOND))[:, None]
    step = SECOND_LAYER / state.std()
    old = {
        "characters": tables["characters"] * letter,
        "near": tables["near"] * (near / letter),
        "mean": tables["mean"] * (mean * MEAN / letter),
        "second": tables["second"] * (second * first),
        "state": state * step,
        "first_bias": tables["first_bias"],
        "second_bias": tables["second_bias"],
    }
    names = bytes(tables["names"]).decode("utf-8").split()
    have = [(scanner.index[name], row) for row, name in enumerate(names) if name in scanner.index]
    here, there = np.array(have).T
    with torch.no_grad():
        for name, table in old.items():
            net[name].copy_(torch.from_numpy(table.astype(np.float32)))
        net["words"][here] = torch.from_numpy((tables["words"][there] * (unit * state_unit / step)).astype(np.float32))
        net["word_bias"][here] = torch.from_numpy(tables["word_bias"][there].astype(np.float32))


def layers(net: dict[str, Any], far: Any, far_bigrams: Any, near: Any, near_bigrams: Any) -> tuple[Any, Any]:
    """Both layers for what is around, as ``Contexts`` has them."""
    bag, letter = torch.nn.functional.embedding_bag, torch.nn.functional.embedding
    mean = bag(far.view(-1, WIDE), net["characters"]) + bag(far_bigrams.view(-1, WIDE), net["bigrams"])
    seen = (letter(near, net["characters"]) + letter(near_bigrams, net["bigrams"])).flatten(1)
    first = torch.relu(seen @ net["near"] + mean.view(len(far), -1) @ net["mean"] + net["first_bias"])
    return first, torch.relu(first @ net["second"] + net["second_bias"])


def train(uses: Uses, others: Sequence[Sequence[int]], net: dict[str, Any], epochs: float) -> Array:
    """Train the network; which words are known (those with fewer than ``LEAST`` uses are not)."""
    torch.set_num_threads(1)
    number = np.bincount(uses.words, minlength=len(others))
    known = [
        [w for w in mine if number[w] >= LEAST] if number[word] >= LEAST else [] for word, mine in enumerate(others)
    ]
    choice = np.array([len(mine) for mine in known])
    table = np.array([(mine + [0] * max(choice))[: max(choice)] for mine in known])
    prior = torch.from_numpy(np.log(np.maximum(number, 1) / np.maximum(choice, 1)).astype(np.float32))
    some = np.flatnonzero(choice[uses.words] > 0)
    optimizer = torch.optim.Adam(net.values(), lr=RATE)
    steps = int(epochs * len(some) / BATCH)
    draw, total = np.random.default_rng(0), 0.0
    for step in range(steps):
        if step * BATCH % len(some) < BATCH:
            order = draw.permutation(some)
        here = order[np.arange(step * BATCH, (step + 1) * BATCH) % len(some)]
        words = uses.words[here, None]
        drawn = (draw.random((BATCH, OTHERS)) * choice[words]).astype(int)
        options = torch.from_numpy(np.concatenate((words, table[words, drawn]), axis=1))
        loss = loss_of(net, windows(uses, here), options, prior)
        optimizer.param_groups[0]["lr"] = RATE * min(1.0, (step + 1) / WARM) * max(0.01, 1 - step / steps)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        total += loss.item()
        if step % 200 == 199:
            print(f"{step + 1} of {steps} steps: {total / 200:.4f}", flush=True)
            total = 0.0
    return choice > 0


def windows(uses: Uses, here: Array) -> tuple[Any, ...]:
    """What is around some uses."""
    seen = around(uses.text, uses.joined, uses.starts[here], uses.ends[here])
    return tuple(torch.from_numpy(each.astype(np.int64)) for each in seen)


def loss_of(net: dict[str, Any], seen: tuple[Any, ...], options: Any, prior: Any) -> Any:
    """How badly the first of the ``options`` is told from each of the others."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        both = torch.cat(layers(net, *seen), dim=1)
        state = (torch.nn.functional.dropout(both, DROPPED) @ net["state"]).float()
    fit = torch.einsum("ns,nks->nk", state, torch.nn.functional.embedding(options, net["words"]))
    fit = fit + net["word_bias"][options] + prior[options]
    return torch.nn.functional.softplus(fit[:, 1:] - fit[:, :1]).mean()


def quantised(net: dict[str, Any], uses: Uses, known: Array, scanner: Scanner, letters: Array) -> dict[str, Any]:
    """The network in whole numbers, without the words that it does not know."""
    which = np.flatnonzero(known)
    with torch.no_grad():
        first, second = layers(net, *windows(uses, np.arange(BATCH)))
    plain = {name: tensor.detach().numpy().astype(np.float64) for name, tensor in net.items()}
    first_unit, second_unit = (MOST / np.quantile(each.numpy(), KEPT) for each in (first, second))
    both = np.concatenate((plain["state"][:FIRST] / first_unit, plain["state"][FIRST:] / second_unit))
    letter = float(np.quantile(np.abs(np.concatenate((plain["characters"], plain["bigrams"]))), KEPT)) / LETTER_STEPS
    made = {name: step_of(plain[name], LETTER_STEPS, letter) for name in ("characters", "bigrams")}
    made |= {"words": step_of(plain["words"][which], LETTER_STEPS), "state": step_of(both, STEPS)}
    made |= {name: step_of(plain[name], STEPS) for name in ("near", "mean", "second")}
    state = made["state"][1]
    raw = np.concatenate((first.numpy() * first_unit, second.numpy() * second_unit), axis=1) @ (both / state)
    state_unit = MOST_STATE / np.quantile(np.abs(raw), KEPT)
    units = (
        letter * made["near"][1],
        letter * made["mean"][1] / MEAN,
        first_unit,
        made["second"][1] / first_unit,
        second_unit,
        state_unit,
        state / state_unit * made["words"][1],
    )
    out: dict[str, Any] = {name: table for name, (table, _) in made.items()}
    out |= {name: plain[name].astype(np.float16) for name in ("first_bias", "second_bias")}
    names = " ".join(scanner.words[i] for i in which).encode()
    out |= {"word_bias": plain["word_bias"][which].astype(np.float16), "names": np.frombuffer(names, np.uint8)}
    out |= {"bigram_steps": np.diff(uses.keys, prepend=0).astype(np.uint32)}
    return out | {"units": np.array(units), "letters": letters.astype(np.uint16)}


def step_of(table: Array, most: int, step: float = 0.0) -> tuple[NDArray[np.int8], float]:
    """A table as whole numbers of up to ``most``, and what one stands for; the greatest values are cut off."""
    step = step or float(np.quantile(np.abs(table), KEPT)) / most
    return np.clip(np.rint(table / step), -most, most).astype(np.int8), step


if __name__ == "__main__":
    main()
