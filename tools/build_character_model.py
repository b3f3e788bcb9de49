"""Write ``cleaner/data/models/characters.npz``: how likely one Han character follows another, in one byte a pair.

Only counts go into the model. They are taken from the development texts (``CLEANER_DATA``: Chinese law and Taiwan law,
both without copyright; DRCD and UD-GSD/HK, CC BY-SA; recipes, Unlicense; poetry, MIT; article text of the annotated
pages) and from two word lists with frequencies: ``wordfreq`` (CC BY-SA 4.0 data) and ``jieba`` (MIT). One record in ten
is left out (``held_out``), so that the benchmarks have text that the model has not seen.

Text is folded (Simplified, half width, lower case), digits become ``0``, Latin letters ``a``. The file holds

``letters``  the vocabulary, most frequent first;  ``single``  −10·ln P(c), one byte each
``rows``, ``follow``, ``pair``  for each character the range, the second characters and −10·ln P(second | first)
``spare``   −10·ln of the weight that the single probabilities get after each character
``steps``, ``triple``  differences between the sorted keys of triples (byte by byte), and −10·ln P(third | first two)
``wide``, ``hans``, ``hant``  unfolded characters and −10·ln P(c | its fold) in Simplified and in Traditional text

Usage: python tools/build_character_model.py     (needs opencc, wordfreq and jieba)
"""

from __future__ import annotations

import json
import os
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
import opencc
import wordfreq
from numpy.typing import NDArray

from cleaner.fold import fold

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("CLEANER_DATA", "/work/shared/data"))
OUT = ROOT / "cleaner" / "data" / "models" / "characters.npz"
LETTERS = 6000
PAIRS = 300_000
TRIPLES = 190_000
WORDS_WEIGHT = 0.3  # word lists count as this much of the running text; the best of what was tried on held-out text
TRIPLE_DISCOUNT = 3.0
UNSEEN_TRIPLE = 0.75  # what the pair's probability is worth where the triple is not in the model
POETRY = "poetry"


def held_out(name: str) -> bool:
    """Whether the record called ``name`` is kept for measuring."""
    return zlib.crc32(name.encode()) % 10 == 0


def texts() -> Iterator[tuple[str, str]]:
    """(file name, text) of every record that the model may see."""
    for path in sorted((DATA / "clean").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            if not held_out(str(record["id"])):
                yield path.name, record["text"]
    for line in (DATA / "variants/gsd_pairs.dev.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if not held_out(str(record["id"])):
            yield from (("gsd-hans", record["hans"]), ("gsd-hant", record["hant"]))
    for path in sorted((DATA / "html").rglob("*.txt")):
        if not held_out(path.stem):
            yield "page", path.read_text("utf-8")


def plain(text: str) -> str:
    """``text`` as the model sees it."""
    return re.sub("[a-zà-öø-ɏ]", "a", re.sub("[0-9]", "0", fold(text)))


def words() -> Iterator[tuple[str, float]]:
    """Words of the lists with their share of running text."""
    for level, bucket in enumerate(wordfreq.read_cBpack(wordfreq.available_languages("large")["zh"])):
        yield from ((word, 10 ** (-level / 100)) for word in bucket)
    rows = (line.split(" ") for line in files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines())
    counted = [(row[0], int(row[1])) for row in rows]
    total = sum(n for _, n in counted)
    yield from ((word, n / total / 2) for word, n in counted)


_JOINT = re.compile(r"(?<=(.[。!?\"]))\n+(?=(..))")


class Counts:
    """How often single characters, pairs and triples occur, and unfolded characters by script."""

    def __init__(self) -> None:
        self.single: Counter[str] = Counter()
        self.pair: Counter[tuple[str, str]] = Counter()
        self.triple: Counter[tuple[str, str, str]] = Counter()
        self.raw = {"hans": Counter[str](), "hant": Counter[str]()}
        to_hant = opencc.OpenCC("s2t")
        for name, text in texts():
            self.add(plain(text), 1)
            for joint in _JOINT.finditer(plain(text)):  # a sentence also follows the one before its paragraph
                self.add(joint[1] + joint[2], 1)
            if name in ("gsd-hans", "page", "cn_law_markdown.dev.jsonl") and "的" in text:
                self.raw["hans"].update(text)
                self.raw["hant"].update(to_hant.convert(text))
            elif POETRY not in name:
                self.raw["hant"].update(text)
        size = sum(self.single.values()) * WORDS_WEIGHT
        for word, share in words():
            self.add(plain(word), share * size)

    def add(self, text: str, weight: float) -> None:
        """Count ``text`` as many times as ``weight`` says."""
        for counter, found in (
            (self.single, text),
            (self.pair, pairwise(text)),
            (self.triple, zip(text, text[1:], text[2:], strict=False)),
        ):
            for each in found:
                counter[each] += weight  # type: ignore


def quantised(p: NDArray[np.float64]) -> NDArray[np.uint8]:
    """−10·ln p in a byte."""
    out: NDArray[np.uint8] = np.clip(np.rint(-10 * np.log(np.maximum(p, 1e-12))), 0, 255).astype(np.uint8)
    return out


def main() -> None:
    """Count, smooth, prune, write."""
    counts = Counts()
    letters = "".join(c for c, _ in counts.single.most_common(LETTERS) if c < "\ud7ff" or "\ue000" <= c < "\U00010000")
    rank = {c: i for i, c in enumerate(letters)}
    total = sum(counts.single.values())
    p_single = np.array([counts.single[c] / total for c in letters])
    pairs = [(rank[a], rank[b], n) for (a, b), n in counts.pair.items() if a in rank and b in rank]
    first, second, n = (np.array(column) for column in zip(*pairs, strict=True))
    left = np.bincount(first, n, len(letters))
    kinds = np.bincount(first, minlength=len(letters))
    spare = (0.6 * kinds + 2) / (left + 0.6 * kinds + 4)
    p_pair = (1 - spare[first]) * n / left[first] + spare[first] * p_single[second]
    backed = spare[first] * p_single[second]
    keep = best_of(n * np.log(p_pair / backed), p_pair > 1.35 * backed, PAIRS)
    keep = keep[np.lexsort((second[keep], first[keep]))]
    steps, triple = triples(
        counts, rank, dict(zip(zip(first.tolist(), second.tolist(), strict=True), p_pair, strict=True))
    )
    wide, hans, hant = forms(counts)
    np.savez_compressed(
        OUT,
        letters=np.frombuffer(letters.encode("utf-16-le"), np.uint16),
        single=quantised(p_single),
        spare=quantised(spare),
        rows=np.searchsorted(first[keep], np.arange(len(letters) + 1)).astype(np.int32),
        follow=second[keep].astype(np.uint16),
        pair=quantised(p_pair[keep]),
        steps=steps,
        triple=triple,
        wide=wide,
        hans=hans,
        hant=hant,
    )
    print(f"{len(letters)} characters, {len(keep)} pairs, {len(triple)} triples, {OUT.stat().st_size} bytes")


def best_of(gain: NDArray[np.float64], allowed: NDArray[np.bool_], most: int) -> NDArray[np.intp]:
    """The indices of the ``most`` allowed entries with the highest gain."""
    order = np.argsort(np.where(allowed, -gain, np.inf), kind="stable")
    return order[: min(most, int(allowed.sum()))]


def triples(
    counts: Counts, rank: dict[str, int], p_pair: dict[tuple[int, int], float]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The triples that tell most beyond their pairs: key differences and quantised probabilities."""
    rows = [
        (rank[a], rank[b], rank[c], n)
        for (a, b, c), n in counts.triple.items()
        if n > 0.2 and a in rank and b in rank and c in rank
    ]
    a, b, c, n = (np.array(column) for column in zip(*rows, strict=True))
    context = a.astype(np.int64) * LETTERS + b
    _, where = np.unique(context, return_inverse=True)
    left, kinds = np.bincount(where, n)[where], np.bincount(where)[where]
    spare = (TRIPLE_DISCOUNT * kinds + 1) / (left + TRIPLE_DISCOUNT * kinds + 1)
    pair = np.array([p_pair[two] for two in zip(b.tolist(), c.tolist(), strict=True)])
    p = (1 - spare) * n / left + spare * pair
    gain = n * np.abs(np.log(p / (UNSEEN_TRIPLE * pair)))
    keep = best_of(gain, (p > 1.3 * pair) & (n >= 1), TRIPLES)
    keys = context[keep] * LETTERS + c[keep]
    order = np.argsort(keys)
    steps = np.diff(keys[order], prepend=0)
    planes = steps.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :5].T
    return np.ascontiguousarray(planes), quantised(p[keep][order])


def forms(counts: Counts) -> tuple[NDArray[np.uint16], NDArray[np.uint8], NDArray[np.uint8]]:
    """Unfolded characters, and the share of each among those with the same fold in either script."""
    wide = sorted(c for c in set(chain(*counts.raw.values())) if "\u3400" <= c <= "\u9fff")
    points = np.frombuffer("".join(wide).encode("utf-16-le"), np.uint16)
    return points, share_of_fold(wide, counts.raw["hans"]), share_of_fold(wide, counts.raw["hant"])


def share_of_fold(wide: list[str], seen: Counter[str]) -> NDArray[np.uint8]:
    """The share of each character of ``wide`` among those with the same fold."""
    folded: Counter[str] = Counter()
    for c in wide:
        folded[fold(c)] += seen[c]
    return quantised(np.array([(seen[c] + 0.02) / (folded[fold(c)] + 0.1) for c in wide]))


if __name__ == "__main__":
    main()
