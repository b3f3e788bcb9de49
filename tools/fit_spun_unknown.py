"""Write ``cleaner/data/models/spun-unknown.npz``: what tells a page spun by a tool that is in no family.

A logistic regression for each step of ``unknown.py``, over the figures of all steps so far. Spun pages are made with
one family's dictionary, which is then held back, pairs that other families share excepted; natural ones are the clean
development texts and documents of open text (``character_corpus.py`` states its licences), whole and in all pieces.
Run it after ``tools.fit_spun_odds``.
Usage: CLEANER_DATA=../shared/data python -m tools.fit_spun_unknown    (needs the mirrors; two minutes)
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from cleaner.lines import Lines
from cleaner.stages.spun import detect
from cleaner.stages.spun.detector import needed
from cleaner.stages.spun.families import families
from cleaner.stages.spun.model import scorer
from cleaner.stages.spun.second import Size, telling
from cleaner.stages.spun.unknown import LEAST, steps
from tests.benchmarks.spun import clean_texts, spun_pages
from tests.benchmarks.spun_detect import cut, invented, without
from tools.character_corpus import SOURCES, lines_of
from tools.fit_spun_odds import logistic

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "models" / "spun-unknown.npz"
# Characters of pieces; of a source so many documents of so many characters are read.
SIZES = (115, 300, 600)
DOCUMENTS, LONGEST = 400, 8000
# Sources that are sentences, or law.
LEFT = ("voice", "tatoeba", "cn-law", "tw-law")
# How much a natural text counts beside a spun one.
NATURAL = 3.0
Rows = list[list[list[float]]]


def main() -> None:
    """Fit each step and write the file."""
    natural = rows_of(pieces(itertools.chain((text for *_, text in clean_texts()), open_texts())))
    spun: Rows = []
    for family in (*families(), invented()):
        pages = [*spun_pages(family)]
        texts = [page.text for page in pages]
        texts += [text for page in pages for size in SIZES for text, _ in [*cut(page, size)][:1]]
        others = tuple(without(family, shared=True))
        with patch.object(detect, "families", lambda others=others: others):
            spun += rows_of(texts)
    forget()
    right = np.array([0.0] * len(natural) + [1.0] * len(spun))
    weight = np.where(right == 1, 1.0, NATURAL)
    out: dict[str, Any] = {}
    for number in range(len(natural[0])):
        table = np.array([list(itertools.chain(*row[: number + 1])) for row in (*natural, *spun)])
        out[f"step{number}"] = weights = logistic(table, right, weight)
        odds = table @ weights[:-1] + weights[-1]
        top, low = np.sort(odds[right == 0])[::-1][:8], np.quantile(odds[right == 1], (0.02, 0.1, 0.3, 0.5))
        print(
            f"step {number}: highest of natural texts {np.round(top, 1)}, 2, 10, 30, 50 of 100 spun {np.round(low, 1)}"
        )
    np.savez_compressed(OUT, **out)
    print(f"{len(natural)} natural and {len(spun)} spun texts that are looked at, {OUT.stat().st_size} bytes")


def pieces(texts: Iterable[str]) -> Iterator[str]:
    """Texts, and all pieces of each size."""
    for text in texts:
        yield text
        for size in SIZES:
            yield from (text[start : start + size] for start in range(0, len(text) - size // 2, size))


def open_texts() -> Iterator[str]:
    """Documents of open text."""
    for source in (source for source in SOURCES if source.name not in LEFT):
        groups = itertools.groupby(lines_of(source), bool)
        texts = ("\n".join(lines)[:LONGEST] for full, lines in groups if full)
        yield from itertools.islice(texts, DOCUMENTS)


def rows_of(texts: Iterable[str]) -> Rows:
    """The figures of each text that is looked at, step by step, for the families that ``detect`` knows now."""
    forget()
    engine, mixture = detect.detector(), detect.mixture()
    out: Rows = []
    for lines in map(Lines, texts):
        size = Size.of(lines)
        counts = engine.scanner.count(lines.points)
        score = max(mixture.scores(counts).values()) / needed(size, False)
        own = telling(mixture.hidden(counts, mixture.names[0]), size) if size.modern and score >= LEAST else []
        if own:
            out.append([*steps(lines, own, size, score, scorer())])
    return out


def forget() -> None:
    """Make the detectors anew when they are asked for."""
    for each in (detect.detector, detect.mixture, detect.hints):
        each.cache_clear()


if __name__ == "__main__":
    main()
