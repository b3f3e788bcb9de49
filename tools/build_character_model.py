"""Write ``cleaner/data/models/characters.npz``: how likely one Han character follows another, in one byte a pair.

Only counts go into the model. They are taken from the development texts (``CLEANER_DATA``: Chinese law and Taiwan law,
both without copyright; DRCD and UD-GSD/HK, CC BY-SA; recipes, Unlicense; poetry, MIT; article text of the annotated
pages) and from two word lists with frequencies: ``wordfreq`` (CC BY-SA 4.0 data) and ``jieba`` (MIT). One record in ten
is left out (``held_out``), so that the benchmarks have text that the model has not seen.

Text is folded (Simplified, half width, lower case), digits become ``0``, Latin letters ``a``. The file holds

``letters``  the vocabulary, most frequent first;  ``single``  −10·ln P(c), one byte each
``rows``, ``follow``, ``pair``  for each character the range, the second characters and −10·ln P(second | first)
``spare``   −10·ln of the weight that the single probabilities get after each character
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
PAIRS = 420_000
WORDS_WEIGHT = 4.0  # word lists count as this many times the running text
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


def count() -> tuple[Counter[str], Counter[tuple[str, str]], dict[str, Counter[str]]]:
    """Single characters, pairs, and unfolded characters by script."""
    single: Counter[str] = Counter()
    pair: Counter[tuple[str, str]] = Counter()
    raw = {"hans": Counter[str](), "hant": Counter[str]()}
    to_hant = opencc.OpenCC("s2t")
    for name, text in texts():
        seen = plain(text)
        single.update(seen)
        pair.update(pairwise(seen))
        if name in ("gsd-hans", "page", "cn_law_markdown.dev.jsonl") and "的" in text:
            raw["hans"].update(text)
            raw["hant"].update(to_hant.convert(text))
        elif POETRY not in name:
            raw["hant"].update(text)
    size = sum(single.values()) * WORDS_WEIGHT
    for word, share in words():
        seen = plain(word)
        weight = share * size
        for c in seen:
            single[c] += weight  # type: ignore[assignment]
        for two in pairwise(seen):
            pair[two] += weight  # type: ignore[assignment]
    return single, pair, raw


def quantised(p: NDArray[np.float64]) -> NDArray[np.uint8]:
    """−10·ln p in a byte."""
    out: NDArray[np.uint8] = np.clip(np.rint(-10 * np.log(np.maximum(p, 1e-12))), 0, 255).astype(np.uint8)
    return out


def main() -> None:
    """Count, smooth, prune, write."""
    single, pair, raw = count()
    letters = "".join(c for c, _ in single.most_common(LETTERS) if not "\ud800" <= c <= "\udfff" and ord(c) < 65536)
    rank = {c: i for i, c in enumerate(letters)}
    total = sum(single.values())
    p_single = np.array([single[c] / total for c in letters])
    kept = sorted(
        ((n, rank[a], rank[b]) for (a, b), n in pair.items() if a in rank and b in rank), key=lambda x: (-x[0], x[1:])
    )
    left = np.zeros(len(letters))
    np.add.at(left, [a for _, a, _ in kept], [n for n, _, _ in kept])
    kinds = np.bincount([a for _, a, _ in kept], minlength=len(letters))
    spare = (0.6 * kinds + 2) / (left + 0.6 * kinds + 4)
    strong = []
    for n, a, b in kept:
        p = (1 - spare[a]) * n / left[a] + spare[a] * p_single[b]
        if p > 1.35 * spare[a] * p_single[b]:
            strong.append((n * np.log(p / (spare[a] * p_single[b])), a, b, p))
    strong.sort(key=lambda x: (-x[0], x[1:3]))
    strong = sorted(strong[:PAIRS], key=lambda x: x[1:3])
    first = np.array([a for _, a, _, _ in strong])
    wide = sorted(c for c in set(chain(*raw.values())) if "\u3400" <= c <= "\u9fff")
    shares = {}
    for script, seen in raw.items():
        folded: Counter[str] = Counter()
        for c in wide:
            folded[fold(c)] += seen[c]
        shares[script] = quantised(np.array([(seen[c] + 0.02) / (folded[fold(c)] + 0.1) for c in wide]))
    np.savez_compressed(
        OUT,
        letters=np.frombuffer(letters.encode("utf-16-le"), np.uint16),
        single=quantised(p_single),
        spare=quantised(spare),
        rows=np.searchsorted(first, np.arange(len(letters) + 1)).astype(np.int32),
        follow=np.array([b for _, _, b, _ in strong], np.uint16),
        pair=quantised(np.array([p for _, _, _, p in strong])),
        wide=np.frombuffer("".join(wide).encode("utf-16-le"), np.uint16),
        hans=shares["hans"],
        hant=shares["hant"],
    )
    print(f"{len(letters)} characters, {len(strong)} pairs, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
