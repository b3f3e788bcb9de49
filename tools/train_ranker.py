"""Train the ranker and write ``cleaner/data/models/ranker.npz``: ``python -m tools.train_ranker [--minutes N]``.

Needs torch (2.13 was used, on one core without a GPU). The text is that of the character model (``character_corpus.py``
lists sources and licences: open text and the development data without its held-out records); none of it goes into the
file, only weights. ``ranker_gaps.py`` says which places it is trained on. The recipe:

- Letters are vectors, begun with the singular vectors of their neighbourhood. The four on each side of a gap go into
  the first layer in full, the six beyond them in 48 numbers each. Two hidden layers of 384, normalised; the state that
  they give is multiplied with the vectors of the candidates: the same vectors, so they are stored once.
- The loss is the cross-entropy over the candidates of what the ranker says and ``TRIPLES`` times what the model of
  triples says, so it learns what the triples do not know; and, with a weight of ``LETTERS_WEIGHT``, over 256 letters
  drawn at random with what it says alone.
- Half of each batch are new places, half are places seen before, as finding new ones costs as much as learning them.
- Matrices learn by momentum with orthogonal steps (Muon, K. Jordan 2024), all else by Adam; rates stay for two fifths
  of the time and then fall to nothing.
- Weights become whole numbers: letters of ±31 in units of their own a column, matrices of ±63. For the last three
  tenths of the time the loss is that of the rounded weights, whose gradient goes to those that they were rounded from.

The file of 2026-11-26 took 4,197 s of one core: 652 s with hidden layers of 256 at the full rate, six of the twelve
kinds of loss and no errors among the neighbours (17.6 M places, by the script that this one was written from); then
3,545 s as described here, the other 128 of each layer begun at random (27,765 batches, 85 M places). On 4,854 places of
held-out text, lines of 10 and 30 characters, the triples choose wrong in .148, both in .107, with rounded weights (.112
after 57 M places).

More of the same gives little: 85 M more places with hidden layers of 512, a third of them at the end of a text, took
the wrong ones at such ends from .285 to .275 (triples .323) and left all others and the lines restored as they were.

Nor does text of other sorts (2026-11-28; gaps in news, essays and pages of a party that nobody had trained on, where
triples and ranker are wrong in .0844 and .0894 of two sets): 24 M more places at a third of the rate, half of them in
``MORE`` of ``character_corpus.py`` and in 7 M characters of talk and of books on programming, gave .0853 and .0912
alone, .0829 and .0876 beside the old weights. Nor do more triples: all of that text, uncut, in place of those of
the large model gave .0818 and .0860, all sequences of five .0807 and .0851, with the 7 M and without.

The file holds ``letters`` (a row for each row of the character model, one for all other characters, one for lost ones),
the matrices, ``letter_bias``, ``first_bias``, ``second_bias``, and in ``units`` what the whole numbers stand for.
"""

from __future__ import annotations

import argparse
import importlib
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import model
from cleaner.ngrams import LETTERS
from cleaner.stages.encoding.ranker import REACH
from tools.build_character_model import OUT as CHARACTERS
from tools.ranker_gaps import UNKNOWN, Gaps, Source, Text, first_vectors, read

torch: Any = importlib.import_module("torch")
OUT = CHARACTERS.with_name("ranker.npz")
WIDTH, NEAR, NARROW, HIDDEN = 128, 4, 48, 384
BATCH, DRAWN = 3072, 256
RATE, ADAM_RATE, DECAY = 0.02, 0.002, 0.02
WARM, HELD, ROUNDED = 100, 0.4, 0.7  # steps, shares of the time
MEMORY, AFRESH = 3000, 50  # halves of batches that are kept; steps after which the units of weights are found again
TRIPLES, LETTERS_WEIGHT, UNIGRAM = 0.6, 0.3, 0.3
_LETTER_STEPS, _STEPS, _ACTIVE, _STATE, _KEPT = 31, 63, 16.0, 40.0, 0.999
Weights = dict[str, Any]


def begun(text: Text, share: NDArray[np.float64]) -> Weights:
    """Weights before training."""

    def random(rows: int, columns: int, size: float) -> Any:
        return (torch.randn(rows, columns) * size / rows**0.5).requires_grad_()

    vectors = np.concatenate((first_vectors(text, WIDTH), 0.05 * np.random.default_rng(1).standard_normal((2, WIDTH))))
    usual = UNIGRAM * np.append(np.log(np.maximum(share, 1e-9)), (-14, -14))
    return {
        "letters": torch.tensor(vectors, dtype=torch.float32).requires_grad_(),
        "letter_bias": torch.tensor(usual, dtype=torch.float32).requires_grad_(),
        "narrow": random(WIDTH, NARROW, 1),
        "near": random(2 * NEAR * WIDTH, HIDDEN, 2),
        "far": random(2 * (REACH - NEAR) * NARROW, HIDDEN, 2),
        "hidden": random(HIDDEN, HIDDEN, 1),
        "out": random(2 * HIDDEN, WIDTH, 0.3),
        "first_bias": torch.zeros(HIDDEN).requires_grad_(),
        "second_bias": torch.zeros(HIDDEN).requires_grad_(),
    }


MATRICES = ("narrow", "near", "far", "hidden", "out")


def state(weights: Weights, around: Any) -> Any:
    """What candidates are multiplied with, for rows of ``2 * REACH + 1`` characters; as ``ranker.py`` has it."""
    look_up, functional = torch.nn.functional.embedding, torch.nn.functional
    near = [*range(REACH - NEAR, REACH), *range(REACH + 1, REACH + 1 + NEAR)]
    far = [*range(REACH - NEAR), *range(REACH + 1 + NEAR, 2 * REACH + 1)]
    letters = weights["letters"].bfloat16()
    total = look_up(around[:, near], letters).reshape(len(around), -1) @ weights["near"]
    total = total + look_up(around[:, far], letters @ weights["narrow"]).reshape(len(around), -1) @ weights["far"]

    def active(sums: Any, bias: Any) -> Any:
        return functional.relu(functional.rms_norm(sums.float(), (HIDDEN,)) + bias)

    first = active(total, weights["first_bias"])
    second = active(first @ weights["hidden"], weights["second_bias"])
    return torch.cat((first, second), dim=-1) @ weights["out"]


def loss_of(weights: Weights, gaps: Gaps, drawn: Any, log_drawn: Any) -> tuple[Any, float]:
    """The loss of a batch, and the part of it that the candidates are."""
    around, options, triples, right = map(torch.from_numpy, gaps)
    cross_entropy, bias = torch.nn.functional.cross_entropy, weights["letter_bias"]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = state(weights, around)
        letters = weights["letters"].bfloat16()
        fits = torch.bmm(torch.nn.functional.embedding(options, letters), found[:, :, None])[:, :, 0].float()
        others = (found @ letters[drawn].T).float()
    fits = fits + bias[options]
    chosen = cross_entropy(fits + TRIPLES * triples, right)
    true = options.gather(1, right[:, None])
    itself = fits.gather(1, right[:, None]) + (1 / UNIGRAM - 1) * bias[true]
    others = (others + bias[drawn] / UNIGRAM - log_drawn).masked_fill(drawn[None] == true, -1e9)
    alone = cross_entropy(torch.cat((itself, others), dim=1), torch.zeros(len(right), dtype=torch.long))
    return chosen + LETTERS_WEIGHT * alone, chosen.item()


def orthogonal(matrix: Any) -> Any:
    """The nearest matrix whose singular values are near one (Newton and Schulz)."""
    out = matrix.bfloat16() / (matrix.norm() + 1e-7)
    tall = out.size(0) > out.size(1)
    out = out.T if tall else out
    for _ in range(5):
        square = out @ out.T
        out = 3.4445 * out + (2.0315 * square @ square - 4.775 * square) @ out
    return (out.T if tall else out).float()


class Training:
    """Weights that learn; ``step`` takes a batch and how much of the full rate counts."""

    def __init__(self, weights: Weights, share: NDArray[np.float64], seed: int) -> None:
        self.weights = weights
        self._momentum = {name: torch.zeros_like(weights[name]) for name in MATRICES}
        rest = [tensor for name, tensor in weights.items() if name not in MATRICES]
        self._adam = torch.optim.Adam(rest, lr=ADAM_RATE, betas=(0.9, 0.98), eps=1e-10)
        self._chance = share**0.75 / (share**0.75).sum()
        self._random = np.random.default_rng(seed)
        self.units: dict[str, Any] = {}  # of the rounded weights that are learned with, if any

    def step(self, gaps: Gaps, rate: float) -> float:
        """One step; the loss over the candidates."""
        drawn = np.unique(self._random.choice(LETTERS, DRAWN, p=self._chance))
        seen = np.log(np.maximum(1 - np.exp(-DRAWN * self._chance[drawn]), 1e-12)).astype(np.float32)
        loss, chosen = loss_of(rounded(self.weights, self.units), gaps, torch.from_numpy(drawn), torch.from_numpy(seen))
        loss.backward()
        with torch.no_grad():
            for name, before in self._momentum.items():
                matrix = self.weights[name]
                before.mul_(0.95).add_(matrix.grad)
                move = orthogonal(matrix.grad.add(before, alpha=0.95))
                size = max(1, matrix.size(1) / matrix.size(0)) ** 0.5
                matrix.mul_(1 - RATE * rate * DECAY).add_(move, alpha=-RATE * rate * size)
                matrix.grad = None
            self._adam.param_groups[0]["lr"] = ADAM_RATE * rate
            self._adam.step()
            self._adam.zero_grad(set_to_none=True)
        return chosen


def units(weights: Weights) -> dict[str, Any]:
    """What a whole number stands for in each of the tables; the letters' are those of columns, and go into others."""

    def unit(name: str, scale: Any) -> Any:
        return (weights[name] * scale).abs().flatten().quantile(_KEPT) / _STEPS / scale

    column = weights["letters"].abs().quantile(_KEPT, dim=0) / _LETTER_STEPS
    return {
        "letters": column,
        "narrow": unit("narrow", column[:, None]),
        "near": unit("near", column.repeat(2 * NEAR)[:, None]),
        "far": unit("far", torch.ones(1)),
        "hidden": unit("hidden", torch.ones(1)),
        "out": unit("out", column),
    }


def rounded(weights: Weights, unit: dict[str, Any]) -> Weights:
    """``weights`` in whole numbers of ``unit``; what is learned of them is learned of ``weights``."""
    out = dict(weights)
    for name, size in unit.items():
        most = _LETTER_STEPS if name == "letters" else _STEPS
        kept = weights[name].detach()
        out[name] = weights[name] + ((kept / size).round().clamp(-most, most) * size - kept)
    return out


class Feed:
    """Batches: half of new gaps, half of such that were seen before."""

    def __init__(self, source: Source, seed: int) -> None:
        self._source, self._random = source, np.random.default_rng(seed)
        self._seen: list[Gaps] = []

    def batch(self) -> Gaps:
        """The next ``BATCH`` gaps."""
        new = self._source.gaps(BATCH // 2)
        around, options, triples, right = new
        small = Gaps(around.astype(np.int16), options.astype(np.int16), triples, right.astype(np.int8))
        if len(self._seen) < MEMORY:
            self._seen.append(small)
        else:
            self._seen[self._random.integers(MEMORY)] = small
        first, second = (self._seen[i] for i in self._random.integers(len(self._seen), size=2))
        half = BATCH // 4
        columns: Any = zip(new, first, second, strict=True)
        return Gaps(*(np.concatenate((a, b[:half], c[half:])).astype(a.dtype) for a, b, c in columns))


def whole(values: NDArray[Any], most: int, axis: int | None = None) -> tuple[NDArray[np.int8], Any]:
    """``values`` as whole numbers of up to ``most``, and what one stands for; one in a thousand is cut off."""
    unit = np.quantile(np.abs(values), _KEPT, axis=axis) / most
    return np.clip(np.rint(values / unit), -most, most).astype(np.int8), unit


def tables(weights: Weights) -> dict[str, Any]:
    """What the file holds."""
    found = {name: tensor.detach().numpy().astype(np.float64) for name, tensor in weights.items()}
    letters, column = whole(found["letters"], _LETTER_STEPS, axis=0)  # the columns' units go into the matrices
    narrow, narrow_unit = whole(found["narrow"] * column[:, None], _STEPS)
    near, near_unit = whole(found["near"] * np.tile(column, 2 * NEAR)[:, None], _STEPS)
    far, far_unit = whole(found["far"], _STEPS)
    hidden, _ = whole(found["hidden"], _STEPS)
    out, out_unit = whole(found["out"] * column, _STEPS)
    narrowed = 127 / np.quantile(np.abs(letters.astype(np.float64) @ narrow), _KEPT)
    state_unit = 2047 * out_unit / (_ACTIVE * _STATE * column.mean())
    units = (
        narrowed,
        near_unit,
        far_unit * narrow_unit / narrowed,
        _ACTIVE,
        state_unit,
        out_unit / _ACTIVE / state_unit,
    )
    biases = {name: found[name].astype(np.float16) for name in ("letter_bias", "first_bias", "second_bias")}
    return {
        "letters": letters, "narrow": narrow, "near": near, "far": far, "hidden": hidden, "out": out, **biases,
        "units": np.array(units),
    }  # fmt: skip


def main() -> None:
    """Read, train, write; every few minutes what there is so far."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=70)
    parser.add_argument("--text", type=Path, default=Path("/tmp/ranker_text.npz"), help="where the corpus is kept")
    parser.add_argument("-o", "--out", type=Path, default=OUT)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    text = read(options.text)
    letters = np.load(CHARACTERS)["letters"].astype("<u2").tobytes().decode("utf-16-le")
    assert model().size == LETTERS < UNKNOWN
    share = sum(
        part * np.bincount(text.rows[start : start + size], minlength=LETTERS + 1)[:LETTERS] / max(1, size)
        for start, size, part in zip(text.starts, text.sizes, text.shares, strict=True)
    )
    feed, training = Feed(Source(text, letters, 1), 2), Training(begun(text, share), share, 1)
    start, steps, mean = time.monotonic(), 0, 0.0
    while (gone := (time.monotonic() - start) / 60 / options.minutes) < 1:
        if gone > ROUNDED and steps % AFRESH == 0:
            with torch.no_grad():
                training.units = units(training.weights)
        loss = training.step(feed.batch(), min(1, (steps + 1) / WARM, (1 - gone) / (1 - HELD)))
        steps += 1
        mean += (loss - mean) / min(steps, 50)
        if steps % 200 == 0:
            print(f"{steps} steps, {gone:.0%}: {mean:.4f} nats", flush=True)
            np.savez_compressed(options.out, **tables(training.weights))
    np.savez_compressed(options.out, **tables(training.weights))
    print(f"{steps} steps, {mean:.4f} nats, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
