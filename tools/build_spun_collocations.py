"""Write ``cleaner/data/models/spun-collocations.npz``: what stands beside the words of the families, by pairs of them.

Counted in the open text of ``character_corpus.py``, which states its licences (no text is kept); not in the
development data, so that all of it can measure. The odds of a pair's first word among the uses of both are estimated
for ever longer surroundings, each drawn towards what the shorter ones come to together; what it moves is kept where the
text says clearly enough that it does.
Usage: python -m tools.build_spun_collocations     (needs the mirrors; four minutes, 4 GB of memory)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.fold import fold
from cleaner.stages.spun.collocations import STEPS, SURROUNDINGS, beside, hashes, numbered
from cleaner.stages.spun.families import families
from cleaner.stages.spun.scan import Scanner
from tools.character_corpus import MORE, SOURCES, lines_of

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "models" / "spun-collocations.npz"
# Of these sources only every so manieth line is counted: law says the same often, and none of it is like a page.
THINNED = {"cn-law": 8, "tw-law": 30, "visualstudio": 4, "gazette": 2}
# How many uses the odds of shorter surroundings are worth, and what a longer one must say (nats, all its uses).
DRAWN, LEAST = 3.0, 2.0
_BLOCK = 4_000_000
Array = NDArray[Any]


def main() -> None:
    """Count, estimate, write."""
    pairs = sorted({numbered((p.original, p.spun)) for f in families() for p in f.pairs if _long(p.original, p.spun)})
    scanner = Scanner(sorted({word for pair in pairs for word in pair}))
    uses = [np.concatenate(column) for column in zip(*counted(scanner, pairs), strict=True)]
    number, first, near = uses
    total = np.stack([np.bincount(number[first == side], minlength=len(pairs)) for side in (False, True)])
    logit = {(0, 0): np.log((total[1] + 1) / (total[0] + 1)).astype(np.float32)[number]}
    kept: list[tuple[Array, Array]] = []
    for left, right in SURROUNDINGS:
        shorter = sum(
            sign * logit[at]
            for sign, at in ((1, (left - 1, right)), (1, (left, right - 1)), (-1, (left - 1, right - 1)))
            if min(at) >= 0
        )
        logit[left, right] = grown(hashes(number, near, left, right), first, shorter, kept)
    write(kept, pairs)


def _long(*words: str) -> bool:
    return all(len(word) > 1 for word in words)


def counted(scanner: Scanner, pairs: list[tuple[str, str]]) -> Iterator[tuple[Array, Array, Array]]:
    """The pairs that the uses of words belong to, whether each use is of the first word, and what stands beside it."""
    members: list[list[tuple[int, bool]]] = [[] for _ in scanner.words]
    for i, pair in enumerate(pairs):
        for word in pair:
            members[scanner.index[word]].append((i, word == pair[0]))
    begins = np.cumsum([0, *map(len, members)])
    flat = np.array([each for own in members for each in own], np.int64)
    sizes, number = np.array([len(word) for word in scanner.words]), np.diff(begins)
    for source in SOURCES + MORE:
        text = fold("\n".join(islice(filter(None, lines_of(source)), 0, None, THINNED.get(source.name, 1))))
        for at in range(0, len(text), _BLOCK):
            points = codes(text[at : at + _BLOCK])
            starts, words = scanner.find(points)
            near = beside(points, starts, starts + sizes[words]).astype(np.uint16)
            repeats = number[words]
            inner = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
            rows = flat[np.repeat(begins[words], repeats) + inner]
            yield rows[:, 0].astype(np.int32), rows[:, 1] > 0, np.repeat(near, repeats, axis=0)


def grown(key: Array, first: Array, logit: Array, kept: list[tuple[Array, Array]]) -> Array:
    """The odds of first words by ``key``, from those by shorter ones; what moves them enough goes into ``kept``."""
    order = np.argsort(key)
    begin = np.flatnonzero(np.diff(key[order], prepend=key[order[0]] ^ np.uint32(1)))
    uses, firsts = np.diff(begin, append=len(key)), np.add.reduceat(first[order], begin, dtype=np.int64)
    before = logit[order[begin]].astype(np.float64)
    drawn = DRAWN / (1 + np.exp(-before))
    after = np.log(firsts + drawn) - np.log(uses - firsts + DRAWN - drawn)
    says = firsts * (after - before) - uses * (np.logaddexp(0, after) - np.logaddexp(0, before))
    clear = (says >= LEAST) & (uses > 1)
    kept.append((key[order[begin]][clear], (after - before)[clear]))
    result = np.empty(len(key), np.float32)
    result[order] = np.repeat(np.where(clear, after, before), uses)
    return result


def write(kept: list[tuple[Array, Array]], pairs: list[tuple[str, str]]) -> None:
    """Keys by the steps between them, what each says, and the pairs by their numbers."""
    keys, told = (np.concatenate(column) for column in zip(*kept, strict=True))
    keys, at = np.unique(keys, return_index=True)
    most = np.iinfo(np.int8).max
    np.savez_compressed(
        OUT,
        steps=np.diff(keys, prepend=np.uint32(0)),
        told=np.clip(np.rint(told[at] * STEPS), -most, most).astype(np.int8),
        pairs=np.frombuffer("\n".join(map(" ".join, pairs)).encode(), np.uint8),
    )
    print(f"{len(pairs)} pairs, {len(keys)} surroundings, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
