"""Write ``cleaner/data/models/spun-contexts.npz``: which of two words the characters around a place ask for.

A network of one layer reads six characters on either side of a place. It is trained on all uses (word boundary or not)
of the families' words in the open text of ``character_corpus.py``, which states its licences: to tell each word from
one that a tool would put for it or that it would be put for. The rates of the words are given to it, so that it
learns what their surroundings say and no more. No development data is used for it.

Usage: pip install torch; python -m tools.build_spun_contexts    (needs the mirrors; half an hour on one core)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import fold
from cleaner.stages.spun.contexts import REACH
from cleaner.stages.spun.families import families
from cleaner.stages.spun.scan import Scanner
from tools.character_corpus import SOURCES, lines_of

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "models" / "spun-contexts.npz"
CHARACTERS = Path(__file__).parent.parent / "cleaner" / "data" / "models" / "characters.npz"
# Of a frequent word, this part of its uses in a source is looked at; of a rare one, so many are kept anyway.
PART = {"cn-law": 0.06, "tw-law": 0.03, "visualstudio": 0.15, "transcript": 0.6, "lctt": 0.6, "luxun": 0.5}
RARE, MOST, LEAST = 1500, 15_000, 20
SIZE, UNITS, EPOCHS, BATCH, RATE, DECAY = 40, 192, 5, 4096, 2e-3, 2e-7
_BLOCK = 2_000_000
_LINE_END = 10
Array = NDArray[Any]


class Samples(NamedTuple):
    """Ranks of the characters around each use (going outwards, left then right), and the word that stands there."""

    around: NDArray[np.int16]
    words: NDArray[np.int64]


def main() -> None:
    """Read, train, write."""
    letters = np.load(CHARACTERS)["letters"]
    scanner = Scanner(sorted({w for f in families() for p in f.pairs for w in (p.original, p.spun) if len(w) > 1}))
    tables: dict[str, Any] = quantised(
        train(samples(scanner, letters), rivals(scanner), len(letters)), scanner, letters
    )
    np.savez_compressed(OUT, **tables)
    print(f"{OUT.stat().st_size} bytes")


def samples(scanner: Scanner, letters: Array) -> Samples:
    """Uses of the scanner's words, in random order, not more than ``MOST`` of a word."""
    draw = np.random.default_rng(1)
    rank = ranks(letters)
    texts = {source.name: fold("\n".join(filter(None, lines_of(source)))) for source in SOURCES}
    blocks = [(name, text[at : at + _BLOCK]) for name, text in texts.items() for at in range(0, len(text), _BLOCK)]
    total = sum((scanner.count(codes(block)) for _, block in blocks), np.zeros(len(scanner.words), np.int64))
    rare = RARE / np.maximum(total, 1)
    sizes = np.array([len(word) for word in scanner.words])
    around, words = [], []
    for name, block in blocks:
        starts, found = scanner.find(codes(block))
        some = draw.random(len(starts)) < np.maximum(PART.get(name, 1.0), rare)[found]
        starts, found = starts[some], found[some]
        around.append(outwards(rank, block, starts, starts + sizes[found], len(letters)))
        words.append(found)
    order = draw.permutation(sum(map(len, words)))
    every, names = np.concatenate(around)[order], np.concatenate(words)[order]
    by_word = np.argsort(names, kind="stable")
    turn = np.empty(len(names), np.int64)
    turn[by_word] = np.arange(len(names)) - np.searchsorted(names[by_word], names[by_word])
    return Samples(every[turn < MOST], names[turn < MOST])


def ranks(letters: Array) -> Array:
    """The rank of each code point below 65536, as ``Contexts`` reads them."""
    rank = np.full(65536, len(letters), np.int16)
    rank[letters] = np.arange(len(letters))
    rank[ord("0") : ord("9") + 1], rank[ord("a") : ord("z") + 1] = rank[ord("0")], rank[ord("a")]
    return rank


def outwards(rank: Array, text: str, starts: Array, ends: Array, nothing: int) -> NDArray[np.int16]:
    """Ranks of the characters on either side of places, up to the ends of their line."""
    points = np.minimum(codes(text), 0xFFFF)
    edge = np.full(REACH, nothing, np.int16)
    padded = np.concatenate((edge, np.where(points == _LINE_END, nothing, rank[points]), edge)).astype(np.int16)
    steps = np.arange(REACH)
    sides = padded[starts[:, None] + REACH - 1 - steps], padded[ends[:, None] + REACH + steps]
    for side in sides:
        side[np.maximum.accumulate(side == nothing, axis=1)] = nothing
    return np.concatenate(sides, axis=1)


def rivals(scanner: Scanner) -> list[list[int]]:
    """For each word those that a tool puts for it or that it is put for."""
    out: list[set[int]] = [set() for _ in scanner.words]
    for family in families():
        for pair in family.pairs:
            if len(pair.original) > 1:
                one, other = scanner.index[pair.original], scanner.index[pair.spun]
                out[one].add(other)
                out[other].add(one)
    return [sorted(each) for each in out]


class Net(torch.nn.Module):
    """Characters, one layer, and a vector and a number for each word."""

    def __init__(self, letters: int, words: int) -> None:
        super().__init__()
        self.characters = torch.nn.Embedding(letters + 1, SIZE)
        self.layer = torch.nn.Linear(2 * REACH * SIZE, UNITS)
        self.words, self.bias = torch.nn.Embedding(words, UNITS), torch.nn.Embedding(words, 1)
        torch.nn.init.normal_(self.characters.weight, 0, 0.1)
        torch.nn.init.normal_(self.words.weight, 0, 0.03)
        torch.nn.init.zeros_(self.bias.weight)

    def forward(self, around: torch.Tensor, one: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
        """How much better ``one`` fits than ``other``, in nats."""
        units = torch.relu(self.layer(self.characters(around).flatten(1)))
        fit = ((self.words(one) - self.words(other)) * units).sum(1)
        out: torch.Tensor = fit + (self.bias(one) - self.bias(other)).squeeze(1)
        return out


def train(samples_: Samples, rivals_: Sequence[Sequence[int]], letters: int) -> dict[str, Array]:
    """The trained network; words with fewer than ``LEAST`` uses are left out (their vectors are not a number)."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    uses = np.bincount(samples_.words, minlength=len(rivals_))
    known = [[w for w in mine if uses[w] >= LEAST] if uses[word] >= LEAST else [] for word, mine in enumerate(rivals_)]
    number = np.array([len(mine) for mine in known])
    table = np.array([(mine + [0] * max(number))[: max(number)] for mine in known])
    some = number[samples_.words] > 0
    around, words = torch.from_numpy(samples_.around[some]), torch.from_numpy(samples_.words[some])
    prior = torch.from_numpy(np.log(np.maximum(uses, 1) / np.maximum(number, 1)).astype(np.float32))
    net = Net(letters, len(rivals_))
    optimizer = torch.optim.Adam(net.parameters(), lr=RATE)
    steps = EPOCHS * (len(words) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.02, 1 - step / steps))
    draw = np.random.default_rng(0)
    for epoch in range(EPOCHS):
        order = draw.permutation(len(words))
        total = 0.0
        for at in range(0, len(words) - BATCH + 1, BATCH):
            here = order[at : at + BATCH]
            one = words[here]
            other = torch.from_numpy(table[one.numpy(), (draw.random(BATCH) * number[one.numpy()]).astype(int)])
            fit = net(around[here].long(), one, other) + prior[one] - prior[other]
            loss = torch.nn.functional.softplus(-fit).mean() + DECAY * (net.words.weight**2).sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch}: {total / (len(words) // BATCH):.4f}", flush=True)
    found = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    return found | {"known": number > 0}


def quantised(net: dict[str, Array], scanner: Scanner, letters: Array) -> dict[str, Array]:
    """The network in bytes, without the words that it does not know."""
    known = np.flatnonzero(net["known"])
    out: dict[str, Array] = {"letters": letters.astype(np.uint16)}
    for name, table in (("characters", net["characters.weight"]), ("words", net["words.weight"][known])):
        step = np.array(np.abs(table).max() / 127, np.float32)
        out |= {name: np.rint(table / step).astype(np.int8), f"{name}_step": step}
    out |= {"layer": net["layer.weight"].astype(np.float16), "layer_bias": net["layer.bias"].astype(np.float32)}
    out["word_bias"] = net["bias.weight"][known, 0].astype(np.float32)
    names = " ".join(scanner.words[i] for i in known)
    return out | {"names": np.frombuffer(names.encode(), np.uint8)}


if __name__ == "__main__":
    main()
