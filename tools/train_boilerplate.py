"""Train the line model of the boilerplate stage: ``python -m tools.train_boilerplate [DATA] [-o FILE]``.

Reads the development pages (``../shared/data/html``: real Chinese pages with their article as people marked it; the
licences are in its INDEX.tsv), learns boosted trees with scikit-learn and writes them as plain arrays, with figures
that are cross-validated by host. No text of a page goes into the file: it holds thresholds and sums.
"""

from __future__ import annotations

import argparse
import collections
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from cleaner.stages.boilerplate.containers import CONTROLS
from cleaner.stages.boilerplate.trees import Forest
from tools.boilerplate_pages import Sample, Source, html_sample, sources, text_sample

TREES = 80
DEPTH = 6
SETTINGS: dict[str, Any] = {
    "max_iter": TREES, "learning_rate": 0.13, "max_leaf_nodes": 15, "max_depth": DEPTH, "min_samples_leaf": 20,
    "l2_regularization": 2.0, "max_features": 0.3, "max_bins": 63, "early_stopping": False,
}  # fmt: skip
FOLDS = 5
SEEDS = (0, 1)


def folds(hosts: Sequence[str], count: int = FOLDS, seed: int = 1) -> dict[str, int]:
    """The fold of each host, such that folds hold about as many pages."""
    sizes = collections.Counter(hosts)
    names = sorted(sizes)
    order = [names[i] for i in np.random.default_rng(seed).permutation(len(names))]
    held = [0] * count
    out: dict[str, int] = {}
    for name in sorted(order, key=lambda n: -sizes[n]):
        out[name] = int(np.argmin(held))
        held[out[name]] += sizes[name]
    return out


def fit(samples: Sequence[Sample], seeds: Iterable[int] = (0,)) -> Forest:
    """The mean of one forest a seed. A page weighs the same whatever its length, a host less for each further page."""
    pages = collections.Counter(s.source.host for s in samples)
    names = tuple(samples[0].table)
    matrix = np.concatenate([np.stack([s.table[n] for n in names], 1) for s in samples]).astype(np.float32)
    target = np.concatenate([s.label > 0.5 for s in samples])
    weight = np.concatenate([_weights(s) / np.sqrt(pages[s.source.host]) for s in samples])
    weight /= weight.mean()
    models = [HistGradientBoostingClassifier(random_state=s, **SETTINGS).fit(matrix, target, weight) for s in seeds]
    return _merged(models, names)


def fold_forests(pages: Sequence[Source]) -> list[tuple[dict[str, Forest], list[Source]]]:
    """For each fold of hosts: the forests trained on the others' pages, and the pages of the fold."""
    samples, flat = usable(pages), flattened_samples(pages)
    fold = folds([page.host for page in pages])
    out = []
    for number in range(FOLDS):
        forests = {
            name: fit([s for s in each if fold[s.source.host] != number], SEEDS)
            for name, each in (("html", samples), ("text", flat))
        }
        out.append((forests, [p for p in pages if fold[p.host] == number]))
    return out


def usable(pages: Iterable[Source]) -> list[Sample]:
    """The pages with markup of which at least one line is in the gold text."""
    return [s for page in pages if (s := html_sample(page)) and s.label.max() > 0.5]


def flattened_samples(pages: Iterable[Source]) -> list[Sample]:
    """The pages as lines without markup, as ``html_lines`` beside the pages has them, with labels."""
    out = []
    for page in pages:
        if page.flat and (sample := text_sample(page, page.flat)) and sample.label.max() > 0.5:
            out.append(sample)
    return out


def _weights(sample: Sample) -> NDArray[np.float64]:
    raw = np.sqrt(np.array([len(sample.page.text(i)) for i in range(len(sample.page))], np.float64) + 4)
    if sample.rows is not None:
        raw[np.isin(sample.rows.tag, CONTROLS)] = 0
    scaled: NDArray[np.float64] = raw / max(raw.sum(), 1e-9)
    return scaled


def _merged(models: Sequence[Any], names: tuple[str, ...]) -> Forest:
    """All trees of ``models`` as one forest of complete trees; a leaf above the lowest level is repeated below."""
    trees = [tree[0].nodes for model in models for tree in model._predictors]
    inner = 2**DEPTH - 1
    feature = np.zeros((len(trees), inner), np.int32)
    threshold = np.full((len(trees), inner), np.inf, np.float32)
    value = np.zeros((len(trees), inner + 1), np.float32)
    for number, nodes in enumerate(trees):
        todo = [(0, 0)]
        while todo:
            place, index = todo.pop()
            node = nodes[index]
            if place >= inner:
                value[number, place - inner] = node["value"] / len(models)
            elif node["is_leaf"]:
                todo += [(2 * place + 1, index), (2 * place + 2, index)]
            else:
                feature[number, place] = node["feature_idx"]
                threshold[number, place] = _floor32(np.array([node["num_threshold"]]))[0]
                todo += [(2 * place + 1, int(node["left"])), (2 * place + 2, int(node["right"]))]
    base = float(np.mean([float(model._baseline_prediction.ravel()[0]) for model in models]))
    return Forest(names=names, feature=feature, threshold=threshold, value=value, base=base)


def _floor32(values: NDArray[np.float64]) -> NDArray[np.float32]:
    """The greatest 32-bit floats that are not above ``values``, so that comparisons come out the same."""
    near = values.astype(np.float32)
    down: NDArray[np.float32] = np.where(near > values, np.nextafter(near, np.float32(-np.inf)), near)
    return down


def main() -> None:
    """Train on all pages and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default="../shared/data/html", type=Path)
    parser.add_argument("-o", "--out", default="cleaner/data/models/boilerplate.npz", type=Path)
    given = parser.parse_args()
    pages = list(sources(given.data))
    html = fit(usable(pages), seeds=SEEDS)
    text = fit(flattened_samples(pages), seeds=SEEDS)
    np.savez_compressed(given.out, **html.arrays("html."), **text.arrays("text."))
    print(f"{len(pages)} pages, {len(html.feature)} + {len(text.feature)} trees, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
