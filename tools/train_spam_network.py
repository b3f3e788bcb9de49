"""Train the networks that read suspect lines: ``cleaner/data/models/spam_network.npz`` and ``spam_second.npz``.

Needs torch (2.13 was used, on one core without a GPU): ``python -m tools.train_spam_network [--second]``. Texts are
those of ``train_spam.py`` (its docstring and ``character_corpus.py`` give sources and licences), in whole lines and
sentences, and lines glued together from them (``spam_glued.py``); only weights are kept. Each epoch draws new ones.
Vectors of characters and of pairs of them begin with the singular vectors of their neighbourhood in all these texts
(``spam_vectors.py``), then all weights learn together by AdamW, from what each character is and, of lines that are one
or the other through and through, from what the line is.

Two networks of the first file are trained, whose answers are averaged: one without the spam that reads like prose
(``PROSE_LINES``), which tells better where spam ends in a line, and one that has learned from it. The two in the file
were trained by older states of this tool, without pairs of characters and without ``lines8`` to ``lines11`` (their
tables of pairs are empty), the first of them in full precision and before lines glued together had names of sites in
them. New ones of pairs find more lines, but with them the trees cut stretches out of honest sentences until they are
fitted anew, too (``fit_spam_odds``).

The second file holds two networks that read a line again which the trees are unsure of. They have learned from all
lines, from frames with any trade in them (``spam_frames.py``), so they know an advert of a trade that they have not
seen, and from old Chinese, which the others have hardly read. They are the two of three (seeds 1 and 2 with 0.3 of
frames, seed 3 with 0.2) that agree best with the rows that may be read.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import fold as folded
from cleaner.stages.spam.network import KNOWN, LAYERS, rows_of
from cleaner.stages.spam.symbols import symbols
from cleaner.stages.spam.view import view
from tools.character_corpus import OLD, lines_of
from tools.innocent_lines import Innocent
from tools.spam_frames import Framer
from tools.spam_glued import Glued, Gluer
from tools.spam_lines import Maker
from tools.spam_vectors import Rows, character_vectors, joined, pair_vectors
from tools.spam_written import texts_of, varied
from tools.train_spam import OUT as NGRAMS
from tools.train_spam import learned, negatives, open_text

torch: Any = importlib.import_module("torch")
OUT, OUT_SECOND = NGRAMS.with_name("spam_network.npz"), NGRAMS.with_name("spam_second.npz")
LETTERS, PAIRS, SIZE, CHANNELS, HIDDEN = 4000, 30_000, 32, 64, 32
OPEN, EPOCHS, TEXTS, BATCH = 90_000, 4, 110_000, 256
RATE, DECAY, DROPPED, DROPPED_LETTERS, DROPPED_PAIRS = 0.003, 0.01, 0.25, 0.1, 0.3
PROSE_LINES = tuple(f"lines{number}" for number in range(5, 12))


class Recipe(NamedTuple):
    """What a network learns from.

    leave: files of written lines that it does not see.  written: how much of the spam is written, not made up.
    framed: how much of that are frames.  old: how much of the honest lines is old Chinese.  seed: of its chances.
    """

    leave: Sequence[str] = ()
    written: float = 0.7
    framed: float = 0.0
    old: float = 0.0
    seed: int = 0


RECIPES = (Recipe(PROSE_LINES, written=0.6), Recipe())
SECOND = Recipe(framed=0.3, old=0.1), Recipe(framed=0.2, old=0.1, seed=3)
# What share of the numbers in vectors is kept as large as it is.
MOST = 0.9999
# The longest text, and the longest that is whole prose; what a line counts for beside the mean of its characters.
LONGEST, PROSE, LINE = 150, 96, 0.5
NOTE = json.dumps(
    {
        "made by": "tools/train_spam_network.py",
        "licence": "Apache-2.0 (weights only)",
        "positives": "written lines (tools/spam_written); generated lines",
        "negatives": "written lines; statistics over the development data and open text (tools/character_corpus.py)",
    }
)
_SENTENCE = re.compile("(?<=[。！？!?；;])")
_HAN = re.compile("[\u3400-\u9fff]")
_MARKS = re.compile("[，。、；：！？“”]")


class Example(NamedTuple):
    """Rows of the table of vectors, which of them are spam, and whether all are (−1 where some are, some are not)."""

    rows: Rows
    spam: NDArray[np.bool_]
    whole: int


def whole(lines: Iterable[str]) -> list[str]:
    """Lines that fit the network, and the sentences of those that are long, each once."""
    out = set()
    for line in map(str.strip, lines):
        parts = [line, *(_SENTENCE.split(line) if len(line) > 40 else [])]
        out |= {part.strip() for part in parts if 6 <= len(part) <= PROSE and len(_HAN.findall(part)) >= 6}
    return sorted(out)


class Texts:
    """Draws texts of each kind, from all lines or those outside of a fold, without some families, for one recipe."""

    def __init__(self, fold: int | None, without: Iterable[str], seed: int, recipe: Recipe) -> None:
        self._recipe = recipe
        self.chance = random.Random(seed)
        words, lines = learned(without, fold, recipe.leave)
        self._families = sorted(words)
        self._maker, self._innocent = Maker(seed, words), Innocent(seed, words)
        self._framer = Framer(self._maker, self.chance)
        self._spam, self._hard = texts_of(lines, "spam"), texts_of(lines, "clean")
        found = whole(open_text())
        self.open, self.ours = self.chance.sample(found, min(OPEN, len(found))), whole(negatives(fold))
        self._old = whole(lines_of(OLD)) if recipe.old else []
        self._gluer = Gluer(self._put, self.honest, [*self.open, *self.ours, *self._hard], self.chance)

    def spam(self) -> str:
        """A line of spam, written or made up."""
        if self.chance.random() < self._recipe.written:
            framed = self.chance.random() < self._recipe.framed
            line = self._framer.line("spam") if framed else self.chance.choice(self._spam)
            return varied(line[: 2 * LONGEST], self.chance, LONGEST)
        return self._maker.line(self.chance.choice(self._families))

    def _put(self) -> str:
        """A line of spam, or one phrase, to be put into a text."""
        return self._maker.item(self.chance.choice(self._families)) if self.chance.random() < 0.22 else self.spam()

    def honest(self) -> str:
        """A line without spam, often one like it."""
        chance = self.chance
        dice = chance.random()
        if dice < 0.3:
            line = self._framer.line("honest") if chance.random() < self._recipe.framed else chance.choice(self._hard)
            return line if chance.random() < 0.5 else varied(line[: 2 * LONGEST], chance, LONGEST)
        if dice < 0.45:
            return self._innocent.line()
        if dice > 1.0 - self._recipe.old:
            return self._of_old()
        return chance.choice(self.ours if chance.random() < 0.5 else self.open)

    def _of_old(self) -> str:
        """A line of old Chinese, of which many editions have no marks and break lines anywhere."""
        line = varied(self.chance.choice(self._old), self.chance, LONGEST)
        return _MARKS.sub("", line) if self.chance.random() < 0.2 else line

    def draw(self) -> tuple[Glued, int]:
        """A text with its labels, and whether it is spam as a whole (−1 for neither)."""
        dice = self.chance.random()
        if dice < 0.62:
            spam = dice < 0.3
            text = (self.spam() if spam else self.honest())[:LONGEST]
            return Glued(text, (spam,) * len(text)), int(spam)
        glued = self._gluer.line(spam=dice < 0.92)
        first = max(0, next((at for at, spam in enumerate(glued.spam) if spam), 0) - self.chance.randint(10, 60))
        first = first if len(glued.text) > LONGEST else 0
        return Glued(glued.text[first : first + LONGEST], glued.spam[first : first + LONGEST]), -1


def seen(glued: Glued) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """The symbols of a text as the stage shows it to the network, with their labels."""
    shown = view(folded(glued.text))
    labels = np.array(glued.spam, np.bool_)
    return symbols().take(codes(shown.text)), labels[np.array(shown.offsets[:-1], np.intp)]


class Dropout(torch.nn.Module):  # type: ignore[misc]
    """Drops a share of the numbers while the network learns; a byte of chance for each, where torch's own is slow."""

    def __init__(self, share: float, chance: np.random.Generator) -> None:
        super().__init__()
        self._least, self._chance = round(256 * share), chance

    def forward(self, x: Any) -> Any:
        """The numbers that are left, larger by what was dropped."""
        if not self.training:
            return x
        kept = torch.from_numpy(self._chance.integers(256, size=tuple(x.shape), dtype=np.uint8) >= self._least)
        return x * (kept.to(x.dtype) * (256 / (256 - self._least)))


class Net(torch.nn.Module):  # type: ignore[misc]
    """What ``cleaner.stages.spam.network.Network`` computes, to be trained.

    ``vectors`` of the characters and of the ``pairs`` are where it begins.
    """

    def __init__(self, vectors: NDArray[np.float32], pairs: Rows, pair_vectors: NDArray[np.float32]) -> None:
        super().__init__()
        self.register_buffer("pairs", torch.from_numpy(pairs.astype(np.int64)))
        self.letters, self.words = (
            torch.nn.Embedding.from_pretrained(torch.from_numpy(table), freeze=False, padding_idx=0)
            for table in (vectors, pair_vectors)
        )
        self.layers = torch.nn.ModuleList(
            torch.nn.Conv1d(
                CHANNELS if n else 2 * SIZE, CHANNELS, width, padding=dilation * (width // 2), dilation=dilation
            )
            for n, (width, dilation) in enumerate(LAYERS)
        )
        self.tag = torch.nn.Linear(len(LAYERS) * CHANNELS, 1)
        self.hidden, self.out = torch.nn.Linear(4 * CHANNELS, HIDDEN), torch.nn.Linear(HIDDEN, 1)
        chance = np.random.default_rng(0)
        self.drop, self.drop_letters = Dropout(DROPPED, chance), Dropout(DROPPED_LETTERS, chance)

    def forward(self, rows: Any) -> tuple[Any, Any]:
        """The log-odds of the characters and of the texts of a batch of padded rows."""
        there = (rows > 0).float()[:, None]
        x = self.drop_letters(self._vectors(rows).transpose(1, 2))
        found: list[Any] = []
        for layer in self.layers:
            x = torch.relu(layer(self.drop(x) if found else x)) * there
            found.append(x)
        tags = self.tag(self.drop(torch.cat(found, 1).transpose(1, 2)))[:, :, 0]
        root = 3.0 * there.sum(2).clamp(min=1).sqrt()
        first, second, third = found
        pool = torch.cat([first.amax(2), first.sum(2) / root, second.amax(2), third.sum(2) / root], 1)
        return tags, self.out(torch.relu(self.hidden(self.drop(pool))))[:, 0]

    def _vectors(self, rows: Any) -> Any:
        """The vectors of the characters beside those of the pairs that begin with them."""
        keys = rows * self.letters.num_embeddings + torch.nn.functional.pad(rows[:, 1:], (0, 1))
        places = torch.searchsorted(self.pairs, keys).clamp(max=len(self.pairs) - 1)
        found = torch.where(self.pairs[places] == keys, places + 1, 0)
        if self.training:  # what is said of single words must not be all
            found = found * (torch.rand(found.shape) > DROPPED_PAIRS)
        return torch.cat([self.letters(rows), self.words(found)], 2)


def batches(examples: Sequence[Example], chance: random.Random) -> Iterator[tuple[Any, Any, Any]]:
    """Padded rows, labels of characters and labels of texts, of texts of like length, in a random order."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].rows) + 8 * chance.random())
    groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    chance.shuffle(groups)
    for group in groups:
        wide = max(len(examples[i].rows) for i in group)
        rows, spam = np.zeros((len(group), wide), np.int64), np.zeros((len(group), wide), np.float32)
        for place, i in enumerate(group):
            rows[place, : len(examples[i].rows)] = examples[i].rows
            spam[place, : len(examples[i].spam)] = examples[i].spam
        yield torch.from_numpy(rows), torch.from_numpy(spam), torch.tensor([float(examples[i].whole) for i in group])


def losses(net: Net, rows: Any, spam: Any, whole: Any) -> Any:
    """What a batch costs."""
    cost = torch.nn.functional.binary_cross_entropy_with_logits
    tags, lines = net(rows)
    there = (rows > 0).float()
    each = (cost(tags, spam, reduction="none") * there).sum() / there.sum()
    sure = whole >= 0
    return each + LINE * cost(lines[sure], whole[sure]) if sure.any() else each


def fitted(net: Net, texts: Texts, row: Rows) -> None:
    """Train the weights of ``net``."""
    steps = EPOCHS * (TEXTS // BATCH + 1)
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    net.train()
    for epoch in range(EPOCHS):
        drawn = (texts.draw() for _ in range(TEXTS))
        examples = [
            Example(row.take(symbol, mode="clip"), spam, whole)
            for (symbol, spam), whole in ((seen(g), w) for g, w in drawn)
        ]
        total = 0.0
        for batch in batches(examples, texts.chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = losses(net, *batch)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {total * BATCH / TEXTS:.4f}", flush=True)


def in_bytes(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], float]:
    """Vectors in whole numbers of a byte, and what these are to be multiplied by; the few largest are cut."""
    step = float(np.quantile(np.abs(vectors), MOST)) / 127.0
    return np.clip(np.round(vectors / step), -127, 127).astype(np.int8), step


def arrays_of(net: Net, known: NDArray[np.uint32]) -> dict[str, Any]:
    """The arrays of the file."""
    plain = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    half = np.float16
    out: dict[str, Any] = {"known": known, "pairs": plain["pairs"].astype(np.int32)}
    out["vectors"], out["step"] = in_bytes(plain["letters.weight"])
    out["pair_vectors"], out["pair_step"] = in_bytes(plain["words.weight"])
    for n, (width, _) in enumerate(LAYERS):
        kernel = plain[f"layers.{n}.weight"].transpose(2, 1, 0).reshape(-1, CHANNELS)
        assert len(kernel) == width * (CHANNELS if n else 2 * SIZE)
        out |= {f"kernel{n}": kernel.astype(half), f"shift{n}": plain[f"layers.{n}.bias"].astype(half)}
    out |= {"tag": plain["tag.weight"][0].astype(half), "tag_shift": float(plain["tag.bias"][0])}
    out |= {"hidden": plain["hidden.weight"].T.astype(half), "hidden_shift": plain["hidden.bias"].astype(half)}
    return out | {"out": plain["out.weight"][0].astype(half), "out_shift": float(plain["out.bias"][0])}


def train_one(fold: int | None, without: Iterable[str], seed: int, recipe: Recipe) -> dict[str, Any]:
    """The arrays of one network."""
    torch.manual_seed(seed)
    texts = Texts(fold, without, seed, recipe)
    shown = [seen(texts.draw()[0])[0] for _ in range(TEXTS)]
    common = Counter(np.concatenate(shown).tolist()).most_common(LETTERS)
    known = np.array(sorted(symbol for symbol, _ in common), np.uint32)
    row = rows_of(known)
    size = KNOWN + len(known)
    more = [symbols().take(codes(view(folded(text)).text)) for text in (*texts.open, *texts.ours)]
    line = joined([*shown, *more], row)
    net = Net(character_vectors(line, size, SIZE), *pair_vectors(line, size, PAIRS, SIZE))
    fitted(net, texts, row)
    return arrays_of(net, known)


def train(
    without: Iterable[str] = (), fold: int | None = None, seed: int = 1, recipes: Sequence[Recipe] = RECIPES
) -> dict[str, Any]:
    """The arrays of networks trained on all families but ``without``, on all lines or those outside of a fold."""
    torch.set_num_threads(1)
    hidden = tuple(without)
    return {
        f"{number}.{name}": array
        for number, recipe in enumerate(recipes)
        for name, array in train_one(fold, hidden, recipe.seed or seed + number, recipe).items()
    }


def main() -> None:
    """Train and write the file with its provenance."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--second", action="store_true", help="the network that reads unsure lines again")
    second = parser.parse_args().second
    out = OUT_SECOND if second else OUT
    np.savez_compressed(out, **train(recipes=SECOND if second else RECIPES), note=NOTE)
    print(f"{out}: {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
