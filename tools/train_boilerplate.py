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

from cleaner.stages.boilerplate.model import CONTROLS
from cleaner.stages.boilerplate.trees import Forest
from tools.boilerplate_pages import Sample, Source, html_sample, sources

TREES = 90
SETTINGS: dict[str, Any] = {
    "max_iter": TREES, "learning_rate": 0.13, "max_leaf_nodes": 15, "min_samples_leaf": 20, "l2_regularization": 2.0,
    "max_features": 0.3, "max_bins": 63, "early_stopping": False,
}  # fmt: skip
FOLDS = 5


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
    samples = usable(pages)
    fold = folds([page.host for page in pages])
    out = []
    for number in range(FOLDS):
        learned = [s for s in samples if fold[s.source.host] != number]
        out.append(({"html": fit(learned)}, [p for p in pages if fold[p.host] == number]))
    return out


def usable(pages: Iterable[Source]) -> list[Sample]:
    """The pages with markup of which at least one line is in the gold text."""
    return [s for page in pages if (s := html_sample(page)) and s.label.max() > 0.5]


def _weights(sample: Sample) -> NDArray[np.float64]:
    raw = np.sqrt(np.array([len(sample.page.text(i)) for i in range(len(sample.page))], np.float64) + 4)
    if sample.rows is not None:
        raw[np.isin(sample.rows.tag, CONTROLS)] = 0
    scaled: NDArray[np.float64] = raw / max(raw.sum(), 1e-9)
    return scaled


def _merged(models: Sequence[Any], names: tuple[str, ...]) -> Forest:
    parts: dict[str, list[NDArray[Any]]] = collections.defaultdict(list)
    roots: list[int] = []
    size, depth = 0, 0
    for predictor in (tree[0] for model in models for tree in model._predictors):
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        self_index = np.arange(len(nodes))
        parts["feature"].append(np.where(leaf, 0, nodes["feature_idx"]))
        parts["threshold"].append(_floor32(np.where(leaf, 0, nodes["num_threshold"])))
        parts["left"].append(np.where(leaf, self_index, nodes["left"]) + size)
        parts["right"].append(np.where(leaf, self_index, nodes["right"]) + size)
        parts["value"].append(np.where(leaf, nodes["value"], 0) / len(models))
        roots.append(size)
        size += len(nodes)
        depth = max(depth, int(nodes["depth"].max()))
    kinds = {"feature": np.int32, "threshold": np.float32, "left": np.int32, "right": np.int32, "value": np.float32}
    arrays: dict[str, Any] = {name: np.concatenate(parts[name]).astype(kind) for name, kind in kinds.items()}
    base = float(np.mean([float(model._baseline_prediction.ravel()[0]) for model in models]))
    return Forest(names=names, roots=np.array(roots, np.int32), depth=depth, base=base, **arrays)


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
    samples = usable(sources(given.data))
    forest = fit(samples, seeds=(0, 1))
    np.savez_compressed(given.out, **forest.arrays("html."))
    print(f"{len(samples)} pages, {len(forest.roots)} trees, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
