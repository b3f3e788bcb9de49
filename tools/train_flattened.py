"""Train the models of flattened text: ``python -m tools.train_flattened [DATA] [-o FILE]``; needs lightgbm.

Reads the same development pages as ``train_boilerplate.py``, as text without tags and as pages put together of parts of
several (``boilerplate_flat.py``), and writes boosted trees as plain arrays: ``line`` for the lines of articles,
``first`` and ``last`` for the first and the last of them, ``title`` for the title above, ``end`` for the last line
where the first is known. No text of a page goes into the file: it holds thresholds and sums.
"""

from __future__ import annotations

import argparse
import collections
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from cleaner.stages.boilerplate.flat_end import end_features
from cleaner.stages.boilerplate.trees import Forest
from tools.boilerplate_bodies import bodies
from tools.boilerplate_docs import documentation
from tools.boilerplate_flat import FlatSample, flat_samples, put_around, put_together
from tools.boilerplate_pages import Source, sources
from tools.train_boilerplate import FOLDS, LINES, SEEDS, fitted, folds, save

PLACES: dict[str, Any] = LINES | {"min_child_samples": 10, "reg_lambda": 3}
CLEAN = Path("../shared/data/clean")
"""Texts that are no news, for ``boilerplate_bodies.py``."""
PLACE_WEIGHT = 0.35
"""How much the line itself counts, beside all other lines of its page together."""
Numbers = NDArray[np.float64]


def with_made(samples: Sequence[FlatSample]) -> list[FlatSample]:
    """``samples`` and pages that are put together of those whose lines are blocks, also around other articles."""
    blocks = [s for s in samples if s.page.lines.text == s.source.flat]
    return [*samples, *put_together(blocks), *put_around(documentation(), blocks, bodies(CLEAN))]


def fit(samples: Sequence[FlatSample]) -> dict[str, Forest]:
    """The models of all lines, and of the first line, the last line and the title of an article.

    A page weighs the same whatever its length and however often it was flattened, a host less for each further page.
    """
    pages = collections.Counter((s.source.name, s.made) for s in samples)
    hosts = collections.Counter({s.source.name: s.source.host for s in samples}.values())
    share = [1 / (float(np.sqrt(hosts[s.source.host])) * pages[s.source.name, s.made]) for s in samples]
    names = tuple(samples[0].table)
    matrix = np.concatenate([np.stack([s.table[n] for n in names], 1) for s in samples]).astype(np.float32)

    def forest(settings: dict[str, Any], targets: list[NDArray[np.bool_]], weights: list[Numbers]) -> Forest:
        scaled = np.concatenate([w * each for w, each in zip(weights, share, strict=True)])
        return fitted(lightgbm.LGBMClassifier, settings, names, (matrix, np.concatenate(targets), scaled), SEEDS[:1])

    forests = {"line": forest(LINES, [s.label > 0.5 for s in samples], [_by_length(s) for s in samples])}
    for name in ("first", "last", "title"):
        targets = [np.arange(len(s.page)) == getattr(s, name) for s in samples]
        # A page whose title is not known teaches nothing about titles.
        weights = [np.where(t, PLACE_WEIGHT, 1 / len(t)) * bool(t.any()) for t in targets]
        forests[name] = forest(PLACES, targets, weights)
    forests["end"] = _fit_end([(s, each) for s, each in zip(samples, share, strict=True) if not s.source.forum])
    return forests


def _fit_end(samples: Sequence[tuple[FlatSample, float]]) -> Forest:
    """The model of the last line among those from the first on."""
    tables = [end_features(s.page, s.table, s.first, s.title) for s, _ in samples]
    names = tuple(tables[0])
    matrix = np.concatenate([np.stack([t[n] for n in names], 1) for t in tables]).astype(np.float32)
    targets = [np.arange(len(s.page) - s.first) == s.last - s.first for s, _ in samples]
    weights = [np.where(t, PLACE_WEIGHT, 1 / len(t)) * share for t, (_, share) in zip(targets, samples, strict=True)]
    rows = matrix, np.concatenate(targets), np.concatenate(weights)
    return fitted(lightgbm.LGBMClassifier, PLACES, names, rows, SEEDS[:1])


def _by_length(sample: FlatSample) -> Numbers:
    raw = np.sqrt(np.array([len(sample.line(i)) for i in range(len(sample.page))], np.float64) + 4)
    scaled: Numbers = raw / raw.sum()
    return scaled


def fold_forests(pages: Sequence[Source], seed: int = 1) -> list[tuple[dict[str, Forest], list[Source]]]:
    """For each fold of hosts the forests of the other hosts' pages, and the pages of the fold."""
    samples = with_made(flat_samples(pages))
    fold = folds([page.host for page in pages], seed=seed)
    out = []
    for number in range(FOLDS):
        seen = [s for s in samples if number not in {fold[host] for host in (s.source.host, *s.guests)}]
        out.append((fit(seen), [p for p in pages if fold[p.host] == number]))
    return out


def main() -> None:
    """Train on all pages and write the models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default="../shared/data/html", type=Path)
    parser.add_argument("-o", "--out", default="cleaner/data/models/boilerplate_flat.npz", type=Path)
    given = parser.parse_args()
    samples = with_made(flat_samples(list(sources(given.data))))
    save(given.out, fit(samples))
    print(f"{len(samples)} pages, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
