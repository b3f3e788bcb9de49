"""Write ``cleaner/data/models/characters.npz``: how likely one Han character follows two others.

Only counts go into the model. The text they are taken from, with licences, is in ``character_corpus.py``; beside it two
word lists with frequencies are counted: ``wordfreq`` (CC BY-SA 4.0 data) and ``jieba`` (MIT). Text is folded
(Simplified, half width, lower case), digits become ``0``, Latin letters ``a``. Each level is smoothed with the one
below it (Witten and Bell), pruned to the entries that tell most beyond it, and what is left of the probability is
spread over the rest when the model is loaded. The file holds

``letters``   the vocabulary, most frequent first;  ``single``  −10·ln P(c)
``rare``, ``rare_cost``  folded code points beyond the vocabulary, and −10·ln P of each
``pair_steps``, ``pair``  differences between the sorted keys of pairs (byte by byte), and −5·ln P(second | first)
``triple_steps``, ``triple``  the same of triples: a key is the place of the first two characters among the pairs, and
                          the place of the last two among the pairs that begin with the second
``wide``, ``hans``, ``hant``  unfolded characters and −10·ln P(c | its fold) in Simplified and in Traditional text

``--large`` writes ``sequences.npz`` instead: ``single``, and more pairs and triples of the same letters, of more text.

Usage: python -m tools.build_character_model [--large]    (needs opencc, wordfreq and jieba; some minutes and 12 GB)
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import opencc
import wordfreq
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import fold
from tools.character_corpus import MORE, SOURCES, Source, development, lines_of

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "models" / "characters.npz"
LETTERS = 6000
PAIRS, TRIPLES = 300_000, 520_000
LARGE = 450_000, 1_500_000  # pairs and triples
WORDS_WEIGHT = 0.6  # word lists count as this much of the running text; the best of what was tried on held-out text
PAIR_WEIGHT, TRIPLE_WEIGHT = 0.6, 3.0  # what each different successor adds to the weight of the level below
LEAST_GAIN = 1.3  # an entry that makes its character less than this much likelier is not kept
SHARED = 12  # characters in a row that make a line one of the held-out text
RAREST = 17.4  # nats
UNUSUAL_FORM = 80  # as in the model: the most that a form costs
_NEWLINE = 10
_ENDS = [ord(c) for c in '。!?"']
_SAMPLE = {"lctt": "hans", "transcript": "hant", "taiwanmd": "hant", "cn-law": "hans", "tw-law": "hant"}
_QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"))
_SAMPLE_SIZE = 3_000_000
Keys = NDArray[np.int64]
Weights = NDArray[np.floating[Any]]
Points = NDArray[np.uint16]


class Part(NamedTuple):
    """Code points of folded text, with what each counts for."""

    weight: float
    points: Points


def plain(text: str) -> str:
    """``text`` as the model sees it."""
    return re.sub("[a-zà-öø-ɏ]", "a", re.sub("[0-9]", "0", fold(text)))


def points_of(lines: Iterable[str]) -> Points:
    """The code points of lines as the model sees them."""
    text = "\n".join(lines)
    pieces = [plain(text[at : at + 2_000_000]) for at in range(0, len(text), 2_000_000)]
    out: Points = np.minimum(np.concatenate([codes(p) for p in pieces]), 0xFFFF).astype(np.uint16)
    return out


def windows(points: Points) -> NDArray[np.uint64]:
    """A hash of each ``SHARED`` characters in a row; zero where they are not mostly ideographs of one line."""
    number = max(0, len(points) - SHARED + 1)
    out = np.zeros(number, np.uint64)
    for at in range(SHARED):
        here = points[at : at + number].astype(np.uint64) * np.uint64(0xBB67AE8584CAA73B)
        out = out * np.uint64(0x9E3779B97F4A7C15) + here
    han = np.cumsum(np.append(0, (points >= 0x3400) & (points < 0xA000)))
    ends = np.cumsum(np.append(0, points == _NEWLINE))
    good = (han[SHARED:] - han[:-SHARED] > 8) & (ends[SHARED:] == ends[:-SHARED])
    return np.where(good, out, np.uint64(0))


def unseen(points: Points, held: NDArray[np.uint64]) -> Points:
    """``points`` without the lines that share a window with held-out text."""
    hits = np.flatnonzero(np.isin(windows(points), held))
    starts = np.append(0, np.flatnonzero(points == _NEWLINE) + 1)
    lines = np.unique(np.searchsorted(starts, hits, side="right") - 1)
    keep = np.ones(len(points), bool)
    ends = np.append(starts[1:], len(points))
    for line in lines.tolist():
        keep[starts[line] : ends[line]] = False
    out: Points = points[keep]
    return out


def words() -> Iterator[tuple[str, float]]:
    """Words of the lists with their share of running text."""
    for level, bucket in enumerate(wordfreq.read_cBpack(wordfreq.available_languages("large")["zh"])):
        yield from ((word, 10 ** (-level / 100)) for word in bucket)
    rows = (line.split(" ") for line in files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines())
    counted = [(row[0], int(row[1])) for row in rows]
    total = sum(n for _, n in counted)
    yield from ((word, n / total / 2) for word, n in counted)


def read(sources: Iterable[Source]) -> tuple[list[Part], dict[str, Counter[str]]]:
    """The development texts and those of ``sources``, and how often each unfolded character occurs in either script."""
    raw = {"hans": Counter[str](), "hant": Counter[str]()}
    to_hant = opencc.OpenCC("s2t")
    held = np.unique(windows(points_of(text for _, _, text in development(held=True))))
    held = held[held != 0]
    parts: list[Part] = []
    for name, weight, text in development(held=False):
        parts.append(Part(weight, points_of([text])))
        if name in ("gsd_hans", "cn_law_markdown"):
            raw["hans"].update(text)
            raw["hant"].update(to_hant.convert(text))
        elif name in ("gsd_hant", "tw_wiki", "tw_law", "hk_spoken"):
            raw["hant"].update(text)
    for source in sources:
        lines = list(lines_of(source))
        points = unseen(points_of(lines), held)
        parts.append(Part(source.weight, points))
        print(f"{source.name}: {len(points)} characters", flush=True)
        if source.name in _SAMPLE:
            text = "\n".join(lines)[:_SAMPLE_SIZE]
            raw[_SAMPLE[source.name]].update(text)
            if _SAMPLE[source.name] == "hans":
                raw["hant"].update(to_hant.convert(text))
    return parts, raw


class Grams(NamedTuple):
    """Sorted keys with how often each occurred."""

    keys: Keys
    counts: Weights


def merged(parts: Iterable[tuple[Keys, Weights]]) -> Grams:
    """The sum of counts."""
    keys, counts = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    start = np.flatnonzero(np.diff(keys, prepend=-1))
    return Grams(keys[start], np.add.reduceat(counts, start))


def grams(parts: Sequence[Part], rank: Keys, length: int) -> Grams:
    """Sequences of ``length`` characters of the vocabulary, in text and in words."""
    found = [_counted(part, rank, length) for part in parts]
    size = WORDS_WEIGHT * sum(part.weight * len(part.points) for part in parts)
    keys: list[int] = []
    shares: list[float] = []
    total = 0.0
    for word, share in words():
        rows = rank[np.minimum(codes(plain(word)), 0xFFFF)]
        total += share * len(rows)
        for at in range(len(rows) - length + 1):
            if rows[at : at + length].max() < LETTERS:
                keys.append(int(_joined(rows[at : at + length, None])[0]))
                shares.append(share)
    found.append((np.array(keys, np.int64), np.array(shares) * size / total))
    return merged(found)


def _counted(part: Part, rank: Keys, length: int) -> tuple[Keys, Weights]:
    points = part.points
    columns = _columns(rank[points], length)
    joint = (points[1:] == _NEWLINE) & np.isin(points[:-1], _ENDS)  # a sentence also follows the one before its line
    rest = np.append(True, ~joint)[: len(points)]
    follows = np.append(False, ~rest)[:-1][rest]
    across = _columns(follows, length)[1:].any(axis=0)
    columns = np.concatenate((columns, _columns(rank[points[rest]], length)[:, across]), axis=1)
    keys, counts = np.unique(_joined(columns[:, (columns < LETTERS).all(axis=0)]), return_counts=True)
    return keys, counts * part.weight


def _columns(values: NDArray[Any], length: int) -> NDArray[Any]:
    """All ``length`` values in a row, one place after another."""
    number = max(0, len(values) - length + 1)
    return np.stack([values[at : at + number] for at in range(length)])


def _joined(columns: Keys) -> Keys:
    """One number for each sequence of rows."""
    out: Keys = columns[0].astype(np.int64)
    for column in columns[1:]:
        out = out * LETTERS + column
    return out


def quantised(p: Weights, step: float = 10) -> NDArray[np.uint8]:
    """−step·ln p in a byte."""
    out: NDArray[np.uint8] = np.clip(np.rint(-step * np.log(np.maximum(p, 1e-12))), 0, 254).astype(np.uint8)
    return out


def vocabulary(parts: Sequence[Part]) -> Weights:
    """The share of each folded code point below 65536 in text and words."""
    text = np.zeros(65536)
    for part in parts:
        text += part.weight * np.bincount(part.points, minlength=65536)
    listed = np.zeros(65536)
    for word, share in words():
        np.add.at(listed, np.minimum(codes(plain(word)), 0xFFFF), share)
    count = text + listed * (WORDS_WEIGHT * text.sum() / listed.sum())
    count[:_NEWLINE] = count[_NEWLINE + 1 : 32] = count[0x7F:0xA0] = count[0xD800:0xF900] = count[0xFFFD:] = 0
    out: Weights = count / count.sum()
    return out


class Pairs(NamedTuple):
    """The pairs that are kept, as sorted keys, and P(second | first); ``all`` are those that were seen."""

    keys: Keys
    p: Weights
    all: Grams
    p_all: Weights


def pairs(seen: Grams, single: Weights, most: int) -> Pairs:
    """Smooth pairs and keep the ``most`` telling."""
    first, second = np.divmod(seen.keys, LETTERS)
    left = np.bincount(first, seen.counts, LETTERS)
    kinds = np.bincount(first, np.minimum(seen.counts, 1), LETTERS)
    spare = (PAIR_WEIGHT * kinds + 2) / (left + PAIR_WEIGHT * kinds + 2)
    p = (1 - spare[first]) * seen.counts / left[first] + spare[first] * single[second]
    below = spare[first] * single[second]
    keep = best_of(seen.counts * np.log(p / below), p > LEAST_GAIN * below, most)
    return Pairs(seen.keys[keep], p[keep], seen, p)


def best_of(gain: Weights, allowed: NDArray[np.bool_], most: int) -> NDArray[np.intp]:
    """The indices of the ``most`` allowed entries with the highest gain, in their order."""
    order = np.argsort(np.where(allowed, -gain, np.inf), kind="stable")
    return np.sort(order[: min(most, int(allowed.sum()))])


def triples(seen: Grams, kept: Pairs, most: int) -> tuple[Keys, Weights]:
    """The ``most`` triples that tell most beyond pairs: their keys as the file has them, and P(third | first two)."""
    context, third = np.divmod(seen.keys, LETTERS)
    last = context % LETTERS * LETTERS + third
    start = np.flatnonzero(np.diff(context, prepend=-1))
    group = np.repeat(np.arange(len(start)), np.diff(start, append=len(context)))
    left = np.add.reduceat(seen.counts, start)[group]
    kinds = np.add.reduceat(np.minimum(seen.counts, 1), start)[group]
    spare = (TRIPLE_WEIGHT * kinds + 0.5) / (left + TRIPLE_WEIGHT * kinds + 0.5)
    place = np.minimum(np.searchsorted(kept.all.keys, last), len(kept.all.keys) - 1)
    p = (1 - spare) * seen.counts / left + spare * kept.p_all[place]
    before = np.searchsorted(kept.keys, context).clip(max=len(kept.keys) - 1)
    after = np.searchsorted(kept.keys, last).clip(max=len(kept.keys) - 1)
    both = (kept.keys[before] == context) & (kept.keys[after] == last)
    base = kept.p[after]
    keep = best_of(
        seen.counts * np.log(p / base / np.maximum(spare, 0.5)),
        both & (p > LEAST_GAIN * base) & (seen.counts >= 0.7),
        most,
    )
    rows = np.searchsorted(kept.keys, np.arange(LETTERS + 1) * LETTERS)  # where the pairs of each character begin
    second = context[keep] % LETTERS
    offset = np.cumsum(np.diff(rows)[kept.keys % LETTERS])  # triples that are possible up to each pair
    possible = offset[before[keep]] - np.diff(rows)[second] + after[keep] - rows[second]
    return possible, p[keep]


def steps(keys: Keys) -> NDArray[np.uint8]:
    """Differences between sorted keys as planes of bytes, lowest first."""
    bytes_ = np.diff(keys, prepend=0).astype("<u8").view(np.uint8).reshape(-1, 8)
    return np.ascontiguousarray(bytes_[:, :4].T)


def forms(raw: dict[str, Counter[str]]) -> tuple[Points, NDArray[np.uint8], NDArray[np.uint8]]:
    """Unfolded characters and marks, and the share of each among those with the same fold in either script."""
    seen = {c for c in set(chain(*raw.values())) if "\x7f" < c < "\U00010000"}
    wide = sorted(c for c in seen if "\u3400" <= c <= "\u9fff" or fold(c) != c)
    points = np.frombuffer("".join(wide).encode("utf-16-le"), np.uint16)
    return points, share_of_fold(wide, raw["hans"]), share_of_fold(wide, raw["hant"])


def share_of_fold(wide: list[str], seen: Counter[str]) -> NDArray[np.uint8]:
    """The share of each character of ``wide`` among those with the same fold; quotes that belong together are even."""
    folded: Counter[str] = Counter()
    for c, number in seen.items():
        folded[fold(c)] += number
    for pair in _QUOTES:
        opening, closing = pair[0], pair[1]
        seen[opening] = seen[closing] = max(seen[opening], seen[closing])
    shares = quantised(np.array([(seen[c] + 0.02) / (folded[fold(c)] + 0.1) for c in wide]))
    return np.minimum(shares, UNUSUAL_FORM)


def main() -> None:
    """Count, smooth, prune, write."""
    large = "--large" in sys.argv[1:]
    parts, raw = read((*SOURCES, *MORE) if large else SOURCES)
    share = vocabulary(parts)
    order = np.load(OUT)["letters"].astype(np.intp) if large else np.argsort(-share, kind="stable")
    letters, others = order[:LETTERS], order[LETTERS:]
    rank = np.full(65536, LETTERS, np.int64)
    rank[letters] = np.arange(LETTERS)
    number, triple_number = LARGE if large else (PAIRS, TRIPLES)
    kept = pairs(grams(parts, rank, 2), share[letters], number)
    keys, p = triples(grams(parts, rank, 3), kept, triple_number)
    tables: dict[str, NDArray[Any]] = {
        "single": quantised(share[letters]),
        "pair_steps": steps(kept.keys),
        "pair": quantised(kept.p, 5),
        "triple_steps": steps(keys),
        "triple": quantised(p, 5),
    }
    if not large:
        rare = np.sort(others[share[others] > np.exp(-RAREST)])
        tables |= {"letters": letters.astype(np.uint16), "rare": rare.astype(np.uint16)}
        tables |= {"rare_cost": quantised(share[rare]), **dict(zip(("wide", "hans", "hant"), forms(raw), strict=True))}
    out = OUT.with_name("sequences.npz") if large else OUT
    np.savez_compressed(out, **tables)  # type: ignore[arg-type]
    print(f"{out}: {len(kept.keys)} pairs, {len(keys)} triples, {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
